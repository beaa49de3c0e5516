#!/usr/bin/env python3
"""`weft ingest` into a server beside `weft ingest` into an embedded database, and
into a server with an archive beside one without.

usage: tests/bench/ingest_rpc.py [--weft PATH] [--copies N] [--repeat N]
           [--single N] [--folder DIR]

The same documents, a new database each time, all in turns; medians count. The
server is started before, and loads its model then; the command does so within
its time. Processor time is that of all processes together. At the end servers
with and without an archive are sent deletions of --single documents, one after
the other, each of which is a commit of its own. Databases lie in --folder: the
waits are for its disk.
"""

import argparse
import http.client
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
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


class Server:

    def __init__(self, weft, database, *options):
        self.process = subprocess.Popen(
            [weft, "serve", "--db", database, "--listen", "127.0.0.1:0",
             "--http", "127.0.0.1:0", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.grpc, self.http = (
            re.search(r"127\S+", self.process.stdout.readline())[0]
            for _ in range(2))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def over_rpc(weft, corpus, database, *options):
    used = processor_seconds()
    with Server(weft, database, *options) as server:
        wall = ingest(weft, corpus, "--server", server.grpc)
    return wall, processor_seconds() - used


def archived(weft, corpus, database):
    return over_rpc(weft, corpus, database, "--archive", f"{database}.archive")


def delete_each(server, count):
    """Seconds for so many deletions, each sent when the last is answered."""
    connection = http.client.HTTPConnection(server.http)

    def call(service, method, body):
        connection.request("POST", f"/weft.v1.{service}/{method}",
                           json.dumps(body),
                           {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
        if response.status != 200:
            sys.exit(f"{method}: {answer}")
        return answer

    documents = call("IngestionService", "ListDocuments",
                     {"pageSize": count})["documents"]
    began = time.monotonic()
    for document in documents:
        call("IngestionService", "DeleteDocument", {"id": document["id"]})
    return (time.monotonic() - began) / len(documents)


def compare_single(args, corpus, folder):
    found = {"": [], "archive": []}
    for number in range(args.repeat):
        for way, times in found.items():
            database = folder / f"single{number}{way}.db"
            options = ["--archive", f"{database}.archive"] if way else []
            with Server(os.path.abspath(args.weft), database,
                        *options) as server:
                ingest(args.weft, corpus, "--server", server.grpc)
                times.append(delete_each(server, args.single))
    without, with_archive = (statistics.median(times)
                             for times in found.values())
    print(f"one document after the other deleted: {1000 * without:.2f} ms, "
          f"{1000 * with_archive:.2f} ms with an archive, "
          f"{with_archive / without:.2f} times")


WAYS = {"embedded": embedded, "over gRPC": over_rpc,
        "with an archive": archived}


def compare(one, other, medians):
    ratios = [a / b for a, b in zip(medians[one], medians[other])]
    print(f"{other}: {ratios[0]:.1%} of the speed of {one} on the wall, "
          f"{ratios[1]:.1%} by processor time")


def measure(args, corpus, documents, folder):
    found = {way: [] for way in WAYS}
    for number in range(args.repeat):
        for way, run in WAYS.items():
            database = folder / f"{number}-{way.replace(' ', '-')}.db"
            found[way].append(run(os.path.abspath(args.weft), corpus,
                                  database))
    medians = {way: [statistics.median(values) for values in zip(*times)]
               for way, times in found.items()}
    for way, (wall, processor) in medians.items():
        print(f"{way}: {documents / wall:.0f} documents/s on the wall, "
              f"{1000 * processor / documents:.2f} ms of processor time each")
    return medians


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weft", type=pathlib.Path,
                        default=ROOT / "bazel-bin/service/cli/weft")
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--single", type=int, default=0)
    parser.add_argument("--folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = pathlib.Path(name)
        (folder / "corpus").mkdir()
        documents = len(make_corpus(folder / "corpus", args.copies))
        medians = measure(args, folder / "corpus", documents, folder)
        compare("embedded", "over gRPC", medians)
        compare("over gRPC", "with an archive", medians)
        if args.single > 0:
            compare_single(args, folder / "corpus", folder)


if __name__ == "__main__":
    main()
