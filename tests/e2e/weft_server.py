"""A server of Weft in its own process, and calls to it."""

import os
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import unittest

import grpc
from google.rpc import status_pb2
from weft.v1 import admin_pb2_grpc
from weft.v1 import extraction_pb2_grpc
from weft.v1 import graph_pb2
from weft.v1 import graph_pb2_grpc
from weft.v1 import ingestion_pb2
from weft.v1 import ingestion_pb2_grpc

WEFT = os.path.abspath(os.environ["WEFT"])
SAMPLES = pathlib.Path(os.environ["SAMPLES"])

# No call of these tests takes longer, on the slowest machine.
DEADLINE_S = 240


class Server:
    """`weft serve` on a free port."""

    def __init__(self, database, *arguments):
        self.database = pathlib.Path(database)
        self.process = subprocess.Popen(
            [WEFT, "serve", "--db", str(database), "--listen", "127.0.0.1:0",
             *arguments],
            stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"weft: listening on (127\.0\.0\.1:\d+)\n", line)
        if not match:
            self.process.wait()
            raise RuntimeError(f"unexpected first line: {line!r}")
        self.address = match[1]
        self.channel = grpc.insecure_channel(
            self.address,
            options=[("grpc.max_receive_message_length", -1)])
        self.extraction = extraction_pb2_grpc.ExtractionServiceStub(
            self.channel)
        self.ingestion = ingestion_pb2_grpc.IngestionServiceStub(self.channel)
        self.admin = admin_pb2_grpc.AdminServiceStub(self.channel)
        self.graph = graph_pb2_grpc.GraphServiceStub(self.channel)

    def kill(self):
        """As a crash of the machine's power would: no chance to clean up."""
        self.process.send_signal(signal.SIGKILL)
        self._end()

    def stop(self):
        """SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self._end()

    def _end(self):
        status = self.process.wait(timeout=DEADLINE_S)
        self.channel.close()
        self.process.stdout.close()
        return status

    # --- calls --------------------------------------------------------------

    def ingest(self, requests):
        """Documents in one stream; yields the acknowledgements."""
        return self.ingestion.IngestDocuments(iter(requests),
                                              timeout=DEADLINE_S)

    def load(self, source, lines, replace=False):
        """Tab-separated triples, as one document."""
        return self.ingestion.ImportTriples(
            iter([ingestion_pb2.ImportTriplesRequest(
                source=source, replace=replace, data=lines.encode(),
                format=ingestion_pb2.TRIPLE_FORMAT_TSV)]), timeout=DEADLINE_S)

    def documents(self):
        """All documents, without texts."""
        found, token = [], ""
        while True:
            page = self.ingestion.ListDocuments(
                ingestion_pb2.ListDocumentsRequest(page_size=100,
                                                   page_token=token),
                timeout=DEADLINE_S)
            found.extend(page.documents)
            token = page.next_page_token
            if not token:
                return found

    def facts(self, **condition):
        """All facts that meet a condition of ListFactsRequest."""
        for name in "subject", "object":
            if isinstance(condition.get(name), str):
                condition[name] = named(condition[name])
        found, token = [], ""
        while True:
            page = self.graph.ListFacts(
                graph_pb2.ListFactsRequest(page_size=500, page_token=token,
                                           **condition),
                timeout=DEADLINE_S)
            found.extend(page.facts)
            token = page.next_page_token
            if not token:
                return found

    def statistics(self):
        return self.graph.GetStatistics(graph_pb2.GetStatisticsRequest(),
                                        timeout=DEADLINE_S)

    def search(self, text):
        return self.graph.SearchEntities(
            graph_pb2.SearchEntitiesRequest(query=text),
            timeout=DEADLINE_S).matches


def named(name):
    return graph_pb2.EntitySelector(name=name)


def request(document_id, content, replace=False, **fields):
    """An IngestDocumentsRequest."""
    if isinstance(content, str):
        content = content.encode()
    message = ingestion_pb2.IngestDocumentsRequest(replace=replace)
    message.document.id = document_id
    message.document.content = content
    for name, value in fields.items():
        setattr(message.document, name, value)
    return message


def object_text(fact):
    """What the object of a fact is called; "" without one."""
    if fact.object.HasField("value"):
        return fact.object.value.text
    return fact.object.entity.name


def triple(fact):
    """("Nvidia", "stock-fell", "17%")"""
    return (fact.subject.entity.name, fact.relation.display, object_text(fact))


def rpc_status(error):
    """The google.rpc.Status in the trailers of a grpc.RpcError."""
    for key, value in error.trailing_metadata():
        if key == "grpc-status-details-bin":
            return status_pb2.Status.FromString(value)
    raise AssertionError(f"no details in {error}")


class ServerTest(unittest.TestCase):
    """A folder of its own, and servers that end with the test."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def start(self, database="test.db"):
        server = Server(self.folder / database)

        def end():
            if server.process.poll() is None:
                server.kill()
        self.addCleanup(end)
        return server

    def assert_fails(self, code, call, *arguments, **options):
        """Calls; the grpc.RpcError, which must have this code."""
        with self.assertRaises(grpc.RpcError) as raised:
            result = call(*arguments, **options, timeout=DEADLINE_S)
            for _ in result if hasattr(result, "__iter__") else ():
                pass
        self.assertEqual(raised.exception.code(), code,
                         raised.exception.details())
        return raised.exception


class Feed:
    """An iterator of requests that a test can leave open."""

    def __init__(self):
        self._condition = threading.Condition()
        self._requests = []
        self._closed = False

    def add(self, message):
        with self._condition:
            self._requests.append(message)
            self._condition.notify()

    def close(self):
        with self._condition:
            self._closed = True
            self._condition.notify()

    def __iter__(self):
        return self

    def __next__(self):
        with self._condition:
            while not self._requests and not self._closed:
                self._condition.wait()
            if self._requests:
                return self._requests.pop(0)
            raise StopIteration
