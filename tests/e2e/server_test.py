"""The server from end to end, as a client in another language sees it."""

import unittest

import grpc
from google.rpc import error_details_pb2
from weft.v1 import extraction_pb2
from weft.v1 import graph_pb2
from weft.v1 import ingestion_pb2
from weft_server import DEADLINE_S, Feed, SAMPLES, ServerTest
from weft_server import named, request, rpc_status, triple

ADDED = ingestion_pb2.INGEST_OUTCOME_ADDED
REPLACED = ingestion_pb2.INGEST_OUTCOME_REPLACED
UNCHANGED = ingestion_pb2.INGEST_OUTCOME_UNCHANGED

YARD = "yard.txt"
YARD_TEXT = """Norvane buys a shipyard
2025-02-03

Norvane bought the Tellin shipyard from Quorra Holdings on Friday. \
Nvidia supplies computers to Norvane.
"""


def samples():
    return [request(path.name, path.read_bytes())
            for path in sorted(SAMPLES.glob("*.txt"))]


def counts(statistics):
    """What a graph holds, apart from how often it was written."""
    kept = graph_pb2.Statistics()
    kept.CopyFrom(statistics)
    kept.version = 0
    kept.storage_bytes = 0
    return kept


def dump(server):
    """Everything that can be listed, without ids of statements."""
    lines = []
    for fact in server.facts():
        fact.statement_id = 0
        lines.append(fact.SerializeToString(deterministic=True))
    documents = []
    for document in server.documents():
        document.ClearField("ingest_time")
        documents.append(document.SerializeToString(deterministic=True))
    return sorted(lines), documents


class Articles(ServerTest):
    """The sample articles in a graph."""

    def setUp(self):
        super().setUp()
        self.server = self.start()
        self.answers = list(self.server.ingest(samples()))

    def find(self, document_id, wanted):
        facts = [f for f in self.server.facts(subject=wanted[0],
                                              document_id=document_id)
                 if triple(f) == wanted]
        self.assertTrue(facts, f"{wanted} is not among the facts")
        return facts[0]

    # --- documents ----------------------------------------------------------

    def test_acknowledges_in_order(self):
        self.assertEqual([a.document_id for a in self.answers],
                         [r.document.id for r in samples()])
        for answer in self.answers:
            self.assertEqual(answer.outcome, ADDED, answer.error.message)
            self.assertGreater(answer.fact_count, 0)
        again = list(self.server.ingest(samples()))
        self.assertEqual({a.outcome for a in again}, {UNCHANGED})
        self.assertEqual([a.fact_count for a in again],
                         [a.fact_count for a in self.answers])

    def test_refuses_other_content_under_an_id(self):
        name = samples()[0].document.id
        other, bad, fine = self.server.ingest([
            request(name, YARD_TEXT), request("empty", ""),
            request(YARD, YARD_TEXT)])
        self.assertEqual(other.error.code,
                         grpc.StatusCode.ALREADY_EXISTS.value[0])
        self.assertIn("is already there with other content",
                      other.error.message)
        self.assertEqual(bad.error.code,
                         grpc.StatusCode.INVALID_ARGUMENT.value[0])
        self.assertEqual(fine.outcome, ADDED)
        replaced, = self.server.ingest([request(name, YARD_TEXT,
                                                replace=True)])
        self.assertEqual(replaced.outcome, REPLACED)

    def test_keeps_texts_and_offsets(self):
        for sent in samples():
            document = self.server.ingestion.GetDocument(
                ingestion_pb2.GetDocumentRequest(id=sent.document.id))
            self.assertEqual(document.content, sent.document.content)
            facts = self.server.facts(document_id=document.id)
            self.assertEqual(len(facts), document.fact_count)
            for fact in facts:
                span = fact.evidence.sentence_span
                words = document.content[span.begin:span.end].decode()
                self.assertEqual(" ".join(words.split()),
                                 " ".join(fact.evidence.sentence.split()))
                for slot in fact.subject, fact.object:
                    inner = slot.mention.span
                    if inner.begin < inner.end:
                        self.assertLessEqual(span.begin, inner.begin)
                        self.assertLessEqual(inner.end, span.end)

    # --- facts --------------------------------------------------------------

    def test_finds_the_facts_of_the_articles(self):
        release = self.find("deepseek-r1.txt", ("DeepSeek", "released", "r1"))
        self.assertEqual(release.relation.name, "release")
        self.assertIn("DeepSeek released a reasoning model called r1",
                      release.evidence.sentence)
        fall = self.find("chip-stocks.txt", ("Nvidia", "stock-fell", "17%"))
        self.assertEqual(fall.relation.name, "stock fall")
        self.assertEqual(fall.object.value.number, 17)
        self.assertIn("Nvidia's stock fell 17%", fall.evidence.sentence)
        self.assertEqual(fall.evidence.published, "2025-01-28")

    def test_extracts_what_it_stores(self):
        for sent in samples():
            extracted = self.server.extraction.Extract(
                extraction_pb2.ExtractRequest(document=sent.document))
            stored = self.server.facts(document_id=sent.document.id)

            def place(fact):
                return (fact.evidence.sentence_span.begin,
                        fact.relation.name, fact.relation.display,
                        fact.subject.mention.text, fact.object.mention.text,
                        fact.subject.mention.span.begin,
                        fact.object.mention.span.begin, fact.negated,
                        fact.modality, fact.object.value.kind,
                        fact.object.value.comparator, len(fact.qualifiers))
            self.assertEqual(sorted(map(place, extracted.facts)),
                             sorted(map(place, stored)))

    def test_filters_facts(self):
        everything = self.server.facts()
        falls = self.server.facts(relation="stock-fell")
        self.assertTrue(falls)
        self.assertEqual({f.relation.name for f in falls}, {"stock fall"})
        self.assertEqual(len(falls),
                         len(self.server.facts(relation="stock fall")))
        self.assertTrue(all(f.confidence >= 0.5
                            for f in self.server.facts(min_confidence=0.5)))
        late = self.server.facts(since="2100")
        self.assertLess(len(late), len(everything))

    # --- the graph ----------------------------------------------------------

    def test_knows_entities_by_their_names(self):
        entity = self.server.graph.GetEntity(
            graph_pb2.GetEntityRequest(entity=named("deepseek")))
        self.assertEqual(entity.name, "DeepSeek")
        by_id = self.server.graph.GetEntity(graph_pb2.GetEntityRequest(
            entity=graph_pb2.EntitySelector(id=entity.id)))
        self.assertEqual(by_id, entity)
        self.assertEqual(self.server.search("DeepS")[0].entity.id, entity.id)

    def test_lists_neighbors(self):
        answer = self.server.graph.ListNeighbors(
            graph_pb2.ListNeighborsRequest(entity=named("DeepSeek")))
        names = {n.neighbor.entity.name for n in answer.neighbors}
        self.assertIn("r1", names)
        for neighbor in answer.neighbors:
            self.assertTrue(neighbor.edge.best_fact.evidence.sentence)

    def test_traverses(self):
        messages = list(self.server.graph.Traverse(graph_pb2.TraverseRequest(
            start=named("DeepSeek"), depth=2)))
        self.assertTrue(messages[0].HasField("header"))
        self.assertTrue(messages[-1].HasField("summary"))
        nodes = [m.node for m in messages[1:-1]]
        self.assertEqual(messages[-1].summary.row_count, len(nodes))
        depths = [n.depth for n in nodes]
        self.assertEqual(depths, sorted(depths))
        self.assertEqual(set(depths), {1, 2})
        self.assertIn("r1", {n.node.entity.name for n in nodes})
        limited = list(self.server.graph.Traverse(graph_pb2.TraverseRequest(
            start=named("DeepSeek"), depth=2,
            budget=graph_pb2.Budget(rows=1))))
        self.assertEqual(len(limited), 3)
        self.assertEqual(limited[-1].summary.cut_off, graph_pb2.CUT_OFF_ROWS)
        self.assertTrue(limited[-1].summary.cut_off_message)

    def test_finds_paths(self):
        messages = list(self.server.graph.FindPaths(graph_pb2.FindPathsRequest(
            **{"from": named("DeepSeek"), "to": named("Nvidia"), "k": 3})))
        paths = [m.path for m in messages if m.HasField("path")]
        self.assertTrue(paths)
        lengths = [len(p.edges) for p in paths]
        self.assertEqual(lengths, sorted(lengths))
        for path in paths:
            self.assertEqual(path.nodes[0].name, "DeepSeek")
            self.assertEqual(path.nodes[-1].name, "Nvidia")
            self.assertEqual(len(path.nodes), len(path.edges) + 1)

    def test_stops_a_stream_that_nobody_reads(self):
        stream = self.server.graph.Traverse(
            graph_pb2.TraverseRequest(start=named("DeepSeek"), depth=4))
        next(stream)
        stream.cancel()
        self.assertTrue(self.server.search("Nvidia"))

    # --- deletion -----------------------------------------------------------

    def test_deletes_a_document_without_residue(self):
        before, statistics = dump(self.server), self.server.statistics()
        added, = self.server.ingest([request(YARD, YARD_TEXT)])
        self.assertEqual(added.outcome, ADDED, added.error.message)
        self.assertTrue(self.server.search("Quorra Holdings"))
        self.assertTrue(self.server.facts(subject="Norvane"))
        self.assertNotEqual(dump(self.server), before)

        gone = self.server.ingestion.DeleteDocument(
            ingestion_pb2.DeleteDocumentRequest(id=YARD))
        self.assertEqual(gone.fact_count, added.fact_count)
        self.assertEqual(dump(self.server), before)
        self.assertEqual(counts(self.server.statistics()), counts(statistics))
        for name in "Norvane", "Quorra Holdings", "Tellin":
            exact = [m for m in self.server.search(name)
                     if m.kind == graph_pb2.MATCH_KIND_EXACT]
            self.assertEqual(exact, [])
        self.assert_fails(grpc.StatusCode.NOT_FOUND,
                          self.server.ingestion.GetDocument,
                          ingestion_pb2.GetDocumentRequest(id=YARD))
        self.assert_fails(grpc.StatusCode.NOT_FOUND,
                          self.server.graph.ListFacts,
                          graph_pb2.ListFactsRequest(subject=named("Norvane")))
        self.assert_fails(grpc.StatusCode.NOT_FOUND,
                          self.server.ingestion.DeleteDocument,
                          ingestion_pb2.DeleteDocumentRequest(id=YARD))

    # --- errors -------------------------------------------------------------

    def test_says_what_is_wrong(self):
        error = self.assert_fails(
            grpc.StatusCode.NOT_FOUND, self.server.graph.GetEntity,
            graph_pb2.GetEntityRequest(entity=named("Deepseak")))
        self.assertIn('did you mean "DeepSeek"', error.details())
        details = rpc_status(error)
        self.assertEqual(details.message, error.details())
        info = error_details_pb2.ErrorInfo()
        resource = error_details_pb2.ResourceInfo()
        for detail in details.details:
            detail.Unpack(info)
            detail.Unpack(resource)
        self.assertEqual(info.domain, "weft")
        self.assertEqual(info.reason, "NOT_FOUND")
        self.assertEqual(resource.resource_name, "Deepseak")

        error = self.assert_fails(
            grpc.StatusCode.INVALID_ARGUMENT, self.server.graph.Traverse,
            graph_pb2.TraverseRequest(start=named("DeepSeek"), depth=17))
        violations = error_details_pb2.BadRequest()
        for detail in rpc_status(error).details:
            detail.Unpack(violations)
        self.assertEqual(violations.field_violations[0].field, "depth")

    def test_answers_a_question_with_its_sentence(self):
        reply = self.server.graph.Ask(
            graph_pb2.AskRequest(question="Who founded DeepSeek?"),
            timeout=DEADLINE_S)
        self.assertTrue(reply.answered)
        self.assertEqual(reply.answers[0].text, "Liang Wenfeng")
        self.assertEqual(reply.answers[0].facts[0].relation.name, "found")
        self.assertIn("Liang Wenfeng founded DeepSeek in 2023",
                      reply.answers[0].evidence[0].sentence)

    def test_says_what_the_graph_does_not_know(self):
        reply = self.server.graph.Ask(
            graph_pb2.AskRequest(question="Who bought the Tellin shipyard?"),
            timeout=DEADLINE_S)
        self.assertFalse(reply.answered)
        self.assertEqual(list(reply.answers), [])


class Operation(ServerTest):
    """The server as a process."""

    def test_answers_for_its_health(self):
        server = self.start()
        check = server.channel.unary_unary("/grpc.health.v1.Health/Check")
        serving = b"\x08\x01"  # HealthCheckResponse{status: SERVING}
        self.assertEqual(check(b"", timeout=DEADLINE_S), serving)
        # HealthCheckRequest{service: "weft.v1.GraphService"}
        name = b"weft.v1.GraphService"
        self.assertEqual(
            check(b"\x0a" + bytes([len(name)]) + name, timeout=DEADLINE_S),
            serving)

    def test_describes_itself(self):
        server = self.start()
        reflect = server.channel.stream_stream(
            "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo")
        # ServerReflectionRequest{list_services: "*"}
        answer, = reflect(iter([b"\x3a\x01*"]), timeout=DEADLINE_S)
        for service in ("ExtractionService", "IngestionService",
                        "GraphService", "ChangeService", "AdminService"):
            self.assertIn(b"weft.v1." + service.encode(), answer)

    def test_keeps_everything_when_it_starts_again(self):
        server = self.start()
        list(server.ingest(samples()))
        before, statistics = dump(server), server.statistics()
        self.assertEqual(server.stop(), 0)
        server = self.start()
        self.assertEqual(dump(server), before)
        after = server.statistics()
        self.assertEqual(counts(after), counts(statistics))
        self.assertEqual(after.version, statistics.version)

    def test_drains(self):
        server = self.start()
        feed = Feed()
        stream = server.ingest(feed)
        feed.add(request(YARD, YARD_TEXT))
        self.assertEqual(next(stream).outcome, ADDED)
        # The stream is still open, and nothing comes: the server ends it.
        self.assertEqual(server.stop(), 0)
        with self.assertRaises(grpc.RpcError) as raised:
            next(stream)
        self.assertEqual(raised.exception.code(),
                         grpc.StatusCode.UNAVAILABLE)
        self.assertIn("shutting down", raised.exception.details())
        feed.close()
        self.assertEqual([d.id for d in self.start().documents()], [YARD])


if __name__ == "__main__":
    unittest.main(verbosity=2)
