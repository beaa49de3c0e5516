#!/usr/bin/env python3
"""Offers a server once, twice and ten times what it can do.

usage: tests/bench/overload.py [--weft PATH] [--overload PATH] [--seconds N]
                               [--hops N | --lookups] [--apart]

    bazel build --config=opt //service/cli:weft //tests/bench:overload

Requests are queries over a generated graph that follow 3 hops; --hops=2 makes
them some twenty times as short; --lookups asks for the neighbours of one node.
Capacity is what eight callers get who ask again as soon as they are answered.
Then calls arrive at random moments at 1, 2
and 10 times that rate, whether the server keeps up or not; latencies count from
the moment at which a call was due. The load is made
on the same machine and takes its part of the processor, more at higher rates:
with calls of a few milliseconds making them, and refusing them, takes more than
two cores have. With --apart the server has one half of the cores and the load
the other, as if it came from another machine. Last comes what a call that is refused costs the server: its
processor time at 10 x, less what the calls that it served took of it by the
measure of the run at capacity.
"""

import argparse
import json
import os
import pathlib
import re
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BIN = ROOT / "bazel-bin"
NODES, FANOUT = 3000, 60
QUERY = ("MATCH (a {{name: 'node {}'}})-[:`points to`*1..{}]->(b) "
         "RETURN count(DISTINCT b)")


def graph():
    return "".join(
        f"node {n}\tpoints to\tnode {(n * 7 + k * k) % NODES}\n"
        for n in range(NODES) for k in range(FANOUT))


def requests(args):
    line = "neighbors node {}" if args.lookups else QUERY
    return "".join(line.format(n * 13 % NODES, args.hops) + "\n"
                   for n in range(200))


def on_half(number, args):
    """What a process does that is to keep to one half of the cores."""
    cores = sorted(os.sched_getaffinity(0))
    if not args.apart or len(cores) < 2:
        return None
    half = cores[number::2]
    return lambda: os.sched_setaffinity(0, half)


def processor_s(process):
    """What it has used so far, in seconds."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weft", type=pathlib.Path,
                        default=BIN / "service/cli/weft")
    parser.add_argument("--overload", type=pathlib.Path,
                        default=BIN / "tests/bench/overload")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--hops", type=int, default=3)
    parser.add_argument("--lookups", action="store_true")
    parser.add_argument("--apart", action="store_true")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "graph.tsv").write_text(graph())
        subprocess.run([args.weft, "load", folder / "graph.tsv", "--db",
                        folder / "db"], check=True, stdout=subprocess.DEVNULL)
        server = subprocess.Popen(
            [args.weft, "serve", "--db", folder / "db", "--listen",
             "127.0.0.1:0"], stdout=subprocess.PIPE, text=True,
            preexec_fn=on_half(0, args))
        try:
            address = re.search(r"127\S+", server.stdout.readline())[0]
            measure(args, address, server)
        finally:
            server.terminate()
            server.wait()


def measure(args, address, server):
    def offer(*arguments):
        """What the program says, and the processor time of the server."""
        before = processor_s(server)
        result = json.loads(subprocess.run(
            [args.overload, address, *map(str, arguments)],
            input=requests(args), text=True, check=True,
            stdout=subprocess.PIPE, preexec_fn=on_half(1, args)).stdout)
        result["processor_s"] = processor_s(server) - before
        result["served"] = result["served_per_s"] * args.seconds
        return result

    offer(8, 2)  # fills the caches
    closed = offer(8, args.seconds)
    capacity = closed["served_per_s"]
    cost = closed["processor_s"] / closed["served"]
    print(f"capacity: {capacity:.0f} calls/s, {1000 * cost:.2f} ms of the "
          f"processor each")
    base = None
    for load in 1, 2, 10:
        result = offer(capacity * load, args.seconds, "--open")
        base = base or result
        print(f"{load} x: served {result['served_per_s']:.0f}/s "
              f"({result['served_per_s'] / base['served_per_s']:.0%} of that "
              f"at 1 x), "
              f"p50 {result['p50_ms']:.1f} ms, p99 {result['p99_ms']:.1f} ms "
              f"({result['p99_ms'] / base['p99_ms']:.2f} x), "
              f"refused {result['refused']}", flush=True)
    refused = sum(result["refused"].values())
    if refused:
        left = result["processor_s"] - result["served"] * cost
        print(f"a refusal: {1000 * left / refused:.3f} ms of the processor")


if __name__ == "__main__":
    main()
