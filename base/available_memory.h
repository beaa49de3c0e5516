// How much memory a program may still take.
#ifndef WEFT_BASE_AVAILABLE_MEMORY_H_
#define WEFT_BASE_AVAILABLE_MEMORY_H_

#include <cstdint>
#include <optional>
#include <string>

namespace weft {

// Bytes that the machine has left without swapping (MemAvailable of
// /proc/meminfo), or less where a control group of this process or one around
// it, such as that of a container, leaves less: its limit without what is in
// use, of which file pages that were not read lately do not count, because the
// system takes them back (cgroups of version 2: memory.max, memory.current,
// inactive_file; of version 1: memory.limit_in_bytes, memory.usage_in_bytes,
// total_inactive_file). nullopt where the system says nothing of this kind.
// `root`: where /proc and /sys are; tests have their own.
std::optional<uint64_t> AvailableMemory(const std::string& root = "");

}  // namespace weft

#endif  // WEFT_BASE_AVAILABLE_MEMORY_H_
