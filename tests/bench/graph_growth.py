#!/usr/bin/env python3
"""How costs grow with the graph: a generated graph of 1 M edges and one of 10 M.

  tests/bench/graph_growth.py [--sizes 1000000,10000000]

The graphs have a power law: the target of an edge is drawn by 1 / rank among
the nodes (at 10 M edges the first hub has about 10^5 times five), the source
evenly; eight relations, ten edges a node, one source, a fixed seed. Printed for
each size, and the ratios of the last size to the first:

  load      processor time of all threads and time on the wall, an edge
  size      bytes on disk, an edge
  1 hop     both directions, every edge looked at, an edge: of 20,000 distinct
            nodes drawn evenly, without those of more than 100 edges, and of 2,000
            drawn by degree (hubs among them)

Edges are in memory for both sizes. The two kinds of nodes are asked in runs of
their own, and there are so many even ones that their lists fit into no cache
of a core in either graph: else the small graph is read from the caches of the
processor and the large one from memory, and that is all that is compared. Sizes
are asked in turn, --rounds times in --turns runs each; a question counts with
its fastest answer. Needs graph_bench (see graph_peers.py).
"""

import argparse
import pathlib
import random
import subprocess
import sys

EVEN_NODES = 20_000
EVEN_EDGES = 100


def generate(path, edges):
    """Writes the graph; returns nodes drawn by degree and drawn evenly."""
    chosen = random.Random(20260101)
    nodes = edges // 10
    part = chosen.random
    by_degree = []
    known = bytearray(nodes)
    with open(path, "w", encoding="utf-8") as out:
        for i in range(edges):
            source = int(part() * nodes)
            target = int(nodes ** part()) - 1
            known[source] = known[target] = 1
            out.write(f"node {source}\trelation{i % 8}\tnode {target}\n")
            if i % (edges // 2000) == 0:
                by_degree.append(target)
    evenly = [node for node in chosen.sample(range(nodes), nodes)
              if known[node]]
    return by_degree[:2000], evenly[:EVEN_NODES]


class Graph:
    """One size: its database, and the fastest answer to each question."""

    def __init__(self, args, edges):
        self.args, self.edges = args, edges
        self.database = args.work / f"{edges}.db"
        triples = args.work / f"{edges}.tsv"
        by_degree, evenly = generate(triples, edges)
        self.questions = {"by degree": self.write("hubs", by_degree),
                          "evenly": self.write("even", evenly)}
        self.best = {}
        stored, wall, size, processor = self.run(
            "load", triples, self.database).split()
        triples.unlink()
        self.figures = {
            "load, ns of processor an edge": 1e9 * float(processor) / edges,
            "load, ns on the wall an edge": 1e9 * float(wall) / edges,
            "bytes an edge": int(size) / int(stored)}

    def run(self, *words):
        return subprocess.run([str(self.args.binary), *map(str, words)],
                              check=True, capture_output=True, text=True).stdout

    def write(self, name, nodes):
        path = self.args.work / f"{self.edges}.{name}"
        path.write_text("".join(f"hop\tnode {node}\tboth\t*\t1\n"
                                for node in nodes), encoding="utf-8")
        return path

    def ask(self):
        for kind, path in self.questions.items():
            rows = [line.split("\t") for line in
                    self.run("ask", self.database, path,
                             self.args.rounds).splitlines()]
            found = [(int(row[1]), float(row[2])) for row in rows]
            before = self.best.get(kind, found)
            self.best[kind] = [(edges, min(time, old))
                               for (edges, time), (_, old) in
                               zip(found, before)]

    def all_figures(self):
        for kind, answers in self.best.items():
            if kind == "evenly":
                # The few hubs among them have most of the edges, and a row.
                answers = [a for a in answers if a[0] <= EVEN_EDGES]
            edges = sum(answer[0] for answer in answers)
            time = sum(answer[1] for answer in answers)
            self.figures[f"1 hop {kind}, ns an edge"] = 1e3 * time / edges
            self.figures[f"1 hop {kind}, us a node"] = time / len(answers)
        self.figures["largest hub, edges"] = max(
            answer[0] for answer in self.best["by degree"])
        return self.figures


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--binary", type=pathlib.Path,
                        default=pathlib.Path(
                            "bazel-bin/tests/bench/graph_bench"))
    parser.add_argument("--work", type=pathlib.Path,
                        default=pathlib.Path("/tmp/weft_graph_growth"))
    parser.add_argument("--sizes", default="1000000,10000000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--turns", type=int, default=3)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    graphs = [Graph(args, int(size)) for size in args.sizes.split(",")]
    for _ in range(args.turns):
        for graph in graphs:
            graph.ask()
    results = [graph.all_figures() for graph in graphs]
    print(f"{'':32}" + "".join(f"{graph.edges:>16,}" for graph in graphs) +
          f"{'ratio':>10}")
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"{name:32}" + "".join(f"{value:>16,.2f}" for value in values) +
              f"{values[-1] / values[0]:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
