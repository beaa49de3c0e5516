#!/usr/bin/env python3
"""Holds the layer rules of doc/architecture.md over the #include lines.

Checks, for every .h and .cc file that git knows or could add:
  1. a package includes only packages that its row of MAY_INCLUDE allows;
  2. no cycle between packages;
  3. confined libraries are included only where CONFINED says;
  4. linkopts stand in third_party/ alone;
  5. no file of code over 500 lines without a reason in LONG_FILES.
Prints one line a finding and exits 1 when there is any.
"""

import collections
import pathlib
import re
import subprocess
import sys

# package -> packages whose headers it may include, besides its own, base and
# what is on the right side of an arrow of doc/architecture.md.
EXTRACTOR = {
    "extractor/text": [],
    "extractor/token": [],
    "extractor/model": ["extractor/token"],
    "extractor/tagger": ["extractor/model", "extractor/token"],
    "extractor/depparse": ["extractor/tagger", "extractor/model",
                           "extractor/token"],
    "extractor/mention": ["extractor/depparse", "extractor/tagger",
                          "extractor/model", "extractor/token"],
    "extractor/analysis": ["extractor/mention", "extractor/depparse",
                           "extractor/tagger", "extractor/model",
                           "extractor/token"],
    "extractor/value": ["extractor/token"],
    "extractor/clause": ["extractor/analysis", "extractor/mention",
                         "extractor/depparse", "extractor/tagger",
                         "extractor/token", "extractor/value"],
}
EXTRACTOR["extractor/openie"] = EXTRACTOR["extractor/clause"] + [
    "extractor/clause"]
EXTRACTOR["extractor/coref"] = EXTRACTOR["extractor/openie"] + [
    "extractor/openie"]
EXTRACTOR["extractor/canon"] = EXTRACTOR["extractor/coref"] + [
    "extractor/coref"]
EXTRACTOR["extractor/pipeline"] = EXTRACTOR["extractor/canon"] + [
    "extractor/canon", "extractor/text"]
EXTRACTOR["extractor/eval"] = EXTRACTOR["extractor/pipeline"] + [
    "extractor/pipeline"]

GRAPHSTORE = {
    "graphstore/kv": [],
    "graphstore/key": [],
    "graphstore/fact": ["graphstore/key"],
    "graphstore/dict": ["graphstore/key", "graphstore/fact", "graphstore/kv"],
    "graphstore/store": ["graphstore/dict", "graphstore/key",
                         "graphstore/fact", "graphstore/kv"],
    "graphstore/load": ["graphstore/store", "graphstore/dict",
                        "graphstore/key", "graphstore/fact", "graphstore/kv"],
    "graphstore/archive": ["graphstore/store", "graphstore/key",
                           "graphstore/kv"],
    "graphstore/traverse": ["graphstore/store", "graphstore/dict",
                            "graphstore/key", "graphstore/fact"],
    "graphstore/query": ["graphstore/traverse", "graphstore/store",
                         "graphstore/dict", "graphstore/key",
                         "graphstore/fact"],
}

PROTO = ["proto", "weft/v1", "google/rpc"]
SERVICE = {
    "service/wire": PROTO + ["extractor/pipeline", "extractor/mention",
                             "extractor/text", "extractor/value",
                             "graphstore/fact", "graphstore/key",
                             "graphstore/dict", "graphstore/store",
                             "graphstore/query", "graphstore/traverse"],
    "service/ingest": ["service/metrics", "service/wire", "extractor/pipeline", "extractor/mention",
                       "extractor/text", "extractor/value",
                       "graphstore/fact", "graphstore/key",
                       "graphstore/store"],
    # Questions are analysed like documents, and answered from the graph.
    "service/ask": PROTO + ["service/wire", "extractor/analysis",
                            "extractor/clause", "extractor/depparse",
                            "extractor/mention", "extractor/tagger",
                            "extractor/token", "extractor/value",
                            "graphstore/dict", "graphstore/fact",
                            "graphstore/key", "graphstore/query",
                            "graphstore/store", "graphstore/traverse"],
    "service/auth": ["service/log"],
    "service/log": [],
    "service/tls": [],
    "service/config": [],
    "service/client": PROTO + ["service/wire", "service/tls"],
    "service/remote": PROTO + ["service/client", "service/wire",
                               "extractor/pipeline", "extractor/text"],
    # The server is a channel to it.
    "service/http": PROTO + ["service/metrics", "service/tls",
                             "service/wire"],
    "service/metrics": ["service/auth"],
    "service/server": PROTO + ["service/wire", "service/ingest",
                               "service/metrics",
                               "service/ask", "service/auth", "service/log",
                               "service/remote", "service/tls",
                               "extractor/pipeline",
                               "extractor/text", "graphstore/fact",
                               "graphstore/key", "graphstore/dict",
                               "graphstore/store", "graphstore/load",
                               "graphstore/archive",
                               "graphstore/query", "graphstore/traverse"],
    "service/cli": PROTO + ["service/client", "service/wire",
                            "service/auth", "service/config",
                            "service/log", "service/remote", "service/tls",
                            "service/http", "service/metrics",
                            "service/server"],
}

# Clients of others have the protocol and nothing else.
EXAMPLES = {"examples/cpp": PROTO}

MAY_INCLUDE = {"base": [], **EXTRACTOR, **GRAPHSTORE, **SERVICE, **EXAMPLES}

# Tests and tools may look further: a test of a high layer builds its input
# with lower ones, and tests/ may include everything.
EVERYTHING = ("tests",)

# include prefix -> packages that may use it.
CONFINED = {
    # The model's word features need the case of letters.
    "unicode/": ["extractor/text", "extractor/model"],
    "gumbo.h": ["extractor/text"],
    "re2/": ["extractor/token", "extractor/value", "graphstore/query"],
    "rocksdb/": ["graphstore/kv"],
    "hwy/": ["extractor/model"],
    "google/protobuf/": ["service"],
    "grpc/": ["service/server", "service/client", "service/wire",
              "service/http", "service/cli", "service/tls",
              "service/remote"],
    "grpcpp/": ["service/server", "service/client", "service/wire",
                "service/http", "service/cli", "service/tls",
              "service/remote", "examples"],
    "CLI/": ["service/cli", "extractor/analysis", "extractor/eval"],
    "boost/": ["service/http"],
    "prometheus/": ["service/metrics"],
    "nlohmann/": ["service/cli", "service/http", "service/log", "extractor/eval", "extractor/model",
                  "extractor/analysis"],
    "openssl/": ["service/auth", "service/tls"],
    "xxhash.h": ["base"],
    "toml.hpp": ["service/config"],
}

# file -> why it is longer than LONG lines.
LONG = 500
LONG_FILES = {}

INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


def package_of(path):
    """extractor/text/clean.cc -> extractor/text; base/file.h -> base."""
    parts = path.parent.parts
    return "/".join(parts[:2]) if len(parts) > 1 else "/".join(parts)


def included_package(name):
    return package_of(pathlib.PurePath(name))


def list_files(root):
    try:
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others",
             "--exclude-standard"], cwd=root, check=True,
            capture_output=True, text=True).stdout.split("\n")
    except (OSError, subprocess.CalledProcessError):
        listed = [str(p.relative_to(root)) for p in root.rglob("*")]
    return [p for p in (pathlib.PurePath(x) for x in listed if x)
            if (root / p).is_file()]


def is_own(name):
    top = name.split("/")[0]
    return top in ("base", "extractor", "graphstore", "service", "tests",
                   "proto", "weft")


def check_file(path, text, edges):
    package = package_of(path)
    top = path.parts[0]
    is_test = path.stem.endswith(
        ("_test", "_test_base", "_benchmark", "_fuzz"))
    for number, line in enumerate(text.split("\n"), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        name = match.group(2)
        for prefix, allowed in CONFINED.items():
            if name.startswith(prefix) and top not in EVERYTHING and not any(
                    package == a or package.startswith(a + "/") or top == a
                    for a in allowed):
                yield f"{path}:{number}: {name} is confined to {allowed}"
        if not is_own(name) or top in EVERYTHING:
            continue
        other = included_package(name)
        if other == package or other == "base":
            continue
        forbidden = {"extractor": "graphstore", "graphstore": "extractor"}
        if name.split("/")[0] == forbidden.get(top):
            yield (f"{path}:{number}: {top} must never include "
                   f"{forbidden[top]} ({name})")
            continue
        allowed = MAY_INCLUDE.get(package)
        if allowed is None:
            yield f"{path}:{number}: no row for {package} in tools/layers.py"
        elif other not in allowed and not is_test:
            yield f"{path}:{number}: {package} may not include {other}"
        if not is_test:
            edges[package].add(other)


def find_cycle(edges):
    """One cycle of packages as a list, or None."""
    state = {}

    def visit(package, trail):
        state[package] = "open"
        for other in sorted(edges.get(package, ())):
            if state.get(other) == "open":
                return trail + [package, other]
            if other not in state:
                found = visit(other, trail + [package])
                if found:
                    return found
        state[package] = "done"
        return None

    for package in sorted(edges):
        if package not in state:
            found = visit(package, [])
            if found:
                return found
    return None


def findings(root):
    edges = collections.defaultdict(set)
    for path in list_files(root):
        if path.name == "BUILD" and path.parts[0] != "third_party":
            text = (root / path).read_text(encoding="utf-8")
            if re.search(r"^\s*linkopts\s*=", text, re.M):
                yield f"{path}: linkopts belong to third_party/"
        if path.suffix not in (".h", ".cc"):
            continue
        text = (root / path).read_text(encoding="utf-8")
        yield from check_file(path, text, edges)
        lines = text.count("\n")
        if lines > LONG and str(path) not in LONG_FILES:
            yield (f"{path}: {lines} lines; split it, or give the reason in "
                   "LONG_FILES of tools/layers.py")
    cycle = find_cycle(edges)
    if cycle:
        yield "cycle of packages: " + " -> ".join(cycle)


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else
                        pathlib.Path(__file__).resolve().parent.parent)
    found = list(findings(root))
    for finding in found:
        print(finding)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
