"""kill -9, again and again on one database, at moments drawn with a fixed seed.

usage: kills.py CHECK_STORE [--kills N] [--kinds KIND,...] [--seed N]

A server is killed while it does one kind of thing (story.KINDS, one after the
other). After each kill the indexes must agree with the documents (check_store),
the server must start on what there is, everything acknowledged must be there,
and everything else as a whole or not at all. Stops at the first thing that is
wrong, keeps the folder, and exits with 1.

    bazel run -c opt //tests/crash:kills -- --kills=200
    bazel run -c opt //tests/crash:kills -- --kills=50 --kinds=mixed
"""

import argparse
import collections
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

from story import Broken, KINDS, Story
from weft_server import Server, WEFT

# The kill comes at any moment of this long, once the work has begun; of about
# the time that a start takes.
WINDOW_S = 0.4
START_S = 0.15


class Killer:
    def __init__(self, check_store, folder, seed):
        self.check_store = check_store
        self.folder = folder
        self.database = folder / "test.db"
        self.rng = random.Random(seed)
        self.acknowledged = collections.Counter()
        self.server = None  # the last one that was started

    def prepare(self):
        reference = self.start(self.folder / "reference.db")
        self.story = Story(reference)
        reference.stop()
        server = self.start(self.database)
        self.story.begin(server)
        server.stop()

    def start(self, database):
        try:
            self.server = Server(database)
        except RuntimeError as error:
            raise Broken(f"a failed start: {error}") from error
        return self.server

    def end(self):
        if self.server and self.server.process.poll() is None:
            self.server.kill()

    def round(self, kind):
        """One kill; what it met."""
        delay_s = self.rng.uniform(0, START_S if kind == "start" else WINDOW_S)
        if kind == "start":
            self.kill_in_start(delay_s)
            done = 0
        else:
            done = self.kill_at_work(kind, delay_s)
        self.acknowledged[kind] += done
        self.check(self.database)
        for copy in self.folder / "backup", self.folder / "copy":
            # A backup has its name from the moment on when it is whole.
            if copy.exists():
                self.check(copy)
        server = self.start(self.database)
        self.story.verify(server)
        server.kill()
        return f"after {1000 * delay_s:.0f} ms, {done} acknowledged"

    def kill_at_work(self, kind, delay_s):
        self.story.killed.clear()
        server = self.start(self.database)
        workers = [work(server, self.story,
                        random.Random(self.rng.randrange(1 << 30)))
                   for work in KINDS[kind]]
        for worker in workers:
            worker.start()
        time.sleep(delay_s)
        self.story.killed.set()
        server.process.kill()
        for worker in workers:
            worker.join()
            if worker.failure:
                raise worker.failure
        server.kill()
        return sum(worker.done for worker in workers)

    def kill_in_start(self, delay_s):
        process = subprocess.Popen(
            [WEFT, "serve", "--db", self.database, "--listen", "127.0.0.1:0"],
            stdout=subprocess.DEVNULL)
        time.sleep(delay_s)
        process.kill()
        process.wait()

    def check(self, database):
        checked = subprocess.run([self.check_store, database], text=True,
                                 capture_output=True)
        if checked.returncode != 0:
            raise Broken(f"check_store {database}: {checked.stdout}"
                         f"{checked.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("check_store", type=os.path.abspath)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--kinds", default=",".join(KINDS))
    parser.add_argument("--seed", type=int, default=20261122)
    arguments = parser.parse_args()
    kinds = arguments.kinds.split(",")

    folder = pathlib.Path(tempfile.mkdtemp(prefix="weft-kills-"))
    killer = Killer(arguments.check_store, folder, arguments.seed)
    counted = collections.Counter()
    try:
        killer.prepare()
        for number in range(arguments.kills):
            kind = kinds[number % len(kinds)]
            met = killer.round(kind)
            counted[kind] += 1
            print(f"kill {number + 1}, {kind}: {met}", flush=True)
    except Broken as broken:
        sys.exit(f"kills: after {sum(counted.values())} kills: {broken}\n"
                 f"the databases are kept in {folder}")
    finally:
        killer.end()
    shutil.rmtree(folder)
    for kind, kills in counted.items():
        print(f"{kind}: {kills} kills, {killer.acknowledged[kind]} "
              "acknowledgements")
    print(f"{sum(counted.values())} kills: nothing acknowledged was lost, "
          "nothing was there by half, every start succeeded")


if __name__ == "__main__":
    main()
