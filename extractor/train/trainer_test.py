"""Tests of the trainer's parts that need neither torch nor the corpora.

    python3 extractor/train/trainer_test.py
"""

import lzma
import os
import random
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import corpora  # noqa: E402
import forms  # noqa: E402
import lemmas  # noqa: E402
import name_pool  # noqa: E402
import raw_text  # noqa: E402
import word_facts  # noqa: E402

TAG = corpora.TAG_ID


def tags_in(mask):
    return [t for t in corpora.NAME_TAGS if mask >> TAG[t] & 1]


def sentence(words, upos, heads=None, misc=None):
    n = len(words)
    return corpora.Sentence(words=words, upos=upos, heads=heads or [0] * n,
                            misc=misc or ["_"] * n)


class Forms(unittest.TestCase):
    def test_agree_with_the_program(self):
        path = os.path.join(HERE, "..", "model", "testdata", "forms.tsv")
        with open(path, encoding="utf8") as lines:
            for line in lines:
                form, key, slots, grams = line.rstrip("\n").split("\t")
                normal = forms.normalise(form)
                self.assertEqual(forms.key_of(normal), key)
                found = forms.slots_of(normal, key)
                self.assertEqual(" ".join(map(str, found)), slots)
                found = [g for g in forms.grams_of(key) if g]
                self.assertEqual(" ".join(map(str, found)), grams)


class NamePool(unittest.TestCase):
    def test_holds_each_name_once_by_kind_and_length(self):
        tags = ["B-PER", "I-PER", "O", "B-LOC"]
        masks = corpora.name_sets(tags, corpora._UNER)
        s = corpora.Sentence(words=["Ana", "Ruiz", "left", "Lund"],
                             name_sets=masks)
        self.assertEqual(name_pool.spans_of(masks),
                         [(0, 2, "person"), (3, 4, "place")])
        self.assertEqual(name_pool.collect([s, s]), {
            ("person", 2): [("Ana", "Ruiz")], ("place", 1): [("Lund",)]})

    def test_takes_instances_of_wordnet(self):
        lines = ["00000001 18 n 01 Ada_Ode 0 001 @i 00000002 n 0000 | x\n",
                 "00000002 18 n 01 poet 0 001 @ 00000003 n 0000 | x\n"]
        with tempfile.NamedTemporaryFile("w") as out:
            out.writelines(lines)
            out.flush()
            self.assertEqual(name_pool.collect([], out.name),
                             {("person", 2): [("Ada", "Ode")]})


class WordFacts(unittest.TestCase):
    def test_spelling_counts_where_case_tells(self):
        found = word_facts.spellings([
            ["the", "mill", "at", "Lund", "closed"],
            ["Mill", "Workers", "At", "Lund", "Strike"],   # a heading
            ["we", "saw", "lund", "and", "IBM", "there"]])
        self.assertEqual(found["lund"][1:], [0.4, 0.0])
        self.assertEqual(found["ibm"][1:], [1 / 1.5, 1 / 1.5])
        self.assertNotIn("workers", found)
        self.assertNotIn("we", found)  # begins its sentence

    def test_rows_tell_names_and_classes_of_wordnet(self):
        nouns = ["00000001 18 n 01 Ada_Ode 0 001 @i 00000002 n 0000 | x\n",
                 "00000002 18 n 01 poet 0 001 @ 00000003 n 0000 | x\n",
                 "00000004 15 n 01 Lund 0 001 @i 00000005 n 0000 | x\n"]
        index = ["poet n 1 1 @ 1 0 00000002  \n"]
        with tempfile.TemporaryDirectory() as folder:
            for name, lines in (("data.noun", nouns), ("index.noun", index)):
                with open(os.path.join(folder, name), "w") as out:
                    out.writelines(lines)
            keys, rows = word_facts.features(
                ["poet"], [], {"poet": [0.5, 0, 0, 0, 0]}, folder)
        self.assertEqual(keys, ["poet", "ada", "lund", "ode"])
        found = [[i for i, x in enumerate(row) if x] for row in rows]
        names, classes = 3 + word_facts.SENSES, 3 + word_facts.SENSES + 7
        person = word_facts.SUPERSENSES.index("18")
        self.assertEqual(found, [
            [3, classes + person, word_facts.WIDTH - 1],
            [names + 3], [names + 1], [names + 4]])
        self.assertEqual({len(row) for row in rows}, {word_facts.WIDTH})


class RawText(unittest.TestCase):
    def test_prose_is_cut_into_sentences_and_words(self):
        line = 'The mill closed. "We can\'t pay," said Dr. Ode. It rained.\n'
        self.assertEqual(list(raw_text.sentences_of("news", [line])), [
            ["The", "mill", "closed", "."],
            ['"', "We", "ca", "n't", "pay", ",", '"', "said", "Dr.", "Ode",
             "."], ["It", "rained", "."]])

    def test_tokenised_text_is_taken_as_it_is(self):
        self.assertEqual(
            list(raw_text.sentences_of("x_tokenised", ["Ca n't pay . Now\n"])),
            [["Ca", "n't", "pay", ".", "Now"]])

    def test_words_wanted_are_shared_out(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("a", "b"):
                with lzma.open(os.path.join(folder, name + ".txt.xz"),
                               "wt") as out:
                    out.write((name + " b c d e\n") * 100)
            found = raw_text.read_raw(folder, 100, random.Random(1))
        self.assertEqual([w[0] for w in found], ["a"] * 10 + ["b"] * 10)


class NameSets(unittest.TestCase):
    def test_types_without_annotation_stay_open(self):
        masks = corpora.name_sets(["O", "B-PER"], {"PER": ["person"]},
                                  ("O", "event"))
        self.assertEqual(tags_in(masks[0]), ["O", "B-event", "I-event"])
        self.assertEqual(tags_in(masks[1]), ["B-person"])

    def test_io_tags_begin_where_the_type_changes(self):
        masks = corpora.name_sets(
            ["I-LOC", "I-LOC", "I-PER", "O", "I-LOC"],
            {"PER": ["person"], "LOC": ["place"]})
        self.assertEqual([tags_in(m)[0] for m in masks],
                         ["B-place", "I-place", "B-person", "O", "B-place"])

    def test_wide_types_allow_each_of_ours(self):
        masks = corpora.name_sets(["B-MISC"], {"MISC": ["O", "product"]})
        self.assertEqual(tags_in(masks[0]), ["O", "B-product"])


class Gum(unittest.TestCase):
    def test_a_span_with_a_proper_head_is_a_name(self):
        s = sentence(["the", "Ulm", "Minster", "tower"],
                     ["DET", "PROPN", "PROPN", "NOUN"], [3, 3, 4, 0],
                     ["Entity=(1-object-new(2-place-new", "_", "Entity=2)",
                      "Entity=1)"])
        corpora.attach_gum([s])
        self.assertEqual([tags_in(m) for m in s.name_sets],
                         [["O"], ["B-place"], ["I-place"], ["O"]])

    def test_a_proper_noun_outside_every_span_stays_open(self):
        s = sentence(["Monday", "came"], ["PROPN", "VERB"], [2, 0])
        corpora.attach_gum([s])
        self.assertEqual(s.name_sets[0], corpora.ANY_TAG)
        self.assertEqual(s.name_sets[1], corpora.OUTSIDE)


class Conllu(unittest.TestCase):
    def test_reads_words_and_skips_ranges(self):
        with tempfile.NamedTemporaryFile("w", suffix=".conllu",
                                         encoding="utf8") as out:
            out.write("# sent_id = a\n1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                      "1\tdo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n"
                      "2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n\n")
            out.flush()
            found = corpora.read_conllu(out.name)
        self.assertEqual(len(found), 1)
        self.assertEqual(found[0].words, ["do", "n't"])
        self.assertEqual(found[0].heads, [0, 1])
        self.assertEqual(found[0].identifier, "a")


class Lemmas(unittest.TestCase):
    def test_edit_and_application_are_inverse(self):
        for form, lemma in [("Cities", "city"), ("ran", "run"),
                            ("GIs", "GI"), ("Rome", "Rome"), ("a", "a")]:
            self.assertEqual(lemmas.apply(lemmas.edit_of(form, lemma), form),
                             lemma)

    def test_learns_suffixes_and_exceptions(self):
        pairs = [("mills", "mill"), ("roads", "road"), ("cities", "city"),
                 ("ladies", "lady"), ("mice", "mouse"), ("cars", "car")]
        s = corpora.Sentence(words=[p[0] for p in pairs],
                             lemmas=[p[1] for p in pairs],
                             xpos=["NNS"] * len(pairs))
        with tempfile.TemporaryDirectory() as wordnet:
            for name in ("noun.exc", "verb.exc", "adj.exc", "adv.exc",
                         "index.noun", "index.verb"):
                open(os.path.join(wordnet, name), "w").close()
            with open(os.path.join(wordnet, "index.verb"), "w") as out:
                out.write("provoke v 1\n")
            rules, exceptions = lemmas.learn([s], wordnet)
        find = lambda form, xpos="NNS": lemmas.lemmatise(
            rules, exceptions, form, xpos)
        self.assertEqual(find("hills"), "hill")
        self.assertEqual(find("Parties"), "party")
        self.assertEqual(find("mice"), "mouse")
        self.assertEqual(find("provoking", "VBG"), "provoke")
        self.assertEqual(find("--", ":"), "--")


if __name__ == "__main__":
    unittest.main()
