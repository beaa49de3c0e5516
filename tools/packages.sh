# The Debian 12 packages that Weft needs. Sourced, not run.

# To build and run.
WEFT_BUILD_PACKAGES=(
  bazel-bootstrap bazel-rules-java bazel-rules-proto bazel-skylib
  g++ git python3 time
  libabsl-dev libboost-dev libcli11-dev libedit-dev libgmock-dev
  libgrpc++-dev libgtest-dev
  libgumbo-dev libhwy-dev libicu-dev libprotobuf-dev libre2-dev
  librocksdb-dev libssl-dev libtoml11-dev libxxhash-dev nlohmann-json3-dev
  prometheus-cpp-dev protobuf-compiler protobuf-compiler-grpc zlib1g-dev
)

# To test and to check a change; npm comes apart (tools/install.sh).
WEFT_TEST_PACKAGES=(
  clang-format curl graphviz mandoc openssl python3-grpcio python3-networkx
  python3-protobuf raptor2-utils
)

# To make the Debian package and to test it.
WEFT_PACKAGE_PACKAGES=(
  debhelper dpkg-dev lintian mandoc
)

# To measure (tests/bench) and to train a model (extractor/train).
WEFT_BENCH_PACKAGES=(libbenchmark-dev nodejs npm virtuoso-opensource-7-bin)
WEFT_TRAIN_PACKAGES=(
  fasttext libjemalloc2 libopenblas0-pthread python3-numpy python3-torch
  python3-xxhash wordnet-base
)
