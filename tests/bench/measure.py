#!/usr/bin/env python3
"""Prints the figures of the README, measured on this machine.

usage: tests/bench/measure.py [--weft PATH] [--copies N] [--repeat N]

Input: the sample articles, copied under new ids (every copy with its number
in the text, so that no two are equal). "One core" is processor time of a
process pinned to one core; the rest is time on the wall. Absolute figures
depend on the machine, so each is printed beside a yardstick of the same run:
`gzip -9` over the same bytes for work of the processor, a bare write + fsync
of the same files for durability.
"""

import argparse
import json
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def make_corpus(folder, copies):
    """Writes the samples `copies` times; returns the list of paths."""
    paths = []
    samples = sorted((ROOT / "samples").glob("*.txt"))
    if not samples:
        sys.exit("no samples/*.txt")
    for copy in range(copies):
        for sample in samples:
            path = folder / f"{copy:05d}-{sample.name}"
            text = sample.read_text(encoding="utf-8").rstrip("\n")
            path.write_text(f"{text} Edition {copy} was printed.\n",
                            encoding="utf-8")
            paths.append(path)
    return paths


def pinned(command):
    return ["taskset", "-c", "0"] + [str(c) for c in command]


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(command, clock=time.monotonic, **kwargs):
    """Seconds and standard output of a command that must succeed."""
    start = clock()
    done = subprocess.run([str(c) for c in command], check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          **kwargs)
    return clock() - start, done.stdout


def best(repeat, function):
    return min(function() for _ in range(repeat))


def gzip_seconds(paths):
    data = b"".join(p.read_bytes() for p in paths)
    return run(pinned(["gzip", "-9", "-c"]), processor_seconds, input=data)[0]


def fsync_seconds(paths, folder):
    """Writes every file anew and syncs it: the floor of durable ingestion."""
    folder.mkdir()
    start = time.monotonic()
    for path in paths:
        with open(folder / path.name, "wb") as out:
            out.write(path.read_bytes())
            out.flush()
            os.fsync(out.fileno())
    return time.monotonic() - start


def statistics(weft, database):
    out = run([weft, "stats", "--db", database, "--format", "jsonl"])[1]
    return json.loads(out.splitlines()[0])


def folder_bytes(folder):
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def treebank_lines():
    """Sentences of ../shared's treebank, each once; None where it is absent."""
    path = ROOT.parent / "shared/ud/en_ewt/en_ewt-ud-dev.conllu"
    if not path.exists():
        return None
    with open(path, encoding="utf-8") as lines:
        return [line[len("# text = "):] for line in lines
                if line.startswith("# text = ")]


def measure_treebank(weft, repeat):
    lines = treebank_lines()
    if lines is None:
        print("distinct sentences: skipped, no ../shared/ud")
        return
    text = "".join(lines).encode()
    seconds = best(repeat, lambda: run(
        pinned([weft, "extract", "--lines", "--format=jsonl", "-"]),
        processor_seconds, input=text)[0])
    print(f"the same over {len(lines)} distinct sentences of the web "
          f"(UD EWT dev): {len(lines) / seconds:.0f} sentences/s")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--weft", type=pathlib.Path,
                        default=ROOT / "bazel-bin/service/cli/weft")
    parser.add_argument("--copies", type=int, default=100)
    parser.add_argument("--repeat", type=int, default=3)
    args = parser.parse_args()

    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        corpus = work / "corpus"
        corpus.mkdir()
        paths = make_corpus(corpus, args.copies)
        database = work / "db"

        start = best(args.repeat, lambda: run(pinned(
            [args.weft, "extract", paths[0], "--format=jsonl"]))[0])
        extract = best(args.repeat, lambda: run(
            pinned([args.weft, "extract", "--format=jsonl"] + paths),
            processor_seconds)[0])
        gzip = best(args.repeat, lambda: gzip_seconds(paths))

        def ingest():
            shutil.rmtree(database, ignore_errors=True)
            return run([args.weft, "ingest", "--db", database, corpus])[0]
        ingested = best(args.repeat, ingest)
        synced = fsync_seconds(paths, work / "synced")
        stats = statistics(args.weft, database)
        on_disk = folder_bytes(database)

    documents = len(paths)
    sentences = stats["sentences"]
    text_bytes = sum(len(s.read_bytes()) for s in
                     (ROOT / "samples").glob("*.txt")) * args.copies
    print(f"{documents} documents, {sentences} sentences, "
          f"{stats['facts']} facts, {text_bytes} bytes of text")
    print(f"raw text to facts, one core: {sentences / extract:.0f} "
          f"sentences/s ({extract / gzip:.1f} x the time of gzip -9; "
          f"program start to first facts {start:.2f} s)")
    measure_treebank(args.weft, args.repeat)
    print(f"durable ingest, all cores: {documents / ingested:.0f} documents/s "
          f"({synced / ingested:.2f} x the rate of write + fsync alone)")
    print(f"database: {on_disk / documents:.0f} bytes a document "
          f"({on_disk / text_bytes:.1f} x its text, which is kept inside), "
          f"{on_disk / stats['facts']:.0f} bytes a fact")


if __name__ == "__main__":
    main()
