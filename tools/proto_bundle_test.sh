#!/usr/bin/env bash
# The bundle of the protocol: twice the same bytes, and all that is needed to
# make messages of it and to read its descriptors.
set -euo pipefail
first=$(tools/proto_bundle.sh "$TEST_TMPDIR/first.tar.gz")
second=$(tools/proto_bundle.sh "$TEST_TMPDIR/second.tar.gz")
cmp "$first" "$second"

tar --extract --gzip --file "$first" --directory "$TEST_TMPDIR"
cd "$TEST_TMPDIR"/weft-proto-*/
test -s LICENSE
test -s README
mkdir out
protoc -I. --python_out=out weft/v1/*.proto google/rpc/*.proto
PYTHONPATH=out /usr/bin/python3 - <<END
from google.protobuf import descriptor_pb2
import weft.v1.graph_pb2

files = descriptor_pb2.FileDescriptorSet.FromString(
    open("weft.binpb", "rb").read()).file
services = {service.name for file in files for service in file.service}
assert {"AdminService", "ChangeService", "ExtractionService", "GraphService",
        "IngestionService"} <= services, services
imports = {name for file in files for name in file.dependency}
assert imports <= {file.name for file in files}, "an import is missing"
assert any(location.leading_comments for file in files
           for location in file.source_code_info.location), "no comments"
END
echo "ok: $(tar tzf "$first" | wc -l) entries"
