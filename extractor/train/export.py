"""Checkpoints -> model file: tables quantised, strings sorted, lemmas learned.

    export.py --data DIR --out en.weftmodel --checkpoint MODEL.pt [MODEL.pt...]

Several checkpoints of one vocabulary become one ensemble: the program reads
the mean of their scores.
"""

import argparse
import json
import os

import torch

import corpora
import labels as label_lists
import lemmas
import model_file

NAME, VERSION = "en", "3"

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
    "Lemma exceptions and facts of words: WordNet 3.0, (c) 2006 by Princeton "
    "University. All rights reserved. THIS SOFTWARE AND DATABASE IS PROVIDED "
    "\"AS IS\" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR "
    "WARRANTIES, EXPRESS OR IMPLIED. Use, copying and modification are "
    "permitted with this notice.",
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("data", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--checkpoint", required=True, nargs="+")
    parser.add_argument("--name-shares", type=float, nargs="+", default=[],
                        help="weight of each checkpoint in the mean of the "
                        "scores of names; default: 1 each")
    return parser.parse_args()


def weigh_names(members, shares):
    """Scales what each member says of names, before the mean is taken."""
    for saved, share in zip(members, shares):
        sizes, state = saved["sizes"], saved["state"]
        begin = sizes["upos"] + sizes["xpos"]
        rows = slice(begin, begin + sizes["names"])
        state["heads.weight"][rows] *= share
        state["heads.bias"][rows] *= share
        state["follow"] *= share


def byte_order(keys):
    """Keys in byte order, so that a reader finds them by bisection."""
    return sorted(range(len(keys)), key=lambda i: keys[i].encode())


def add_shared(writer, saved):
    """What all members read: labels, keys and the fixed vectors."""
    for name, values in saved["labels"].items():
        writer.add_strings("labels." + name, values)
    words, vectors = saved["words"], saved["vector_words"]
    writer.add_strings("words.keys", [words[i] for i in byte_order(words)])
    order = byte_order(vectors)
    writer.add_strings("vectors.keys", [vectors[i] for i in order])
    rows = [i + 1 for i in order]
    writer.add_matrix("vectors.table", saved["state"]["vectors"][rows].numpy())


def add_member(writer, prefix, saved):
    state = saved["state"]
    # Row 0 for unknown words, row i + 1 for key i.
    rows = [1] + [i + 2 for i in byte_order(saved["words"])]
    writer.add_matrix(prefix + "words.table",
                      state["words.weight"][rows].numpy())
    writer.add_matrix(prefix + "grams.table", state["grams.weight"].numpy())
    add_layers(writer, prefix, state, saved["sizes"])
    add_heads(writer, prefix, state)


def add_layers(writer, prefix, state, sizes):
    writer.add_matrix(prefix + "project.weight",
                      state["project.weight"].numpy())
    writer.add_array(prefix + "project.bias", state["project.bias"].numpy())
    for i in range(sizes["layers"]):
        stem, name = "layers.%d." % i, "%slstm%d." % (prefix, i)
        writer.add_matrix(name + "input", state[stem + "input"].numpy())
        writer.add_array(name + "bias", state[stem + "bias"].numpy())
        recurrent = state[stem + "recurrent"].transpose(1, 2)
        writer.add_matrix(
            name + "recurrent",
            recurrent.reshape(8 * sizes["hidden"], -1).numpy())


def add_heads(writer, prefix, state):
    writer.add_array(prefix + "root", state["root"].numpy())
    for name in ("heads", "label"):
        for part, add in ((".weight", writer.add_matrix),
                          (".bias", writer.add_array)):
            add(prefix + name + part, state[name + part].numpy())
    arc = state["arc"].numpy()
    writer.add_matrix(prefix + "arc.weight", arc[:-1].T)
    writer.add_array(prefix + "arc.bias", arc[-1])


def add_transitions(writer, members):
    """The mean of what the members say of pairs of name tags."""
    rows = [saved["state"]["follow"] + saved["state"]["may_not_follow"]
            for saved in members]
    writer.add_array("names.transitions",
                     torch.stack(rows).mean(0).flatten().numpy())


def check_alike(members, paths):
    """Members share keys, labels and vectors, which come from the first."""
    for saved, path in zip(members[1:], paths[1:]):
        for key in ("words", "vector_words", "labels"):
            if saved[key] != members[0][key]:
                raise ValueError("%s and %s differ in %s" % (
                    paths[0], path, key))
        if not torch.equal(saved["state"]["vectors"],
                           members[0]["state"]["vectors"]):
            raise ValueError("%s and %s differ in vectors" % (
                paths[0], path))


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
    command = "extractor/train/train.py --minutes %g --seed %d" % (
        args["minutes"], args["seed"])
    if args.get("silver"):
        command += ", with text annotated by teach.py"
    if args.get("init"):
        command += ", going on from the checkpoint of an earlier run (--init)"
    return command


def main():
    args = arguments()
    members = [torch.load(path, map_location="cpu")
               for path in args.checkpoint]
    check_alike(members, args.checkpoint)
    weigh_names(members, args.name_shares or [1.0] * len(members))
    writer = model_file.Writer()
    writer.add_bytes("meta", json.dumps({
        "name": NAME, "version": VERSION, "language": "en",
        "date": members[0]["date"], "licence": "CC BY-SA 4.0",
        "licence_url": "https://creativecommons.org/licenses/by-sa/4.0/",
        "attribution": ATTRIBUTION, "sizes": members[0]["sizes"],
        "members": [{
            "training": training_of(saved["args"]),
            "accuracy_ewt_dev_before_quantisation": {
                k: round(v, 2) for k, v in saved["scores"].items()},
        } for saved in members],
    }, indent=1, ensure_ascii=False).encode())
    add_shared(writer, members[0])
    for i, saved in enumerate(members):
        add_member(writer, "%d." % (i + 1) if i else "", saved)
    add_transitions(writer, members)
    add_lemmas(writer, args.data)
    print("%s: %d bytes" % (args.out, writer.write(args.out)))


if __name__ == "__main__":
    main()
