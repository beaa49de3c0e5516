"""Mixed load on one server for an hour: what it holds in memory after one
minute against what it holds at the end.

usage: soak.py [--minutes 60] [--rate 40]

    bazel run --config=opt //tests/soak:soak -- --minutes=60

Calls come at an even rate: documents that are added, replaced and deleted,
triples likewise, look-ups, searches, traversals, queries, exports that are
broken off, and a stream of changes that is always open. A call that is refused
or fails ends the run.

The graph is there before the first minute and keeps its size: documents are
written under a fixed set of ids. What the server holds after a minute's calls
should stay. What goes on growing is on disk: the log of changes
(`keep_changes`), and a row for each version. On a machine that is too slow for
the rate a minute's calls take longer than a minute.

A line a minute: memory, of it what is no file's (heap and stacks), threads,
size of the database on disk, calls until then.
"""

import argparse
import collections
import pathlib
import random
import sys
import tempfile
import threading
import time

import grpc
from articles import company, text, triples
from weft.v1 import change_pb2
from weft.v1 import change_pb2_grpc
from weft.v1 import graph_pb2
from weft.v1 import ingestion_pb2
from weft_server import Server, named, request

DOCUMENTS = 200
SOURCES = 4
NODES = 10_000
TRIPLES = 100_000


def fill(server):
    """The graph of the run."""
    server.load("background", triples(1, count=TRIPLES, nodes=NODES))
    for answer in server.ingest(
            request(f"report-{n}", text(n)) for n in range(DOCUMENTS)):
        assert answer.error.code == 0, answer.error.message
    for n in range(SOURCES):
        server.load(f"triples-{n}", triples(n, count=500, nodes=300))


class Load:
    def __init__(self, server):
        self.server = server
        self.rng = random.Random(20261122)
        self.counts = collections.Counter()
        self.changes = 0

    # --- writes --------------------------------------------------------------

    def ingest(self):
        answer, = self.server.ingest([request(
            f"report-{self.rng.randrange(DOCUMENTS)}",
            text(self.rng.randrange(10_000)), replace=True)])
        assert answer.error.code == 0, answer.error.message

    def delete(self):
        self.about_a_name(lambda: self.server.ingestion.DeleteDocument(
            ingestion_pb2.DeleteDocumentRequest(
                id=f"report-{self.rng.randrange(DOCUMENTS)}")))

    def load(self):
        self.server.load(
            f"triples-{self.rng.randrange(SOURCES)}",
            triples(self.rng.randrange(100), count=500, nodes=300),
            replace=True)

    # --- reads ---------------------------------------------------------------

    def name(self):
        if self.rng.random() < 0.5:
            return company(self.rng.randrange(100))
        return f"node {self.rng.randrange(NODES)}"

    def look_up(self):
        self.about_a_name(lambda: self.server.graph.ListNeighbors(
            graph_pb2.ListNeighborsRequest(entity=named(self.name()))))

    def search(self):
        self.server.search(self.name()[:6])

    def traverse(self):
        self.about_a_name(lambda: list(self.server.graph.Traverse(
            graph_pb2.TraverseRequest(start=named(self.name()), depth=3,
                                      budget=graph_pb2.Budget(rows=200)))))

    def query(self):
        list(self.server.graph.Query(graph_pb2.QueryRequest(
            query=f"MATCH (a {{name: '{self.name()}'}})-[r]->(b) "
                  "RETURN type(r), count(*) AS n ORDER BY n DESC LIMIT 5")))

    def break_off(self):
        stream = self.server.graph.ExportGraph(graph_pb2.ExportGraphRequest())
        next(stream)
        stream.cancel()

    def watch(self):
        stub = change_pb2_grpc.ChangeServiceStub(self.server.channel)
        try:
            for _ in stub.Watch(change_pb2.WatchRequest()):
                self.changes += 1
        except grpc.RpcError:
            pass  # the end of the run

    @staticmethod
    def about_a_name(call):
        """Names come and go with documents, and may mean several entities."""
        try:
            call()
        except grpc.RpcError as error:
            if error.code() not in (grpc.StatusCode.NOT_FOUND,
                                    grpc.StatusCode.FAILED_PRECONDITION):
                raise

    # --- all of it -----------------------------------------------------------

    def step(self):
        call, = self.rng.choices(
            [self.ingest, self.delete, self.load, self.look_up, self.search,
             self.traverse, self.query, self.break_off],
            [15, 3, 1, 40, 20, 15, 3, 3])
        call()
        self.counts[call.__name__] += 1


class Process:
    """Figures of a process, in MiB where they are of memory."""

    def __init__(self, pid):
        self._path = pathlib.Path(f"/proc/{pid}/status")

    def figure(self, name):
        return int(self._path.read_text().split(f"{name}:")[1].split()[0])

    def memory(self):
        return self.figure("VmRSS") / 1024

    def heap(self):
        return self.figure("RssAnon") / 1024

    def threads(self):
        return self.figure("Threads")


def size(folder):
    """MiB of its files; some may go while they are counted."""
    total = 0
    for path in folder.iterdir():
        try:
            total += path.stat().st_size
        except FileNotFoundError:
            pass
    return total / 2 ** 20


def run(server, minutes, rate):
    load = Load(server)
    process = Process(server.process.pid)
    threading.Thread(target=load.watch, daemon=True).start()
    begin = time.monotonic()
    after_a_minute, said = None, 0
    while (now := time.monotonic() - begin) < 60 * minutes:
        calls = sum(load.counts.values())
        if calls >= 60 * rate:
            after_a_minute = after_a_minute or process.memory()
        if now // 60 > said:
            said = now // 60
            print(f"after {said:.0f} min: {process.memory():.0f} MiB, heap "
                  f"{process.heap():.0f}, {process.threads()} threads, disk "
                  f"{size(server.database):.0f}, "
                  f"{calls} calls", flush=True)
        load.step()
        time.sleep(max(0, begin + calls / rate - time.monotonic()))
    last = process.memory()
    print(f"{sum(load.counts.values())} calls {dict(load.counts)}, "
          f"{load.changes} messages of changes")
    if after_a_minute is None:
        sys.exit("soak: not even the calls of one minute were made; give a "
                 "lower --rate")
    print(f"memory after a minute's calls {after_a_minute:.0f} MiB, after "
          f"{minutes:g} min {last:.0f} MiB: {last / after_a_minute:.2f} x")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=40)
    arguments = parser.parse_args()
    if arguments.minutes <= 1:
        sys.exit("soak: run for more than a minute")
    with tempfile.TemporaryDirectory() as folder:
        database = pathlib.Path(folder) / "soak.db"
        server = Server(database)
        fill(server)
        server.stop()
        server = Server(database)
        try:
            run(server, arguments.minutes, arguments.rate)
        finally:
            server.kill()


if __name__ == "__main__":
    main()
