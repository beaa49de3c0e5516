#!/usr/bin/env python3
"""Measures the extractor on the development data beside the repository.

usage: extractor/eval/run.py [--shared DIR] [--cli FILE] [--keep DIR]

Builds //extractor/eval:extract_cli (-c opt) unless --cli names one, runs it
over the benchmark sentences and articles and prints what their scorers say:
CaRB (and its one-to-one variant), BenchIE, recall of facts, fact synsets, and
sentences per second on one core from raw text to facts. Data that is not
there is skipped with a message. The data is not part of the repository.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--cli", help="an extract_cli that is built already")
    parser.add_argument("--keep", help="folder for the extractor's outputs")
    return parser.parse_args()


def build():
    subprocess.run(["bazel", "build", "--config=opt",
                    "//extractor/eval:extract_cli"], cwd=ROOT, check=True)
    out = subprocess.run(["bazel", "info", "--config=opt", "bazel-bin"],
                         cwd=ROOT, check=True, capture_output=True, text=True)
    return os.path.join(out.stdout.strip(), "extractor/eval/extract_cli")


class Run:
    def __init__(self, cli, shared, work):
        self.cli, self.shared, self.work = cli, shared, work

    def path(self, *parts):
        return os.path.join(self.shared, *parts)

    def have(self, *parts):
        if os.path.exists(self.path(*parts)):
            return True
        print("skipped: no %s" % self.path(*parts))
        return False

    def extract(self, name, flags, files):
        target = os.path.join(self.work, name)
        with open(target, "w") as out:
            subprocess.run([self.cli] + flags + files, check=True, stdout=out)
        return target

    def score(self, title, lines, *command):
        result = subprocess.run([sys.executable] + list(command), text=True,
                                capture_output=True)
        text = result.stdout if result.returncode == 0 else result.stderr
        print(title)
        for line in text.split("\n"):
            if re.search(lines, line):
                print("   " + line.strip())

    def oie(self):
        if not self.have("oie", "carb_dev"):
            return
        sentences = self.path("oie", "carb_dev", "sentences.txt")
        flags = ["--format=oie", "--pretokenized"]
        nary = self.extract("nary.tsv", flags + ["--view=nary"], [sentences])
        binary = self.extract("binary.tsv", flags + ["--view=binary"],
                              [sentences])
        gold = self.path("oie", "carb_dev", "gold.tsv")
        scorer = self.path("oie", "score_carb.py")
        self.score("CaRB dev, n-ary view", "^CaRB|^all", scorer, gold, nary)
        self.score("CaRB dev, one to one", "^CaRB", scorer, gold, nary,
                   "--single")
        if self.have("oie", "benchie_dev"):
            self.benchie(binary)

    def benchie(self, binary):
        folder = self.path("oie", "benchie_dev")
        squeeze = lambda text: re.sub(r"\W", "", text)
        with open(os.path.join(folder, "sentences.txt")) as lines:
            wanted = {squeeze(line.split("\t")[-1]) for line in lines}
        target = os.path.join(self.work, "benchie.tsv")
        with open(binary) as lines, open(target, "w") as out:
            out.writelines(line for line in lines
                           if squeeze(line.split("\t")[0]) in wanted)
        self.score("BenchIE dev, binary view", "^BenchIE",
                   self.path("oie", "score_benchie.py"),
                   os.path.join(folder, "gold.txt"), target)

    def facts(self):
        if not self.have("eval", "facts.jsonl"):
            return
        documents = self.path("eval", "documents")
        files = [os.path.join(documents, "00%d.txt" % i) for i in (0, 2, 4)]
        facts = self.extract("facts.jsonl", [], files)
        shown = r"^recall  |^  3  |^  time|^  quant|^  attr|^  extractions"
        scorer = self.path("eval", "score_facts.py")
        self.score("facts, documents 000 002 004", shown, scorer,
                   self.path("eval", "facts.jsonl"), facts, "--extra",
                   self.path("eval", "facts_extra.jsonl"))
        self.score("synsets", "^lenient  ",
                   self.path("eval", "score_synsets.py"),
                   self.path("eval", "synsets.jsonl"), facts)
        for letter, first in (("c", "1"), ("d", "2")):
            folder = self.path("eval", "articles", "documents")
            files = sorted(os.path.join(folder, name)
                           for name in os.listdir(folder)
                           if name.startswith(first))
            facts = self.extract("facts_%s.jsonl" % letter, [], files)
            self.score("facts, articles %s1 to %s8" % (first, first), shown,
                       scorer, self.path("eval", "articles",
                                         "facts_%s.jsonl" % letter), facts)

    def speed(self):
        if not self.have("oie", "oie2016_train"):
            return
        text = self.path("oie", "oie2016_train", "sentences.txt")
        with open(text) as lines:
            count = sum(1 for _ in lines)
        empty = os.path.join(self.work, "one.txt")
        with open(empty, "w") as out:
            out.write("Ruiz resigned.\n")
        seconds = []
        for path in (empty, text):
            start = time.process_time(), os.times().children_user
            subprocess.run([self.cli, "--lines", path], check=True,
                           stdout=subprocess.DEVNULL)
            seconds.append(os.times().children_user - start[1])
        print("speed: %d sentences from text to facts, %.2f s of one core "
              "(start not counted): %.0f sentences/s" % (
                  count, seconds[1] - seconds[0],
                  count / max(1e-3, seconds[1] - seconds[0])))


def main():
    args = arguments()
    shared = os.path.abspath(args.shared)
    if not os.path.isdir(shared):
        print("skipped: no data at %s (see --shared)" % shared)
        return
    with tempfile.TemporaryDirectory() as scratch:
        work = args.keep or scratch
        os.makedirs(work, exist_ok=True)
        run = Run(args.cli or build(), shared, work)
        run.oie()
        run.facts()
        run.speed()


if __name__ == "__main__":
    main()
