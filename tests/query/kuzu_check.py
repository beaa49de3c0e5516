#!/usr/bin/env python3
"""Kuzu as a second opinion on queries: random graphs, random queries in what
both languages have in common, rows compared as multisets.

  bazel build //tests/query:answers
  tests/query/kuzu_check.py --modules DIR [--graphs 100] [--queries 40]
                            [--seed 1]

DIR holds node_modules/kuzu (npm install --prefix DIR kuzu, as
tests/bench/graph_peers.py does). Exits 1 where rows differ, and prints those
queries with both answers; a query that only one of the two refuses counts as a
difference too.
"""

import argparse
import collections
import json
import pathlib
import random
import subprocess
import sys
import tempfile

# What is written differently for the two, or not at all, and why.
DIALECT = [
    ("a relationship twice in one MATCH", "Kuzu matches walks: there each two "
     "relationships of a pattern are said to differ, and paths say TRAIL"),
    ("loops", "in a step without direction Kuzu counts a loop twice; the "
     "graphs have none"),
    ("several labels of a node", "a node of Kuzu is in one table; each node "
     "has one label"),
    ("sum of nothing", "null in Kuzu, 0 in openCypher: coalesce(sum(x), 0)"),
    ("order of null", "first or last: LIMIT stands behind keys without null"),
    ("toUpper, toLower", "upper, lower in Kuzu; both names are known here"),
    ("patterns as conditions", "Kuzu wants EXISTS { MATCH ... }"),
    ("a missing property", "no table without the column; all nodes have x and "
     "name, which may be null"),
    ("list comprehensions, reduce, quantifiers", "lambdas of another form in "
     "Kuzu; not asked"),
    ("comparison chains", "1 < x < 3 is no syntax there; written with AND"),
    ("COUNT { } without a match", "null in Kuzu where it stands in an "
     "expression: coalesce(COUNT { }, 0)"),
    ("types of null", "Kuzu wants one type for all branches of CASE and "
     "coalesce; the queries keep to that"),
]

# What Kuzu refuses by words of its message, and why: counted apart.
REFUSED = [
    ("contains nested aggregation", "an aggregate of what an earlier WITH has "
     "aggregated is taken for one inside of another"),
    ("Cannot evaluate expression with type", "an error inside of it, mostly "
     "behind WITH ... WHERE on an aggregate"),
    ("INT128", "its sum is a type of its own, which does not go with others"),
]

NODE_SCRIPT = r"""
const fs = require('fs');
const kuzu = require(process.argv[2]);
const jobs = JSON.parse(fs.readFileSync(process.argv[3], 'utf8'));
const plain = (key, value) =>
    typeof value === 'bigint' ? Number(value) : value;
(async () => {
  for (const job of jobs) {
    const db = new kuzu.Database(':memory:', 1 << 28);
    const connection = new kuzu.Connection(db, 1);
    const run = async text => {
      const result = await connection.query(text);
      const names = await result.getColumnNames();
      const rows = (await result.getAll()).map(row => names.map(n => row[n]));
      if (result.close) result.close();
      return rows;
    };
    for (const statement of job.setup) await run(statement);
    for (const query of job.queries) {
      let answer;
      try { answer = await run(query); } catch (e) { answer = String(e); }
      fs.writeSync(1, JSON.stringify(answer, plain) + '\n');
    }
  }
})();
"""

# Kuzu dies of some queries: others are asked in another process.
GRAPHS_A_PROCESS = 2

LABELS, TYPES, NAMES = "AB", "ST", ["a", "b", "ab"]


class Maker:
    """Graphs and queries: each query as a pair of texts, ours and Kuzu's."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.constructs = collections.Counter()

    def pick(self, *choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def graph(self):
        """CREATE statements of both."""
        nodes, parts, setup = [], [], []
        for label in LABELS:
            setup.append(f"create node table {label}(id int64, x int64, "
                         "name string, primary key(id))")
        pairs = ", ".join(f"from {a} to {b}" for a in LABELS for b in LABELS)
        for kind in TYPES:
            setup.append(f"create rel table {kind}({pairs}, y int64)")
        for i in range(self.random.randint(2, 6)):
            label = self.pick(*LABELS)
            x = self.pick("0", "1", "2", "null")
            name = self.pick(*(f"'{n}'" for n in NAMES), "null")
            nodes.append(label)
            parts.append(f"(n{i}:{label} {{id: {i}, x: {x}, name: {name}}})")
            fields = [f"id: {i}"]
            fields += [f"x: {x}"] if x != "null" else []
            fields += [f"name: {name}"] if name != "null" else []
            setup.append(f"create (:{label} {{{', '.join(fields)}}})")
        for _ in range(self.random.randint(0, 9)):
            a, b = self.random.sample(range(len(nodes)), 2)
            kind, y = self.pick(*TYPES), self.random.randint(0, 2)
            parts.append(f"(n{a})-[:{kind} {{y: {y}}}]->(n{b})")
            setup.append(
                f"match (a:{nodes[a]} {{id: {a}}}), (b:{nodes[b]} {{id: {b}}}) "
                f"create (a)-[:{kind} {{y: {y}}}]->(b)")
        return "CREATE " + ", ".join(parts), setup

    def query(self):
        self.nodes, self.numbers, self.fresh = [], [], 0
        if self.chance(0.1):
            self.constructs["UNION"] += 1
            joint = self.pick(" UNION ", " UNION ALL ")
            sides = [self.single(union=True) for _ in range(2)]
            return tuple(joint.join(texts) for texts in zip(*sides))
        return self.single()

    def single(self, union=False):
        self.nodes, self.numbers = [], []
        clauses = [self.match(optional=False)]
        for _ in range(self.random.randint(0, 2)):
            clauses.append(self.pick(self.optional, self.optional, self.more,
                                     self.unwind, self.group, self.keep)())
        clauses.append(self.result(union))
        return tuple(" ".join(texts) for texts in zip(*clauses))

    def new(self, prefix):
        self.fresh += 1
        return f"{prefix}{self.fresh}"

    def optional(self):
        return self.match(optional=True)

    def more(self):
        return self.match(optional=False)

    def match(self, optional):
        word = "OPTIONAL MATCH" if optional else "MATCH"
        self.constructs[word] += 1
        pattern, kuzu, differ = self.pattern()
        ours = [self.condition(2)] if self.chance(0.5) else []
        theirs = ours + differ
        return tuple(f"{word} {p}" + (" WHERE " + " AND ".join(w) if w else "")
                     for p, w in ((pattern, ours), (kuzu, theirs)))

    def node(self):
        if self.nodes and self.chance(0.4):
            return f"({self.pick(*self.nodes)})"
        name = self.new("n")
        self.pending.append(name)
        label = f":{self.pick(*LABELS)}" if self.chance(0.4) else ""
        fields = f" {{x: {self.pick(0, 1, 2)}}}" if self.chance(0.15) else ""
        return f"({name}{label}{fields})"

    def pattern(self):
        """A path: ours, Kuzu's, and what Kuzu must be told."""
        self.pending = []
        ours = theirs = self.node()
        steps = []
        count = self.random.choice([0, 1, 1, 1, 2])
        many = count == 1 and self.chance(0.3)
        for _ in range(count):
            name = self.new("r")
            kinds = self.pick("", ":S", ":T", ":S|T")
            left, right = self.pick(("-", "->"), ("<-", "-"), ("-", "-"))
            low, high = self.pick((1, 2), (1, 3), (2, 2), (2, 3))
            length = (f"*{low}..{high}", f"* TRAIL {low}..{high}")
            if not many:
                length = ("", "")
                steps.append(name)
            else:
                self.constructs["variable length"] += 1
            if kinds == ":S|T":
                self.constructs["several types"] += 1
            end = self.node()
            ours += f"{left}[{name}{kinds}{length[0]}]{right}{end}"
            theirs += f"{left}[{name}{kinds}{length[1]}]{right}{end}"
        self.nodes += self.pending
        differ = [f"id({a}) <> id({b})"
                  for i, a in enumerate(steps) for b in steps[:i]]
        return ours, theirs, differ

    def both(self, text):
        return text, text

    def unwind(self):
        self.constructs["UNWIND"] += 1
        name = self.new("v")
        items = ", ".join(str(self.random.randint(0, 3)) for _ in range(2))
        self.numbers.append(name)
        return self.both(f"UNWIND [{items}] AS {name}")

    def group(self):
        """WITH keys and aggregates."""
        self.constructs["WITH aggregates"] += 1
        keys = [n for n in self.nodes if self.chance(0.4)]
        number, value = self.new("v"), self.aggregate()
        self.nodes, self.numbers = keys, [number]
        text = "WITH " + ", ".join(keys + [f"{value} AS {number}"])
        if self.chance(0.3):
            text += f" WHERE {number} > {self.random.randint(0, 2)}"
        return self.both(text)

    def keep(self):
        """WITH some variables and a number."""
        self.constructs["WITH"] += 1
        word = "WITH DISTINCT" if self.chance(0.4) else "WITH"
        keys = [n for n in self.nodes if self.chance(0.6)]
        value, number = self.integer(1), self.new("v")
        self.nodes, self.numbers = keys, [number]
        items = ", ".join(keys + [f"{value} AS {number}"])
        return self.both(f"{word} {items}")

    def aggregate(self):
        value = self.integer(1)
        return self.pick("count(*)", f"count({value})", f"min({value})",
                         f"count(DISTINCT {value})", f"max({value})",
                         f"coalesce(sum({value}), 0)")

    def result(self, union):
        columns = [self.integer(2), self.pick(self.integer, self.text,
                                              self.condition)(1)]
        if union:
            columns = [self.integer(2), self.text(1)]
        elif self.chance(0.3):
            self.constructs["aggregates"] += 1
            columns[1] = self.pick(self.aggregate(),
                                   f"avg({self.integer(1)})",
                                   f"count(DISTINCT {self.text(0)})")
        word = "RETURN"
        if self.chance(0.3):
            self.constructs["DISTINCT"] += 1
            word = "RETURN DISTINCT"
        if not union and self.chance(0.2):
            self.constructs["ORDER BY LIMIT"] += 1
            columns[0] = f"coalesce({columns[0]}, -9)"
            columns[1] = f"coalesce({self.text(1)}, '-')"
            return self.both(
                f"{word} {columns[0]} AS c0, {columns[1]} AS c1 ORDER BY "
                f"c0{self.pick('', ' DESC')}, c1 SKIP {self.pick(0, 1)} "
                f"LIMIT {self.pick(1, 2, 5)}")
        return self.both(f"{word} {columns[0]} AS c0, {columns[1]} AS c1")

    def integer(self, depth):
        if depth > 0 and self.chance(0.5):
            a, b = self.integer(depth - 1), self.integer(depth - 1)
            kind = self.random.randrange(6)
            if kind == 0:
                self.constructs["CASE"] += 1
                return (f"CASE WHEN {self.condition(depth - 1)} THEN {a} "
                        f"ELSE {b} END")
            if kind == 1 and self.nodes:
                self.constructs["COUNT { }"] += 1
                return (f"coalesce(COUNT {{ MATCH ({self.pick(*self.nodes)})"
                        f"-[:{self.pick(*TYPES)}]->() }}, 0)")
            if kind == 2:
                return f"coalesce({a}, {b})"
            if kind == 3:
                return f"({a} {self.pick('/', '%')} {self.pick(2, 3)})"
            return f"({a} {self.pick('+', '-', '*')} {b})"
        choices = [str(self.random.randint(0, 3))] + self.numbers * 2
        choices += [f"{n}.x" for n in self.nodes] * 2
        return self.random.choice(choices)

    def text(self, depth):
        if depth > 0 and self.chance(0.3):
            return self.pick(f"lower({self.text(0)})", f"upper({self.text(0)})",
                             f"coalesce({self.text(0)}, 'none')")
        return self.pick("'a'", "'bc'", *(f"{n}.name" for n in self.nodes))

    def condition(self, depth):
        if depth > 0 and self.chance(0.6):
            a, b = self.condition(depth - 1), self.condition(depth - 1)
            kind = self.random.randrange(6)
            if kind == 0 and self.nodes:
                self.constructs["EXISTS { }"] += 1
                end = self.new("n")
                step = self.pick("-[:S]->", "<-[:T]-", "-[:S|T]-")
                more = f" WHERE {end}.x > 0" if self.chance(0.5) else ""
                return (f"EXISTS {{ MATCH ({self.pick(*self.nodes)}){step}"
                        f"({end}){more} }}")
            if kind == 1:
                return f"(NOT {a})"
            word = self.pick("AND", "OR", "XOR")
            self.constructs[word] += 1
            return f"({a} {word} {b})"
        kind = self.random.randrange(5)
        if kind == 0:
            self.constructs["IS NULL"] += 1
            return f"({self.integer(0)} IS {self.pick('', 'NOT ')}NULL)"
        if kind == 1:
            self.constructs["IN"] += 1
            return f"({self.integer(0)} IN [0, 2])"
        if kind == 2:
            test = self.pick("STARTS WITH", "ENDS WITH", "CONTAINS", "=", "<")
            return f"({self.text(0)} {test} {self.pick(repr('a'), repr('b'))})"
        sign = self.pick("<", "<=", ">", ">=", "=", "<>")
        return f"({self.integer(depth)} {sign} {self.integer(0)})"


def canonical(rows):
    """Rows as a multiset; a float that is whole is that integer."""
    if isinstance(rows, str):
        return rows

    def value(v):
        if isinstance(v, float):
            return int(v) if v == int(v) else round(v, 4)
        return [value(item) for item in v] if isinstance(v, list) else v

    return sorted(json.dumps([value(v) for v in row]) for row in rows)


def ask_weft(binary, jobs):
    lines = []
    for create, _, queries in jobs:
        lines.append("graph\t" + create)
        lines += ["query\t" + ours for ours, _ in queries]
    out = subprocess.run([binary], input="\n".join(lines) + "\n", check=True,
                         capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def ask_kuzu(modules, jobs):
    """None for what was left when a process of Kuzu died."""
    answers = []
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "ask.js"
        script.write_text(NODE_SCRIPT, encoding="utf-8")
        asked = pathlib.Path(folder) / "jobs.json"
        for first in range(0, len(jobs), GRAPHS_A_PROCESS):
            part = jobs[first:first + GRAPHS_A_PROCESS]
            asked.write_text(json.dumps(
                [{"setup": setup, "queries": [theirs for _, theirs in queries]}
                 for _, setup, queries in part]), encoding="utf-8")
            out = subprocess.run(
                ["node", str(script),
                 str((modules / "node_modules" / "kuzu").resolve()),
                 str(asked)], capture_output=True, text=True,
                check=False).stdout
            lines = [json.loads(line) for line in out.splitlines()]
            wanted = sum(len(queries) for _, _, queries in part)
            answers += (lines + [None] * wanted)[:wanted]
    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--modules", type=pathlib.Path, required=True)
    parser.add_argument("--binary", default="bazel-bin/tests/query/answers")
    parser.add_argument("--graphs", type=int, default=100)
    parser.add_argument("--queries", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    maker = Maker(args.seed)
    jobs = []
    for _ in range(args.graphs):
        create, setup = maker.graph()
        jobs.append((create, setup,
                     [maker.query() for _ in range(args.queries)]))
    ours, theirs = ask_weft(args.binary, jobs), ask_kuzu(args.modules, jobs)
    asked = [(job[0], query) for job in jobs for query in job[2]]
    if not len(ours) == len(theirs) == len(asked):
        sys.exit(f"{len(asked)} queries, {len(ours)} and {len(theirs)} answers")
    unanswered = refused = different = 0
    for (create, query), a, b in zip(asked, ours, theirs):
        if b is None:
            unanswered += 1
        elif isinstance(b, str) and any(words in b for words, _ in REFUSED):
            refused += 1
        elif canonical(a) != canonical(b):
            different += 1
            print(f"{create}\n  weft {query[0]}\n       {canonical(a)}\n"
                  f"  kuzu {query[1]}\n       {canonical(b)}\n")
    print(f"{len(asked)} queries, {different} different, {refused} refused by "
          f"Kuzu, {unanswered} left when it died")
    print(", ".join(f"{name} {count}"
                    for name, count in sorted(maker.constructs.items())))
    for what, why in DIALECT:
        print(f"  not compared as it is: {what} ({why})")
    for words, why in REFUSED:
        print(f"  refused by Kuzu: \"{words}\" ({why})")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
