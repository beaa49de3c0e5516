#!/usr/bin/env python3
"""`weft ingest` into a server beside `weft ingest` into an embedded database.

usage: tests/bench/ingest_rpc.py [--weft PATH] [--copies N] [--repeat N]

The same documents, a new database each time, both in turns; the best of each
counts. The server is started before, and loads its model then; the command
does so within its time. Processor time is that of all processes together.
"""

import argparse
import os
import pathlib
import re
import subprocess
import tempfile
import time

from measure import ROOT, make_corpus, processor_seconds


def ingest(weft, corpus, *where):
    """Seconds on the wall."""
    began = time.monotonic()
    subprocess.run([weft, "ingest", *where, corpus], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.monotonic() - began


def embedded(weft, corpus, database):
    used = processor_seconds()
    wall = ingest(weft, corpus, "--db", database)
    return wall, processor_seconds() - used


def over_rpc(weft, corpus, database):
    used = processor_seconds()
    server = subprocess.Popen(
        [weft, "serve", "--db", database, "--listen", "127.0.0.1:0"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    address = re.search(r"127\S+", server.stdout.readline())[0]
    try:
        wall = ingest(weft, corpus, "--server", address)
    finally:
        server.terminate()
        server.wait()
    return wall, processor_seconds() - used


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weft", type=pathlib.Path,
                        default=ROOT / "bazel-bin/service/cli/weft")
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()
    ways = {"embedded": embedded, "over gRPC": over_rpc}
    best = {name: (float("inf"), float("inf")) for name in ways}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "corpus").mkdir()
        documents = len(make_corpus(folder / "corpus", args.copies))
        for number in range(args.repeat):
            for way, run in ways.items():
                measured = run(os.path.abspath(args.weft), folder / "corpus",
                               folder / f"{number}-{way[0]}.db")
                best[way] = tuple(map(min, best[way], measured))
    for way, (wall, processor) in best.items():
        print(f"{way}: {documents / wall:.0f} documents/s on the wall, "
              f"{1000 * processor / documents:.2f} ms of processor time each")
    ratios = [a / b for a, b in zip(best["embedded"], best["over gRPC"])]
    print(f"over gRPC is at {ratios[0]:.0%} of the speed on the wall, "
          f"{ratios[1]:.0%} by processor time")


if __name__ == "__main__":
    main()
