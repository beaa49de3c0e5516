"""Annotates raw text with trained networks: checkpoints -> silver sentences.

    teach.py --data DIR --out silver.pickle --words 1500000 MODEL.pt...

The mean of the given networks is the teacher; what it is sure of becomes the
annotation that a student trains on beside the gold trees (train.py --silver).
A decision below KEPT_FROM stays open, so that the student is not taught the
teachers' guesses. Sources: self-training of parsers, McClosky et al. 2006
(N06-1020); several teachers for one student, Zhou and Li 2005 (tri-training).
"""

import argparse
import os
import pickle
import random

import torch

import corpora
import crf
import dataset
import name_senses
import network as networks
import raw_text

KEPT_FROM = {"heads": 0.6, "labels": 0.6, "upos": 0.7, "xpos": 0.7,
             "names": 0.9}
WEIGHT = 0.6          # of a silver word beside a gold one

def load(paths):
    """The networks, and the tables that they must share."""
    members, first = [], None
    for path in paths:
        saved = torch.load(path, map_location="cpu")
        first = first or saved
        if (saved["words"] != first["words"] or
                saved["labels"] != first["labels"]):
            raise ValueError(path + " knows other words or labels than " +
                             paths[0])
        state = saved["state"]
        member = networks.Network(networks.Sizes(**saved["sizes"]),
                                  state["vectors"])
        member.load_state_dict(state)
        members.append(member.eval())
    return members, first


def mean_scores(members, batch):
    """Mean log-probabilities of all members; labels under the best heads."""
    reads = [m.read(m.encode(batch)) for m in members]
    mean = lambda parts: torch.stack(
        [p.log_softmax(-1) for p in parts]).mean(0)
    found = {k: mean([r[k] for r in reads]) for k in ("upos", "xpos")}
    found["names"] = torch.stack([
        crf.marginals(r["names"], m.transitions, batch["mask"])
        for m, r in zip(members, reads)]).mean(0).clamp(1e-6).log()
    found["heads"] = mean([m.arcs(r, batch["mask"])
                           for m, r in zip(members, reads)])
    heads = found["heads"].argmax(2)
    found["labels"] = mean([m.labels(r, heads)
                            for m, r in zip(members, reads)])
    return found


def annotate(members, sentences, table, senses, words_per_batch=4000):
    """Fills the annotation of `sentences` in place, and `senses`."""
    empty = {"upos": {}, "xpos": {}, "label": {}}
    items = [dataset.Item(s, table, empty) for s in sentences]
    with torch.no_grad():
        for indexes in dataset.groups(items, words_per_batch, False):
            batch = dataset.collate(items, indexes, table, False)
            sure = {k: v.softmax(-1)
                    for k, v in mean_scores(members, batch).items()}
            best = {k: v.max(2) for k, v in sure.items()}
            for row, i in enumerate(indexes):
                _fill(sentences[i], row, best)
                senses.add(sentences[i].words, sure["names"][row].numpy())


def _fill(sentence, row, best):
    n = len(sentence.words)
    sure = {k: (v.values[row, :n] >= KEPT_FROM[k]).tolist()
            for k, v in best.items()}
    ids = {k: v.indices[row, :n].tolist() for k, v in best.items()}
    kept = lambda key: [v if s else -1 for v, s in zip(ids[key], sure[key])]
    sentence.upos, sentence.xpos = kept("upos"), kept("xpos")
    sentence.heads = kept("heads")
    sentence.labels = [v if a and b else -1 for v, a, b in zip(
        ids["labels"], sure["labels"], sure["heads"])]
    sentence.name_sets = [1 << v if s else corpora.ANY_TAG for v, s in zip(
        ids["names"], sure["names"])]
    sentence.weight = WEIGHT


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--words", type=int, default=1500000)
    parser.add_argument("checkpoints", nargs="+")
    args = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    members, saved = load(args.checkpoints)
    table = dataset.FormTable(saved["words"], saved["vector_words"])
    raw = raw_text.read_raw(os.path.join(args.data, "raw_text"), args.words,
                   random.Random(1))
    sentences = [corpora.Sentence(words=w) for w in raw]
    senses = name_senses.NameSenses()
    annotate(members, sentences, table, senses)
    with open(args.out, "wb") as out:
        pickle.dump({"labels": saved["labels"], "sentences": sentences,
                     "senses": senses.means()}, out)
    print("%d sentences, %d words" % (
        len(sentences), sum(len(s.words) for s in sentences)))


if __name__ == "__main__":
    main()
