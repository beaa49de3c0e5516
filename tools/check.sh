#!/usr/bin/env bash
# What can be said of a change without building it: layers, format, protocol.
# tools/check.sh [--fix] formats the code instead of complaining.
set -uo pipefail
cd "$(dirname "$0")/.."

mapfile -t sources < <(git ls-files --cached --others --exclude-standard \
  '*.h' '*.cc' | while read -r f; do [[ -f $f ]] && echo "$f"; done)
if [[ ${1:-} == --fix ]]; then
  clang-format -i "${sources[@]}"
fi

failed=0
check() {  # check NAME COMMAND...
  local name=$1
  shift
  if output=$("$@" 2>&1); then
    echo "ok      $name"
  else
    echo "FAILED  $name"
    echo "$output" | head -60
    failed=1
  fi
}

check "layers (tools/layers.py)" python3 tools/layers.py
check "the layer check finds what it should" python3 tools/layers_test.py
check "format (tools/check.sh --fix mends it)" \
  clang-format --dry-run -Werror "${sources[@]}"
check "protocol (buf lint)" \
  env -C proto "$PWD/tools/buf/node_modules/@bufbuild/buf-linux-x64/bin/buf" lint
check "protocol is formatted (buf format)" \
  env -C proto "$PWD/tools/buf/node_modules/@bufbuild/buf-linux-x64/bin/buf" format -d --exit-code
exit $failed
