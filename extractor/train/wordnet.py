"""Reads WordNet's data files: names that are instances, classes of nouns."""

import os

# Lexicographer files whose instances are names of our kinds.
NAME_FILES = {"18": "person", "15": "place", "14": "organization"}
_LICENCE = " "  # begins its lines, which hold no entry


def instances(path):
    """Yields (kind, words) of the instances that data.noun lists."""
    with open(path, encoding="latin1") as lines:
        for line in lines:
            fields = line.split(" ")
            if line.startswith(_LICENCE) or " @i " not in line:
                continue
            if fields[1] not in NAME_FILES:
                continue
            for i in range(int(fields[3], 16)):
                yield NAME_FILES[fields[1]], fields[4 + 2 * i].split("_")


def first_senses(folder):
    """{noun: lexicographer file of its first sense}, nouns of one word."""
    files, found = {}, {}
    with open(os.path.join(folder, "data.noun"), encoding="latin1") as lines:
        for line in lines:
            if not line.startswith(_LICENCE):
                files[line[:8]] = line[9:11]
    with open(os.path.join(folder, "index.noun"), encoding="latin1") as lines:
        for line in lines:
            fields = line.split()
            if not line.startswith(_LICENCE) and "_" not in fields[0]:
                found[fields[0]] = files.get(fields[-int(fields[2])])
    return found
