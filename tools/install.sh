#!/usr/bin/env bash
# Installs what is missing for a purpose: tools/install.sh [build|test|package|bench|train]
# Asks nothing when all is there, so it is safe and fast to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
source tools/packages.sh

purpose=${1:-build}
packages=("${WEFT_BUILD_PACKAGES[@]}")
case $purpose in
  build) ;;
  test) packages+=("${WEFT_TEST_PACKAGES[@]}") ;;
  package) packages+=("${WEFT_PACKAGE_PACKAGES[@]}") ;;
  bench) packages+=("${WEFT_BENCH_PACKAGES[@]}") ;;
  train) packages=("${WEFT_TRAIN_PACKAGES[@]}") ;;
  *)
    echo "usage: tools/install.sh [build|test|package|bench|train]" >&2
    exit 2
    ;;
esac

if ! command -v apt-get >/dev/null; then
  echo "tools/install.sh needs Debian 12 (apt-get is not here)." >&2
  echo "Install the equivalents of: ${packages[*]}" >&2
  exit 1
fi

missing=()
for package in "${packages[@]}"; do
  status=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
  [[ $status == "install ok installed" ]] || missing+=("$package")
done
# Some tools come from npm; a machine that has npm from elsewhere keeps it.
if [[ $purpose == test ]] && ! command -v npm >/dev/null; then
  missing+=(nodejs npm)
fi

if ((${#missing[@]} > 0)); then
  as_root=()
  if ((EUID != 0)); then
    if ! command -v sudo >/dev/null; then
      echo "Missing packages: ${missing[*]}" >&2
      echo "Run as root: apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "Installing: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  "${as_root[@]}" apt-get update -q >&2
  "${as_root[@]}" apt-get install -q -y --no-install-recommends \
    "${missing[@]}" >&2
fi

from_npm() {  # from_npm FOLDER FILE WHAT: installs the lock file of a folder
  [[ $purpose == test && ! -e $1/node_modules/$2 ]] || return 0
  echo "Installing $3 from npm" >&2
  npm ci --prefix "$1" --no-audit --no-fund >&2
}

from_npm tools/buf @bufbuild/buf-linux-x64/bin/buf "buf (lints the protocol)"
from_npm tools/connect @connectrpc/connect-node/package.json \
  "the client of the Connect protocol (tests/http)"
from_npm examples/javascript @grpc/grpc-js/package.json \
  "gRPC for the JavaScript example"
