#!/usr/bin/env bash
# Runs the README's two commands on a fresh Debian 12 made by debootstrap: a
# package that only this machine has shows up here. Needs root, about 5 GB of
# disk and 20 to 40 minutes.
#
#   tests/fresh/fresh_debian.sh FOLDER [quickstart|test|both]
#
# FOLDER/base is kept and used again; FOLDER/root is made anew each time. What
# is tested is HEAD, as `git clone` gives it.
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=$(realpath -m "${1:?usage: fresh_debian.sh FOLDER [quickstart|test|both]}")
what=${2:-both}
if ((EUID != 0)); then
  echo "fresh_debian.sh must be root: it makes a chroot" >&2
  exit 1
fi
command -v debootstrap >/dev/null || apt-get install -y debootstrap

mirror=$(apt-get indextargets --format '$(SITE)' 2>/dev/null | head -1)
mkdir -p "$folder"
if [[ ! -d $folder/base ]]; then
  debootstrap --variant=minbase --include=ca-certificates bookworm \
    "$folder/base" ${mirror:+"$mirror"}
fi

root=$folder/root
unmount() {
  for point in dev/pts dev proc sys; do
    mountpoint -q "$root/$point" && umount "$root/$point"
  done
  return 0
}
trap unmount EXIT
[[ -d $root ]] && unmount && rm -rf --one-file-system "$root"
cp -a "$folder/base" "$root"
for point in proc sys dev dev/pts; do
  mount --bind "/$point" "$root/$point"
done

# How this machine reaches its package registries, and nothing else of it.
cp /etc/resolv.conf "$root/etc/"
cp /etc/apt/sources.list.d/* "$root/etc/apt/sources.list.d/" 2>/dev/null || true
[[ -s /etc/apt/sources.list ]] && cp /etc/apt/sources.list "$root/etc/apt/"
cp /etc/apt/apt.conf.d/99* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
mkdir -p "$root/usr/local/share/ca-certificates"
cp /usr/local/share/ca-certificates/*.crt \
  "$root/usr/local/share/ca-certificates/" 2>/dev/null || true
chroot "$root" update-ca-certificates >/dev/null 2>&1 || true

git clone -q --no-hardlinks . "$root/weft"

# A name that sudo-less, home-less scripts trip over is part of the test.
run() {
  echo "== fresh Debian: $1"
  chroot "$root" /usr/bin/env -i HOME=/root TERM=dumb \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt \
    bash -c "cd /weft && $1"
}
[[ $what == test ]] || run tools/quickstart.sh
[[ $what == test ]] || run "tools/quickstart.sh"  # safe to run again
[[ $what == quickstart ]] || run tools/test.sh
