#!/usr/bin/env python3
"""Scores tokens and sentences of the splitter against a UD treebank.

    split_eval.py TEXT_STAGES FILE.conllu [--paragraphs] [--errors N]

The text of each document is put together from "# text" lines: a blank between
sentences, with --paragraphs a line end where the treebank begins a paragraph.
Prints precision, recall and F1 of token spans and of sentence spans (both ends
right), in percent.
"""
import argparse
import collections
import subprocess


def read_documents(path):
    """Yields (text, gold sentences), a sentence a list of (begin, end) bytes."""
    text, sentences = bytearray(), []
    with open(path, encoding="utf-8") as file:
        block = []
        for line in file:
            if line.strip():
                block.append(line.rstrip("\n"))
                continue
            new_document = any(l.startswith("# newdoc") for l in block)
            new_paragraph = any(l.startswith("# newpar") for l in block)
            if new_document and sentences:
                yield bytes(text), sentences
                text, sentences = bytearray(), []
            if sentences:
                text += "\u2028".encode() if ARGS.paragraphs and new_paragraph else b" "
            sentence_text = next(l[9:] for l in block if l.startswith("# text = ")).encode()
            sentences.append(align(block, sentence_text, len(text)))
            text += sentence_text
            block = []
    if sentences:
        yield bytes(text), sentences


def align(block, text, base):
    """Spans of the words of one sentence; words of a multiword token are laid one behind the other."""
    spans, at, until = [], 0, 0
    for line in block:
        fields = line.split("\t")
        if line.startswith("#") or "." in fields[0]:
            continue
        if "-" in fields[0]:
            continue
        form = fields[1].encode()
        found = text.find(form, at)
        if found < 0 or found > at + 2:
            # A form that is corrected in the treebank: take it as it stands by its length.
            found = at
            while text[found:found + 1] == b" ":
                found += 1
        spans.append((base + found, base + found + len(form)))
        at = found + len(form)
    return spans


def score(name, right, system, gold):
    precision, recall = 100 * right / max(1, system), 100 * right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:9} P {precision:6.2f}  R {recall:6.2f}  F1 {f1:6.2f}  ({gold} gold, {system} found)")


def main():
    documents = list(read_documents(ARGS.treebank))
    given = b"\n".join(text for text, _ in documents) + b"\n"
    output = subprocess.run([ARGS.text_stages, "split"], input=given, stdout=subprocess.PIPE, check=True).stdout
    counts, missed = collections.Counter(), collections.Counter()
    for (text, gold), line in zip(documents, output.decode().splitlines()):
        found = [[tuple(map(int, t.split(","))) for t in s.split()] for s in line.split("|") if s]
        gold_tokens = {t for s in gold for t in s}
        found_tokens = {t for s in found for t in s}
        gold_sentences = {(s[0][0], s[-1][1]) for s in gold}
        found_sentences = {(s[0][0], s[-1][1]) for s in found}
        counts["token right"] += len(gold_tokens & found_tokens)
        counts["token gold"] += len(gold_tokens)
        counts["token found"] += len(found_tokens)
        counts["sentence right"] += len(gold_sentences & found_sentences)
        counts["sentence gold"] += len(gold_sentences)
        counts["sentence found"] += len(found_sentences)
        if ARGS.errors:
            report_errors(text, gold_tokens, found_tokens, gold_sentences, found_sentences, missed)
    score("tokens", counts["token right"], counts["token found"], counts["token gold"])
    score("sentences", counts["sentence right"], counts["sentence found"], counts["sentence gold"])
    for error, count in missed.most_common(ARGS.errors):
        print(f"{count:5} {error}")


def report_errors(text, gold, found, gold_sentences, found_sentences, missed):
    for begin, end in sorted(gold - found):
        inside = sorted(t for t in found if t[0] < end and begin < t[1])
        pieces = " ".join(text[b:e].decode(errors="replace") for b, e in inside)
        missed[f"token  {text[begin:end].decode(errors='replace')!r} found as {pieces!r}"] += 1
    gold_ends = {end for _, end in gold_sentences}
    found_ends = {end for _, end in found_sentences}
    for end in sorted(gold_ends - found_ends):
        context = text[max(0, end - 25):end] + b" || " + text[end:end + 20]
        missed["end missed  " + context.decode(errors="replace")] += 1
    for end in sorted(found_ends - gold_ends):
        context = text[max(0, end - 25):end] + b" || " + text[end:end + 20]
        missed["end too many  " + context.decode(errors="replace")] += 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text_stages")
    parser.add_argument("treebank")
    parser.add_argument("--paragraphs", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    ARGS = parser.parse_args()
    main()
