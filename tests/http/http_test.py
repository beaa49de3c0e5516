"""The side port of a real server: curl as in doc/http.md, the official client
of the Connect protocol, figures for Prometheus, draining."""

import json
import os
import pathlib
import re
import subprocess
import unittest
import urllib.error
import urllib.request

from weft_server import DEADLINE_S
from weft_server import SAMPLES
from weft_server import WEFT
from weft_server import Server
from weft_server import ServerTest
from weft_server import request

HERE = pathlib.Path(__file__).parent
GUIDE = pathlib.Path("doc/http.md")
METRICS = pathlib.Path("doc/metrics.md")
DASHBOARD = pathlib.Path("tools/grafana/weft.json")
DESCRIPTORS = os.path.abspath(os.environ["DESCRIPTORS"])
PAGE = "http://localhost:3000"


class HttpServer(Server):
    """`weft serve` with the side port on a free port."""

    def __init__(self, database, *arguments):
        super().__init__(database, "--http", "127.0.0.1:0",
                         "--http-origins", PAGE, *arguments)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"weft: HTTP on (http://127\.0\.0\.1:\d+)\n", line)
        if not match:
            self.kill()
            raise RuntimeError(f"unexpected second line: {line!r}")
        self.url = match[1]

    def get(self, path, data=None, **headers):
        """Status and body; of a POST when there is data."""
        call = urllib.request.Request(self.url + path, data, headers)
        try:
            with urllib.request.urlopen(call, timeout=DEADLINE_S) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


def examples(page):
    """("curl ...", "what it prints") of the page: blocks that begin with "$ "."""
    for block in re.findall(r"```\n\$ (.*?)```", page.read_text(), re.S):
        command, output = [], block.split("\n")
        while True:
            command.append(output.pop(0))
            if not command[-1].endswith(("\\", "|")):
                break
        yield "\n".join(command), "\n".join(output)


def shape(text):
    """A pattern of the output of an example, in which … stands for anything."""
    return ".*".join(re.escape(part) for part in text.split("…"))


class Http(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.base = ServerTest()
        cls.base.setUp()
        cls.server = HttpServer(cls.base.folder / "test.db")
        name = "deepseek-r1.txt"
        list(cls.server.ingest([request(name, (SAMPLES / name).read_bytes())]))

    @classmethod
    def tearDownClass(cls):
        if cls.server.process.poll() is None:
            cls.server.kill()
        cls.base.doCleanups()

    def test_does_what_the_guide_says(self):
        found = list(examples(GUIDE))
        self.assertGreaterEqual(len(found), 5)
        for command, output in found:
            with self.subTest(command):
                ran = subprocess.run(
                    ["bash", "-c", command.replace("http://127.0.0.1:8080",
                                                   self.server.url)],
                    capture_output=True, text=True, timeout=DEADLINE_S)
                self.assertRegex(ran.stdout,
                                 re.compile(r"\A" + shape(output.strip()) +
                                            r"\s*\Z", re.S),
                                 ran.stderr)

    def test_serves_the_official_client(self):
        ran = subprocess.run(
            ["node", str(HERE / "connect_client.mjs"), self.server.url,
             DESCRIPTORS], capture_output=True, text=True, timeout=DEADLINE_S)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertEqual(ran.stdout.count("ok  "), 9, ran.stdout)

    def test_has_every_figure_of_the_guide_and_the_dashboard(self):
        status, page = self.server.get("/metrics")
        self.assertEqual(status, 200)
        given = dict(re.findall(r"^# TYPE (\S+) (\S+)$", page, re.M))
        described = set(re.findall(r"^\| `(\w+)", METRICS.read_text(), re.M))
        self.assertEqual(described, set(given))
        asked = set()
        for panel in json.loads(DASHBOARD.read_text())["panels"]:
            for target in panel.get("targets", []):
                asked |= set(re.findall(
                    r"\b(?:weft|grpc_server|process)_\w+(?=[\[{ )/]|$)",
                    target["expr"]))
        self.assertGreater(len(asked), 10)
        for name in asked:
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            kind = given.get(name) or given.get(base)
            self.assertTrue(kind, f"{name} is in no answer of /metrics")
            if name not in given:
                self.assertEqual(kind, "histogram", name)

    def test_shows_an_entity_as_of_a_time(self):
        def mentions(**time):
            status, body = self.server.get(
                "/weft.v1.GraphService/GetEntity",
                json.dumps({"entity": {"name": "DeepSeek"},
                            "time": time}).encode(),
                **{"Content-Type": "application/json"})
            self.assertEqual(status, 200, body)
            entity = json.loads(body)
            self.assertEqual(entity["name"], "DeepSeek")
            return int(entity.get("mentionCount", 0))
        self.assertGreater(mentions(), 0)
        self.assertEqual(mentions(asOf="2999"), mentions())
        self.assertEqual(mentions(asOf="2001"), 0)

    def test_counts_what_was_done(self):
        _, page = self.server.get("/metrics")
        self.assertRegex(page, r"\nweft_documents 1\n")
        self.assertRegex(
            page, r'\ngrpc_server_handled_total\{grpc_type="bidi_stream",'
            r'grpc_service="weft.v1.IngestionService",'
            r'grpc_method="IngestDocuments",grpc_code="OK"\} 1\n')

    def test_lets_named_pages_in(self):
        path = "/weft.v1.GraphService/GetStatistics"
        self.assertEqual(self.server.get(path, Origin=PAGE)[0], 200)
        status, why = self.server.get(path, Origin="http://localhost:1")
        self.assertEqual(status, 403)
        self.assertIn("--http-origins http://localhost:1", why)


class Repeats(ServerTest):

    def test_a_request_with_an_id_is_done_once(self):
        server = HttpServer(self.folder / "test.db")
        self.addCleanup(server.kill)

        def delete(**fields):
            status, answer = server.get(
                "/weft.v1.IngestionService/DeleteDocument",
                json.dumps(fields).encode(),
                **{"Content-Type": "application/json"})
            return status, json.loads(answer)

        answers = []
        for _ in range(2):
            list(server.ingest([request("gone", b"Acme owns Bolt.")]))
            answers.append(delete(id="gone", requestId="r1"))
        self.assertEqual(answers[0][0], 200)
        self.assertEqual(answers[1], answers[0])
        status, why = delete(id="other", requestId="r1")
        self.assertEqual((status, why["code"]), (409, "already_exists"))
        # The repetition left the document alone.
        self.assertEqual(delete(id="gone")[0], 200)


class Tokens(ServerTest):

    def test_count_as_for_grpc(self):
        tokens = self.folder / "tokens"
        token = subprocess.run(
            [WEFT, "token", "create", "dashboard", "--tokens", tokens],
            check=True, capture_output=True, text=True).stdout.strip()
        server = HttpServer(self.folder / "test.db", "--tokens", str(tokens))
        self.addCleanup(server.kill)
        bearer = {"Authorization": f"Bearer {token}"}
        path = "/weft.v1.GraphService/GetStatistics"
        status, why = server.get(path)
        self.assertEqual(status, 401)
        self.assertEqual(json.loads(why)["code"], "unauthenticated")
        self.assertEqual(server.get(path, **bearer)[0], 200)
        status, why = server.get(
            "/weft.v1.AdminService/CompactStorage", b"{}", **bearer,
            **{"Content-Type": "application/json"})
        self.assertEqual(status, 403)
        self.assertEqual(json.loads(why)["code"], "permission_denied")
        status, page = server.get("/metrics")
        self.assertEqual(status, 200)
        self.assertRegex(page, r'GetStatistics",grpc_code="Unauthenticated"'
                         r'\} 1\n')


class Drain(ServerTest):

    def test_ends_with_the_server(self):
        server = HttpServer(self.folder / "test.db")
        self.addCleanup(lambda: server.process.poll() is None and
                        server.kill())
        self.assertEqual(server.get("/readyz"), (200, "ready\n"))
        watch = urllib.request.Request(
            server.url + "/weft.v1.ChangeService/Watch",
            data=b"\0\0\0\0\2{}",
            headers={"Content-Type": "application/connect+json"})
        with urllib.request.urlopen(watch, timeout=DEADLINE_S) as stream:
            self.assertEqual(stream.read(1), b"\0")
            self.assertEqual(server.stop(), 0)
            end = stream.read()
        self.assertIn(b'"code":"unavailable"', end)


if __name__ == "__main__":
    unittest.main(verbosity=2)
