"""kill -9 in the middle of large loads, which are then taken up.

usage: load_resumes.py CHECK_STORE [--rounds N] [--triples N] [--kills N]
                       [--seed N]

A file that is large enough to be kept (32 MiB) is loaded once in peace. Then, in
each round, a load of it into an empty database is killed N times, at moments of
the whole time that it takes, and run to its end. What is exported must be the
same, the indexes must agree (check_store), and nothing may be left beside the
database. Stops at the first thing that is wrong.

    bazel run -c opt //tests/crash:load_resumes -- --rounds=20
"""

import argparse
import hashlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

from articles import triples

WEFT = os.environ["WEFT"]


class Loads:
    def __init__(self, check_store, folder, triple_count):
        self.check_store = check_store
        self.folder = folder
        self.file = folder / "big.tsv"
        self.file.write_text(
            triples(seed=7, count=triple_count, nodes=triple_count // 8))
        if self.file.stat().st_size < 32 << 20:
            sys.exit(f"{triple_count} triples are less than 32 MiB")

    def start(self, database):
        return subprocess.Popen([WEFT, "load", self.file, "--db", database],
                                stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE, text=True)

    def finish(self, database):
        """Seconds, and what the load says besides."""
        began = time.monotonic()
        process = self.start(database)
        _, said = process.communicate()
        if process.returncode != 0:
            sys.exit(f"load_resumes: {said}")
        return time.monotonic() - began, said.strip()

    def kill_after(self, database, delay_s):
        process = self.start(database)
        time.sleep(delay_s)
        process.kill()
        process.communicate()

    def exported(self, database):
        """What is in the database, after its indexes were compared."""
        subprocess.run([self.check_store, database], check=True)
        if (database / "loads").exists():
            sys.exit(f"load_resumes: {database}/loads is left")
        process = subprocess.run(
            [WEFT, "export", "--format=tsv", "--db", database], check=True,
            stdout=subprocess.PIPE)
        return hashlib.sha256(process.stdout).hexdigest()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("check_store", type=os.path.abspath)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--triples", type=int, default=1_500_000)
    parser.add_argument("--seed", type=int, default=20261122)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory(prefix="weft-loads-") as name:
        folder = pathlib.Path(name)
        loads = Loads(arguments.check_store, folder, arguments.triples)
        whole_s, _ = loads.finish(folder / "whole.db")
        expected = loads.exported(folder / "whole.db")
        print(f"whole: {whole_s:.1f} s", flush=True)
        for number in range(1, arguments.rounds + 1):
            database = folder / f"{number}.db"
            delays_s = [rng.uniform(0, whole_s) for _ in range(arguments.kills)]
            for delay_s in delays_s:
                loads.kill_after(database, delay_s)
            took_s, said = loads.finish(database)
            if loads.exported(database) != expected:
                sys.exit(f"load_resumes: round {number}: {database} differs")
            subprocess.run(["rm", "-r", database], check=True)
            killed = ", ".join(f"{delay_s / whole_s:.0%}"
                               for delay_s in delays_s)
            print(f"round {number}: killed at {killed}; then "
                  f"{took_s / whole_s:.0%} of a whole load; {said}", flush=True)
    print(f"{arguments.rounds * arguments.kills} kills: the same was there in "
          "the end")


if __name__ == "__main__":
    main()
