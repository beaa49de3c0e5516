// Writes another format version into a database, as a later program would:
//   set_format DIR VERSION
// The key is the one of doc/key_format.md; the store itself never does this.
#include <cstdio>
#include <memory>
#include <string>

#include "rocksdb/db.h"
#include "rocksdb/options.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: set_format DIR VERSION\n");
    return 2;
  }
  rocksdb::DB* opened = nullptr;
  rocksdb::Status status = rocksdb::DB::Open({}, argv[1], &opened);
  const std::unique_ptr<rocksdb::DB> database(opened);
  if (status.ok()) {
    status = database->Put({}, "!format", argv[2]);
  }
  if (!status.ok()) {
    std::fprintf(stderr, "%s\n", status.ToString().c_str());
    return 1;
  }
  return 0;
}
