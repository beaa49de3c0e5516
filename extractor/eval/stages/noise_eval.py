#!/usr/bin/env python3
"""Measures what the cleaning drops: noise that is gone, prose that is lost.

    noise_eval.py TEXT_STAGES DOCUMENTS_DIR NOISE.jsonl FACTS.jsonl [--show]

NOISE.jsonl: {"doc", "spans": [[begin, end, text]]} with code point offsets;
FACTS.jsonl: {"doc", "sentence"}: sentences that must survive. Prints the share
of noise characters dropped, and the gold sentences that lost a byte.
"""
import argparse
import json
import os
import subprocess


def byte_spans(text, spans):
    for begin, end, _ in spans:
        yield len(text[:begin].encode()), len(text[:end].encode())


def main():
    noise = {d["doc"]: d["spans"] for d in map(json.loads, open(ARGS.noise, encoding="utf-8"))}
    facts = {}
    for fact in map(json.loads, open(ARGS.facts, encoding="utf-8")):
        facts.setdefault(fact["doc"], set()).add(fact["sentence"])
    total = gone = spans_total = spans_gone = sentences = lost = missing = 0
    for doc in sorted(set(noise) | set(facts)):
        path = os.path.join(ARGS.documents, doc + ".txt")
        text = open(path, encoding="utf-8", newline="").read()
        data = text.encode()
        out = subprocess.run([ARGS.text_stages, "clean", path], stdout=subprocess.PIPE, check=True).stdout
        dropped = bytearray(len(data))
        for begin, end, _ in json.loads(out).get("dropped", []):
            dropped[begin:end] = b"\1" * (end - begin)
        for (begin, end), span in zip(byte_spans(text, noise.get(doc, [])), noise.get(doc, [])):
            hit = sum(dropped[begin:end])
            total, gone, spans_total = total + end - begin, gone + hit, spans_total + 1
            spans_gone += 2 * hit > end - begin
            if ARGS.show and 2 * hit <= end - begin:
                print(f"{doc} kept noise: {span[2]}")
        for sentence in sorted(facts.get(doc, ())):
            at = text.find(sentence)
            sentences += 1
            if at < 0:
                missing += 1
                continue
            begin = len(text[:at].encode())
            if any(dropped[begin:begin + len(sentence.encode())]):
                lost += 1
                print(f"{doc} LOST: {sentence[:100]}")
    if total:
        print(f"noise dropped: {100 * gone / total:.1f} % of {total} bytes, {spans_gone} of {spans_total} spans")
    print(f"gold sentences lost: {lost} of {sentences} ({missing} not found in the text)")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text_stages")
    parser.add_argument("documents")
    parser.add_argument("noise")
    parser.add_argument("facts")
    parser.add_argument("--show", action="store_true")
    ARGS = parser.parse_args()
    main()
