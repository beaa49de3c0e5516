"""Mixed load on one server for an hour: what it holds in memory after one minute
against what it holds at the end.

usage: soak.py [--minutes 60] [--rate 40]

    bazel run --config=opt //tests/soak:soak -- --minutes=60

Calls come at an even rate: documents that are added, replaced and deleted,
triples likewise, look-ups, searches, traversals, queries, exports that are
broken off, and a stream of changes that is always open. The set of documents
has its full size after the first minute and keeps it; what the server holds
after that should stay. A call that is refused or fails ends the run.
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
        return company(self.rng.randrange(100))

    def look_up(self):
        self.about_a_name(lambda: self.server.graph.ListNeighbors(
            graph_pb2.ListNeighborsRequest(entity=named(self.name()))))

    def search(self):
        self.server.search(self.name()[:4])

    def traverse(self):
        self.about_a_name(lambda: list(self.server.graph.Traverse(
            graph_pb2.TraverseRequest(start=named(self.name()), depth=3,
                                      budget=graph_pb2.Budget(rows=200)))))

    def query(self):
        list(self.server.graph.Query(graph_pb2.QueryRequest(
            query="MATCH (a)-[r]->(b) RETURN type(r), count(*) AS n "
                  "ORDER BY n DESC LIMIT 5")))

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

    def fill(self):
        for answer in self.server.ingest(
                request(f"report-{n}", text(n)) for n in range(DOCUMENTS)):
            assert answer.error.code == 0, answer.error.message
        for _ in range(2 * SOURCES):
            self.load()

    def step(self):
        call, = self.rng.choices(
            [self.ingest, self.delete, self.load, self.look_up, self.search,
             self.traverse, self.query, self.break_off],
            [15, 3, 1, 40, 20, 15, 3, 3])
        call()
        self.counts[call.__name__] += 1


def memory(server):
    """MiB that the server holds."""
    status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0]) / 1024


def run(server, minutes, rate):
    load = Load(server)
    load.fill()
    threading.Thread(target=load.watch, daemon=True).start()
    begin = time.monotonic()
    after_a_minute, said = None, 0
    while (now := time.monotonic() - begin) < 60 * minutes:
        if now // 60 > said:
            said = now // 60
            after_a_minute = after_a_minute or memory(server)
            print(f"after {said:.0f} min: {memory(server):.0f} MiB, "
                  f"{sum(load.counts.values())} calls", flush=True)
        load.step()
        time.sleep(max(0, begin + sum(load.counts.values()) / rate
                       - time.monotonic()))
    last = memory(server)
    print(f"{sum(load.counts.values())} calls {dict(load.counts)}, "
          f"{load.changes} messages of changes\n"
          f"memory after one minute {after_a_minute:.0f} MiB, after {minutes:g} "
          f"min {last:.0f} MiB: {last / after_a_minute:.2f} x")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=40)
    arguments = parser.parse_args()
    if arguments.minutes <= 1:
        sys.exit("soak: run for more than a minute")
    with tempfile.TemporaryDirectory() as folder:
        server = Server(pathlib.Path(folder) / "soak.db")
        try:
            run(server, arguments.minutes, arguments.rate)
        finally:
            server.kill()


if __name__ == "__main__":
    main()
