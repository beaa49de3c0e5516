#!/usr/bin/env python3
"""How costs grow with the graph: a generated graph of 1 M edges and one of 10 M.

  tests/bench/graph_growth.py [--sizes 1000000,10000000] [--filters]

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

--filters: half of the edges hold in one year of twenty, every twentieth edge is
said by a second source as well, and instead of load and size is printed what
filters by time cost beside the same hop without one (an edge looked at, whether
it passes or not; also in the first round, in which mentions are read), and what
an edge costs that a search for ten paths reads, between 40 pairs drawn evenly.
"""

import argparse
import pathlib
import random
import subprocess
import sys

EVEN_NODES = 20_000
EVEN_EDGES = 100
PAIRS = 40
FILTERS = {"": "", "valid at": "2010-07-01", "as of": "\t2100-01-01T00:00:00Z",
           "both": "2010-07-01\t2100-01-01T00:00:00Z"}
# The way that edges are followed, and the most of them on a path.
SEARCHES = {"shortest": ("both", 6), "simple": ("out", 5), "trail": ("out", 5),
            "walk": ("out", 5), "confident": ("out", 5)}


def generate(path, edges, more=None):
    """Writes the graph; returns nodes drawn by degree and drawn evenly.

    more: a file for what a second source says; then edges have times.
    """
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
            line = f"node {source}\trelation{i % 8}\tnode {target}"
            if more:
                year = int(part() * 40)
                line += f"\t{2000 + year}" if year < 20 else ""
                if year % 20 == 0:
                    more.write(line + "\n")
            out.write(line + "\n")
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
        self.best, self.figures = {}, {}
        if args.filters:
            self.load_with_times(triples)
            return
        by_degree, evenly = generate(triples, edges)
        self.questions = {"by degree": self.write("hubs", by_degree),
                          "evenly": self.write("even", evenly)}
        stored, wall, size, processor = self.run(
            "load", triples, self.database).split()
        triples.unlink()
        self.figures = {
            "load, ns of processor an edge": 1e9 * float(processor) / edges,
            "load, ns on the wall an edge": 1e9 * float(wall) / edges,
            "bytes an edge": int(size) / int(stored)}

    def load_with_times(self, triples):
        more = self.args.work / f"{self.edges}.more.tsv"
        with open(more, "w", encoding="utf-8") as out:
            by_degree, evenly = generate(triples, self.edges, out)
        self.run("load", triples, self.database, more)
        triples.unlink()
        more.unlink()
        self.questions = {
            f"1 hop {kind} {name}".strip(): self.write_lines(
                f"{kind} {name}", (f"hop\tnode {node}\tboth\t*\t1\t{times}"
                                  for times in ["", when]
                                  for node in nodes))
            for kind, nodes in [("by degree", by_degree), ("evenly", evenly)]
            for name, when in FILTERS.items()}
        for name, (way, most) in SEARCHES.items():
            for filtered, when in FILTERS.items():
                if filtered in ("", "both"):
                    self.questions[f"{name} {filtered}".strip()] = (
                        self.write_lines(f"{name} {filtered}", (
                            f"{name}\tnode {a}\t{way}\tnode {b}\t{most}\t{when}"
                            for a, b in zip(evenly[:PAIRS],
                                            evenly[PAIRS:2 * PAIRS]))))

    def run(self, *words):
        return subprocess.run([str(self.args.binary), *map(str, words)],
                              check=True, capture_output=True, text=True).stdout

    def write(self, name, nodes):
        return self.write_lines(name, (f"hop\tnode {node}\tboth\t*\t1"
                                       for node in nodes))

    def write_lines(self, name, lines):
        path = self.args.work / f"{self.edges}.{name.replace(' ', '_')}"
        path.write_text("".join(f"{line}\n" for line in lines),
                        encoding="utf-8")
        return path

    def ask(self):
        for kind, path in self.questions.items():
            rows = [line.split("\t") for line in
                    self.run("ask", self.database, path,
                             self.args.rounds).splitlines()]
            found = [(int(row[1]), float(row[2]), float(row[3]))
                     for row in rows]
            before = self.best.get(kind, found)
            self.best[kind] = [(edges, min(time, old), min(first, old_first))
                               for (edges, time, first), (_, old, old_first)
                               in zip(found, before)]

    def filter_figures(self):
        for kind, answers in self.best.items():
            if not kind.startswith("1 hop"):
                edges = max(1, sum(answer[0] for answer in answers))
                self.figures[f"{kind}, ns an edge"] = (
                    1e3 * sum(answer[1] for answer in answers) / edges)
                continue
            # The first half asks without a filter.
            half = len(answers) // 2
            edges = sum(answer[0] for answer in answers[:half])
            plain, filtered = (sum(answer[1] for answer in part)
                               for part in (answers[:half], answers[half:]))
            self.figures[f"{kind}, ns an edge"] = 1e3 * filtered / edges
            self.figures[f"{kind}, times the plain one"] = filtered / plain
            self.figures[f"{kind}, first round, times"] = (
                sum(answer[2] for answer in answers[half:]) / plain)
        return self.figures

    def all_figures(self):
        if self.args.filters:
            return self.filter_figures()
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
    parser.add_argument("--filters", action="store_true")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    graphs = [Graph(args, int(size)) for size in args.sizes.split(",")]
    for _ in range(args.turns):
        for graph in graphs:
            graph.ask()
    results = [graph.all_figures() for graph in graphs]
    width = max(map(len, results[0]))
    print(f"{'':{width}}" + "".join(f"{graph.edges:>16,}" for graph in graphs) +
          f"{'ratio':>10}")
    for name in results[0]:
        values = [result[name] for result in results]
        print(f"{name:{width}}" + "".join(f"{value:>16,.2f}" for value in values) +
              f"{values[-1] / values[0]:>10.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
