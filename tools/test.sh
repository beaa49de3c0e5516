#!/usr/bin/env bash
# Everything that a change must pass: checks, build, every test that is not
# tagged "manual". Arguments are handed to bazel test:
#   tools/test.sh --config=asan   (ubsan, tsan, opt)
# Without one the build is not optimised: it compiles in half the time.
set -uo pipefail
cd "$(dirname "$0")/.."

tools/install.sh test || exit 1
tools/check.sh
checked=$?

bazel test "$@" --keep_going \
  --build_event_json_file=bazel-test-events.json //...
tested=$?

python3 tools/count_tests.py bazel-test-events.json \
  "$checked" "$tested" || exit 1
