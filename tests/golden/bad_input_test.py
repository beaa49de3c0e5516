"""What is wrong is said, with what to do; nothing is lost, nothing crashes."""

import os
import pathlib
import socket
import subprocess
import unittest

from weft_process import SAMPLES, WeftTest

GOOD = "Mira Holt founded Quayside Labs in 2019."


class BadInput(WeftTest):
    def ids(self):
        return [d["id"] for d in
                self.weft("document", "list", "--format=jsonl").json()]

    def refused(self, *arguments, says, **options):
        outcome = self.weft(*arguments, status=1, **options)
        for word in [says] if isinstance(says, str) else says:
            self.assertIn(word, outcome.err)
        return outcome

    def test_missing_file_and_the_others_are_taken(self):
        good = self.put("good.txt", GOOD)
        self.refused("ingest", "none.txt", good,
                     says="none.txt: no such file")
        self.assertEqual(self.ids(), ["good.txt"])
        self.refused("extract", "none.txt", says="none.txt: no such file")

    def test_folder_without_text(self):
        self.put("pictures/a.png", b"\x89PNG")
        self.refused("ingest", "pictures", says="holds no text")

    def test_binary_junk(self):
        junk = self.put("junk.txt", bytes(range(256)) * 50)
        good = self.put("good.txt", GOOD)
        self.refused("extract", junk, says="junk.txt")
        self.refused("ingest", junk, good, says="junk.txt")
        self.assertEqual(self.ids(), ["good.txt"])

    def test_invalid_utf8_is_read_as_far_as_it_goes(self):
        text = self.put("latin.txt", b"Mira Holt founded Caf\xe9 Quay in 2019.")
        facts = self.weft("extract", "--format=jsonl", text).json()
        self.assertTrue(facts)
        self.weft("ingest", text)
        self.assertEqual(self.ids(), ["latin.txt"])

    def test_empty_documents(self):
        empty = self.put("empty.txt", "")
        blank = self.put("blank.txt", " \n\n\t\n")
        good = self.put("good.txt", GOOD)
        self.refused("extract", empty, says="empty.txt")
        self.refused("ingest", empty, blank, good,
                     says=["empty.txt", "blank.txt"])
        self.assertEqual(self.ids(), ["good.txt"])

    def test_ten_megabytes_on_one_line(self):
        # Long words: it is the line that is tried here, not the speed of the
        # model, which takes minutes for ten megabytes when not optimised.
        words = "and the river ran past the mill " + "x" * 4000 + " "
        line = self.put("line.txt", words * (10 * 2**20 // len(words)))
        self.weft("ingest", line)
        self.assertEqual(self.ids(), ["line.txt"])
        token = self.put("token.txt", "x" * (10 * 2**20))
        self.weft("extract", token)

    def test_an_id_used_twice_with_other_content(self):
        self.put("a.txt", GOOD)
        self.weft("ingest", "a.txt")
        before = self.weft("facts", "--format=jsonl").out
        self.put("a.txt", "Mira Holt sold Quayside Labs in 2021.")
        self.refused("ingest", "a.txt", says=["a.txt", "--replace"])
        self.assertEqual(self.weft("facts", "--format=jsonl").out, before)
        self.assertIn("1 replaced",
                      self.weft("ingest", "--replace", "a.txt").out)
        self.assertNotIn("founded", self.weft("facts").out)

    def test_bad_json_lines_are_named(self):
        self.put("all.jsonl",
                 '{"id": "a", "text": "%s"}\n{"id": "b"\n'
                 '{"id": "c", "text": "Ada Kern joined Quayside Labs."}\n'
                 % GOOD)
        self.refused("ingest", "all.jsonl", says="all.jsonl:2: ")
        self.assertEqual(self.ids(), ["a", "c"])

    def test_corrupt_model(self):
        good = self.put("good.txt", GOOD)
        model = self.put("bad.weftmodel", b"this is no model" * 1000)
        self.refused("extract", "--model", model, good, says="bad.weftmodel")
        self.variables["WEFT_MODEL"] = "elsewhere.weftmodel"
        self.refused("extract", good, says="elsewhere.weftmodel")
        self.variables.clear()
        self.refused("extract", "--model", "none.weftmodel", good,
                     says="none.weftmodel")
        self.put("empty.weftmodel", b"")
        self.refused("ingest", "--model", "empty.weftmodel", good,
                     says="empty.weftmodel")

    def test_database_of_a_newer_format(self):
        self.put("a.txt", GOOD)
        self.weft("ingest", "a.txt")
        subprocess.run([os.environ["SET_FORMAT"],
                        str(self.folder / "weft.db"), "999"], check=True)
        for command in (["facts"], ["ingest", "a.txt"],
                        ["serve", "--listen", "127.0.0.1:0"]):
            self.refused(*command, says=["format 999", "upgrade"])
        subprocess.run([os.environ["SET_FORMAT"],
                        str(self.folder / "weft.db"), "2"], check=True)
        self.assertEqual(self.ids(), ["a.txt"])

    def test_folder_that_is_no_database(self):
        self.put("weft.db/notes.txt", "not a database")
        self.weft("facts", status=1)
        self.assertTrue((self.folder / "weft.db/notes.txt").exists())
        self.put("file.db", "a file")
        self.weft("facts", "--db", "file.db", status=1)

    def test_no_database_yet(self):
        self.refused("facts", says=["weft.db", "weft ingest"])
        self.assertFalse((self.folder / "weft.db").exists())

    def test_database_in_use(self):
        self.put("a.txt", GOOD)
        self.weft("ingest", "a.txt")
        _, address = self.serve()
        for command in ["facts"], ["ingest", "a.txt"], ["serve"]:
            self.refused(*command, says="in use")
        self.assertIn("Mira Holt",
                      self.weft("facts", "--server", address).out)

    def test_port_in_use(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            self.refused("serve", "--listen", f"127.0.0.1:{port}",
                         says=[str(port), "in use", "--listen"])

    def test_addresses_that_are_none(self):
        self.refused("serve", "--listen", "0.0.0.0:0", says="0.0.0.0")
        self.refused("serve", "--listen", "nonsense", says="nonsense")
        self.refused("stats", "--server", "nonsense", says="HOST:PORT")
        with socket.socket() as closed:
            closed.bind(("127.0.0.1", 0))
            port = closed.getsockname()[1]
            self.refused("stats", "--server", f"127.0.0.1:{port}",
                         says="no server answers")

    def test_unknown_names_suggest_known_ones(self):
        self.weft("ingest", SAMPLES)
        self.refused("neighbors", "Nvidai", says="Nvidia")
        self.refused("path", "Nvidia", "Nobody Knows", says="Nobody Knows")
        self.refused("document", "show", "none.txt", says="none.txt")

    def test_wrong_usage(self):
        for arguments in (["--nonsense"], ["facts", "--nonsense"],
                          ["nonsense"], [], ["path", "A"]):
            outcome = self.weft(*arguments, status=2)
            self.assertEqual(outcome.out, "")
            self.assertIn("--help", outcome.err)

    def test_a_full_disk_is_noticed(self):
        if not pathlib.Path("/dev/full").exists():
            self.skipTest("no /dev/full here")
        with open("/dev/full", "wb") as full:
            process = subprocess.run(
                [os.path.abspath(os.environ["WEFT"]), "version"], stdout=full,
                stderr=subprocess.PIPE, check=False)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"standard output", process.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
