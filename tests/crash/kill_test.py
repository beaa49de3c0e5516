"""kill -9 in the middle of an ingest, again and again on one database.

After each kill: every acknowledged document is whole (its facts are those of a
server that was never killed), no other document is there by half, and the
indexes agree with the documents.
"""

import os
import random
import subprocess
import sys
import threading
import unittest

import grpc
from articles import text
from story import substance
from weft_server import ServerTest, request

CHECK_STORE = os.path.abspath(sys.argv.pop(1))
DOCUMENTS = 120
ROUNDS = 6

REQUESTS = [request(f"report-{n:03}.txt", text(n)) for n in range(DOCUMENTS)]


def entities(fact):
    """The entities that a fact points to."""
    return [holder.entity
            for holder in (fact.subject, fact.object, fact.attribution)
            if holder.HasField("entity")]


def said(server, document_id):
    """What a document says, without what other documents decide."""
    return sorted(map(substance, server.facts(document_id=document_id)))


def everything(server):
    """The whole graph by names; which ids there are is left out."""
    facts = []
    for fact in server.facts():
        fact.statement_id = 0
        for entity in entities(fact):
            entity.id = 0
        facts.append(fact.SerializeToString(deterministic=True))
    return sorted(facts)


def counts(server):
    statistics = server.statistics()
    return (statistics.document_count, statistics.sentence_count,
            statistics.entity_count, statistics.statement_count,
            statistics.fact_count, statistics.relation_count)


class KillTest(ServerTest):

    def check(self, database):
        subprocess.run([CHECK_STORE, str(self.folder / database)], check=True)

    def reference(self):
        """A graph that was made in one go: what each document says there, and
        all of it together."""
        server = self.start("reference.db")
        for answer in server.ingest(REQUESTS):
            self.assertEqual(answer.error.code, 0, answer.error.message)
            self.assertGreater(answer.fact_count, 0)
        documents = {r.document.id: said(server, r.document.id)
                     for r in REQUESTS}
        whole = everything(server), counts(server)
        self.assertEqual(server.stop(), 0)
        return documents, whole

    def ingest_until_killed(self, server, after_acknowledgements, delay_s):
        """The ids that were acknowledged before the server went."""
        acknowledged = []
        timer = threading.Timer(delay_s, server.process.kill)
        try:
            for answer in server.ingest(REQUESTS):
                self.assertEqual(answer.error.code, 0, answer.error.message)
                acknowledged.append(answer.document_id)
                if len(acknowledged) == after_acknowledgements:
                    timer.start()
        except grpc.RpcError as error:
            self.assertEqual(error.code(), grpc.StatusCode.UNAVAILABLE)
        timer.cancel()
        server.kill()
        return acknowledged

    def verify(self, server, acknowledged, reference):
        there = {d.id: d for d in server.documents()}
        self.assertLessEqual(set(acknowledged), set(there))
        # Documents of a stream are written in its order.
        self.assertEqual(list(there),
                         [r.document.id for r in REQUESTS][:len(there)])
        for document_id, document in there.items():
            facts = said(server, document_id)
            self.assertEqual(facts, reference[document_id], document_id)
            self.assertEqual(len(facts), document.fact_count)
        statistics = server.statistics()
        self.assertEqual(statistics.document_count, len(there))
        self.assertEqual(statistics.fact_count,
                         sum(d.fact_count for d in there.values()))
        self.assertEqual(statistics.sentence_count,
                         sum(d.sentence_count for d in there.values()))
        return len(there)

    def test_keeps_what_it_acknowledged(self):
        reference, whole = self.reference()
        rng = random.Random(20251121)
        kept = 0
        for number in range(ROUNDS):
            # So many documents further than the last time, then anywhere
            # within the work on the next group.
            target = kept + DOCUMENTS // (ROUNDS + 2)
            delay_s = rng.uniform(0, 0.05)
            server = self.start()
            acknowledged = self.ingest_until_killed(server, target, delay_s)
            self.check("test.db")
            server = self.start()
            kept = self.verify(server, acknowledged, reference)
            print(f"round {number}: killed {delay_s * 1000:.0f} ms after "
                  f"{target} acknowledgements, {len(acknowledged)} came, "
                  f"{kept} documents are there", file=sys.stderr)
            self.assertGreaterEqual(kept, min(target, DOCUMENTS))
            server.kill()
        server = self.start()
        for answer in server.ingest(REQUESTS):
            self.assertEqual(answer.error.code, 0, answer.error.message)
        self.assertEqual((everything(server), counts(server)), whole)
        self.assertEqual(server.stop(), 0)
        self.check("test.db")


if __name__ == "__main__":
    unittest.main(verbosity=2)
