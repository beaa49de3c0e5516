#!/usr/bin/env python3
"""How costs grow with the graph: a generated graph of 1 M edges and one of 10 M.

  tests/bench/graph_growth.py [--sizes 1000000,10000000]

The graphs have a power law: the target of an edge is drawn by 1 / rank among
the nodes (at 10 M edges the first hub has about 10^5 times ten), the source
evenly; eight relations, ten edges a node, one source, a fixed seed. Printed
for each size: load per edge, bytes per edge, and of the one-hop reads of 2,000
nodes drawn by degree (hubs among them) the time per edge, and of 2,000 drawn
evenly the time per read; then the ratios of the last size to the first. Needs
graph_bench (see graph_peers.py).
"""

import argparse
import pathlib
import random
import subprocess
import sys


def generate(path, edges):
    chosen = random.Random(20260101)
    nodes = edges // 10
    part = chosen.random
    by_degree = []
    with open(path, "w", encoding="utf-8") as out:
        for i in range(edges):
            source = int(part() * nodes)
            target = int(nodes ** part()) - 1
            out.write(f"node {source}\trelation{i % 8}\tnode {target}\n")
            if i % (edges // 2000) == 0:
                by_degree.append(target)
    evenly = [int(part() * nodes) for _ in range(4000)]
    return by_degree[:2000], evenly


def questions_of(path, by_degree, evenly, known):
    with open(path, "w", encoding="utf-8") as out:
        for node in by_degree + [n for n in evenly if n in known][:2000]:
            out.write(f"hop\tnode {node}\tboth\t*\t1\n")


def sources_of(path):
    """Numbers of the nodes that have an edge."""
    known = set()
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            known.add(int(line[5:line.index("\t")]))
    return known


def measure(binary, work, edges, rounds):
    triples, database = work / f"{edges}.tsv", work / f"{edges}.db"
    by_degree, evenly = generate(triples, edges)
    asked = work / f"{edges}.questions"
    questions_of(asked, by_degree, evenly, sources_of(triples))
    run = lambda *words: subprocess.run(
        [str(binary), *map(str, words)], check=True, capture_output=True,
        text=True).stdout
    stored, seconds, size = run("load", triples, database).split()
    rows = [line.split("\t") for line in
            run("ask", database, asked, rounds).splitlines()]
    heavy, light = rows[:len(by_degree)], rows[len(by_degree):]
    triples.unlink()
    return {
        "load, ns an edge": 1e9 * float(seconds) / edges,
        "bytes an edge": int(size) / int(stored),
        "1 hop by degree, ns an edge": 1e3 * sum(float(r[2]) for r in heavy) /
        sum(int(r[1]) for r in heavy),
        "1 hop evenly, us": sum(float(r[2]) for r in light) / len(light),
        "largest hub, edges": max(int(r[1]) for r in heavy),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", type=pathlib.Path,
                        default=pathlib.Path(
                            "bazel-bin/tests/bench/graph_bench"))
    parser.add_argument("--work", type=pathlib.Path,
                        default=pathlib.Path("/tmp/weft_graph_growth"))
    parser.add_argument("--sizes", default="1000000,10000000")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    sizes = [int(size) for size in args.sizes.split(",")]
    results = [measure(args.binary, args.work, size, args.rounds)
               for size in sizes]
    print(f"{'':30}" + "".join(f"{size:>16,}" for size in sizes) +
          f"{'ratio':>10}")
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"{name:30}" + "".join(f"{value:>16,.2f}" for value in values) +
              f"{values[-1] / values[0]:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
