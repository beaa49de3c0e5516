"""Linear-chain conditional random field over name tags, with open tags.

Scores of tags (emissions) [B, T, K], transitions [K + 1, K]: row i from tag i,
row K from the start of the sentence. Sources: Lafferty et al. 2001; training
with sets of allowed tags, Tsuboi et al. 2008 (C08-1113): the loss is
-log of the probability of all sequences that the sets allow.
"""

import torch

import corpora

NEVER = -1e4       # score of what may not follow
IMPOSSIBLE = 1e3   # a loss beyond: the sets of the sentence allow no sequence


def may_not_follow():
    """[K + 1, K]: NEVER where an inside tag follows another type, else 0."""
    tags = corpora.NAME_TAGS
    table = torch.zeros(len(tags) + 1, len(tags))
    for row, before in enumerate(tags + ["O"]):
        for column, tag in enumerate(tags):
            if tag.startswith("I-") and before[2:] != tag[2:]:
                table[row, column] = NEVER
    return table


def log_partition(emissions, transitions, mask):
    """log of the sum over all sequences: [B]. mask [B, T]: real words."""
    between, start = transitions[:-1], transitions[-1]
    total = emissions[:, 0] + start
    for t in range(1, emissions.shape[1]):
        longer = (total.unsqueeze(2) + between).logsumexp(1) + emissions[:, t]
        total = torch.where(mask[:, t].unsqueeze(1), longer, total)
    return total.logsumexp(1)


def loss(emissions, transitions, sets, weight, mask):
    """Mean over the words whose tag is not wholly open.

    sets [B, T]: bit masks of allowed tags; weight [B, T].
    """
    known = (sets != corpora.ANY_TAG) & mask
    rows = known.any(1)
    if not rows.any():
        return 0.0
    emissions, sets, known = emissions[rows], sets[rows], known[rows]
    weight, mask = weight[rows], mask[rows]
    bits = 1 << torch.arange(emissions.shape[2])
    allowed = (sets.unsqueeze(2) & bits) != 0
    both = torch.cat([emissions, emissions.masked_fill(~allowed, NEVER)])
    every, inside = log_partition(both, transitions, mask.repeat(2, 1)).chunk(
        2)
    losses = (every - inside) * weight[:, 0]
    losses = losses * (losses < IMPOSSIBLE)
    return losses.sum() / (weight * known).sum()


def marginals(emissions, transitions, mask):
    """Probability of each tag at each word [B, T, K]: the gradient of the log
    partition by the emissions."""
    with torch.enable_grad():
        emissions = emissions.detach().requires_grad_()
        total = log_partition(emissions, transitions.detach(), mask).sum()
        return torch.autograd.grad(total, emissions)[0]


def best(emissions, transitions, mask):
    """Tags of the best sequence [B, T] (Viterbi)."""
    between, start = transitions[:-1], transitions[-1]
    total, back = emissions[:, 0] + start, []
    for t in range(1, emissions.shape[1]):
        longer, origin = (total.unsqueeze(2) + between).max(1)
        here = mask[:, t].unsqueeze(1)
        total = torch.where(here, longer + emissions[:, t], total)
        same = torch.arange(total.shape[1]).expand_as(origin)
        back.append(torch.where(here, origin, same))
    tags = [total.argmax(1)]
    for origin in reversed(back):
        tags.append(origin.gather(1, tags[-1].unsqueeze(1)).squeeze(1))
    return torch.stack(tags[::-1], 1)
