// Gives back to the system what calls have left behind.
//
// The allocator keeps what is freed, and does not take the same places again:
// without this a server holds, for good, some 20 MiB more than it uses, and as
// much more as its busiest second took. Giving all of it back costs some
// milliseconds and the faults of what is taken anew, so it is done when the
// process has grown.
#ifndef WEFT_SERVICE_CLI_FREE_MEMORY_H_
#define WEFT_SERVICE_CLI_FREE_MEMORY_H_

#include <cstdint>

namespace weft::service {

// Of this process and of no file, in bytes; 0 where the system does not say.
uint64_t AnonymousMemory();

// Not thread-safe; the process may go on allocating meanwhile.
class FreeMemory {
 public:
  // A process that has grown by so much, or by this part of what it had, is
  // worth the work.
  static constexpr uint64_t kLeastGrowth = uint64_t{4} << 20;
  static constexpr uint64_t kPart = 32;

  // To be called now and then, once a second for instance. Whether something
  // was given back.
  bool ReturnIfGrown();

 private:
  uint64_t least_ = 0;  // that the process has had since the last time
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_FREE_MEMORY_H_
