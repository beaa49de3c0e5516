"""Traps of streams, each by its name: closed early, batches that come out even,
large replies, readers that do not read, deadlines, replays, signals."""

import signal
import time
import unittest

import grpc
from google.rpc import error_details_pb2
from weft.v1 import change_pb2
from weft.v1 import change_pb2_grpc
from weft.v1 import graph_pb2
from weft.v1 import ingestion_pb2
from weft_server import DEADLINE_S, Feed, ServerTest
from weft_server import named, request, rpc_status

ADDED = ingestion_pb2.INGEST_OUTCOME_ADDED
UNCHANGED = ingestion_pb2.INGEST_OUTCOME_UNCHANGED

# The server drains for 30 s; what ends within this was not waited for.
SOON_S = 15


def star(leaves, name="leaf"):
    return "".join(f"hub\tpoints to\t{name} {n:05}\n" for n in range(leaves))


def mesh(nodes):
    """Each node points to 60 others: walks of five steps are without number."""
    return "".join(f"node {n}\tpoints to\tnode {(n * 7 + k * k) % nodes}\n"
                   for n in range(nodes) for k in range(60))


def article(number):
    return request(f"article-{number}",
                   f"Report {number}\n\nNorvane bought Telra for "
                   f"${number + 2} million. Telra sells computers to Quorlin.")


def retry_delay_s(error):
    """The RetryInfo of an error, which must have one."""
    info = error_details_pb2.RetryInfo()
    assert any(detail.Unpack(info) for detail in rpc_status(error).details)
    return info.retry_delay.ToTimedelta().total_seconds()


class StreamTest(ServerTest):

    def setUp(self):
        super().setUp()
        self.server = self.start()

    def traverse(self, **fields):
        return self.server.graph.Traverse(
            graph_pb2.TraverseRequest(start=named("hub"), **fields),
            timeout=DEADLINE_S)

    def traverse_everything(self):
        return self.traverse(budget=graph_pb2.Budget(rows=1_000_000))

    def export(self):
        return self.server.graph.ExportGraph(graph_pb2.ExportGraphRequest(),
                                             timeout=DEADLINE_S)

    def query(self, text, **fields):
        return self.server.graph.Query(
            graph_pb2.QueryRequest(query=text, **fields), timeout=DEADLINE_S)

    def query_everything(self):
        return self.query("MATCH (a)-[r]->(b) RETURN a, r, b")

    def find_paths(self, timeout=DEADLINE_S):
        """The first of very many paths, over a mesh(3000)."""
        return self.server.graph.FindPaths(
            graph_pb2.FindPathsRequest(
                **{"from": named("node 0"), "to": named("node 1700")}, k=1000,
                max_depth=16), timeout=timeout)

    def watch(self):
        stub = change_pb2_grpc.ChangeServiceStub(self.server.channel)
        return stub.Watch(change_pb2.WatchRequest(earliest=True),
                          timeout=DEADLINE_S)

    def begin(self, call):
        """A stream whose first message was read; a busy server is asked again
        when it says."""
        while True:
            stream = call()
            try:
                next(stream)
                return stream
            except grpc.RpcError as error:
                self.assertEqual(error.code(),
                                 grpc.StatusCode.RESOURCE_EXHAUSTED)
                time.sleep(retry_delay_s(error))

    def memory(self):
        """Of the server, in bytes."""
        with open(f"/proc/{self.server.process.pid}/status") as status:
            kib, = [line.split()[1] for line in status if "VmRSS" in line]
        return int(kib) << 10

    def assert_drains_soon(self):
        """No call is left that takes its time."""
        began = time.monotonic()
        self.assertEqual(self.server.stop(), 0)
        self.assertLess(time.monotonic() - began, SOON_S)

    # --- batches -------------------------------------------------------------

    def test_exact_multiples_of_the_batch_size(self):
        for leaves in 255, 256, 257, 1000:
            self.server.load("star", star(leaves))
            rows = list(self.traverse())[1:-1]
            self.assertEqual(len({row.node.node.entity.name for row in rows}),
                             leaves)
            for messages in list(self.export()), list(self.query_everything()):
                self.assertEqual(len(messages), leaves + 2)
                self.assertEqual(messages[-1].summary.row_count, leaves)
            self.server.ingestion.DeleteDocument(
                ingestion_pb2.DeleteDocumentRequest(id="star"))

    def test_pages_that_come_out_even(self):
        self.server.load("star", star(512))
        pages, token = [], ""
        while not pages or token:
            page = self.server.graph.ListNeighbors(
                graph_pb2.ListNeighborsRequest(
                    entity=named("hub"), page_size=256, page_token=token))
            pages.append(len(page.neighbors))
            token = page.next_page_token
        self.assertEqual(pages, [256, 256])

    # --- sizes ---------------------------------------------------------------

    def test_replies_over_four_mebibytes(self):
        content = b" " * (11 << 20) + b"Norvane bought Telra on Friday."
        answer, = self.server.ingest([request("long", content)])
        self.assertEqual(answer.error.code, 0, answer.error.message)
        document = self.server.ingestion.GetDocument(
            ingestion_pb2.GetDocumentRequest(id="long"))
        self.assertEqual(document.content, content)
        _, row, _ = self.query("RETURN range(1, 700000)")
        self.assertGreater(row.ByteSize(), 4 << 20)
        self.assertEqual(len(row.row.values[0].list_value.values), 700_000)

    def test_a_slow_reader_holds_no_memory(self):
        self.server.load("star", star(40_000, name="leaf " + 100 * "-"))
        whole = sum(m.ByteSize() for m in self.export())
        self.assertGreater(whole, 6 << 20)
        before = self.memory()
        # Each waits for its client, who has read one message.
        streams = [self.begin(self.export) for _ in range(10)]
        self.assertLess(self.memory() - before, len(streams) * whole / 2)
        # So do searches, though they have places of their own. They hold what
        # they have found, as numbers, and not what they have not sent.
        streams += [self.begin(call)
                    for call in (self.traverse_everything,
                                 self.query_everything) for _ in range(5)]
        self.assertLess(self.memory() - before, len(streams) * whole * 3 / 4)
        # They hold nobody up: each gives its place away soon.
        rest = self.begin(lambda: self.traverse(
            budget=graph_pb2.Budget(rows=10)))
        self.assertEqual(len(list(rest)), 11)
        for stream in streams:
            stream.cancel()
        self.assert_drains_soon()

    # --- ends ----------------------------------------------------------------

    def test_closing_early_cancels_and_does_not_drain(self):
        self.server.load("star", star(40_000))
        self.server.load("mesh", mesh(3000))
        for call in (self.export, self.traverse_everything,
                     self.query_everything, self.find_paths, self.watch):
            stream = call()
            next(stream)
            stream.cancel()
        self.assert_drains_soon()

    def test_what_was_cut_off_goes_on_behind_the_last_row(self):
        self.server.load("star", star(1000))
        names, token = [], ""
        for rows in 256, 300, 444:
            *_, last = messages = list(self.traverse(
                budget=graph_pb2.Budget(rows=rows), resume_token=token))
            names += [m.node.node.entity.name for m in messages[1:-1]]
            token = last.summary.resume_token
            self.server.load(f"other {rows}", star(5, name="late"))
        self.assertEqual(token, "")
        self.assertEqual(sorted(names), [f"leaf {n:05}" for n in range(1000)])

    def test_a_deadline_ends_a_long_search(self):
        self.server.load("mesh", mesh(3000))
        walks = graph_pb2.QueryRequest(
            query="MATCH (a)-[*6..6]->(b) RETURN count(*)")
        error = self.fails_within(0.5, lambda: list(
            self.server.graph.Query(walks, timeout=0.5)))
        self.assertEqual(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
        error = self.fails_within(0.2, lambda: list(
            self.find_paths(timeout=0.2)))
        self.assertEqual(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED)
        self.assert_drains_soon()

    def fails_within(self, seconds, call):
        began = time.monotonic()
        with self.assertRaises(grpc.RpcError) as raised:
            call()
        self.assertLess(time.monotonic() - began, seconds + SOON_S)
        return raised.exception

    # --- replays -------------------------------------------------------------

    def test_a_chunk_sent_again_is_not_there_twice(self):
        articles = [article(n) for n in range(12)]
        feed = Feed()
        stream = self.server.ingest(feed)
        for number, sent in enumerate(articles[:8]):
            feed.add(sent)
            if number < 5:
                self.assertEqual(next(stream).outcome, ADDED)
        stream.cancel()  # three are on their way
        feed.close()
        again = list(self.server.ingest(articles))
        self.assertEqual([a.outcome for a in again[:5]], [UNCHANGED] * 5)
        self.assertEqual({a.outcome for a in again[8:]}, {ADDED})
        statistics = self.server.statistics()
        self.assertEqual(statistics.document_count, 12)
        self.assertEqual(statistics.fact_count,
                         sum(a.fact_count for a in again))
        self.server.load("star", star(10))
        self.server.load("star", star(10))
        self.assertEqual(self.server.statistics().fact_count,
                         statistics.fact_count + 10)

    # --- signals -------------------------------------------------------------

    def test_a_second_signal_stops_at_once_without_loss(self):
        self.server.load("star", star(40_000))
        waiting = self.export()
        next(waiting)  # is not read any further: the drain waits for it
        feed = Feed()
        stream = self.server.ingest(feed)
        acknowledged = []
        for number in range(5):
            feed.add(article(number))
            acknowledged.append(next(stream).document_id)
        self.server.process.send_signal(signal.SIGTERM)
        with self.assertRaises(grpc.RpcError) as raised:
            for answer in stream:
                acknowledged.append(answer.document_id)
        self.assertEqual(raised.exception.code(),
                         grpc.StatusCode.UNAVAILABLE)
        self.assertIsNone(self.server.process.poll())
        began = time.monotonic()
        self.assertNotEqual(self.server.stop(), 0)
        self.assertLess(time.monotonic() - began, SOON_S)
        feed.close()
        self.server = self.start()
        there = {document.id for document in self.server.documents()}
        self.assertEqual(there, {*acknowledged, "star"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
