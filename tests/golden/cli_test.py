"""The commands on the sample articles, from outside: what is printed, that it
is where it is said to be, and that a server prints the same."""

import os
import pathlib
import signal
import unittest

from weft_process import SAMPLES, WeftTest

FACT_KEYS = ["doc", "sentence", "begin", "end", "subject", "subject_mention",
             "relation", "relation_mention", "object", "object_mention",
             "confidence", "negated", "modality", "attribution", "qualifiers"]


def sample(name):
    return os.path.join(SAMPLES, name)


def samples():
    return sorted(str(p) for p in pathlib.Path(SAMPLES).glob("*.txt"))


class Extract(WeftTest):
    def test_says_what_the_samples_say(self):
        out = self.weft("extract", *samples()).out
        self.assertIn("DeepSeek –released→ r1", out)
        self.assertIn("Nvidia –stock-fell→ 17%", out)
        self.assertIn("    “Nvidia's stock fell 17% on Monday.”  "
                      "— chip-stocks.txt:", out)

    def test_json_lines_have_their_keys_and_places(self):
        facts = self.weft("extract", "--format=jsonl", *samples()).json()
        self.assertGreater(len(facts), 40)
        self.assertEqual([f["doc"] for f in facts],
                         sorted(f["doc"] for f in facts))
        for fact in facts:
            self.assertEqual(list(fact)[:len(FACT_KEYS)], FACT_KEYS)
            document = pathlib.Path(sample(fact["doc"])).read_bytes()
            self.assertEqual(document[fact["begin"]:fact["end"]].decode(),
                             fact["sentence"])
            self.assertTrue(0 < fact["confidence"] <= 1, fact)
            self.assertTrue(fact["subject"] and fact["relation"], fact)
            for slot, (begin, end) in fact["spans"].items():
                self.assertLess(begin, end)
                self.assertLessEqual(end, len(document))
                if fact[slot + "_mention"]:
                    self.assertEqual(
                        " ".join(document[begin:end].decode().split()),
                        fact[slot + "_mention"])

    def test_dates_are_resolved_against_the_date_of_the_article(self):
        facts = self.weft("extract", "--format=jsonl",
                          sample("chip-stocks.txt")).json()
        fell = [f for f in facts if f["subject"] == "Nvidia" and
                f["relation"] == "stock fall" and f["object"] == "17%"]
        self.assertEqual(len(fell), 1)
        times = [q for q in fell[0]["qualifiers"] if q["role"] == "time"]
        self.assertEqual([q["value"] for q in times], ["2025-01-27"])
        self.assertEqual((fell[0]["object_value"], fell[0]["object_unit"]),
                         (17, "percent"))

    def test_standard_input_is_the_document_dash(self):
        facts = self.weft("extract", "--format=jsonl", "-",
                          text="Mira Holt founded Quayside Labs.").json()
        self.assertEqual({f["doc"] for f in facts}, {"-"})
        self.assertIn(("Mira Holt", "Quayside Labs"),
                      [(f["subject"], f["object"]) for f in facts])

    def test_oie_repeats_each_line_byte_for_byte(self):
        lines = ["The dam burst .",
                 "  Ms. Holt did n't sell the `` old '' yard to Quill .",
                 "", "She became a founding partner of the firm in 1998 ."]
        for view in "nary", "binary":
            out = self.weft("extract", "--lines", "--pretokenized",
                            "--format=oie", "--view", view, "-",
                            text="\n".join(lines) + "\n").lines()
            self.assertTrue(out)
            for line in out:
                cells = line.split("\t")
                self.assertGreaterEqual(len(cells), 5, line)
                self.assertIn(cells[0], lines)
                self.assertTrue(0 <= float(cells[1]) <= 1)
                self.assertTrue(cells[2] and cells[3])

    def test_many_lines_come_out_in_order(self):
        lines = [f"The council bought {i} boats ." for i in range(2500)]
        out = self.weft("extract", "--lines", "--pretokenized", "--format=oie",
                        "--view=nary", "-", text="\n".join(lines)).lines()
        seen = [int(line.split()[3]) for line in out]
        self.assertEqual(seen, sorted(seen))
        self.assertGreater(len(set(seen)), 2400)

    def test_html_is_read_as_html(self):
        page = self.put("page.html", "<html><body><nav>Home | News</nav>"
                        "<p>Mira Holt founded <b>Quayside Labs</b>.</p>"
                        "</body></html>")
        out = self.weft("extract", page).out
        self.assertIn("Mira Holt", out)
        self.assertNotIn("Home", out)

    def test_a_reader_that_leaves_is_no_error(self):
        text = "Mira Holt founded Quayside Labs.\n" * 20000
        process = self.start("extract", "--lines", "-")
        process.stdout.close()
        try:
            process.stdin.write(text.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        err = process.stderr.read()
        self.assertEqual(process.wait(timeout=300), -signal.SIGPIPE)
        self.assertEqual(err, b"")


class Database(WeftTest):
    def setUp(self):
        super().setUp()
        self.weft("ingest", SAMPLES)

    def test_facts_have_their_sentence(self):
        for arguments, fact, sentence in [
                (["--subject", "DeepSeek", "--relation", "release"],
                 "DeepSeek –released→ r1", "reasoning model called r1"),
                (["--subject", "Nvidia", "--relation", "stock fall"],
                 "Nvidia –stock-fell→ 17%", "stock fell 17% on Monday"),
                (["--subject", "nvidia", "--relation", "stock-fell"],
                 "Nvidia –stock-fell→ 17%", "stock fell 17% on Monday")]:
            out = self.weft("facts", *arguments).out
            self.assertIn(fact, out)
            self.assertIn(sentence, out)

    def test_stored_facts_are_the_extracted_ones(self):
        extracted = self.weft("extract", "--format=jsonl", *samples()).json()
        stored = self.weft("facts", "--format=jsonl").json()

        def key(fact):
            return [str(fact[k]) for k in FACT_KEYS if k != "confidence"]
        # Names may be the ones of another document that knows them better.
        words = ["doc", "begin", "end", "relation", "subject_mention",
                 "object_mention", "negated", "modality"]
        self.assertEqual(sorted([str(f[k]) for k in words] for f in stored),
                         sorted([str(f[k]) for k in words] for f in extracted))
        self.assertGreater(
            len({tuple(key(f)) for f in stored} &
                {tuple(key(f)) for f in extracted}), len(extracted) / 2)

    def test_a_second_ingest_changes_nothing(self):
        before = self.weft("facts", "--format=jsonl").out
        outcome = self.weft("ingest", SAMPLES)
        self.assertRegex(outcome.out,
                         r"^0 added, 0 replaced, 5 unchanged, 0 failed;")
        self.assertEqual(self.weft("facts", "--format=jsonl").out, before)

    def test_paths_join_articles(self):
        paths = self.weft("path", "Kessel Bank", "DeepSeek",
                          "--format=jsonl").json()
        self.assertEqual(len(paths), 1)
        nodes, edges = paths[0]["nodes"], paths[0]["relationships"]
        self.assertEqual(len(nodes), len(edges) + 1)
        self.assertEqual(nodes[0]["name"], "Kessel Bank")
        self.assertEqual(nodes[-1]["name"], "DeepSeek")
        for i, edge in enumerate(edges):
            self.assertEqual({edge["start"], edge["end"]},
                             {nodes[i]["id"], nodes[i + 1]["id"]})
            self.assertTrue(edge["properties"]["sentence"])

    def test_no_path_prints_nothing(self):
        outcome = self.weft("path", "Hanna Virtanen", "Apple", "--depth=1",
                            "--format=jsonl")
        self.assertEqual(outcome.out + outcome.err, "")

    def test_neighbors_one_and_two_hops_away(self):
        near = self.weft("neighbors", "DeepSeek", "--format=jsonl").json()
        self.assertIn("r1", [n["node"]["name"] for n in near])
        self.assertEqual({n["depth"] for n in near}, {1})
        far = self.weft("neighbors", "DeepSeek", "--depth=2",
                        "--format=jsonl").json()
        self.assertEqual({n["depth"] for n in far}, {1, 2})
        tree = self.weft("neighbors", "DeepSeek", "--depth=2").out
        self.assertTrue(tree.startswith("DeepSeek\n"))
        self.assertIn("–released→ r1\n", tree)

    def test_search_forgives(self):
        for text in "nvidia", "Nvid", "Nvidai":
            names = [m["name"] for m in
                     self.weft("search", text, "--format=jsonl").json()]
            self.assertIn("Nvidia", names, text)

    def test_deleting_a_document_leaves_no_residue(self):
        other = self.put("other.txt", "Zelda Quist founded Umbrel Works.\n"
                         "Umbrel Works sells umbrellas to DeepSeek.\n")
        before = self.weft("facts", "--format=jsonl").out
        self.weft("ingest", other)
        self.assertIn("Zelda Quist", self.weft("facts").out)
        self.weft("document", "delete", "other.txt")
        self.assertEqual(self.weft("facts", "--format=jsonl").out, before)
        self.assertEqual(self.weft("search", "Zelda Quist").out, "")
        self.weft("document", "show", "other.txt", status=1)

    def test_documents_come_back_as_they_went_in(self):
        shown = self.weft("document", "show", "--content", "seagrass.txt")
        self.assertEqual(shown.out_bytes,
                         pathlib.Path(sample("seagrass.txt")).read_bytes())
        listed = self.weft("document", "list", "--format=jsonl").json()
        self.assertEqual([d["id"] for d in listed],
                         [os.path.basename(p) for p in samples()])
        self.assertEqual(listed[0]["published"], "2025-05-15")

    def test_a_server_prints_what_the_database_prints(self):
        commands = [
            ["facts", "--subject", "Nvidia"],
            ["facts", "--format=jsonl"],
            ["facts", "--format=csv", "--document", "seagrass.txt"],
            ["neighbors", "Northmoor University"],
            ["neighbors", "DeepSeek", "--depth=3"],
            ["neighbors", "DeepSeek", "--depth=2", "--format=jsonl"],
            ["path", "Kessel Bank", "DeepSeek", "--k=3"],
            ["path", "Kessel Bank", "DeepSeek", "--format=jsonl"],
            ["search", "bright"], ["search", "Kessel", "--format=jsonl"],
            ["entity", "show", "Brightwave Energy"],
            ["document", "list", "--format=tsv"],
            ["document", "show", "chip-stocks.txt", "--format=jsonl"],
            ["extract", sample("seagrass.txt")],
            ["extract", "--format=jsonl", sample("chip-stocks.txt")],
        ]
        embedded = [self.weft(*command).out for command in commands]
        _, address = self.serve()
        for command, expected in zip(commands, embedded):
            out = self.weft(*command, "--server", address).out
            self.assertEqual(out, expected, command)
            self.assertTrue(out, command)
        outcome = self.weft("entity", "show", "Brightwav Energy", "--server",
                            address, status=1)
        self.assertIn("Brightwave Energy", outcome.err)

    def test_a_server_takes_documents(self):
        _, address = self.serve("--db", "fresh.db")
        outcome = self.weft("ingest", SAMPLES, "--server", address)
        self.assertIn("5 added", outcome.out)
        self.assertIn("DeepSeek –released→ r1",
                      self.weft("facts", "--server", address).out)


class Interrupt(WeftTest):
    def test_ctrl_c_keeps_what_is_counted_and_a_second_run_goes_on(self):
        article = pathlib.Path(sample("seagrass.txt")).read_text()
        for i in range(400):
            self.put(f"many/{i:03}.txt",
                     article.replace("Amadi", f"Amadi{i}"))
        process = self.start("ingest", "many", "--format=jsonl")
        for _ in range(3):
            process.stdout.readline()  # three documents are durable
        process.send_signal(signal.SIGINT)
        rest, err = process.stdout.read(), process.stderr.read()
        process.wait(timeout=300)
        acknowledged = 3 + len(rest.decode().splitlines())
        if acknowledged < 400:  # else the machine was too fast
            self.assertEqual(process.returncode, 1, err)
            self.assertIn(b"interrupted", err)
        listed = self.weft("document", "list").lines()
        self.assertEqual(len(listed), acknowledged)
        self.weft("ingest", "many")
        self.assertEqual(len(self.weft("document", "list").lines()), 400)


if __name__ == "__main__":
    unittest.main(verbosity=2)
