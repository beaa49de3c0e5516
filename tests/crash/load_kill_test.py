"""kill -9 in the middle of a load, again and again.

After each kill the database holds all triples of the file or none of them, what
was there before is there still, its indexes agree, and the load can be run
again.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import unittest

from articles import triples

CHECK_STORE = os.path.abspath(sys.argv.pop(1))
WEFT = os.environ["WEFT"]
TRIPLES = 60_000
ROUNDS = 12


class LoadKillTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "tmp").mkdir()
        (self.folder / "big.tsv").write_text(
            triples(seed=7, count=TRIPLES, nodes=9000))
        (self.folder / "first.tsv").write_text("a\tb\tc\nnode 1\td\ta\n")

    def start(self, *arguments):
        return subprocess.Popen(
            [WEFT, *arguments], cwd=self.folder, stdout=subprocess.PIPE,
            env=os.environ | {"TMPDIR": str(self.folder / "tmp")})

    def weft(self, *arguments):
        process = self.start(*arguments)
        out, _ = process.communicate(timeout=300)
        self.assertEqual(process.returncode, 0, arguments)
        return out.decode()

    def stats(self, database):
        return json.loads(self.weft("stats", "--format=jsonl", "--db", database))

    def check(self, database):
        subprocess.run([CHECK_STORE, str(self.folder / database)], check=True)

    def measure(self):
        """Seconds that an undisturbed load takes; its statistics."""
        began = time.monotonic()
        self.weft("load", "big.tsv", "--db", "whole.db")
        return time.monotonic() - began, self.stats("whole.db")

    def kill_loads(self, database, before, whole_s):
        """Loads and kills; returns how often the load had been faster."""
        rng = random.Random(20251122)
        done = 0
        for number in range(ROUNDS):
            process = self.start("load", "big.tsv", "--memory=8", "--db",
                                 database)
            time.sleep(rng.uniform(0, whole_s))
            process.kill()
            process.communicate()
            # No name is left of the temporary files.
            self.assertEqual(os.listdir(self.folder / "tmp"), [])
            if not (self.folder / database / "CURRENT").exists():
                continue
            self.check(database)
            facts = self.stats(database)["facts"]
            self.assertIn(facts - before, (0, TRIPLES))
            print(f"round {number}: {facts - before} triples are there",
                  file=sys.stderr)
            if facts > before:
                done += 1
                self.weft("document", "delete", "big.tsv", "--db", database)
                self.check(database)
        return done

    def test_an_empty_database_has_all_or_nothing(self):
        whole_s, whole = self.measure()
        self.kill_loads("test.db", 0, whole_s)
        self.weft("load", "big.tsv", "--db", "test.db")
        stats = self.stats("test.db")
        for count in ("facts", "statements", "entities", "relations",
                      "documents"):
            self.assertEqual(stats[count], whole[count], count)
        self.check("test.db")


if __name__ == "__main__":
    unittest.main(verbosity=2)
