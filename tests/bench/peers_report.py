"""The table of graph_peers.py: values of each engine, and what they amount to.

`results`: by engine "load" (seconds), "bytes", "answers" (for each question the
answer, None where there is none, and microseconds).
"""

import collections


def percentile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


def group_of(question):
    if question.kind == "khop":
        return f"within {question.depth} {question.direction}"
    return {"hop": "1 hop", "path": "shortest path",
            "two": "two relations"}[question.kind]


# Row: how many times the best peer is needed, and aimed at; who is compared.
TARGETS = {
    "load, edges/s": (1, 2, ["kuzu"]),
    "1 hop, p50": (1, 4, ["sqlite"]),
    "1 hop, p95": (1, 4, ["sqlite"]),
    "within 3 out, p50": (1, 4, None),
    "within 3 out, p95": (1, 4, None),
    "within 3 in, p50": (1, 4, None),
    "within 3 in, p95": (1, 4, None),
    "shortest path, p50": (2, 10, None),
    "shortest path, p95": (2, 10, None),
    "two relations, p50": (1, 4, None),
}
BYTES_NEEDED, BYTES_AIM = 30, 14


def verdict(row, own, others):
    """How many times better than the best of the peers that count."""
    if row not in TARGETS:
        return ""
    needed, aim, only = TARGETS[row]
    others = {peer: value for peer, value in others.items()
              if only is None or peer in only}
    if not others:
        return "no peer"
    best = (max if "edges/s" in row else min)(others, key=others.get)
    ratio = (own / others[best] if "edges/s" in row else others[best] / own)
    said = "aim" if ratio >= aim else "yes" if ratio >= needed else "NO"
    return f"{ratio:6.1f} x {best}, {needed} needed, aim {aim}: {said}"


def print_row(row, results, values, text):
    """`values`: of each engine that has one."""
    cells = [text(values[peer]) if peer in values else "-" for peer in results]
    others = {peer: v for peer, v in values.items() if peer != "weft"}
    print(f"{row:22}" + "".join(f"{cell:>16}" for cell in cells) + "   " +
          verdict(row, values["weft"], others))


def report(results, questions, edges):
    print(f"\n{'':22}" + "".join(f"{name:>16}" for name in results))
    print_row("load, edges/s", results,
              {peer: edges / r["load"] for peer, r in results.items()},
              "{:,.0f}".format)
    each = {peer: r["bytes"] / edges for peer, r in results.items()}
    print_row("bytes an edge", results, each, "{:.1f}".format)
    print(f"{'':22}at most {BYTES_NEEDED}, aim {BYTES_AIM}: " +
          ("aim" if each["weft"] <= BYTES_AIM else
           "yes" if each["weft"] <= BYTES_NEEDED else "NO"))
    groups = collections.defaultdict(list)
    for i, question in enumerate(questions):
        groups[group_of(question)].append(i)
    for name, indexes in groups.items():
        for label, part in (("p50", 0.5), ("p95", 0.95)):
            values = {}
            for peer, result in results.items():
                times = [result["answers"][i][1] for i in indexes
                         if result["answers"][i][0] is not None]
                if len(times) == len(indexes):
                    values[peer] = percentile(times, part)
            print_row(f"{name}, {label}", results, values,
                      "{:,.1f} us".format)


def count_wrong(results, questions):
    wrong = 0
    for peer, result in results.items():
        for i, question in enumerate(questions):
            expected = results["weft"]["answers"][i][0]
            found = result["answers"][i][0]
            if found is None or found == expected:
                continue
            wrong += 1
            print(f"{peer}: {question.line()} = {found}, weft: {expected}")
    return wrong
