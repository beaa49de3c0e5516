#!/usr/bin/env bash
# http_test.py with the protocol as descriptors: run.sh WEFT DESCRIPTORS.
set -euo pipefail
modules=tools/connect/node_modules/@connectrpc/connect-node
if [[ ! -e $modules/package.json ]]; then
  echo "The client of the Connect protocol is not here; run" \
    "tools/install.sh test" >&2
  exit 1
fi
export DESCRIPTORS=$PWD/$2
exec tests/e2e/run.sh tests/http/http_test.py "$1"
