#!/usr/bin/env python3
"""A client of Weft in Python: sends a document, lists what it says, asks a
question, deletes the document.

    facts.py HOST:PORT
"""

import sys
import uuid

import grpc
from weft.v1 import graph_pb2
from weft.v1 import graph_pb2_grpc
from weft.v1 import ingestion_pb2
from weft.v1 import ingestion_pb2_grpc

ID = "example.txt"
TEXT = ("Ada Lovelace wrote the first program in 1843. "
        "Charles Babbage designed the Analytical Engine.")
DEADLINE_S = 30  # every call should have one


def ingest(ingestion):
    """Documents go out and acknowledgements come in on one stream, in order.

    An acknowledged document is durable."""
    request = ingestion_pb2.IngestDocumentsRequest(replace=True)
    request.document.id = ID
    request.document.content = TEXT.encode()
    for response in ingestion.IngestDocuments(iter([request]),
                                              timeout=DEADLINE_S):
        # An error of one document does not end the stream.
        if response.error.code:
            print(f"{response.document_id}: {response.error.message}",
                  file=sys.stderr)
            continue
        print(f"{response.document_id}: {response.fact_count} facts")


def object_text(fact):
    if fact.object.HasField("value"):
        return fact.object.value.text
    return fact.object.entity.name


def list_facts(graph):
    """Lists come in pages; an empty token is the end."""
    request = graph_pb2.ListFactsRequest(document_id=ID)
    while True:
        page = graph.ListFacts(request, timeout=DEADLINE_S)
        for fact in page.facts:
            print(fact.subject.entity.name, fact.relation.display,
                  object_text(fact), sep=" | ")
        request.page_token = page.next_page_token
        if not request.page_token:
            return


def ask(graph):
    request = graph_pb2.AskRequest(
        question="Who designed the Analytical Engine?")
    for answer in graph.Ask(request, timeout=DEADLINE_S).answers:
        print(f"answer: {answer.text}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: facts.py HOST:PORT")
    with grpc.insecure_channel(sys.argv[1]) as channel:
        ingestion = ingestion_pb2_grpc.IngestionServiceStub(channel)
        graph = graph_pb2_grpc.GraphServiceStub(channel)
        try:
            ingest(ingestion)
            list_facts(graph)
            ask(graph)
            ingestion.DeleteDocument(
                # With an id the same request may be sent again.
                ingestion_pb2.DeleteDocumentRequest(
                    id=ID, request_id=str(uuid.uuid4())),
                timeout=DEADLINE_S)
        except grpc.RpcError as error:
            sys.exit(error.details())


if __name__ == "__main__":
    main()
