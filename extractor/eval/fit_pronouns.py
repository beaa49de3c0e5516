#!/usr/bin/env python3
"""Fits the weights of the pronoun ranker (extractor/coref/pronoun_ranker.h).

    pronoun_decisions TRAIN.conllu > train.txt
    pronoun_decisions DEV.conllu > dev.txt
    fit_pronouns.py TRAIN.conllu train.txt DEV.conllu dev.txt \\
        > extractor/coref/pronoun_weights.h

The treebank is UD English GUM (documents with an open licence; annotation CC
BY 4.0, texts CC BY, CC BY-SA 3.0 and public domain), whose Entity= keys say
which phrases are one. A candidate is right when its word is the head of a
phrase of the pronoun's entity; when none is, "none" is right. The loss is the
negative logarithm of the summed probability of all right candidates, plus an
L2 penalty; the method AdaGrad, order and start fixed, so that the same input
gives the same weights. The choices that the resolver makes with the weights
of before are part of the features: fit twice. Standard library only; about a
minute.
"""
import collections
import math
import re
import sys

EPOCHS, RATE, PENALTY = 15, 0.1, 1e-2
# News is not GUM: "it" is an organisation more often and empty more seldom.
# (group, feature within the group, points), set by hand: "it" with none; "it"
# with a named organisation, kType + 2 in pronoun_ranker.cc.
NEWS = ((1, 0, -0.7), (1, 33, 0.8))
PIECE = re.compile(r"\((\d+)|(\d+)\)")


def documents(path):
    """{document: [[(head, entity keys begun, ended)] a sentence]}."""
    result, sentence, name = collections.OrderedDict(), [], ""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# sent_id"):
                name = line.split("=")[1].strip().rsplit("-", 1)[0]
            elif line.strip() and line[0] != "#":
                cells = line.rstrip("\n").split("\t")
                if cells[0].isdigit():
                    entity = re.search(r"Entity=([^|]*)", cells[9])
                    sentence.append((int(cells[6]) - 1,
                                     entity.group(1) if entity else ""))
            elif not line.strip() and sentence:
                result.setdefault(name, []).append(sentence)
                sentence = []
    return result


def entities(sentence):
    """{token: entities of which it is the head}."""
    heads, open_at = collections.defaultdict(set), []
    for token, (_, marks) in enumerate(sentence):
        rest = marks
        for match in re.finditer(r"\((\d+)(?:-[^()]*)?(\))?|(\d+)\)", rest):
            if match.group(1):
                if match.group(2):
                    heads[token].add(match.group(1))
                else:
                    open_at.append((match.group(1), token))
            else:
                for i in range(len(open_at) - 1, -1, -1):
                    if open_at[i][0] == match.group(3):
                        entity, begin = open_at.pop(i)
                        head = head_of(sentence, begin, token)
                        heads[head].add(entity)
                        break
    return heads


def head_of(sentence, begin, end):
    for token in range(begin, end + 1):
        if not begin <= sentence[token][0] <= end:
            return token
    return begin


def decisions(treebank, path):
    """[(options as lists of features, set of right options)]; "none" last."""
    gold = {name: [entities(s) for s in sentences]
            for name, sentences in documents(treebank).items()}
    result, here, pronoun, options, right = [], None, None, [], set()
    with open(path) as lines:
        for line in lines:
            kind, *cells = line.split()
            if kind == "D":
                here = gold[cells[0]]
            elif kind == "P":
                wanted = here[int(cells[0])].get(int(cells[1]), set())
                options, right = [], set()
            elif kind == "O":
                found = here[int(cells[0])].get(int(cells[1]), set())
                if found & wanted:
                    right.add(len(options))
                options.append([int(c) for c in cells[2:]])
            else:
                if not right:
                    right.add(len(options))
                options.append([int(c) for c in cells])
                result.append((options, right))
    return result


def probabilities(weights, options):
    scores = [sum(weights[f] for f in option) for option in options]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]


def fit(data, count):
    weights, squares = [0.0] * count, [1e-6] * count
    for _ in range(EPOCHS):
        for options, right in data:
            chances = probabilities(weights, options)
            mass = sum(chances[i] for i in right)
            slope = collections.defaultdict(float)
            for i, option in enumerate(options):
                g = chances[i] - (chances[i] / mass if i in right else 0.0)
                if abs(g) < 1e-5:
                    continue
                for feature in option:
                    slope[feature] += g
            for feature, g in slope.items():
                g += PENALTY * weights[feature]
                squares[feature] += g * g
                weights[feature] -= RATE * g / math.sqrt(squares[feature])
    return weights


def report(name, data, weights, per_group):
    groups = collections.Counter(), collections.Counter()
    for options, right in data:
        chances = probabilities(weights, options)
        best = max(range(len(options)), key=lambda i: (chances[i], -i))
        group = options[-1][0] // per_group
        groups[0][group] += best in right
        groups[1][group] += 1
        if len(options) - 1 not in right:
            groups[0]["antecedent"] += best in right
            groups[1]["antecedent"] += 1
    print(name + ": " + ", ".join(
        "%s %.1f %% of %d" % (label, 100 * groups[0][key] / groups[1][key],
                              groups[1][key])
        for key, label in ((0, "he/she"), (1, "it"), (2, "they"),
                           ("antecedent", "those with an antecedent"))
        if groups[1][key]), file=sys.stderr)


def main():
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    train = decisions(sys.argv[1], sys.argv[2])
    dev = decisions(sys.argv[3], sys.argv[4])
    # The first feature of "none" is the first of its group.
    starts = sorted({options[-1][0] for options, _ in train})
    per_group = starts[1] - starts[0]
    weights = fit(train, 3 * per_group)
    report("train", train, weights, per_group)
    report("dev", dev, weights, per_group)
    for group, feature, points in NEWS:
        weights[group * per_group + feature] += points
    print("""// Fitted by extractor/eval/fit_pronouns.py on UD English GUM; do not edit.
#ifndef WEFT_EXTRACTOR_COREF_PRONOUN_WEIGHTS_H_
#define WEFT_EXTRACTOR_COREF_PRONOUN_WEIGHTS_H_

namespace weft::extractor {

// he and she, it, they; by feature (pronoun_ranker.cc).
// clang-format off
inline constexpr float kPronounWeights[3 * %d] = {""" % per_group)
    row = ""
    for weight in weights:
        cell = "%.2ff," % weight
        if len(row) + len(cell) + 5 > 80:
            print("    " + row.strip())
            row = ""
        row += cell + " "
    print("    " + row.strip())
    print("""};
// clang-format on

}  // namespace weft::extractor

#endif  // WEFT_EXTRACTOR_COREF_PRONOUN_WEIGHTS_H_""")


if __name__ == "__main__":
    main()
