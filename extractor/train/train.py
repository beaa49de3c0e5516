"""Trains the model of the extractor: data folder -> checkpoint.

    train.py --data DIR --work DIR --minutes 100

One network learns tags, trees and names together; each corpus teaches what it
annotates. The seed is fixed; the budget is wall time, so figures differ by a
tenth from machine to machine. Every few minutes the averaged weights are
scored on EWT dev and saved, so that a run can be watched and used early.
"""

import argparse
import collections
import copy
import dataclasses
import datetime
import math
import os
import pickle
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

import corpora
import crf
import dataset
import forms
import labels as label_lists
import name_pool
import network as networks
import raw_text
import scoring
import vectors
import word_facts

LOSS_WEIGHTS = {"upos": 0.3, "xpos": 0.3, "names": 1.5}
EMA_DECAY = 0.998  # a step
EMA_EVERY = 4      # steps from one update to the next: it is a pass over all


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--minutes", type=float, default=100)
    parser.add_argument("--report-minutes", type=float, default=8)
    parser.add_argument("--init", help="checkpoint to go on from")
    parser.add_argument("--wordnet", default="/usr/share/wordnet",
                        help="folder of WordNet's data files")
    parser.add_argument("--silver", help="sentences annotated by teach.py")
    parser.add_argument("--others-share", type=float, default=0.6,
                        help="of the sentences without a tree, drawn for "
                        "each pass")
    parser.add_argument("--batch-words", type=int, default=1800)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def load_corpora(data):
    """Returns annotated training sentences, EWT dev and its gold names."""
    path = lambda *parts: os.path.join(data, *parts)
    ewt = corpora.read_conllu(path("en_ewt", "en_ewt-ud-train.conllu"))
    corpora.attach_uner(ewt, path("uner_en_ewt", "en_ewt-ud-train.iob2"))
    gum = corpora.read_conllu(
        path("en_gum_open", "en_gum_open-ud-train.conllu"))
    corpora.attach_gum(gum)
    demonyms = corpora.demonyms_of(ewt + gum)
    others = corpora.read_wikigold(path("wikigold", "wikigold.conll.txt"))
    others += corpora.read_crossner(path("crossner"))
    others += corpora.read_redocred(
        path("redocred", "dev_revised.json"), demonyms)
    dev = corpora.read_conllu(path("en_ewt", "en_ewt-ud-dev.conllu"))
    tags = corpora.uner_tags(path("uner_en_ewt", "en_ewt-ud-dev.iob2"))
    return ewt + gum, others, dev, [tags.get(s.identifier) for s in dev]


def word_vectors(args, treebanks, senses):
    """Keys and [1 + keys, vectors and facts]; row 0 for all other words."""
    stem = os.path.join(args.work, "vectors")
    if not os.path.exists(stem + ".vec"):
        corpus = os.path.join(args.work, "corpus.txt")
        vectors.write_corpus(os.path.join(args.data, "raw_text"),
                             [s.words for s in treebanks], corpus)
        vectors.train(corpus, stem, args.threads)
    words, rows = vectors.read(stem + ".vec")
    raw = raw_text.read_all(os.path.join(args.data, "raw_text"))
    keys, facts = word_facts.features(words, raw, senses, args.wordnet)
    table = np.zeros((1 + len(keys), vectors.DIMENSIONS + word_facts.WIDTH))
    table[1:1 + len(rows), :vectors.DIMENSIONS] = rows / np.std(rows)
    table[1:, vectors.DIMENSIONS:] = facts
    return keys, torch.tensor(table, dtype=torch.float32)


def batch_loss(network, batch):
    found = network.read(network.encode(batch))
    weight, heads = batch["weight"], batch["heads"]
    total = LOSS_WEIGHTS["names"] * crf.loss(
        found["names"], network.transitions, batch["names"], weight,
        batch["mask"])
    for key in ("upos", "xpos"):
        total = total + LOSS_WEIGHTS[key] * _cross_entropy(
            found[key], batch[key], weight)
    if (heads >= 0).any():
        arcs = network.arcs(found, batch["mask"])
        labels = network.labels(found, heads.clamp(min=0))
        total = total + _cross_entropy(arcs, heads, weight)
        total = total + _cross_entropy(labels, batch["labels"], weight)
    return total


def _cross_entropy(scores, gold, weight):
    """Mean over the words that have a gold value (>= 0)."""
    known = gold >= 0
    if not known.any():
        return 0.0
    losses = F.cross_entropy(scores[known], gold[known], reduction="none")
    weight = weight[known]
    return (losses * weight).sum() / weight.sum()


class Average:
    """Exponential moving average of the weights; that is what is kept."""

    def __init__(self, network):
        self.network = copy.deepcopy(network)
        self.steps = 0

    def update(self, network):
        self.steps += 1
        if self.steps % EMA_EVERY:
            return
        keep = min(EMA_DECAY, (1 + self.steps) / (10 + self.steps))
        keep **= EMA_EVERY
        with torch.no_grad():
            mine = list(self.network.parameters())
            torch._foreach_mul_(mine, keep)
            torch._foreach_add_(mine, list(network.parameters()),
                                alpha=1 - keep)


def fit(network, draw, table, args, report):
    """Adam with warm-up and cosine decay to the end of the time given."""
    optimizer = torch.optim.Adam(network.parameters(), lr=args.rate,
                                 betas=(0.9, 0.95), foreach=True)
    average, start, step = Average(network), time.time(), 0
    next_report, spent = args.report_minutes, 0
    path = os.path.join(args.work, "model.pt")
    while spent < args.minutes:
        items = draw()
        for indexes in dataset.groups(items, args.batch_words, True):
            spent = (time.time() - start) / 60
            if spent >= args.minutes:
                break
            decay = 0.5 * (1 + math.cos(math.pi * spent / args.minutes))
            for group in optimizer.param_groups:
                group["lr"] = (args.rate * min(1, (step + 1) / 200) *
                               (0.98 * decay + 0.02))
            network.train()
            batch = dataset.collate(items, indexes, table, True)
            optimizer.zero_grad(set_to_none=True)
            batch_loss(network, batch).backward()
            norm = torch.nn.utils.clip_grad_norm_(network.parameters(), 2.0)
            if not torch.isfinite(norm):
                raise FloatingPointError("diverged at step %d" % step)
            optimizer.step()
            average.update(network)
            step += 1
            if spent >= next_report:
                next_report += args.report_minutes
                report(average.network, spent, step, path)
    report(average.network, spent, step, path)


def load_silver(path, names):
    """Sentences that teach.py annotated, and what it took each word for."""
    if not path:
        return [], {}
    with open(path, "rb") as stream:
        saved = pickle.load(stream)
    if saved["labels"] != names:
        raise ValueError(path + " was made with other labels")
    return saved["sentences"], saved["senses"]


def sampler(trees, others, silver, others_share):
    """One pass: every sentence with a gold tree, a fresh draw of the others
    and as many silver sentences as gold ones."""
    count = int(len(others) * others_share)
    silver_count = min(len(silver), len(trees))
    return lambda: (trees + random.sample(others, count) +
                    random.sample(silver, silver_count))


def vocabulary(sentences, least=2):
    """Keys of the word table, frequent ones first."""
    counts = collections.Counter(
        forms.key_of(forms.normalise(w)) for s in sentences for w in s.words)
    kept = [w for w, c in counts.items() if c >= least]
    return sorted(kept, key=lambda w: (-counts[w], w))


class Reporter:
    """Scores a network on EWT dev, prints the line, saves the checkpoint."""

    def __init__(self, dev, dev_names, table, ids, content):
        self._dev_names, self._table = dev_names, table
        self._items = [dataset.Item(s, table, ids) for s in dev]
        self._content = content

    def __call__(self, network, minutes, step, path):
        scores = scoring.score(network, self._items, self._table,
                               label_lists.DEPREL, self._dev_names)
        line = "  ".join("%s %.2f" % item for item in scores.items())
        print("%5.1f min  step %d  %s" % (minutes, step, line), flush=True)
        torch.save(dict(self._content, state=network.state_dict(),
                        scores=scores,
                        date=datetime.date.today().isoformat()), path)


def main():
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    for seed in (torch.manual_seed, random.seed, np.random.seed):
        seed(args.seed)
    os.makedirs(args.work, exist_ok=True)
    treebanks, others, dev, dev_names = load_corpora(args.data)
    label_lists.mend(treebanks + dev)
    names = {"upos": label_lists.UPOS, "xpos": label_lists.XPOS,
             "label": label_lists.DEPREL, "names": corpora.NAME_TAGS}
    silver, senses = load_silver(args.silver, names)
    vector_words, vector_table = word_vectors(args, treebanks, senses)
    words = vocabulary(treebanks + others)
    table = dataset.FormTable(words, vector_words)
    ids = {k: {v: i for i, v in enumerate(vs)} for k, vs in names.items()}
    sizes = networks.Sizes(
        words=len(words) + 2, vectors=len(vector_words) + 1,
        upos=len(names["upos"]), xpos=len(names["xpos"]),
        labels=len(names["label"]), names=len(names["names"]))
    pool = {key: [[table.id_of(w) for w in name] for name in found]
            for key, found in name_pool.collect(
                treebanks + others,
                os.path.join(args.wordnet, "data.noun")).items()}
    as_items = lambda sentences: [
        dataset.Item(s, table, ids, pool) for s in sentences
        if len(s.words) <= dataset.MAX_WORDS]
    network = networks.Network(sizes, vector_table)
    if args.init:
        state = torch.load(args.init)["state"]
        network.load_state_dict(dict(state, vectors=vector_table))
    print("sentences %d, words %d, vectors %d, parameters %d" % (
        len(treebanks + others),
        sum(len(s.words) for s in treebanks + others), len(vector_words),
        sum(p.numel() for p in network.parameters())), flush=True)
    report = Reporter(dev, dev_names, table, ids, {
        "words": words, "vector_words": vector_words, "labels": names,
        "sizes": dataclasses.asdict(sizes), "args": vars(args)})
    draw = sampler(as_items(treebanks), as_items(others), as_items(silver),
                   args.others_share)
    fit(network, draw, table, args, report)


if __name__ == "__main__":
    main()
