#!/usr/bin/env python3
"""Offers a server once, twice and ten times what it can do.

usage: tests/bench/overload.py [--weft PATH] [--overload PATH] [--seconds N]

    bazel build --config=opt //service/cli:weft //tests/bench:overload

Requests are queries over a generated graph, some 50 ms each. Capacity is what
eight callers get who ask again as soon as they are answered. Then calls arrive
at random moments at 1, 2 and 10 times that rate, whether the server keeps up or
not; latencies count from the moment at which a call was due. The load is made
on the same machine and takes its part of the processor, more at higher rates:
with calls of a few milliseconds making them, and refusing them, takes more than
two cores have.
"""

import argparse
import json
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = ROOT / "bazel-bin"
NODES, FANOUT = 3000, 60
QUERY = ("MATCH (a {{name: 'node {}'}})-[:`points to`*1..3]->(b) "
         "RETURN count(DISTINCT b)")


def graph():
    return "".join(
        f"node {n}\tpoints to\tnode {(n * 7 + k * k) % NODES}\n"
        for n in range(NODES) for k in range(FANOUT))


def queries():
    return "".join(QUERY.format(n * 13 % NODES) + "\n" for n in range(200))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weft", type=pathlib.Path,
                        default=BIN / "service/cli/weft")
    parser.add_argument("--overload", type=pathlib.Path,
                        default=BIN / "tests/bench/overload")
    parser.add_argument("--seconds", type=float, default=10)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "graph.tsv").write_text(graph())
        subprocess.run([args.weft, "load", folder / "graph.tsv", "--db",
                        folder / "db"], check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [args.weft, "serve", "--db", folder / "db", "--listen",
             "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"127\S+", server.stdout.readline())[0]
            measure(args, address)
        finally:
            server.terminate()
            server.wait()


def measure(args, address):
    def offer(*arguments):
        return json.loads(subprocess.run(
            [args.overload, address, *map(str, arguments)], input=queries(),
            text=True, check=True, stdout=subprocess.PIPE).stdout)

    offer(8, 2)  # fills the caches
    capacity = offer(8, args.seconds)["served_per_s"]
    print(f"capacity: {capacity:.0f} calls/s")
    base = None
    for load in 1, 2, 10:
        result = offer(capacity * load, args.seconds, "--open")
        base = base or result
        print(f"{load} x: served {result['served_per_s']:.0f}/s "
              f"({result['served_per_s'] / base['served_per_s']:.0%} of that "
              f"at 1 x), "
              f"p50 {result['p50_ms']:.0f} ms, p99 {result['p99_ms']:.0f} ms "
              f"({result['p99_ms'] / base['p99_ms']:.2f} x), "
              f"refused {result['refused']}", flush=True)


if __name__ == "__main__":
    main()
