#include "service/cli/free_memory.h"

#include <malloc.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

namespace weft::service {

uint64_t AnonymousMemory() {
  // proc(5): pages of the address space, resident, and of those shared with
  // files.
  std::ifstream statm("/proc/self/statm");
  uint64_t size = 0, resident = 0, shared = 0;
  statm >> size >> resident >> shared;
  return (resident - std::min(resident, shared)) *
         static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

bool FreeMemory::ReturnIfGrown() {
  const uint64_t now = AnonymousMemory();
  if (now < least_ + std::max(kLeastGrowth, least_ / kPart)) {
    least_ = std::min(least_, now);
    return false;
  }
  malloc_trim(0);
  least_ = AnonymousMemory();
  return true;
}

}  // namespace weft::service
