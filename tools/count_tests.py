#!/usr/bin/env python3
"""Counts the test cases of a Bazel run and prints the closing line.

usage: count_tests.py EVENTS.json CHECK_STATUS BAZEL_STATUS

Reads Bazel's build event file, opens the XML report of every test target in
it, and prints "N passed, N failed, N skipped". The checks before the build
count as one test. Exits 1 when anything failed or nothing ran.
"""

import json
import pathlib
import sys
import urllib.parse
import xml.etree.ElementTree


def reports(events_path):
    """Yields (target, XML path) of each test, the path None if it has none."""
    with open(events_path, encoding="utf-8") as events:
        for line in events:
            event = json.loads(line)
            result = event.get("testResult")
            if result is None:
                continue
            outputs = {o["name"]: o["uri"] for o in
                       result.get("testActionOutput", [])}
            uri = outputs.get("test.xml", "")
            path = urllib.parse.unquote(urllib.parse.urlparse(uri).path)
            yield (event["id"]["testResult"]["label"], result["status"],
                   pathlib.Path(path) if path else None)


def count(path, status):
    """(passed, failed, skipped) of one report."""
    cases = []
    if path is not None and path.exists():
        try:
            root = xml.etree.ElementTree.parse(path).getroot()
            cases = list(root.iter("testcase"))
        except xml.etree.ElementTree.ParseError:
            pass
    if not cases:
        return (1, 0, 0) if status == "PASSED" else (0, 1, 0)
    failed = sum(1 for c in cases if c.find("failure") is not None
                 or c.find("error") is not None)
    skipped = sum(1 for c in cases if c.find("skipped") is not None
                  or c.get("result") == "skipped"
                  or c.get("status") == "notrun")
    if status != "PASSED" and failed == 0:
        failed = 1  # crashed or timed out: the report does not say so
    return len(cases) - failed - skipped, failed, skipped


def main():
    events, check_status, bazel_status = sys.argv[1:]
    passed = failed = skipped = 0
    broken = []
    try:
        for label, status, path in reports(events):
            p, f, s = count(path, status)
            passed, failed, skipped = passed + p, failed + f, skipped + s
            if f:
                broken.append(label)
    except OSError as error:
        print(f"no test report: {error}", file=sys.stderr)
    if int(check_status) == 0:
        passed += 1
    else:
        failed += 1
        broken.append("tools/check.sh")
    if int(bazel_status) != 0 and failed == 0:
        failed += 1
        broken.append("bazel (the build itself, see above)")
    for label in broken:
        print(f"failed: {label}")
    print(f"{max(passed, 0)} passed, {failed} failed, {skipped} skipped")
    return 1 if failed or passed <= 1 else 0


if __name__ == "__main__":
    sys.exit(main())
