#!/usr/bin/env bash
# Builds the Debian package: the optimised program, its manual, completion for
# three shells, a systemd unit and its configuration.
#   tools/package.sh [FOLDER]                     into dist/ without one
#   WEFT_BINARY=path tools/package.sh [FOLDER]    of a program built elsewhere
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:-dist}")

for tool in dpkg-buildpackage dh; do
  command -v "$tool" >/dev/null || {
    echo "$tool is missing: tools/install.sh package" >&2
    exit 1
  }
done
if [[ -z ${WEFT_BINARY:-} ]]; then
  bazel build --config=opt //service/cli:weft
  WEFT_BINARY=bazel-bin/service/cli/weft
fi

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
tree=$stage/weft
mkdir -p "$tree/bin" "$out"
install -m 755 "$WEFT_BINARY" "$tree/bin/weft"
cp -rL packaging/debian "$tree/debian"  # runfiles are links
cp packaging/weft.toml README.md LICENSE "$tree/"
version=$("$tree/bin/weft" --version)
"$tree/bin/weft" manual > "$tree/weft.1"
for shell in bash zsh fish; do
  "$tree/bin/weft" completion "$shell" > "$tree/weft.$shell"
done
# The time of the last commit: the same sources make the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}
export SOURCE_DATE_EPOCH
cat > "$tree/debian/changelog" <<END
weft (${version#weft }) unstable; urgency=medium

  * Built from the sources by tools/package.sh.

 -- Weft <weft@localhost>  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
(cd "$tree" && dpkg-buildpackage --build=binary --no-sign >"$stage/log" 2>&1) || {
  tail -n 40 "$stage/log" >&2
  exit 1
}
cp "$stage"/weft_*.deb "$out/"
ls "$out"/weft_*.deb
