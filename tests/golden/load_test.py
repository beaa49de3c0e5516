"""weft load and weft export: triples in, triples out, on a database and on a
server."""

import csv
import gzip
import io
import random
import signal
import subprocess
import unittest
import xml.etree.ElementTree

from weft_process import WeftTest

FIRMS = (
    "#subject\tpredicate\tobject\ttime\n"
    "Acme\towns\tBolt\t2019\n"
    "Acme\t/org/based in\tPort \"Grey\", North\t\n"
    "Bolt\tsupplier_of\tZo\u00eb's C:\\new Yard\t2020-01-31\n"
    "Zo\u00eb's C:\\new Yard\tpart of\tAcme\t2021-05-04T10:00:00.250Z\n"
    "Acme\towns\tBolt\t2022\n")

TYPED = (
    '<http://x.org/a> <http://x.org/name> "Main \\"Old\\" Office" .\n'
    '<http://x.org/a> <http://x.org/size> '
    '"42"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    '<http://x.org/a> <http://x.org/since> '
    '"1998"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n'
    '<http://x.org/a> <http://x.org/next> <http://x.org/b> .\n')


def triples_of(tsv):
    """The rows of an export or of a source, without order."""
    return sorted(tuple(line.split("\t")[:4]) for line in tsv.splitlines()
                  if not line.startswith("#"))


class Load(WeftTest):
    def test_what_is_loaded_comes_out_again(self):
        self.put("firms.tsv", FIRMS)
        outcome = self.weft("load", "firms.tsv")
        self.assertEqual(outcome.out, "firms.tsv: added, 5 triples; "
                         "4 new statements, 4 new entities\n")
        self.assertEqual(outcome.err, "")
        exported = self.weft("export").out
        self.assertTrue(exported.startswith(
            "#subject\tpredicate\tobject\ttime\tescaped\n"))
        self.assertEqual(triples_of(exported), triples_of(FIRMS))
        # And from there into another graph.
        self.put("copy.tsv", exported)
        self.weft("load", "copy.tsv", "--db", "copy.db")
        self.assertEqual(triples_of(self.weft("export", "--db", "copy.db").out),
                         triples_of(FIRMS))
        self.assertEqual(self.weft("check", "--db", "copy.db").status, 0)

    def test_the_other_commands_see_it(self):
        self.put("firms.tsv", FIRMS)
        self.weft("load", "firms.tsv")
        facts = self.weft("facts", "--subject", "Acme", "--format=jsonl").json()
        self.assertEqual({f["relation"] for f in facts},
                         {"owns", "/org/based in"})
        self.assertEqual({f["doc"] for f in facts}, {"firms.tsv"})
        path = self.weft("path", "Bolt", "Acme", "--format=jsonl").json()
        self.assertEqual(len(path), 1)
        shown = self.weft("document", "list", "--format=jsonl").json()
        self.assertEqual([(d["id"], d["fact_count"]) for d in shown],
                         [("firms.tsv", 5)])
        self.weft("document", "delete", "firms.tsv")
        self.assertEqual(triples_of(self.weft("export").out), [])

    def test_the_same_file_twice_is_once(self):
        self.put("firms.tsv", FIRMS)
        self.weft("load", "firms.tsv")
        before = self.weft("facts", "--format=jsonl").out
        self.assertIn("firms.tsv: unchanged", self.weft("load", "firms.tsv").out)
        self.assertEqual(self.weft("facts", "--format=jsonl").out, before)
        self.put("firms.tsv", "a\tb\tc\n")
        refused = self.weft("load", "firms.tsv", status=1)
        self.assertIn("already there with other triples", refused.err)
        self.assertIn("replaced, 1 triples",
                      self.weft("load", "--replace", "firms.tsv").out)
        self.assertEqual(triples_of(self.weft("export").out),
                         [("a", "b", "c", "")])

    def test_a_second_file_joins_by_name(self):
        self.put("firms.tsv", FIRMS)
        self.put("more.tsv", "Bolt\tsells\tScrews\nAcme\towns\tBolt\n")
        outcome = self.weft("load", "firms.tsv", "more.tsv", "--format=jsonl")
        self.assertEqual(
            [(j["source"], j["outcome"], j["statement_count"],
              j["entity_count"]) for j in outcome.json()],
            [("firms.tsv", "added", 4, 4), ("more.tsv", "added", 1, 1)])
        self.assertEqual(self.weft("check").status, 0)
        self.weft("document", "delete", "firms.tsv")
        self.assertEqual(triples_of(self.weft("export").out),
                         [("Acme", "owns", "Bolt", ""),
                          ("Bolt", "sells", "Screws", "")])

    def test_reads_gzip_standard_input_and_a_server(self):
        self.put("firms.tsv.gz", gzip.compress(FIRMS.encode()))
        _, address = self.serve("--db", "server.db")
        self.weft("load", "firms.tsv.gz", "--server", address)
        self.assertEqual(
            triples_of(self.weft("export", "--server", address).out),
            triples_of(FIRMS))
        self.weft("load", "-", "--source=in", text=gzip.compress(FIRMS.encode()))
        self.assertEqual(triples_of(self.weft("export").out),
                         triples_of(FIRMS))

    def test_bad_lines_are_named(self):
        self.put("bad.tsv", "a\tb\tc\nno triple\n\tx\ty\nd\te\tf\tsoon\n")
        strict = self.weft("load", "--strict", "bad.tsv", status=1)
        self.assertIn("line 2: it has 1 of 3 columns", strict.err)
        self.assertEqual(self.weft("document", "list").out, "")
        outcome = self.weft("load", "bad.tsv", status=1)
        self.assertIn("bad.tsv: added, 1 triples", outcome.out)
        self.assertIn("3 bad lines left out", outcome.out)
        for place in "bad.tsv:2: ", "bad.tsv:3: the subject is empty", \
                "bad.tsv:4: the time \"soon\"":
            self.assertIn(place, outcome.err)
        self.weft("load", "--max-bad-lines=2", "bad.tsv", "--source=x",
                  status=1)

    def test_a_file_of_nothing_is_a_document_like_any_other(self):
        self.put("empty.tsv", "")
        self.put("header.tsv", "#subject\tpredicate\tobject\n")
        for name in "empty.tsv", "header.tsv":
            self.assertIn("added, 0 triples", self.weft("load", name).out)
        self.assertIn("ok: ", self.weft("check").out)
        self.weft("backup", "copy")
        self.weft("restore", "copy", "--db", "restored")
        for name in "empty.tsv", "header.tsv":
            self.weft("document", "delete", name)
        self.assertIn("ok: ", self.weft("check").out)
        self.put("bad.tsv", "no triple\nnor this\n")
        self.assertIn("2 bad lines, and not one triple; nothing is loaded",
                      self.weft("load", "bad.tsv", status=1).err)
        self.assertEqual(self.weft("document", "list").out, "")

    def test_files_that_are_none(self):
        self.assertIn("no.tsv", self.weft("load", "no.tsv", status=1).err)
        self.put("cut.tsv.gz", gzip.compress(FIRMS.encode() * 100)[:-20])
        self.assertIn("cut off", self.weft("load", "cut.tsv.gz", status=1).err)
        self.put("junk.tsv", random.Random(1).randbytes(200_000))
        self.weft("load", "junk.tsv", status=1)
        self.put("line.tsv", "x" * 3_000_000)
        self.assertIn("this is no file of triples",
                      self.weft("load", "line.tsv", status=1).err)
        self.assertEqual(self.weft("document", "list").out, "")


class Export(WeftTest):
    def test_names_with_tabs_and_line_ends(self):
        self.put("odd.nt", '<weft:e/a%09b> <weft:r/x%0Ay> <weft:e/c%5Cd> .\n')
        self.weft("load", "odd.nt")
        tsv = self.weft("export").out
        self.assertIn("a\\tb\tx\\ny\tc\\\\d\t\t1\n", tsv)
        self.put("again.tsv", tsv)
        self.weft("load", "again.tsv", "--db", "again.db")
        self.assertEqual(self.weft("export", "--db", "again.db").out, tsv)

    def test_ntriples_come_back_with_their_types(self):
        self.put("typed.nt", TYPED)
        self.weft("load", "typed.nt")
        out = self.weft("export", "--format=ntriples").out
        self.assertEqual(sorted(out.splitlines()), sorted(TYPED.splitlines()))
        self.put("copy.nt", out)
        self.weft("load", "copy.nt", "--db", "copy.db")
        self.assertEqual(
            self.weft("export", "--format=ntriples", "--db", "copy.db").out,
            out)

    def test_an_rdf_parser_reads_them(self):
        self.put("firms.tsv", FIRMS)
        self.weft("load", "firms.tsv")
        out = self.weft("export", "--format=ntriples").out_bytes
        try:
            counted = subprocess.run(
                ["rapper", "-q", "-i", "ntriples", "-c", "-", "http://x.org/"],
                input=out, capture_output=True, check=True)
        except FileNotFoundError:
            self.skipTest("rapper (raptor2-utils) is not installed")
        self.assertEqual(counted.returncode, 0)

    def test_graphml_is_xml_whose_edges_have_their_nodes(self):
        self.put("firms.tsv", FIRMS)
        self.weft("load", "firms.tsv")
        root = xml.etree.ElementTree.fromstring(
            self.weft("export", "--format=graphml").out)
        space = "{http://graphml.graphdrawing.org/xmlns}"
        nodes = {n.get("id"): n.find(f"{space}data[@key='name']").text
                 for n in root.iter(space + "node")}
        edges = {(nodes[e.get("source")],
                  e.find(f"{space}data[@key='relation']").text,
                  nodes[e.get("target")]) for e in root.iter(space + "edge")}
        self.assertEqual(edges, {t[:3] for t in triples_of(FIRMS)})

    def test_csv_and_jsonl(self):
        self.put("firms.tsv", FIRMS)
        self.weft("load", "firms.tsv")
        rows = list(csv.DictReader(io.StringIO(
            self.weft("export", "--format=csv").out)))
        self.assertEqual(sorted((r["subject"], r["relation"], r["object"],
                                 r["valid_from"]) for r in rows),
                         triples_of(FIRMS))
        lines = self.weft("export", "--format=jsonl").json()
        self.assertEqual(sorted((j["subject"], j["relation"], j["object"],
                                 j["valid_from"]) for j in lines),
                         triples_of(FIRMS))

    def test_a_reader_that_leaves_is_no_error(self):
        self.put("many.tsv", "".join(f"node {i}\tp\tq\n" for i in range(30000)))
        self.weft("load", "many.tsv")
        process = self.start("export")
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        self.assertIn(process.wait(timeout=300), (-signal.SIGPIPE, 0))
        self.assertEqual(err, b"")


if __name__ == "__main__":
    unittest.main(verbosity=2)
