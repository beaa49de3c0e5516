"""The examples against servers: those of three languages print the same."""

import collections
import json
import os
import subprocess
import sys
import unittest

from weft.v1 import ingestion_pb2
from weft_server import DEADLINE_S, ServerTest, object_text, request

CPP, PYTHON, JAVASCRIPT, FEED = map(os.path.abspath, sys.argv[1:5])

class Examples(ServerTest):
    def run_example(self, server, command, *more):
        done = subprocess.run([*command, server.address, *more],
                              capture_output=True, text=True,
                              timeout=DEADLINE_S, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stderr, "")
        # Nothing is left behind.
        self.assertEqual(server.statistics().document_count, 0)
        return done.stdout

    def test_print_the_same_in_each_language(self):
        server = self.start()
        printed = self.run_example(server, [sys.executable, PYTHON])
        self.assertRegex(printed, r"^example\.txt: \d facts\n")
        self.assertIn("\nCharles Babbage | designed | Analytical Engine\n",
                      printed)
        self.assertIn("\nanswer: Charles Babbage\n", printed)
        self.assertEqual(self.run_example(server, [CPP]), printed)
        self.assertEqual(
            self.run_example(server, ["node", JAVASCRIPT],
                             os.path.abspath("proto")), printed)

    def test_without_a_server_they_say_so(self):
        for command in ([CPP], [sys.executable, PYTHON],
                        ["node", JAVASCRIPT]):
            with self.subTest(command[0]):
                done = subprocess.run([*command, "127.0.0.1:1"],
                                      capture_output=True, text=True,
                                      timeout=DEADLINE_S, check=False)
                self.assertEqual(done.returncode, 1)
                self.assertIn("127.0.0.1:1", done.stderr)


class Feed(ServerTest):
    """A dashboard is what the graph is, whenever its feed was stopped."""

    def feed(self, server):
        done = subprocess.run(
            [sys.executable, FEED, "state.json", "--server", server.address,
             "--once"], cwd=self.folder, capture_output=True, text=True,
            timeout=DEADLINE_S, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads((self.folder / "state.json").read_text())

    def assert_is_graph(self, state, server):
        counts = collections.Counter()
        for statement in {(fact.subject.entity.name, fact.relation.name,
                           object_text(fact), fact.negated)
                          for fact in server.facts()}:
            counts[statement[1]] += 1
        self.assertEqual(state["relations"], dict(counts))

    def test_follows(self):
        server = self.start()
        list(server.ingest([request("a", "Norvane bought Tellin."),
                            request("b", "Quorra sold Tellin. "
                                         "Norvane bought Tellin.")]))
        first = self.feed(server)
        self.assert_is_graph(first, server)
        self.assertEqual(first["relations"]["buy"], 1)
        # Nothing new: nothing changes.
        self.assertEqual(self.feed(server), first)
        list(server.ingest([request("c", "Quorra bought Norvane.")]))
        server.ingestion.DeleteDocument(
            ingestion_pb2.DeleteDocumentRequest(id="b"), timeout=DEADLINE_S)
        second = self.feed(server)
        self.assert_is_graph(second, server)
        self.assertNotIn("sell", second["relations"])
        self.assertEqual(second["newest"][0], ["Quorra", "buy", "Norvane"])

    def test_a_lost_or_unknown_state_is_read_from_the_graph(self):
        server = self.start()
        list(server.ingest([request("a", "Norvane bought Tellin.")]))
        first = self.feed(server)
        (self.folder / "state.json").unlink()
        self.assertEqual(self.feed(server)["relations"], first["relations"])
        (self.folder / "state.json").write_text(json.dumps(
            first | {"token": "of another graph", "statements": []}))
        self.assertEqual(self.feed(server)["relations"], first["relations"])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
