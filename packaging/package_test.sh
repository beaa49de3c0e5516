#!/usr/bin/env bash
# The Debian package: what is in it, what it needs, what lintian and systemd say.
#   package_test.sh WEFT
set -euo pipefail
weft=$(realpath "$1")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
failed=0
expect() {  # expect WHAT COMMAND...
  if "${@:2}" >"$folder/said" 2>&1; then
    echo "ok      $1"
  else
    echo "FAILED  $1"
    head -n 30 "$folder/said"
    failed=1
  fi
}

WEFT_BINARY=$weft tools/package.sh "$folder" >/dev/null
package=$(ls "$folder"/weft_*_amd64.deb)
dpkg-deb --extract "$package" "$folder/root"
root=$folder/root

for file in usr/bin/weft etc/weft/weft.toml \
  usr/share/man/man1/weft.1.gz usr/share/doc/weft/copyright \
  usr/share/bash-completion/completions/weft \
  usr/share/zsh/vendor-completions/_weft \
  usr/share/fish/vendor_completions.d/weft.fish; do
  expect "has $file" test -s "$root/$file"
done
unit=$(find "$root" -name weft.service)
expect "has the unit" test -s "$unit"
expect "/etc/weft/weft.toml is a configuration file" \
  grep -qx /etc/weft/weft.toml <(dpkg-deb --ctrl-tarfile "$package" | tar -xO ./conffiles)
for library in librocksdb libgrpc++ libprotobuf libedit libicu; do
  expect "depends on $library" \
    grep -q "$library" <(dpkg-deb --field "$package" Depends)
done
expect "the program runs" "$root/usr/bin/weft" --version
expect "the manual is in order" mandoc -T lint -W warning \
  "$root/usr/share/man/man1/weft.1.gz"
expect "the configuration is understood" "$root/usr/bin/weft" serve \
  --config "$root/etc/weft/weft.toml" --print-config
expect "lintian has no complaint" lintian --fail-on error,warning \
  --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog \
  "$package"
# The program of the unit is looked for where it would be installed.
sed "s#/usr/bin/weft#$root/usr/bin/weft#" "$unit" > "$folder/weft.service"
expect "systemd takes the unit" systemd-analyze verify --man=no \
  "$folder/weft.service"
expect "systemd finds the unit safe" systemd-analyze security --offline=yes \
  --threshold=15 "$folder/weft.service"
exit $failed
