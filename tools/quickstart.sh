#!/usr/bin/env bash
# From a fresh Debian 12 to an answered query: installs what is missing, builds
# the optimised program, reads the sample articles into a database and asks it
# three questions. Safe to run again.
set -euo pipefail
cd "$(dirname "$0")/.."
start=$(date +%s)

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
  bold=$'\e[1m' plain=$'\e[0m'
else
  bold='' plain=''
fi
say() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }
# Shows a command line, then runs it.
show() {
  local word line='$ weft'
  for word in "$@"; do
    [[ $word == *' '* ]] && word="\"$word\""
    line+=" $word"
  done
  printf '\n%s%s%s\n' "$bold" "$line" "$plain"
  "$weft" "$@"
}

say '1. Install what is missing'
tools/install.sh build

say '2. Build (some minutes the first time)'
bazel build --config=opt //service/cli:weft
weft=bazel-bin/service/cli/weft
built=$(date +%s)

say '3. Read the sample articles into ./weft.db'
# An embedded database: other commands find it here without any option.
unset WEFT_SERVER WEFT_DB
usage=$(mktemp)
trap 'rm -f "$usage"' EXIT
printf '\n%s$ weft ingest samples%s\n' "$bold" "$plain"
/usr/bin/time -f '%e %M' -o "$usage" "$weft" ingest --replace samples
read -r seconds kilobytes < <(tail -n 1 "$usage")

say '4. What the articles say'
"$weft" facts | grep -v '^    '

say '5. Three questions'
show ask 'Who founded DeepSeek?'
show ask 'How far did the stock of Nvidia fall?'
say 'What does Kessel Bank have to do with DeepSeek?'
show path 'Kessel Bank' DeepSeek

end=$(date +%s)
say "Done in $((end - start)) s, of which the build took $((built - start)) s."
cat <<END
The ingest took $seconds s and $((kilobytes / 1024)) MiB of memory at its peak.

Try next:
  bazel-bin/service/cli/weft --help
  bazel-bin/service/cli/weft extract samples/chip-stocks.txt
  bazel-bin/service/cli/weft facts --subject "Northmoor University"
  bazel-bin/service/cli/weft query "MATCH (a)-[r]->(b {name: 'DeepSeek'}) RETURN a, r"
  bazel-bin/service/cli/weft neighbors Nvidia --depth=2
  echo "Ada Lovelace wrote the first program." | bazel-bin/service/cli/weft extract
  bazel-bin/service/cli/weft serve
END
