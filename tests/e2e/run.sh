#!/usr/bin/env bash
# Runs a Python test against the executable: run.sh TEST WEFT [ARGUMENT...].
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
export PYTHONPATH=$PWD/tests/e2e:$PWD/tests/e2e/stubs
export WEFT=$PWD/$2 SAMPLES=$PWD/samples
exec /usr/bin/python3 "$1" "${@:3}"
