"""What a server is made to do until it is killed, and what may be there then.

A Story knows for each document and each pair of entities the state that was
acknowledged last and those that were sent after it. Whatever a killed server
had made of the last ones, after a restart each thing must be in one of these
states as a whole: an older one was lost, another one is half there. Requests
with an id that were answered are made again after the restart: they must get
the same answer and change nothing.
"""

import collections
import shutil
import threading
import uuid

import grpc
from articles import text, triples
from weft.v1 import admin_pb2
from weft.v1 import graph_pb2
from weft.v1 import ingestion_pb2
from weft_server import named, request

VARIANTS = 3  # of a document
REPORTS = [f"report-{n:02}" for n in range(24)]
GONE = [f"gone-{n}" for n in range(8)]
SOURCES = [f"triples-{n}" for n in range(2)]
PEOPLE = "people"  # is never deleted
PAIRS = [(f"person {2 * n}", f"person {2 * n + 1}") for n in range(20)]
# Documents of a stream that are not acknowledged yet.
WINDOW = 16


class Broken(Exception):
    """What must never be seen after a crash."""


class Possible:
    """States that a thing may be in: the one acknowledged last comes first."""

    def __init__(self, state):
        self._states = [state]

    def sent(self, state):
        self._states.append(state)

    def acknowledged(self):
        self._states.pop(0)

    def found(self, what, state):
        if state not in self._states:
            raise Broken(f"{what} is in state {state}, which is none of "
                         f"{self._states}: acknowledged, then sent")
        self._states = [state]

    def last(self):
        return self._states[-1]


# --- what is written ---------------------------------------------------------

def report(document_id, variant):
    """An IngestDocumentsRequest."""
    number = 1000 * variant + (REPORTS + GONE).index(document_id)
    return request(document_id, text(number), replace=True)


def source_lines(source, variant):
    return triples(100 * variant + SOURCES.index(source), count=1200,
                   nodes=300)


def people_lines():
    return "".join(f"{a}\tknows\t{b}\n{b}\tlives in\ttown {n % 7}\n"
                   for n, (a, b) in enumerate(PAIRS))


# --- what is found -----------------------------------------------------------

def entity_id(server, **selector):
    return server.graph.GetEntity(graph_pb2.GetEntityRequest(
        entity=graph_pb2.EntitySelector(**selector))).id


def substance(fact):
    """A fact without what other documents decide: ids, counts, and which of
    its names an entity goes by."""
    fact.statement_id = 0
    fact.document_count = 0
    for holder in fact.subject, fact.object, fact.attribution:
        if holder.HasField("entity"):
            holder.entity.Clear()
    if fact.attribution.HasField("entity"):
        fact.attribution.text = ""  # the name of the entity
    return fact.SerializeToString(deterministic=True)


def contents(server):
    """What each document says; {id: sorted facts}."""
    found = collections.defaultdict(list)
    for message in server.graph.ExportGraph(graph_pb2.ExportGraphRequest()):
        if message.HasField("fact"):
            found[message.fact.evidence.document_id].append(
                substance(message.fact))
    for document in server.documents():
        if len(found[document.id]) != document.fact_count:
            raise Broken(f"{document.id} has {len(found[document.id])} facts, "
                         f"and says {document.fact_count}")
    return {document_id: sorted(facts)
            for document_id, facts in found.items()}


class Story:
    """The expected state of one database over all of its crashes."""

    def __init__(self, reference_server):
        """Learns from a server that is not killed what each document says."""
        server = reference_server
        self.documents = {document_id: Possible(None)
                          for document_id in REPORTS + GONE + SOURCES}
        self.merged = {pair: Possible(False) for pair in PAIRS}
        self.version = 0  # acknowledged
        # (service, rpc, request, answer) of the last requests with an id.
        self.answered = collections.deque(maxlen=100)
        self.killed = threading.Event()
        self._variants = {document_id: {} for document_id in self.documents}
        for variant in range(VARIANTS):
            for answer in server.ingest(report(i, variant)
                                        for i in REPORTS + GONE):
                check_answer(answer)
            for source in SOURCES:
                server.load(source, source_lines(source, variant),
                            replace=True)
            for document_id, facts in contents(server).items():
                self._variants[document_id][variant] = facts

    def begin(self, server):
        """An empty database gets what stays."""
        server.load(PEOPLE, people_lines())
        self.ids = {name: entity_id(server, name=name)
                    for pair in PAIRS for name in pair}

    def verify(self, server):
        """After a crash. Raises Broken."""
        for service, rpc, request, answer in list(self.answered):
            again = getattr(getattr(server, service), rpc)(request)
            if again != answer:
                raise Broken(f"{rpc} {request} was answered {answer}, "
                             f"and now {again}")
        found = contents(server)
        if len(found.pop(PEOPLE, [])) != 2 * len(PAIRS):
            raise Broken(f"{PEOPLE} has lost facts")
        for document_id, possible in self.documents.items():
            possible.found(document_id, self._state(
                document_id, found.pop(document_id, None)))
        if found:
            raise Broken(f"nobody sent {sorted(found)}")
        for (into, other), possible in self.merged.items():
            there = entity_id(server, id=self.ids[other])
            possible.found(f"{into} with {other}", there == self.ids[into])

    def _state(self, document_id, facts):
        if facts is None:
            return None
        for variant, expected in self._variants[document_id].items():
            if facts == expected:
                return variant
        raise Broken(f"{document_id} is there by half: {len(facts)} facts")


def check_answer(answer):
    if answer.error.code != 0:
        raise Broken(f"{answer.document_id}: {answer.error.message}")


# --- what is done ------------------------------------------------------------

class Worker(threading.Thread):
    """Does one kind of thing again and again until the server is gone."""

    def __init__(self, server, story, rng):
        super().__init__(daemon=True)
        self.server, self.story, self.rng = server, story, rng
        self.done = 0  # acknowledged
        self.failure = None

    def run(self):
        try:
            while not self.story.killed.is_set():
                self.work()
        except grpc.RpcError as error:
            if not self.story.killed.is_set():
                self.failure = Broken(f"{type(self).__name__}: {error}")
        except Broken as failure:
            self.failure = failure

    def write(self, possible, state, call, *arguments):
        """One call that brings `possible` into `state`."""
        possible.sent(state)
        answer = call(*arguments)
        possible.acknowledged()
        self.done += 1
        return answer

    def write_once(self, possible, state, service, rpc, request):
        """The same for a request with an id, which is made again later."""
        request.request_id = str(uuid.UUID(int=self.rng.getrandbits(128)))
        answer = self.write(possible, state,
                            getattr(getattr(self.server, service), rpc),
                            request)
        self.story.answered.append((service, rpc, request, answer))

    def delete(self, document_id):
        self.write_once(self.story.documents[document_id], None,
                        "ingestion", "DeleteDocument",
                        ingestion_pb2.DeleteDocumentRequest(id=document_id))

    def ingest(self, document_ids):
        """One stream."""
        room = threading.Semaphore(WINDOW)
        sent = []

        def requests():
            for document_id in document_ids:
                room.acquire()
                variant = self.rng.randrange(VARIANTS)
                self.story.documents[document_id].sent(variant)
                sent.append(document_id)
                yield report(document_id, variant)
        for number, answer in enumerate(self.server.ingest(requests())):
            check_answer(answer)
            self.story.documents[sent[number]].acknowledged()
            self.story.version = answer.version
            self.done += 1
            room.release()


class Ingest(Worker):
    def work(self):
        self.ingest(self.rng.choices(REPORTS, k=200))


class Delete(Worker):
    def work(self):
        self.ingest(GONE)
        for document_id in self.rng.sample(GONE, len(GONE)):
            self.delete(document_id)


class Load(Worker):
    """New sources by the bulk loader, others one by one."""

    def work(self):
        source = self.rng.choice(SOURCES)
        possible = self.story.documents[source]
        if possible.last() is not None and self.rng.random() < 0.7:
            self.delete(source)
        variant = self.rng.randrange(VARIANTS)
        self.write(possible, variant, self.server.load, source,
                   source_lines(source, variant), True)


class Merge(Worker):
    """Merges and splits."""

    def work(self):
        pair = self.rng.choice(PAIRS)
        into, other = (self.story.ids[name] for name in pair)
        possible = self.story.merged[pair]
        if not possible.last():
            self.write_once(possible, True, "admin", "MergeEntities",
                            admin_pb2.MergeEntitiesRequest(into_id=into,
                                                           from_id=other))
            return
        merge, = self.server.graph.GetEntity(graph_pb2.GetEntityRequest(
            entity=graph_pb2.EntitySelector(id=into))).merges
        self.write_once(possible, False, "admin", "SplitEntity",
                        admin_pb2.SplitEntityRequest(merge_id=merge.merge_id))


class Backup(Worker):
    """Into "copy", which becomes "backup" once it is acknowledged."""

    def work(self):
        folder = self.server.database.parent
        acknowledged = self.story.version
        shutil.rmtree(folder / "copy", ignore_errors=True)
        answer = self.server.admin.CreateBackup(
            admin_pb2.CreateBackupRequest(directory=str(folder / "copy")))
        if answer.version < acknowledged:
            raise Broken(f"the backup holds version {answer.version}, "
                         f"{acknowledged} had been acknowledged")
        shutil.rmtree(folder / "backup", ignore_errors=True)
        (folder / "copy").rename(folder / "backup")
        self.done += 1


class Compact(Worker):
    def work(self):
        self.server.admin.CompactStorage(admin_pb2.CompactStorageRequest())
        self.done += 1


class Read(Worker):
    def work(self):
        name = self.rng.choice(self.rng.choice(PAIRS))
        self.server.graph.ListNeighbors(
            graph_pb2.ListNeighborsRequest(entity=named(name)))
        for _ in self.server.graph.Traverse(graph_pb2.TraverseRequest(
                start=named(name), depth=3)):
            pass
        self.done += 1


# What goes on when the server is killed. Compactions and backups have something
# to do while others write.
KINDS = {
    "ingest": [Ingest],
    "delete": [Delete],
    "load": [Load],
    "merge and split": [Merge],
    "backup": [Backup, Ingest],
    "compaction": [Compact, Ingest, Delete],
    "start": [],
    "mixed": [Ingest, Delete, Load, Merge, Backup, Compact, Read, Read],
}
