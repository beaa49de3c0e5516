// check_store DIR: recomputes every index of the database from its documents
// and compares. Prints what differs. Exit status 0: nothing does; 1: something
// does, or the database cannot be opened; 2: wrong usage.
#include <iostream>

#include "base/status.h"
#include "graphstore/store/store.h"

namespace {

absl::Status Check(const char* directory) {
  weft::graphstore::StoreOptions options;
  options.create_if_missing = false;
  WEFT_ASSIGN_OR_RETURN(const auto store,
                        weft::graphstore::Store::Open(directory, options));
  WEFT_ASSIGN_OR_RETURN(const auto report, store->Check());
  for (const std::string& problem : report.problems) {
    std::cout << problem << "\n";
  }
  std::cout << report.keys_checked << " keys, " << report.problem_count
            << " problems\n";
  if (report.ok()) return absl::OkStatus();
  return absl::DataLossError("indexes and documents do not agree");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: check_store DIR\n";
    return 2;
  }
  const absl::Status status = Check(argv[1]);
  if (!status.ok()) std::cerr << "check_store: " << status << "\n";
  return status.ok() ? 0 : 1;
}
