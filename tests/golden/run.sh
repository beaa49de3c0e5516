#!/usr/bin/env bash
# Runs a Python test against the executable: run.sh TEST WEFT SAMPLE [TOOL].
set -euo pipefail
export PYTHONDONTWRITEBYTECODE=1
export WEFT=$PWD/$2 SAMPLES SET_FORMAT=$PWD/${4:-}
SAMPLES=$PWD/$(dirname "$3")
exec /usr/bin/python3 "$1"
