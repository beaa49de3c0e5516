#!/usr/bin/env bash
# The protocol as one file for people who write clients: the .proto files, a
# descriptor set with their comments (for buf, grpcurl and others), the licence.
# The same sources make the same bytes.
#   tools/proto_bundle.sh [FILE.tar.gz]
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/.*kVersion\[\] = "\(.*\)";/\1/p' service/cli/command/version.h)
name=weft-proto-$version
bundle=$(realpath -m "${1:-$name.tar.gz}")

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
mkdir -p "$stage/$name/weft/v1" "$stage/$name/google/rpc"
cp proto/weft/v1/*.proto "$stage/$name/weft/v1/"
cp proto/google/rpc/*.proto "$stage/$name/google/rpc/"
cp LICENSE "$stage/$name/"
cat > "$stage/$name/README" <<END
The gRPC protocol of Weft $version (package weft.v1).

  weft.binpb    all files and what they import, with comments, as a
                google.protobuf.FileDescriptorSet: buf build weft.binpb,
                grpcurl -protoset weft.binpb
  weft/v1/      the services and messages
  google/rpc/   the shapes of errors that they use

protoc -I. weft/v1/*.proto makes messages of them; services are for the gRPC
plugin of your language.
END
(cd "$stage/$name" && protoc -I. --include_imports --include_source_info \
  --descriptor_set_out=weft.binpb weft/v1/*.proto google/rpc/*.proto)

# Readable by all and without times and owners, whoever packs it.
chmod -R u=rwX,go=rX "$stage/$name"
tar --create --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner \
  --directory "$stage" "$name" | gzip -n -9 > "$bundle"
echo "$bundle"
