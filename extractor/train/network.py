"""The network: word features -> projection -> BiLSTM -> heads.

Sizes are those of `Sizes`; doc/model_format.md names every matrix. Large
products run in bfloat16 (AMX or AVX-512 where the machine has them), sums and
states in float32.

Sources: BiLSTM with biaffine arcs, Dozat and Manning 2017
(arXiv:1611.01734); labels from a hidden layer over the sum of both ends,
Kiperwasser and Goldberg 2016 (Q16-1023), which costs a quarter of a biaffine
label head at equal accuracy in our runs.
"""

import dataclasses

import torch
import torch.nn.functional as F
from torch import nn

import crf
import forms
import word_facts
from recurrence import Recurrence

SLOPE = 0.1  # of the leaky rectifiers


@dataclasses.dataclass
class Sizes:
    words: int
    vectors: int
    upos: int
    xpos: int
    labels: int
    names: int
    vector_width: int = 100 + word_facts.WIDTH
    word_width: int = 100
    gram_width: int = 64
    projection: int = 256
    hidden: int = 192
    layers: int = 2
    arc: int = 160
    label: int = 192


def product(x, weight):
    """x times the transpose of weight, in bfloat16."""
    return F.linear(x.bfloat16(), weight.bfloat16()).float()


class BiLstm(nn.Module):
    def __init__(self, width, hidden):
        super().__init__()
        self.hidden = hidden
        self.input = nn.Parameter(torch.empty(8 * hidden, width))
        self.bias = nn.Parameter(torch.zeros(8 * hidden))
        self.recurrent = nn.Parameter(torch.empty(2, hidden, 4 * hidden))
        nn.init.xavier_uniform_(self.input)
        for direction in range(2):
            for gate in range(4):
                block = self.recurrent.data[
                    direction, :, gate * hidden:(gate + 1) * hidden]
                nn.init.orthogonal_(block)
        with torch.no_grad():  # forget gates start open
            self.bias.view(2, 4, hidden)[:, 1] = 1.0

    def forward(self, x, reverse):
        """x [B, T, width]; reverse [B, T]: positions in reversed order."""
        batch, steps, _ = x.shape
        gates = product(x, self.input) + self.bias
        forward, backward = gates.split(4 * self.hidden, 2)
        backward = _reorder(backward, reverse)
        both = torch.stack([forward, backward]).permute(2, 0, 1, 3)
        states = Recurrence.apply(both.contiguous(), self.recurrent)
        forward, backward = states.permute(1, 2, 0, 3)
        return torch.cat([forward, _reorder(backward, reverse)], 2)


def _reorder(x, index):
    return torch.gather(x, 1, index.unsqueeze(2).expand(-1, -1, x.shape[2]))


class Network(nn.Module):
    def __init__(self, sizes, vectors, dropout=0.33, word_dropout=0.2):
        super().__init__()
        self.sizes, self.dropout = sizes, dropout
        self.word_dropout = word_dropout
        z = sizes
        self.words = nn.Embedding(z.words, z.word_width, padding_idx=0)
        self.grams = nn.Embedding(forms.BUCKETS, z.gram_width, padding_idx=0)
        self.register_buffer("vectors", vectors)
        nn.init.normal_(self.words.weight, 0, 0.3)
        nn.init.normal_(self.grams.weight, 0, 0.2)
        with torch.no_grad():
            self.words.weight[0].zero_()
            self.grams.weight[0].zero_()
        features = (z.word_width + z.vector_width +
                    z.gram_width * (forms.SLOTS + 1))
        self.project = nn.Linear(features, z.projection)
        width = 2 * z.hidden
        self.layers = nn.ModuleList(
            BiLstm(z.projection if i == 0 else width, z.hidden)
            for i in range(z.layers))
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        # One matrix for everything that reads the states, cut by HEADS.
        self.parts = {"upos": z.upos, "xpos": z.xpos, "names": z.names,
                      "arc_dependent": z.arc, "arc_head": z.arc,
                      "label_dependent": z.label, "label_head": z.label}
        self.heads = nn.Linear(width, sum(self.parts.values()))
        self.arc = nn.Parameter(torch.empty(z.arc + 1, z.arc))
        nn.init.xavier_uniform_(self.arc)
        self.label = nn.Linear(z.label, z.labels)
        self.follow = nn.Parameter(torch.zeros(z.names + 1, z.names))
        self.register_buffer("may_not_follow", crf.may_not_follow())

    def _drop(self, x):
        """One mask a sentence: the same units are missing at every step."""
        if not self.training or not self.dropout:
            return x
        keep = 1 - self.dropout
        mask = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(keep)
        return x * (mask / keep)

    def encode(self, batch):
        """The states [B, T, 2H] of the last layer."""
        words = self.words(batch["word"])
        fixed = F.embedding(batch["vector"], self.vectors)
        if self.training and self.word_dropout:
            keep = 1 - self.word_dropout
            seen = torch.empty(3, len(words), 1).bernoulli_(keep) / keep
            words = words * seen[0]
            vectors, facts = fixed.split(
                [fixed.shape[1] - word_facts.WIDTH, word_facts.WIDTH], 1)
            fixed = torch.cat([vectors * seen[1], facts * seen[2]], 1)
        parts = [words, fixed, self.grams(batch["slots"]).flatten(1),
                 self.grams(batch["grams"]).sum(1) * 0.25]
        x = product(torch.cat(parts, 1), self.project.weight)
        x = F.leaky_relu(x + self.project.bias, SLOPE)
        x = F.embedding(batch["form"], x)
        for layer in self.layers:
            x = layer(self._drop(x), batch["reverse"])
        return self._drop(x)

    def read(self, x):
        """The head layers' outputs by name; arc_head and label_head have the
        root in front: [B, T + 1, width]."""
        split = lambda y: dict(zip(self.parts, y.split(
            list(self.parts.values()), -1)))
        found = split(product(x, self.heads.weight) + self.heads.bias)
        root = split(F.linear(self.root, self.heads.weight, self.heads.bias))
        for name in ("arc_head", "label_head"):
            first = root[name].expand(x.shape[0], 1, -1)
            found[name] = torch.cat([first, found[name]], 1)
        return found

    @property
    def transitions(self):
        """Scores of name tags by the tag before: crf.py."""
        return self.follow + self.may_not_follow

    def arcs(self, found, mask):
        """Scores [B, T, T + 1]: row dependent, column head, column 0 root."""
        rectify = lambda y: self._drop(F.leaky_relu(y, SLOPE))
        query = rectify(found["arc_dependent"]) @ self.arc[:-1] + self.arc[-1]
        scores = query @ rectify(found["arc_head"]).transpose(1, 2)
        first = torch.ones(len(mask), 1, dtype=torch.bool)
        allowed = torch.cat([first, mask], 1).unsqueeze(1)
        return scores.masked_fill(~allowed, -1e4)

    def labels(self, found, heads):
        """Scores [B, T, labels] of each word under its head (0 = root)."""
        head = _reorder(found["label_head"], heads)
        both = F.leaky_relu(found["label_dependent"] + head, SLOPE)
        return self.label(self._drop(both))
