#!/usr/bin/env python3
"""Measures the extractor on the development data beside the repository.

usage: extractor/eval/run.py [--shared DIR] [--cli FILE] [--evaluate FILE]
                             [--keep DIR] [--ablations] [--details]

Builds //extractor/eval:extract_cli and //extractor/analysis:evaluate
(--config=opt) unless --cli and --evaluate name them, runs them over the
benchmarks and articles and prints one table: each figure with the value that
is asked of it and the one that is aimed at. doc/evaluation.md says what the
figures mean. --details prints the scorers' own lines too; --ablations what the
facts lose when a part is left out. Data that is not there is skipped with a
message; none of it is part of the repository.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
HERE = os.path.dirname(os.path.abspath(__file__))
QUALIFIERS = (("time", "time (ISO)"), ("quantity", "quantity (value and unit)"),
              ("attribution", "attribution"),
              ("negation", "negation of negated facts"))
RUNS = 3  # of each timing; the best counts


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--shared", default=os.path.join(ROOT, "..", "shared"))
    parser.add_argument("--cli", help="an extract_cli that is built already")
    parser.add_argument("--evaluate", help="an evaluate that is built already")
    parser.add_argument("--keep", help="folder for the extractor's outputs")
    parser.add_argument("--ablations", action="store_true")
    parser.add_argument("--details", action="store_true")
    return parser.parse_args()


def build(target):
    subprocess.run(["bazel", "build", "--config=opt", "//" + target], cwd=ROOT,
                   check=True)
    out = subprocess.run(["bazel", "info", "--config=opt", "bazel-bin"],
                         cwd=ROOT, check=True, capture_output=True, text=True)
    return os.path.join(out.stdout.strip(), target.replace(":", "/"))


class Table:
    """Rows of figures beside what is wanted of them."""

    def __init__(self):
        self.rows = []

    def add(self, name, value, resolve=None, aim=None, unit="%", most=False):
        """`most`: the value should not be above what is wanted."""
        self.rows.append((name, value, resolve, aim, unit, most))

    def __str__(self):
        lines = ["%-52s %9s %10s %8s" % ("figure", "value", "to resolve",
                                         "aim")]
        for name, value, resolve, aim, unit, most in self.rows:
            show = lambda x: "" if x is None else (
                "%d" % x if x >= 1000 else "%.4g" % round(x, 2))
            mark = ""
            if resolve is not None:
                better = lambda x: value <= x if most else value >= x
                mark = "  aim reached" if better(aim) else \
                    "" if better(resolve) else "  below"
            lines.append("%-52s %9s %10s %8s %s%s" % (
                name, show(value), show(resolve), show(aim), unit, mark))
        return "\n".join(lines)


class Run:
    def __init__(self, args, work):
        self.cli = args.cli or build("extractor/eval:extract_cli")
        self.evaluate = args.evaluate or build("extractor/analysis:evaluate")
        self.shared, self.work = os.path.abspath(args.shared), work
        self.details, self.table = args.details, Table()

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

    def score(self, *command):
        """What a scorer prints with --json."""
        if self.details:
            print(subprocess.run([sys.executable] + list(command), text=True,
                                 capture_output=True).stdout)
        result = subprocess.run([sys.executable] + list(command) + ["--json"],
                                text=True, capture_output=True)
        if result.returncode:
            sys.exit("%s failed: %s" % (command[0], result.stderr))
        return json.loads(result.stdout)

    # --- the trained part ---------------------------------------------------

    def model(self):
        if not self.have("ud", "en_ewt"):
            return
        out = subprocess.run(
            [self.evaluate,
             "--conllu=" + self.path("ud", "en_ewt", "en_ewt-ud-dev.conllu"),
             "--iob2=" + self.path("ud", "uner_en_ewt", "en_ewt-ud-dev.iob2")],
            check=True, capture_output=True, text=True).stdout
        if self.details:
            print(out)
        las = re.search(r"^LAS\s+([\d.]+)", out, re.M)
        names = re.search(r"^names.*F1 ([\d.]+)", out, re.M)
        if las:
            self.table.add("parser: LAS, EWT dev", float(las[1]), 87, 89.5)
        if names:
            self.table.add("names: F1, UNER EWT dev", float(names[1]), 74, 82)

    # --- tuples -------------------------------------------------------------

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
        carb = self.score(scorer, gold, nary)
        self.table.add("CaRB dev: F1 (n-ary view)", 100 * carb["f1"], 50, 56)
        single = self.score(scorer, gold, nary, "--single")
        self.table.add("CaRB dev: F1 one to one", 100 * single["f1"], 42, 47)
        self.table.add("CaRB dev: AUC_flat", 100 * carb["auc_flat"], 28, 36)
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
        score = self.score(self.path("oie", "score_benchie.py"),
                           os.path.join(folder, "gold.txt"), target)
        self.table.add("BenchIE dev: F1 (binary view)", 100 * score["f1"], 38,
                       47)

    # --- facts --------------------------------------------------------------

    def sets(self):
        """(label, gold, documents) of the three sets of facts."""
        if not self.have("eval", "facts.jsonl"):
            return
        documents = self.path("eval", "documents")
        yield ("web", self.path("eval", "facts.jsonl"),
               [os.path.join(documents, "00%d.txt" % i) for i in (0, 2, 4)])
        for letter, first in (("c", "1"), ("d", "2")):
            folder = self.path("eval", "articles", "documents")
            yield ("clean" if letter == "c" else "noisy",
                   self.path("eval", "articles", "facts_%s.jsonl" % letter),
                   sorted(os.path.join(folder, name)
                          for name in os.listdir(folder)
                          if name.startswith(first)))

    def facts(self):
        counts = {}
        for label, gold, files in self.sets():
            facts = self.extract("facts_%s.jsonl" % label, [], files)
            extra = ["--extra", self.path("eval", "facts_extra.jsonl")] \
                if label == "web" else []
            score = self.score(self.path("eval", "score_facts.py"), gold,
                               facts, *extra)
            found, asked = score["by_importance"]["3"]
            self.table.add("facts, %s articles: recall, headline" % label,
                           100 * found / asked, 60, 85)
            self.table.add("facts, %s articles: recall, all" % label,
                           100 * score["recall"], 45, 70)
            for name, key in QUALIFIERS:
                right, matched, _ = score["qualifiers"].get(key, (0, 0, 0))
                sums = counts.setdefault(name, [0, 0])
                sums[0], sums[1] = sums[0] + right, sums[1] + matched
            if label == "web":
                synsets = self.score(self.path("eval", "score_synsets.py"),
                                     self.path("eval", "synsets.jsonl"), facts)
                self.synsets = 100 * synsets["lenient"]["f1"]
            if label == "noisy":
                self.noise = self.noise_share(facts)
        for name, (right, matched) in counts.items():
            self.table.add("  %s right, of %d facts found" % (name, matched),
                           100 * right / max(1, matched), 75, 95)
        if counts:
            self.table.add("fact synsets: F1", self.synsets, 35, 50)
            self.table.add("facts that stem from noise", self.noise, 2, 0,
                           most=True)

    def noise_share(self, facts):
        """Per cent of the facts of which a slot, or most of the sentence, lies
        in a span that is marked as noise."""
        spans = {}
        with open(self.path("eval", "articles", "noise_d.jsonl")) as lines:
            for record in map(json.loads, lines):
                path = self.path("eval", "articles", "documents",
                                 record["doc"] + ".txt")
                with open(path, encoding="utf-8", newline="") as file:
                    text = file.read()
                at = lambda point: len(text[:point].encode())
                spans[record["doc"] + ".txt"] = [
                    (at(b), at(e)) for b, e, _ in record["spans"]]

        def overlap(doc, begin, end):
            return sum(max(0, min(end, e) - max(begin, b))
                       for b, e in spans.get(doc, ()))

        count = noisy = 0
        with open(facts) as lines:
            for fact in map(json.loads, lines):
                count += 1
                pieces = [fact[s] for s in ("subject_span", "relation_span",
                                            "object_span") if any(fact[s])]
                size = fact["end"] - fact["begin"]
                hit = 2 * overlap(fact["doc"], fact["begin"],
                                  fact["end"]) > size or any(
                    2 * overlap(fact["doc"], b, e) > e - b for b, e in pieces)
                noisy += hit
                if hit and self.details:
                    print("noise: %s %s | %s | %s" % (
                        fact["doc"], fact["subject"], fact["relation"],
                        fact["object"]))
        return 100 * noisy / max(1, count)

    # --- coreference --------------------------------------------------------

    def coreference(self):
        if not self.have("eval", "articles", "entities_c.jsonl"):
            return
        folder = self.path("eval", "articles", "documents")
        for letter, first, label in (("c", "1", "clean"), ("d", "2", "noisy")):
            files = sorted(os.path.join(folder, name)
                           for name in os.listdir(folder)
                           if name.startswith(first))
            entities = self.extract("entities_%s.jsonl" % letter,
                                    ["--format=entities"], files)
            score = self.score(
                os.path.join(HERE, "score_coref.py"),
                self.path("eval", "articles", "entities_%s.jsonl" % letter),
                entities, folder)
            self.table.add("coreference, %s articles: B3 F1" % label,
                           100 * score["b3"]["f1"], 65, 80)
            self.table.add("  mentions in the right entity",
                           100 * score["in_place"]["all"], 65, 80)

    # --- speed --------------------------------------------------------------

    def seconds(self, *flags):
        """Processor seconds of a run, the best of RUNS."""
        best = float("inf")
        for _ in range(RUNS):
            before = os.times()
            subprocess.run([self.cli] + list(flags), check=True,
                           stdout=subprocess.DEVNULL)
            after = os.times()
            best = min(best, after.children_user - before.children_user)
        return best

    def speed(self):
        empty = os.path.join(self.work, "one.txt")
        with open(empty, "w") as out:
            out.write("Ruiz resigned.\n")
        start = []
        for _ in range(RUNS):
            begin = time.time()
            subprocess.run([self.cli, "--format=none", empty], check=True)
            start.append(time.time() - begin)
        self.table.add("program and model start, wall", min(start), 0.3, 0.3,
                       "s", most=True)
        if not self.have("oie", "oie2016_train"):
            return
        text = self.path("oie", "oie2016_train", "sentences.txt")
        with open(text) as lines:
            count = sum(1 for _ in lines)
        idle = self.seconds("--format=analysis", empty)
        whole = self.seconds("--format=none", "--lines", text) - idle
        analysis = self.seconds("--format=analysis", "--lines", text) - idle
        self.table.add("raw text to facts, one core", count / max(1e-3, whole),
                       1000, 3000, "sentences/s")
        self.table.add("  share of the Open IE part",
                       100 * max(0, whole - analysis) / max(1e-3, whole), 30,
                       30, most=True)

    # --- ablations ----------------------------------------------------------

    def ablations(self):
        """Facts and synsets when a part is left out."""
        print("\n%-44s %s" % ("left out", "recall of facts %, web / clean / "
                              "noisy; extractions; synsets F1"))
        kept = {}
        for label, gold, files in self.sets():
            facts = os.path.join(self.work, "facts_%s.jsonl" % label)
            verbatim = self.extract("verbatim_%s.jsonl" % label,
                                    ["--verbatim"], files)
            kept[label] = gold, {"nothing": facts, "cleaning": verbatim,
                                 "coreference": self.without_coreference(facts,
                                                                         label)}
        for part in ("nothing", "coreference", "cleaning"):
            self.ablation(part, kept, part, 0)
        for least in (0.2, 0.4, 0.6):
            self.ablation("what has a confidence below %.1f" % least, kept,
                          "nothing", least)

    def ablation(self, title, kept, variant, least):
        recalls, count, f1 = [], 0, None
        limit = ["--min-confidence", str(least)]
        for label, (gold, variants) in kept.items():
            score = self.score(self.path("eval", "score_facts.py"), gold,
                               variants[variant], *limit)
            recalls.append("%.1f" % (100 * score["recall"]))
            count += score["extractions"]
            if label == "web":
                f1 = 100 * self.score(
                    self.path("eval", "score_synsets.py"),
                    self.path("eval", "synsets.jsonl"), variants[variant],
                    *limit)["lenient"]["f1"]
        print("%-44s %s; %d; %.1f" % (title, " / ".join(recalls), count, f1))

    def without_coreference(self, facts, label):
        """The words of the text in place of what they mean."""
        target = os.path.join(self.work, "words_%s.jsonl" % label)
        with open(facts) as lines, open(target, "w") as out:
            for fact in map(json.loads, lines):
                for slot in ("subject", "object"):
                    fact[slot] = fact[slot + "_mention"] or fact[slot]
                out.write(json.dumps(fact) + "\n")
        return target


def main():
    args = arguments()
    if not os.path.isdir(args.shared):
        print("skipped: no data at %s (see --shared)" % args.shared)
        return
    with tempfile.TemporaryDirectory() as scratch:
        work = args.keep or scratch
        os.makedirs(work, exist_ok=True)
        run = Run(args, work)
        run.model()
        run.oie()
        run.facts()
        run.coreference()
        run.speed()
        print(run.table)
        if args.ablations:
            run.ablations()


if __name__ == "__main__":
    main()
