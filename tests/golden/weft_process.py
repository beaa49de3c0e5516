"""Runs of the executable, for tests."""

import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import tempfile
import unittest

WEFT = os.path.abspath(os.environ["WEFT"])
SAMPLES = os.path.abspath(os.environ["SAMPLES"])


class Outcome:
    def __init__(self, process, out, err):
        self.status = process.returncode
        self.out_bytes = out
        self.out = out.decode("utf-8", errors="replace")
        self.err = err.decode("utf-8")

    def lines(self):
        return self.out.splitlines()

    def json(self):
        return [json.loads(line) for line in self.lines()]


class WeftTest(unittest.TestCase):
    """A folder of its own, and runs of the executable in it."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = pathlib.Path(self._folder.name)
        self.variables = {}  # of the environment, for weft

    def start(self, *arguments, **options):
        environment = {k: v for k, v in os.environ.items()
                       if not k.startswith("WEFT")} | self.variables
        process = subprocess.Popen(
            [WEFT, *map(str, arguments)], cwd=self.folder, env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, **options)
        for stream in process.stdin, process.stdout, process.stderr:
            self.addCleanup(self._close, stream)
        return process

    @staticmethod
    def _close(stream):
        try:
            stream.close()
        except BrokenPipeError:
            pass

    def weft(self, *arguments, text=b"", status=0):
        """Runs a command line to its end and checks its exit status."""
        process = self.start(*arguments)
        out, err = process.communicate(
            text if isinstance(text, bytes) else text.encode(), timeout=300)
        outcome = Outcome(process, out, err)
        self.assertEqual(outcome.status, status,
                         f"weft {' '.join(map(str, arguments))}\n"
                         f"{outcome.err[-2000:]}")
        if status != 0:
            self.assertRegex(outcome.err, r"(?m)^weft: \S")
            self.assertNotIn("terminate called", outcome.err)
        return outcome

    def put(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes)
                         else content.encode())
        return path

    def serve(self, *arguments):
        """A server on a free port; returns its process and address."""
        process = self.start("serve", "--listen", "127.0.0.1:0", *arguments)
        first = process.stdout.readline().decode()
        match = re.fullmatch(r"weft: listening on (127\.0\.0\.1:[0-9]+)\n",
                             first)
        if not match:
            process.kill()
            _, err = process.communicate()
            self.fail(f"weft serve said {first!r}, {err.decode()[-2000:]}")

        def stop():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)
        self.addCleanup(stop)
        return process, match.group(1)


class SampleTest(WeftTest):
    """The sample articles in ./weft.db, which is a copy for each test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls._samples = pathlib.Path(folder.name, "weft.db")
        subprocess.run([WEFT, "ingest", SAMPLES, "--db", cls._samples],
                       check=True, stdout=subprocess.DEVNULL, timeout=300)

    def setUp(self):
        super().setUp()
        shutil.copytree(self._samples, self.folder / "weft.db")
