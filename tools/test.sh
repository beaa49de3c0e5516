#!/usr/bin/env bash
# Everything that a change must pass: checks, build, every test that is not
# tagged "manual". Arguments are handed to bazel test:
#   tools/test.sh --config=asan
set -uo pipefail
cd "$(dirname "$0")/.."

tools/install.sh test || exit 1
tools/check.sh
checked=$?

config=(--config=opt)
for argument in "$@"; do
  [[ $argument == --config=* ]] && config=()
done
bazel test "${config[@]}" "$@" --keep_going \
  --build_event_json_file=bazel-test-events.json //...
tested=$?

python3 tools/count_tests.py bazel-test-events.json \
  "$checked" "$tested" || exit 1
