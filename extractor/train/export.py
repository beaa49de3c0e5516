"""Checkpoint -> model file: tables quantised, strings sorted, lemmas learned.

    export.py --data DIR --checkpoint model.pt \
        --out en.weftmodel
"""

import argparse
import json
import os

import torch

import corpora
import labels as label_lists
import lemmas
import model_file

NAME, VERSION = "en", "1"

ATTRIBUTION = [
    "Universal Dependencies English Web Treebank 2.16, (c) 2013-2021 The "
    "Board of Trustees of The Leland Stanford Junior University, CC BY-SA "
    "4.0; portions of the texts (c) 2012 Google Inc., (c) 2011 Yahoo! Inc., "
    "(c) 2012 Trustees of the University of Pennsylvania and/or other "
    "original authors (Silveira et al. 2014).",
    "GUM 11.1 (open documents), Amir Zeldes and the GUM annotators, "
    "annotation CC BY 4.0; texts from Wikinews, Wikipedia, Wikivoyage, "
    "OpenStax, PLOS and others under CC BY or CC BY-SA (Zeldes 2017).",
    "Universal NER English EWT v1, CC BY-SA 4.0 (Mayhew et al. 2024).",
    "Wikigold, CC BY 4.0 (Balasuriya et al. 2009).",
    "CrossNER, politics and science, MIT; text Wikipedia contributors, "
    "CC BY-SA 3.0 (Liu et al. 2021).",
    "Re-DocRED development part, MIT; text Wikipedia contributors, CC BY-SA "
    "3.0 (Tan et al. 2022).",
    "Word vectors from: OpenStax textbooks, Rice University, CC BY 4.0, "
    "access for free at openstax.org; digital.gov, CC0; CIA World Factbook, "
    "public domain; Wikipedia Portal:Current events, CC BY-SA 4.0; State of "
    "the Union addresses, public domain; MASC written part, American "
    "National Corpus.",
    "Lemma exceptions: WordNet 3.0, (c) 2006 by Princeton University. All "
    "rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED \"AS IS\" AND "
    "PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR "
    "IMPLIED. Use, copying and modification are permitted with this notice.",
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("data", "checkpoint", "out"):
        parser.add_argument("--" + name, required=True)
    return parser.parse_args()


def add_word_tables(writer, state, words, vector_words):
    """Keys in byte order, so that a reader finds them by bisection."""
    order = sorted(range(len(words)), key=lambda i: words[i].encode())
    writer.add_strings("words.keys", [words[i] for i in order])
    # Row 0 for unknown words, row i + 1 for key i.
    rows = [1] + [i + 2 for i in order]
    writer.add_matrix("words.table", state["words.weight"][rows].numpy())
    order = sorted(range(len(vector_words)),
                   key=lambda i: vector_words[i].encode())
    writer.add_strings("vectors.keys", [vector_words[i] for i in order])
    rows = [i + 1 for i in order]
    writer.add_matrix("vectors.table", state["vectors"][rows].numpy())
    writer.add_matrix("grams.table", state["grams.weight"].numpy())


def add_layers(writer, state, sizes):
    writer.add_matrix("project.weight", state["project.weight"].numpy())
    writer.add_array("project.bias", state["project.bias"].numpy())
    for i in range(sizes["layers"]):
        stem, name = "layers.%d." % i, "lstm%d." % i
        writer.add_matrix(name + "input", state[stem + "input"].numpy())
        writer.add_array(name + "bias", state[stem + "bias"].numpy())
        recurrent = state[stem + "recurrent"].transpose(1, 2)
        writer.add_matrix(
            name + "recurrent",
            recurrent.reshape(8 * sizes["hidden"], -1).numpy())


def add_heads(writer, state):
    writer.add_array("root", state["root"].numpy())
    for name in ("heads", "label"):
        writer.add_matrix(name + ".weight", state[name + ".weight"].numpy())
        writer.add_array(name + ".bias", state[name + ".bias"].numpy())
    arc = state["arc"].numpy()
    writer.add_matrix("arc.weight", arc[:-1].T)
    writer.add_array("arc.bias", arc[-1])


def add_lemmas(writer, data):
    treebanks = []
    for folder, name in (("en_ewt", "en_ewt"), ("en_gum_open", "en_gum_open")):
        treebanks += corpora.read_conllu(
            os.path.join(data, folder, name + "-ud-train.conllu"))
    label_lists.mend(treebanks)
    rules, exceptions = lemmas.learn(treebanks)
    keys = sorted(rules, key=str.encode)
    writer.add_strings("lemma.suffixes", keys)
    edits = [rules[k] for k in keys]
    writer.add_strings("lemma.edits", [
        "%s%d%s" % ("a" if lower else "A", cut, append)
        for lower, cut, append in edits])
    keys = sorted(exceptions, key=str.encode)
    writer.add_strings("lemma.exceptions", keys)
    writer.add_strings("lemma.lemmas", [exceptions[k] for k in keys])


def training_of(args):
    command = "extractor/train/train.sh DATA WORK MODEL %g" % args["minutes"]
    if args.get("init"):
        command += ", going on from the checkpoint of an earlier run (--init)"
    return command


def main():
    args = arguments()
    saved = torch.load(args.checkpoint, map_location="cpu")
    state, sizes = saved["state"], saved["sizes"]
    writer = model_file.Writer()
    writer.add_bytes("meta", json.dumps({
        "name": NAME, "version": VERSION, "language": "en",
        "date": saved["date"], "licence": "CC BY-SA 4.0",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "attribution": ATTRIBUTION, "sizes": sizes,
        "training": training_of(saved["args"]),
        "accuracy_ewt_dev_before_quantisation": {
            k: round(v, 2) for k, v in saved["scores"].items()},
    }, indent=1, ensure_ascii=False).encode())
    for name, values in saved["labels"].items():
        writer.add_strings("labels." + name, values)
    add_word_tables(writer, state, saved["words"], saved["vector_words"])
    add_layers(writer, state, sizes)
    add_heads(writer, state)
    add_lemmas(writer, args.data)
    print("%s: %d bytes" % (args.out, writer.write(args.out)))


if __name__ == "__main__":
    main()
