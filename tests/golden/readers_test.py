"""What weft writes for other programs, read by other programs: rapper (RDF),
networkx (GraphML), csv, dot, mandoc, bash."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import unittest
import xml.etree.ElementTree

import networkx
from weft_process import SampleTest, WEFT

# Names that want escaping somewhere.
AWKWARD = ['say "it"', "a\\b", "<tag> & more", "tab\there", "line\nbreak",
           "naïve 東京 🚀", "per%cent", "semi;colon|bar", "comma, quote'"]


def escape(name):
    for plain, escaped in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n")):
        name = name.replace(plain, escaped)
    return name


class Readers(SampleTest):
    def setUp(self):
        super().setUp()
        rows = ["#subject\trelation\tobject\tescaped"]
        rows += [f"{escape(name)}\trelates to\t{escape(other)}\t1"
                 for name, other in zip(AWKWARD, AWKWARD[1:] + AWKWARD[:1])]
        self.put("awkward.tsv", "\n".join(rows) + "\n")
        self.weft("load", "awkward.tsv")
        self.facts = self.weft("export", "--format=jsonl").json()

    def run_tool(self, *command, text=None):
        done = subprocess.run(
            command, input=text, cwd=self.folder, capture_output=True,
            timeout=120, check=False,
            text=not isinstance(text, bytes))
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    # --- weft export ---------------------------------------------------------

    def test_rdf(self):
        triples = self.weft("export", "--format=ntriples").out_bytes
        self.put("graph.nt", triples)
        done = self.run_tool("rapper", "-i", "ntriples", "-o", "ntriples",
                             "graph.nt")
        self.assertNotRegex(done.stderr, "(?i)warning|error")
        lines = triples.decode().splitlines()
        self.assertGreater(len(lines), 40)
        self.assertIn(f"returned {len(lines)} triples", done.stderr)
        # It writes what it read: the same triples, whatever the escapes.
        self.put("again.nt", done.stdout)
        self.weft("load", "again.nt", "--db", "again.db")
        self.weft("load", "graph.nt", "--db", "first.db")
        first, again = (
            sorted(self.weft("export", "--format=ntriples", "--db", db).lines())
            for db in ("first.db", "again.db"))
        self.assertEqual(first, again)

    def test_graphml(self):
        text = self.weft("export", "--format=graphml").out_bytes
        graph = networkx.read_graphml(io.BytesIO(text),
                                      force_multigraph=True)
        with_object = [f for f in self.facts if f["object"] is not None
                       and f["object"] != ""]
        self.assertGreater(graph.number_of_edges(), 40)
        self.assertLessEqual(graph.number_of_edges(), len(self.facts))
        names = {data["name"] for _, data in graph.nodes(data=True)}
        self.assertLessEqual(set(AWKWARD), names)
        self.assertLessEqual({f["subject"] for f in with_object}, names)
        for _, _, data in graph.edges(data=True):
            self.assertIsInstance(data["confidence"], float)
            self.assertIsInstance(data["negated"], bool)

    def test_csv(self):
        text = self.weft("export", "--format=csv").out_bytes.decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(len(rows), len(self.facts))
        self.assertLessEqual(set(AWKWARD), {row["subject"] for row in rows})
        self.assertEqual({row["document"] for row in rows},
                         {f["document_id"] for f in self.facts})

    def test_tsv_comes_back(self):
        text = self.weft("export").out_bytes
        self.put("graph.tsv", text)
        self.weft("load", "graph.tsv", "--db", "again.db")
        again = self.weft("export", "--db", "again.db").out_bytes
        self.assertEqual(sorted(set(again.splitlines())),
                         sorted(set(text.splitlines())))

    # --- pictures ------------------------------------------------------------

    def test_dot(self):
        for arguments in (["neighbors", "Nvidia", "--depth=3"],
                          ["neighbors", AWKWARD[0], "--depth=9"],
                          ["path", "Kessel Bank", "DeepSeek", "--k=3"]):
            with self.subTest(arguments[0]):
                picture = self.weft(*arguments, "--format=dot").out
                svg = self.run_tool("dot", "-Tsvg", text=picture).stdout
                root = xml.etree.ElementTree.fromstring(svg)
                shown = "".join(root.itertext())
                self.assertIn(arguments[1].split()[0], shown)
                self.assertEqual(picture.count(" -> "),
                                 len(re.findall('class="edge"', svg)))

    def test_mermaid(self):
        picture = self.weft("neighbors", AWKWARD[0], "--depth=9",
                            "--format=mermaid").out
        first, *lines = picture.splitlines()
        self.assertEqual(first, "graph LR")
        for line in lines:
            self.assertRegex(
                line, r'^  n\d+(\["[^"]*"\]|\(\["[^"]*"\]\)'
                r'| (-->|-\.->)\|"[^"]*"\| n\d+)$')

    # --- help for other programs ---------------------------------------------

    def test_manual(self):
        page = self.weft("manual").out
        self.put("weft.1", page)
        done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning",
                               "weft.1"], cwd=self.folder, text=True,
                              capture_output=True, timeout=60, check=False)
        self.assertEqual(done.stdout, "")
        shown = self.run_tool("mandoc", "-T", "utf8", "-O", "width=200",
                              "weft.1").stdout
        shown = re.sub(".\x08", "", shown)
        for words in ("weft neighbors", "--min-confidence", "WEFT_SERVER",
                      "weft stats --format=jsonl"):
            self.assertIn(words, shown)

    def complete(self, shell, line):
        """What a shell makes of a line and Tab."""
        self.put("bin/weft", f'#!/bin/sh\nexec "{WEFT}" "$@"\n').chmod(0o755)
        script = self.put(f"weft.{shell}",
                          self.weft("completion", shell).out)
        environment = {"PATH": f"{self.folder}/bin:{os.environ['PATH']}",
                       "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        commands = {
            "bash": ["bash", "--norc", "-c",
                     f'source "{script}"; COMP_LINE="$1"; '
                     'COMP_POINT=${#COMP_LINE}; _weft; '
                     'printf "%s\\n" "${COMPREPLY[@]}"', "bash", line],
            "fish": ["fish", "--no-config", "-c",
                     f'source "{script}"; complete -C "$argv[1]"', line],
        }
        done = subprocess.run(commands[shell], cwd=self.folder, text=True,
                              env=environment, capture_output=True,
                              timeout=60, check=False)
        self.assertEqual(done.stderr, "")
        return [found.split("\t")[0] for found in done.stdout.split("\n")
                if found]

    def test_completion(self):
        for shell in "bash", "fish":
            if shutil.which(shell) is None:
                print(f"{shell} is not here; its completion is not tested")
                continue
            with self.subTest(shell):
                self.assertEqual(self.complete(shell, "weft nei"),
                                 ["neighbors"])
                self.assertIn("--subject", self.complete(shell,
                                                         "weft facts --s"))
                found = self.complete(shell, "weft neighbors Kess")
                self.assertEqual(
                    [name.replace("\\", "") for name in found],
                    ["Kessel Bank"])
        self.assertEqual(self.complete("bash", "weft facts --format=j"),
                         ["jsonl"])

    def test_zsh_takes_the_completion(self):
        if shutil.which("zsh") is None:
            self.skipTest("zsh is not here")
        self.put("_weft", self.weft("completion", "zsh").out)
        self.run_tool("zsh", "-n", "_weft")

    def test_json_lines_are_json(self):
        for line in self.weft("export", "--format=jsonl").lines():
            json.loads(line)


if __name__ == "__main__":
    unittest.main()
