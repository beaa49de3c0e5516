"""Configuration, encryption, tokens and an extractor elsewhere, end to end."""

import concurrent.futures
import json
import os
import re
import ssl
import subprocess
import unittest
import urllib.error
import urllib.request

import grpc
from weft.v1 import extraction_pb2
from weft.v1 import extraction_pb2_grpc
from weft.v1 import fact_pb2
from weft_server import DEADLINE_S, Server, ServerTest, WEFT, request, triple

TEXT = "Norvane bought the Tellin shipyard. Ruiz sold it."


class SecurityTest(ServerTest):

    def weft(self, *arguments, **environment):
        """Runs a command to its end."""
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith("WEFT_")}
        return subprocess.run([WEFT, *map(str, arguments)],
                              capture_output=True, text=True,
                              timeout=DEADLINE_S, cwd=self.folder,
                              env={**clean, **environment})

    def start(self, *arguments):
        server = Server(self.folder / "test.db", "--http", "",
                        *map(str, arguments))

        def end():
            if server.process.poll() is None:
                server.kill()
        self.addCleanup(end)
        return server

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def certificate(self):
        """One that certifies itself; its key lies beside it."""
        path = self.folder / "server.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
             "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
             "/CN=server", "-addext", "subjectAltName=IP:127.0.0.1",
             "-keyout", str(path.with_suffix(".key")), "-out", str(path)],
            check=True, capture_output=True)
        return path

    def token(self, name, role):
        made = self.weft("token", "create", name, "--role", role,
                         "--tokens", "tokens")
        self.assertEqual(made.returncode, 0, made.stderr)
        return made.stdout.strip()


class Configuration(SecurityTest):

    def test_other_machines_want_encryption(self):
        run = self.weft("serve", "--listen", "0.0.0.0:0", "--print-config")
        self.assertEqual(run.returncode, 1)
        self.assertIn("--listen: listen: cannot listen on \"0.0.0.0:0\"",
                      run.stderr)
        run = self.weft("serve", "--listen", "0.0.0.0:0", "--insecure",
                        "--print-config")
        self.assertEqual(run.returncode, 0, run.stderr)
        certificate = self.certificate()
        run = self.weft("serve", "--listen", "0.0.0.0:0", "--print-config",
                        "--tls-cert", certificate,
                        "--tls-key", certificate.with_suffix(".key"))
        self.assertEqual(run.returncode, 0, run.stderr)

    def test_a_mistake_is_named_with_its_line(self):
        config = self.write("weft.toml", "db = \"x\"\n[limits]\nbatch = -1\n")
        run = self.weft("serve", "--config", config)
        self.assertEqual(run.returncode, 1)
        self.assertIn(f"{config}:3: limits.batch: \"-1\" is wrong", run.stderr)
        self.assertFalse((self.folder / "x").exists())

    def test_flags_go_before_the_environment_before_the_file(self):
        config = self.write("weft.toml", "db = \"a\"\n[log]\nlevel = \"error\"\n"
                                         "format = \"json\"\n")
        run = self.weft("serve", "--print-config", "--log-level", "debug",
                        WEFT_CONFIG=str(config), WEFT_LOG_LEVEL="info",
                        WEFT_LIMITS_BATCH="7")
        self.assertEqual(run.returncode, 0, run.stderr)
        lines = run.stdout.splitlines()
        self.assertIn(f"db = \"a\"  # {config}:1", lines)
        self.assertIn("level = \"debug\"  # --log-level", lines)
        self.assertIn(f"format = \"json\"  # {config}:4", lines)
        self.assertIn("batch = 7  # $WEFT_LIMITS_BATCH", lines)


class Encrypted(SecurityTest):

    def setUp(self):
        super().setUp()
        certificate = self.certificate()
        self.reader = self.token("reader", "reader")
        self.writer = self.token("loader", "writer")
        self.server = self.start(
            "--http", "127.0.0.1:0",
            "--tls-cert", certificate,
            "--tls-key", certificate.with_suffix(".key"),
            "--tokens", self.folder / "tokens",
            "--audit-log", self.folder / "audit.jsonl")
        self.write("yard.txt", TEXT)

    def call(self, *arguments, **environment):
        """A command against the server."""
        return self.weft(*arguments, "--server", self.server.address,
                         WEFT_TLS_CA=str(self.folder / "server.pem"),
                         **environment)

    def test_a_token_opens_what_its_role_may_do(self):
        run = self.call("ingest", "yard.txt", WEFT_TOKEN=self.reader)
        self.assertEqual(run.returncode, 1)
        self.assertIn("the token of \"reader\" has the role reader",
                      run.stderr)
        run = self.call("ingest", "yard.txt", WEFT_TOKEN=self.writer)
        self.assertEqual(run.returncode, 0, run.stderr)
        file = self.write("reader.token", self.reader + "\n")
        run = self.call("facts", "--subject", "Norvane", "--token-file", file)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertIn("Norvane", run.stdout)
        events = [json.loads(line) for line in
                  (self.folder / "audit.jsonl").read_text().splitlines()]
        self.assertEqual([(event["client"], event["outcome"])
                          for event in events],
                         [("reader", "PERMISSION_DENIED"), ("loader", "OK")])
        self.assertEqual(events[1]["request"]["document_id"], "yard.txt")

    def test_without_a_token_or_encryption_nobody_gets_in(self):
        run = self.call("stats")
        self.assertEqual(run.returncode, 1)
        self.assertIn("this server wants a token", run.stderr)
        run = self.weft("stats", "--server", self.server.address)
        self.assertEqual(run.returncode, 1)
        self.assertIn("--tls-ca", run.stderr)

    def test_http_is_encrypted_and_asks_for_tokens_too(self):
        line = self.server.process.stdout.readline()
        match = re.fullmatch(r"weft: HTTP on (https://127\.0\.0\.1:\d+)\n",
                             line)
        self.assertTrue(match, line)
        trust = ssl.create_default_context(cafile=self.folder / "server.pem")

        def get(url, token=""):
            call = urllib.request.Request(
                url, headers={"Authorization": f"Bearer {token}"})
            try:
                with urllib.request.urlopen(call, timeout=DEADLINE_S,
                                            context=trust) as answer:
                    return answer.status
            except urllib.error.HTTPError as error:
                with error:
                    return error.code
        statistics = match[1] + "/weft.v1.GraphService/GetStatistics"
        self.assertEqual(get(match[1] + "/readyz"), 200)
        self.assertEqual(get(statistics), 401)
        self.assertEqual(get(statistics, self.reader), 200)
        with self.assertRaises(OSError):
            get(statistics.replace("https", "http"), self.reader)


class FakeExtractor(extraction_pb2_grpc.ExtractionServiceServicer):
    """Everything is about rain."""

    def __init__(self):
        self.end = None  # of its sentence; None: where the text ends

    def Extract(self, asked, context):
        size = len(asked.document.content)
        sentence = extraction_pb2.Sentence(
            span=fact_pb2.Span(begin=0, end=self.end or size), text="Rain.")
        fact = fact_pb2.Fact(confidence=0.5)
        fact.subject.entity.name = "rain"
        fact.relation.name = "fall"
        fact.object.entity.name = asked.document.id
        return extraction_pb2.ExtractResponse(
            sentences=[sentence], facts=[fact], extractor_version="rain-1")


class ExtractorElsewhere(SecurityTest):

    def setUp(self):
        super().setUp()
        self.fake = FakeExtractor()
        self.other = grpc.server(
            concurrent.futures.ThreadPoolExecutor(max_workers=2))
        extraction_pb2_grpc.add_ExtractionServiceServicer_to_server(
            self.fake, self.other)
        port = self.other.add_insecure_port("127.0.0.1:0")
        self.other.start()
        self.addCleanup(self.other.stop, None)
        self.server = self.start("--extractor", f"127.0.0.1:{port}",
                                 "--extractor-attempts", 2)

    def ingest(self, name):
        return list(self.server.ingest([request(name, TEXT)]))[0]

    def test_its_facts_are_in_the_graph(self):
        self.assertEqual(self.ingest("a").error.message, "")
        facts = self.server.facts()
        self.assertEqual([triple(fact) for fact in facts],
                         [("rain", "fall", "a")])
        self.assertEqual(facts[0].extractor_version, "rain-1")

    def test_its_failures_are_those_of_the_document(self):
        self.fake.end = 1000
        self.assertIn("document \"a\": the extractor at 127.0.0.1",
                      self.ingest("a").error.message)
        self.fake.end = None
        self.assertEqual(self.ingest("b").error.message, "")
        self.other.stop(None).wait()
        error = self.ingest("c").error
        self.assertEqual(error.code, grpc.StatusCode.UNAVAILABLE.value[0])
        self.assertIn("(2 attempts)", error.message)
        self.assertEqual(len(self.server.documents()), 1)


if __name__ == "__main__":
    unittest.main()
