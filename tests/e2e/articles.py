"""Texts and triples that the tests write, kill and count."""

import random

_FIRST = ["Nor", "Quor", "Tel", "Bras", "Vel", "Kess", "Mar", "Ald", "Fen",
          "Gar"]
_LAST = ["vane", "ra", "lin", "ken", "mont", "well", "dale", "by", "ton",
         "ford"]


def company(number):
    """One of a hundred, so that documents share them."""
    number %= 100
    return _FIRST[number // 10] + _LAST[number % 10]


def text(number):
    """An article of its own, about companies of others."""
    rng = random.Random(number)
    lines = [f"Report number {number}", "2025-03-04", ""]
    for _ in range(12):
        a, b, c = (company(rng.randrange(100)) for _ in range(3))
        lines.append(rng.choice([
            f"{a} bought {b} for ${rng.randrange(2, 90)} million on Monday.",
            f"{a} sells computers to {b}, and {c} supplies the chips.",
            f"{a}'s stock fell {rng.randrange(2, 60)}% after {b} left {c}.",
            f"{a} did not sue {b}.",
            f"According to {a}, {b} will open a plant in Fenby in 2026.",
        ]))
    return "\n".join(lines) + "\n"


def triples(seed, count, nodes):
    """Lines of `weft load`: few nodes are in many of them."""
    rng = random.Random(seed)
    return "".join(
        f"node {rng.randrange(nodes)}\trelation {rng.randrange(9)}\t"
        f"node {int(nodes ** rng.random())}\t{1990 + n % 30}\n"
        for n in range(count))
