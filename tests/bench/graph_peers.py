#!/usr/bin/env python3
"""Weft beside other graph stores: one command, one machine, one run.

  tests/bench/graph_peers.py GRAPH.tsv [--rounds 5] [--peers sqlite,kuzu,...]

GRAPH.tsv: subject, predicate, object and perhaps a time, by tabs; lines with
"#" in front are left out. Needs graph_bench, built with optimisation:

  bazel build -c opt //tests/bench:graph_bench

Peers: SQLite by Python's own module, in process; Kuzu and LadybugDB by their
npm packages, in process (installed into --work, which needs a registry);
Virtuoso 7 by its server (Debian: virtuoso-opensource-7-bin), which is started
in --work, asked in SPARQL over HTTP on loopback and stopped again.
A peer that is missing is said to be missing and left out.

Every question is asked in --rounds rounds and counts with its fastest answer,
for all engines alike: other work on the machine is left out that way, and
caches are warm. Weft is asked before and after each peer, and its times are the
medians of those runs. Answers are compared; a wrong one is printed and fails
the run. Each row says how many times the best peer Weft is, and whether that is
what is needed or aimed at (peers_report.py).
"""

import argparse
import collections
import http.client
import json
import pathlib
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.parse

import peers_report

HOPS = 3


def read_graph(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")[:3]


class Question(collections.namedtuple(
        "Question", "kind start direction target depth")):
    def line(self):
        return "\t".join(map(str, self))


def make_questions(graph, count):
    """Questions drawn with a fixed seed. Each kind starts from the ten nodes of
    most edges, then: one hop from nodes drawn evenly; within three hops from
    the near ends of edges drawn evenly; paths between nodes drawn evenly."""
    chosen = random.Random(20260101)
    degree, labels = collections.Counter(), collections.Counter()
    followers = collections.defaultdict(set)
    for subject, predicate, obj in graph:
        degree[subject] += 1
        degree[obj] += 1
        labels[predicate] += 1
        followers[predicate].add(obj)
    nodes = sorted(degree)
    hubs = [node for node, _ in degree.most_common(10)]
    edges = chosen.sample(graph, count)
    starts = {"both": hubs + chosen.sample(nodes, count),
              "out": hubs + [edge[0] for edge in edges],
              "in": hubs + [edge[2] for edge in edges]}
    questions = [Question("hop", node, "both", "*", 1)
                 for node in starts["both"]]
    for direction in ("out", "in"):
        questions += [Question("khop", node, direction, "*", HOPS)
                      for node in starts[direction]]
    ends = chosen.sample(nodes, 2 * count)
    questions += [Question("path", a, "both", b, 0)
                  for a, b in zip(ends[:count], ends[count:])]
    # Pairs of relations that follow each other, the most frequent ones.
    subjects = collections.defaultdict(set)
    for subject, predicate, _ in graph:
        subjects[predicate].add(subject)
    pairs = [(a, b) for a in labels for b in labels
             if not followers[a].isdisjoint(subjects[b])]
    pairs.sort(key=lambda pair: -labels[pair[0]] - labels[pair[1]])
    questions += [Question("two", a, "out", b, 0) for a, b in pairs[:10]]
    return questions


# --- Weft -------------------------------------------------------------------


def load_weft(args, questions):
    loaded = subprocess.run(
        [str(args.binary), "load", str(args.graph), str(args.work / "weft")],
        check=True, capture_output=True, text=True).stdout
    edges, seconds, size, _ = loaded.split()
    (args.work / "questions.tsv").write_text(
        "".join(q.line() + "\n" for q in questions), encoding="utf-8")
    return {"load": float(seconds), "bytes": int(size), "edges": int(edges)}


def ask_weft(args):
    out = subprocess.run(
        [str(args.binary), "ask", str(args.work / "weft"),
         str(args.work / "questions.tsv"), str(args.rounds)],
        check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in out.splitlines()]
    return [(int(row[1]), float(row[2])) for row in rows]


def middle(runs):
    """Of several runs the answers, and the median time of each."""
    return [(answers[0][0], sorted(time for _, time in answers)[len(runs) // 2])
            for answers in zip(*runs)]


# --- SQLite -----------------------------------------------------------------


class Sqlite:
    """Integer ids, two covering indexes, statements prepared and cached."""

    def __init__(self, args):
        self.path = args.work / "sqlite.db"
        self.path.unlink(missing_ok=True)
        self.db = sqlite3.connect(self.path, cached_statements=64)
        self.db.execute("pragma journal_mode = off")
        self.db.execute("pragma synchronous = off")
        self.db.execute("pragma cache_size = -400000")

    def load(self, graph_path):
        start = time.perf_counter()
        ids, rows, labels = {}, [], {}
        for subject, predicate, obj in read_graph(graph_path):
            rows.append((ids.setdefault(subject, len(ids)),
                         labels.setdefault(predicate, len(labels)),
                         ids.setdefault(obj, len(ids))))
        db = self.db
        db.execute("create table node(id integer primary key, name text)")
        db.execute("create table label(id integer primary key, name text)")
        db.execute("create table edge(s integer, p integer, o integer, "
                   "primary key (s, p, o)) without rowid")
        db.executemany("insert into node values (?, ?)",
                       ((i, name) for name, i in ids.items()))
        db.executemany("insert into label values (?, ?)",
                       ((i, name) for name, i in labels.items()))
        rows.sort()
        db.executemany("insert or ignore into edge values (?, ?, ?)", rows)
        db.execute("create index incoming on edge(o, p, s)")
        db.execute("create unique index by_name on node(name)")
        db.commit()
        db.execute("analyze")
        self.ids, self.labels = ids, labels
        return time.perf_counter() - start

    def size(self):
        return self.path.stat().st_size

    def answer(self, q):
        db = self.db
        if q.kind == "two":
            return db.execute(
                "select count(*) from edge a join edge b on b.s = a.o "
                "where a.p = ? and b.p = ?",
                (self.labels[q.start], self.labels[q.target])).fetchone()[0]
        start = self.ids[q.start]
        if q.kind == "hop":
            return (len(db.execute("select s, p, o from edge where s = ?",
                                   (start,)).fetchall()) +
                    len(db.execute("select s, p, o from edge where o = ?",
                                   (start,)).fetchall()))
        if q.kind == "khop":
            # "cross join": read the frontier first, then the index.
            step = ("select e.o from frontier f cross join edge e "
                    "on e.s = f.id" if q.direction == "out" else
                    "select e.s from frontier f cross join edge e "
                    "on e.o = f.id")
            return self.count_within(start, q.depth, step)
        return self.path_length(start, self.ids[q.target])

    def count_within(self, start, depth, step):
        """Level by level in temporary tables: faster than one recursive
        query, which forgets nothing between levels."""
        db = self.db
        db.execute("create temp table if not exists seen"
                   "(id integer primary key)")
        db.execute("create temp table if not exists frontier"
                   "(id integer primary key)")
        db.execute("create temp table if not exists next"
                   "(id integer primary key)")
        db.execute("delete from seen")
        db.execute("delete from frontier")
        db.execute("insert into seen values (?)", (start,))
        db.execute("insert into frontier values (?)", (start,))
        for _ in range(depth):
            db.execute("delete from next")
            db.execute("insert or ignore into next " + step)
            db.execute("delete from frontier")
            db.execute("insert into frontier select id from next "
                       "where id not in seen")
            db.execute("insert into seen select id from frontier")
        return db.execute("select count(*) from seen").fetchone()[0] - 1

    def neighbours(self, nodes):
        marks = ",".join(map(str, nodes))
        found = [row[0] for row in self.db.execute(
            f"select o from edge where s in ({marks})")]
        found += [row[0] for row in self.db.execute(
            f"select s from edge where o in ({marks})")]
        return found

    def path_length(self, a, b):
        """From both ends, the smaller frontier first."""
        if a == b:
            return 0
        sides = [({a}, {a}), ({b}, {b})]
        length = 0
        while sides[0][1] and sides[1][1]:
            i = 0 if len(sides[0][1]) <= len(sides[1][1]) else 1
            seen, frontier = sides[i]
            length += 1
            new = set()
            frontier = list(frontier)
            for at in range(0, len(frontier), 10_000):
                new.update(self.neighbours(frontier[at:at + 10_000]))
            new -= seen
            if not new.isdisjoint(sides[1 - i][0]):
                return length
            sides[i] = (seen | new, new)
        return -1


def run_peer(peer, args, questions):
    seconds = peer.load(args.graph)
    best = [(0, float("inf"))] * len(questions)
    for _ in range(args.rounds):
        for i, question in enumerate(questions):
            start = time.perf_counter()
            answer = peer.answer(question)
            used = 1e6 * (time.perf_counter() - start)
            best[i] = (answer, min(used, best[i][1]))
    return {"load": seconds, "bytes": peer.size(), "answers": best}


# --- Kuzu and LadybugDB -----------------------------------------------------

NODE_SCRIPT = r"""
const fs = require('fs');
const engine = require(process.argv[2]);
const [questionsPath, database, nodesCsv, edgesCsv, rounds] =
    process.argv.slice(3);
const quote = s => "'" + s.replace(/\\/g, '\\\\').replace(/'/g, "\\'") + "'";
(async () => {
  const db = new engine.Database(database);
  const connection = new engine.Connection(db, 2);
  const run = async text => {
    const result = await connection.query(text);
    const rows = await result.getAll();
    if (result.close) result.close();
    return rows;
  };
  let start = process.hrtime.bigint();
  await run('create node table N(id int64, name string, primary key(id))');
  await run('create rel table E(from N to N, p int64)');
  await run(`copy N from '${nodesCsv}' (delim='\t', header=false)`);
  await run(`copy E from '${edgesCsv}' (delim='\t', header=false)`);
  const load = Number(process.hrtime.bigint() - start) / 1e9;
  await run('checkpoint');
  const questions = fs.readFileSync(questionsPath, 'utf8').trim().split('\n')
      .map(line => line.split('\t'));
  const prepared = {};
  const text = (kind, direction, depth) => {
    const l = direction === 'in' ? '<-' : '-';
    const r = direction === 'out' ? '->' : '-';
    if (kind === 'hop')
      return 'match (a:N)-[e:E]-(b:N) where a.id = $a return e.p, b.id';
    if (kind === 'khop')
      return `match (a:N)${l}[e:E* shortest 1..${depth}]${r}(b:N) ` +
          'where a.id = $a and b.id <> $a return count(distinct b.id)';
    if (kind === 'path')
      return 'match (a:N)-[e:E* shortest 1..30]-(b:N) ' +
          'where a.id = $a and b.id = $b return length(e)';
    return 'match (a:N)-[x:E]->(b:N)-[y:E]->(c:N) ' +
        'where x.p = $a and y.p = $b return count(*)';
  };
  const answers = questions.map(() => [null, Infinity, null]);
  for (let round = 0; round < Number(rounds); ++round) {
    for (let i = 0; i < questions.length; ++i) {
      const [kind, a, direction, b, depth] = questions[i];
      const key = text(kind, direction, depth);
      try {
        prepared[key] = prepared[key] || await connection.prepare(key);
        const parameters = {a: Number(a)};
        if (b !== '*') parameters.b = Number(b);
        start = process.hrtime.bigint();
        const result = await connection.execute(prepared[key], parameters);
        const rows = await result.getAll();
        const used = Number(process.hrtime.bigint() - start) / 1e3;
        if (result.close) result.close();
        const answer = kind === 'hop' ? rows.length
            : rows.length === 0 ? -1 : Number(Object.values(rows[0])[0]);
        answers[i] = [answer, Math.min(used, answers[i][1]), null];
      } catch (error) {
        answers[i] = [null, 0, String(error).slice(0, 200)];
      }
    }
  }
  fs.writeFileSync(database + '.json', JSON.stringify({load, answers}));
  process.exit(0);
})().catch(error => { console.error(String(error)); process.exit(1); });
"""


def write_numbered(args):
    """The graph with numbers for names, as Kuzu's COPY wants it."""
    nodes, edges = args.work / "nodes.csv", args.work / "edges.csv"
    ids, labels = {}, {}
    with open(edges, "w", encoding="utf-8") as out:
        for subject, predicate, obj in read_graph(args.graph):
            out.write(f"{ids.setdefault(subject, len(ids))}\t"
                      f"{ids.setdefault(obj, len(ids))}\t"
                      f"{labels.setdefault(predicate, len(labels))}\n")
    with open(nodes, "w", encoding="utf-8") as out:
        for name, i in ids.items():
            quoted = '"' + name.replace('"', '""') + '"'
            out.write(f"{i}\t{quoted}\n")
    return nodes, edges, ids, labels


def run_node_peer(package, args, questions):
    modules = args.work / "node_modules"
    if not (modules / package).exists():
        done = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--prefix",
             str(args.work), package], capture_output=True, text=True)
        if done.returncode != 0:
            return f"npm install {package} failed: {done.stderr[-200:]}"
    nodes, edges, ids, labels = write_numbered(args)
    numbered = args.work / "numbered.tsv"
    with open(numbered, "w", encoding="utf-8") as out:
        for q in questions:
            names = labels if q.kind == "two" else ids
            target = "*" if q.target == "*" else names[q.target]
            out.write(f"{q.kind}\t{names[q.start]}\t{q.direction}\t{target}\t"
                      f"{q.depth}\n")
    stem = package.replace("/", "_").strip("@")
    database = args.work / f"{stem}.db"
    for old in args.work.glob(f"{stem}.db*"):
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    script = args.work / f"{stem}.js"
    script.write_text(NODE_SCRIPT, encoding="utf-8")
    done = subprocess.run(
        ["node", str(script), str(modules / package), str(numbered),
         str(database), str(nodes), str(edges), str(args.node_rounds)],
        capture_output=True, text=True)
    report = pathlib.Path(str(database) + ".json")
    if done.returncode != 0 or not report.exists():
        return f"{package} failed: {done.stderr[-300:]}"
    result = json.loads(report.read_text())
    files = [f for f in args.work.glob(f"{stem}.db*") if f != report]
    size = sum(f.stat().st_size for top in files
               for f in ([top] if top.is_file() else top.rglob("*"))
               if f.is_file())
    for answer in result["answers"]:
        if answer[2]:
            print(f"  {package}: {answer[2]}", file=sys.stderr)
            break
    return {"load": result["load"], "bytes": size,
            "answers": [(a[0], a[1]) for a in result["answers"]]}


# --- Virtuoso ----------------------------------------------------------------

VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {work}
NumberOfBuffers = 170000
MaxDirtyBuffers = 130000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 2000000
"""


class Virtuoso:
    """A server of its own; nodes and relations are short IRIs."""

    def __init__(self, args):
        self.folder = args.work / "virtuoso"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.sql, self.http = free_port(), free_port()
        (self.folder / "virtuoso.ini").write_text(
            VIRTUOSO_INI.format(sql=self.sql, http=self.http,
                                work=self.folder.resolve()))
        self.server = subprocess.Popen(
            ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"],
            cwd=self.folder, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        for _ in range(600):
            if self.isql("status();").returncode == 0:
                break
            time.sleep(0.1)
        self.connection = http.client.HTTPConnection("127.0.0.1", self.http)

    def isql(self, text):
        return subprocess.run(
            ["isql-vt", f"127.0.0.1:{self.sql}", "dba", "dba",
             f"exec={text}"], capture_output=True, text=True)

    def load(self, graph_path):
        self.ids, self.labels = {}, {}
        triples = self.folder / "graph.nt"
        with open(triples, "w", encoding="utf-8") as out:
            for subject, predicate, obj in read_graph(graph_path):
                s = self.ids.setdefault(subject, len(self.ids))
                p = self.labels.setdefault(predicate, len(self.labels))
                o = self.ids.setdefault(obj, len(self.ids))
                out.write(f"<http://n/{s}> <http://p/{p}> <http://n/{o}> .\n")
        start = time.perf_counter()
        self.isql(f"ld_dir('{self.folder.resolve()}', 'graph.nt', 'http://g');")
        self.isql("rdf_loader_run();")
        self.isql("checkpoint;")
        seconds = time.perf_counter() - start
        triples.unlink()
        return seconds

    def size(self):
        return (self.folder / "virtuoso.db").stat().st_size

    def ask(self, text):
        path = "/sparql?" + urllib.parse.urlencode(
            {"default-graph-uri": "http://g", "query": text,
             "format": "text/tab-separated-values"})
        self.connection.request("GET", path)
        reply = self.connection.getresponse()
        body = reply.read().decode()
        if reply.status != 200:
            raise RuntimeError(body[:200])
        return body.rstrip("\n").split("\n")[1:]

    def text(self, q):
        if q.kind == "two":
            return (f"select count(*) {{ ?a <http://p/{self.labels[q.start]}> "
                    f"?b . ?b <http://p/{self.labels[q.target]}> ?c }}")
        start = f"<http://n/{self.ids[q.start]}>"
        if q.kind == "hop":
            return (f"select ?p ?b {{ {{ {start} ?p ?b }} union "
                    f"{{ ?b ?p {start} }} }}")
        if q.kind == "khop":
            step = "?s ?p ?o" if q.direction == "out" else "?o ?p ?s"
            return (f"select count(distinct ?o) {{ {{ select ?s ?o "
                    f"{{ {step} }} }} option (transitive, t_distinct, t_in(?s),"
                    f" t_out(?o), t_min(1), t_max({q.depth})) . "
                    f"filter (?s = {start} && ?o != {start}) }}")
        end = f"<http://n/{self.ids[q.target]}>"
        return ("select ?d { { select ?s ?o { { ?s ?p ?o } union { ?o ?p ?s } "
                "} } option (transitive, t_distinct, t_shortest_only, t_in(?s),"
                " t_out(?o), t_min(1), t_max(30), t_direction 3, "
                "t_step('step_no') as ?d) . "
                f"filter (?s = {start} && ?o = {end}) }} limit 1")

    def answer(self, q):
        if q.kind == "path" and q.start == q.target:
            return 0
        rows = self.ask(self.text(q))
        if q.kind == "hop":
            return len(rows)
        return int(rows[0].strip('"')) if rows else -1

    def stop(self):
        self.isql("shutdown;")
        self.server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run_virtuoso(args, questions):
    if not shutil.which("virtuoso-t"):
        return "virtuoso-opensource-7-bin is not installed"
    peer = Virtuoso(args)
    try:
        return run_peer(peer, args, questions)
    finally:
        peer.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("graph", type=pathlib.Path)
    parser.add_argument("--binary", type=pathlib.Path,
                        default=pathlib.Path(
                            "bazel-bin/tests/bench/graph_bench"))
    parser.add_argument("--work", type=pathlib.Path,
                        default=pathlib.Path("/tmp/weft_graph_peers"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--node-rounds", type=int, default=3)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--peers", default="sqlite,virtuoso,kuzu,ladybug")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    graph = list(read_graph(args.graph))
    questions = make_questions(graph, args.count)
    del graph
    runners = {"sqlite": lambda a, q: run_peer(Sqlite(a), a, q),
               "virtuoso": run_virtuoso,
               "kuzu": lambda a, q: run_node_peer("kuzu", a, q),
               "ladybug": lambda a, q: run_node_peer("@ladybugdb/core", a, q)}
    results = {"weft": load_weft(args, questions)}
    runs = [ask_weft(args)]
    for peer in filter(None, args.peers.split(",")):
        print(f"{peer} ...", file=sys.stderr)
        outcome = runners[peer](args, questions)
        runs.append(ask_weft(args))
        if isinstance(outcome, str):
            print(f"{peer}: {outcome}", file=sys.stderr)
        else:
            results[peer] = outcome
    results["weft"]["answers"] = middle(runs)
    peers_report.report(results, questions, results["weft"]["edges"])
    return 1 if peers_report.count_wrong(results, questions) else 0


if __name__ == "__main__":
    sys.exit(main())
