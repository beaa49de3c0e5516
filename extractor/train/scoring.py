"""Scores on gold tokens, as the C++ `evaluate` tool computes them."""

import collections

import torch

import corpora
import crf
import dataset


def name_spans(tags, kinds=None):
    """BIO tags -> {(begin, end, type)}; types outside `kinds` are left out."""
    spans, begin, kind = set(), None, None
    for i, tag in enumerate(list(tags) + ["O"]):
        if begin is not None and (tag[0] != "I" or tag[2:] != kind):
            spans.add((begin, i, kind))
            begin = None
        if tag != "O" and begin is None:
            begin, kind = i, tag[2:]
    return {s for s in spans if kinds is None or s[2] in kinds}


def predict(network, items, table, words_per_batch=4000):
    """Yields (item index, upos, xpos, heads, labels, names) as id lists."""
    network.eval()
    with torch.no_grad():
        for indexes in dataset.groups(items, words_per_batch, False):
            batch = dataset.collate(items, indexes, table, False)
            read = network.read(network.encode(batch))
            heads = network.arcs(read, batch["mask"]).argmax(2)
            labels = network.labels(read, heads)
            found = [read["upos"].argmax(2), read["xpos"].argmax(2), heads,
                     labels.argmax(2), crf.best(
                         read["names"], network.transitions, batch["mask"])]
            for row, i in enumerate(indexes):
                yield (i,) + tuple(f[row, :items[i].size].tolist()
                                   for f in found)


def score(network, items, table, label_names, gold_names):
    """Percentages: upos, xpos, uas, las (without subtypes), names (F1)."""
    counts = collections.Counter()
    kinds = {"person", "place", "organization"}
    base = [name.split(":")[0] for name in label_names]
    for i, upos, xpos, heads, labels, names in predict(network, items, table):
        item = items[i]
        for k in range(item.size):
            counts["words"] += 1
            counts["upos"] += upos[k] == item.upos[k]
            counts["xpos"] += xpos[k] == item.xpos[k]
            if heads[k] == item.heads[k]:
                counts["uas"] += 1
                counts["las"] += base[labels[k]] == base[item.labels[k]]
        if gold_names and gold_names[i] is not None:
            gold = name_spans(gold_names[i])
            found = name_spans([corpora.NAME_TAGS[t] for t in names], kinds)
            counts["both"] += len(gold & found)
            counts["either"] += len(gold) + len(found)
    scores = {k: 100 * counts[k] / counts["words"]
              for k in ("upos", "xpos", "uas", "las")}
    scores["names"] = 200 * counts["both"] / max(1, counts["either"])
    return scores
