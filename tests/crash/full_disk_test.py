"""A disk that fills up while the server writes: a clear error, reads go on, and
writes go on once there is room, without a restart.

Runs on a small file system of its own, which takes a namespace that the user may
make (unshare); without one it says so and skips.
"""

import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import unittest

import grpc
from articles import text, triples
from weft.v1 import admin_pb2
from weft.v1 import graph_pb2
from weft.v1 import ingestion_pb2
from weft_server import DEADLINE_S, Server, ServerTest, WEFT, named, request

NAMESPACE = ["unshare", "--user", "--map-root-user", "--mount"]
# RocksDB sets 70 MiB aside for its log.
DISK = 192 << 20

FULL = (grpc.StatusCode.RESOURCE_EXHAUSTED, grpc.StatusCode.UNAVAILABLE)


def long_names(count):
    """Triples that do not compress."""
    rng = random.Random(3)
    return "".join(f"{rng.randbytes(60).hex()}\tis\t{rng.randbytes(9).hex()}\n"
                   for _ in range(count))


class SmallDiskTest(ServerTest):
    """The folder of each test is a disk of its own."""

    def setUp(self):
        super().setUp()
        # Seen by this process and its children, and gone with them.
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs",
                        self.folder], check=True)
        self.addCleanup(subprocess.run, ["umount", "-l", self.folder])

    def free(self):
        disk = os.statvfs(self.folder)
        return disk.f_bavail * disk.f_frsize

    def fill(self, leave):
        """Again before each call: the database frees what it needs no more."""
        with open(self.folder / "fill", "ab") as file:
            more = self.free() - leave
            if more > 0:
                os.posix_fallocate(file.fileno(), file.tell(), more)

    def send(self, requests):
        for answer in self.server.ingest(requests):
            self.assertEqual(answer.error.code, 0, answer.error.message)

    def read_everything(self):
        facts = sum(message.HasField("fact") for message in
                    self.server.graph.ExportGraph(
                        graph_pb2.ExportGraphRequest(), timeout=DEADLINE_S))
        self.assertTrue(self.server.search("Ann"))
        return facts, self.server.statistics().document_count

    def assert_is_full(self, what, call):
        with self.assertRaises(grpc.RpcError, msg=what) as raised:
            call()
        self.assertIn(raised.exception.code(), FULL, what)
        self.assertRegex(raised.exception.details(), "free some space", what)


class FullDiskTest(SmallDiskTest):

    def setUp(self):
        super().setUp()
        self.server = self.start()
        self.send([request(f"report-{n}", text(n)) for n in range(8)])
        self.server.load("people", "Ann\tknows\tBob\nBob\tknows\tCid\n")
        self.server.load("big", long_names(1500))
        self.server.load("small", triples(5, 2000, 300))

    def make_room(self):
        (self.folder / "fill").unlink()
        shutil.rmtree(self.folder / "copy", ignore_errors=True)

    # --- calls ---------------------------------------------------------------

    def entity(self, name):
        return self.server.graph.GetEntity(
            graph_pb2.GetEntityRequest(entity=named(name))).id

    def merge(self):
        ann, bob = self.ids
        merge = self.server.admin.MergeEntities(
            admin_pb2.MergeEntitiesRequest(into_id=ann, from_id=bob))
        self.server.admin.SplitEntity(
            admin_pb2.SplitEntityRequest(merge_id=merge.merge_id))

    def back_up(self):
        self.server.admin.CreateBackup(admin_pb2.CreateBackupRequest(
            directory=str(self.folder / "copy")))

    def compact(self):
        self.server.admin.CompactStorage(admin_pb2.CompactStorageRequest(),
                                         timeout=DEADLINE_S)

    def delete(self):
        self.server.ingestion.DeleteDocument(
            ingestion_pb2.DeleteDocumentRequest(id="small"))

    def writes(self):
        """What must fail on a full disk and work on another."""
        return {
            "ingest": lambda: self.send([request("new", text(100))]),
            "replace": lambda: self.send([request("report-0", text(101),
                                                  replace=True)]),
            "load": lambda: self.server.load("more", triples(6, 2000, 300)),
            "merge and split": self.merge,
            "delete": self.delete,
        }

    # --- tests ---------------------------------------------------------------

    def test_refuses_to_write_and_reads_on(self):
        self.ids = self.entity("Ann"), self.entity("Bob")
        before = self.read_everything()
        for leave in 0, 2 << 20:
            for what, call in self.writes().items():
                self.fill(leave)
                self.assert_is_full(f"{what}, {leave} bytes free", call)
            for what, call in {"backup": self.back_up,
                               "compaction": self.compact}.items():
                self.fill(leave)
                try:
                    call()
                except grpc.RpcError as error:
                    self.assertIn(error.code(), FULL, error.details())
            self.assertEqual(self.read_everything(), before)
            self.make_room()
        for what, call in (self.writes() | {"backup": self.back_up,
                                            "compaction": self.compact}).items():
            with self.subTest(what):
                call()
        self.assertEqual(self.server.stop(), 0)
        self.check()

    def test_backs_up_to_another_disk(self):
        self.fill(leave=0)
        with tempfile.TemporaryDirectory() as other:
            for number in range(3):
                self.fill(leave=0)
                copy = f"{other}/copy{number}"
                self.server.admin.CreateBackup(
                    admin_pb2.CreateBackupRequest(directory=copy))
                self.check(copy)
        self.assertEqual(self.read_everything()[1], 11)
        self.assertEqual(self.server.stop(), 0)

    def test_a_load_that_fills_the_disk_leaves_nothing(self):
        before = self.read_everything()
        self.fill(leave=6 << 20)
        free = self.free()
        self.assert_is_full("load", lambda: self.server.load("more",
                                                 long_names(12_000)))
        self.assertEqual(self.read_everything(), before)
        self.assertGreater(self.free(), free - (2 << 20))
        self.send([request("new", text(100))])  # there is room for that
        self.assertEqual(self.server.stop(), 0)
        self.check()

    def test_commands_read_a_database_on_a_full_disk(self):
        self.assertEqual(self.server.stop(), 0)
        self.fill(leave=0)
        self.check()
        facts = self.weft("facts", "--subject=Ann", "--format=jsonl")
        self.assertEqual(facts.returncode, 0, facts.stderr)
        self.assertEqual(len(facts.stdout.splitlines()), 1)
        with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
            file.write(text(100))
            file.flush()
            self.refuse_then_do(["ingest", file.name])
        self.refuse_then_do(["document", "delete", "small"])

    def refuse_then_do(self, command):
        failed = self.weft(*command)
        self.assertEqual(failed.returncode, 1, command)
        self.assertIn("free some space", failed.stderr, command)
        self.make_room()
        self.assertEqual(self.weft(*command).returncode, 0, command)
        self.check()
        self.fill(leave=0)

    def weft(self, *arguments, database=None):
        return subprocess.run(
            [WEFT, *arguments, "--db", database or self.folder / "test.db"],
            text=True, capture_output=True, timeout=DEADLINE_S)

    def check(self, database=None):
        checked = self.weft("check", database=database)
        self.assertEqual(checked.returncode, 0, checked.stdout)


class FullArchiveTest(SmallDiskTest):
    """The disk of the archive fills up, that of the database does not."""

    def setUp(self):
        super().setUp()
        elsewhere = tempfile.TemporaryDirectory()
        self.addCleanup(elsewhere.cleanup)
        self.database = pathlib.Path(elsewhere.name) / "test.db"
        self.archive = self.folder / "archive"
        self.server = Server(self.database, "--archive", str(self.archive))
        self.addCleanup(self.server.process.kill)
        self.send([request(f"report-{n}", text(n)) for n in range(4)])
        self.server.load("people", "Ann\tknows\tBob\n")

    def runs(self):
        return sorted(path.name for path in self.archive.glob("0*"))

    def assert_holds_the_newest_state(self):
        copy = self.database.parent / "copy.db"
        restored = subprocess.run(
            [WEFT, "restore", self.archive, "--db", copy], text=True,
            capture_output=True, timeout=DEADLINE_S)
        self.assertEqual(restored.returncode, 0, restored.stderr)
        version = self.server.statistics().version
        self.assertTrue(restored.stdout.startswith(f"version {version} "),
                        restored.stdout)
        shutil.rmtree(copy)

    def test_refuses_to_write_and_reads_on(self):
        before = self.read_everything()
        self.fill(leave=0)
        for n in 10, 11:
            self.assert_is_full("ingest", lambda n=n: self.send(
                [request(f"new-{n}", text(n))]))
        self.assertEqual(self.read_everything(), before)
        (self.folder / "fill").unlink()
        self.send([request("new", text(12))])
        self.assert_holds_the_newest_state()
        self.assertEqual(self.server.stop(), 0)

    def test_leaves_nothing_of_a_copy_that_finds_no_room(self):
        self.server.load("big", long_names(3000))
        runs = self.runs()
        self.fill(leave=256 << 10)
        free = self.free()
        # The load itself goes into no log, and the copy behind it has no room.
        self.server.load("small", triples(5, 200, 30))
        self.assertEqual(self.runs(), runs)
        self.assertGreaterEqual(self.free(), free)
        before = self.read_everything()
        self.assert_is_full("ingest", lambda: self.send(
            [request("new", text(12))]))
        self.assertEqual(self.read_everything(), before)
        (self.folder / "fill").unlink()
        self.send([request("new", text(12))])
        self.assert_holds_the_newest_state()
        self.assertEqual(self.server.stop(), 0)


def main():
    if "IN_NAMESPACE" not in os.environ:
        if subprocess.run([*NAMESPACE, "true"], capture_output=True).returncode:
            print("skipped: this user may not make a namespace (unshare) and "
                  "so has no disk to fill")
            return
        os.execvpe("unshare", [*NAMESPACE, sys.executable, *sys.argv],
                   os.environ | {"IN_NAMESPACE": "1"})
    unittest.main(verbosity=2)


if __name__ == "__main__":
    main()
