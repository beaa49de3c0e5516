// Memory for lists of edges that stay: in pages of 2 MiB where there are many.
//
// A traversal touches lists all over the memory. With pages of 4 KiB the
// processor first has to look up where each one lies, and once the lists of a
// graph fill more than some ten MiB that takes longer than to read them: a list
// out of 10 million edges took 1.2 times as long (graph_growth.py). Blocks of
// like sizes are side by side (std::pmr pools); what is given back is used
// again for the same sizes and stays with the process.
#ifndef WEFT_GRAPHSTORE_STORE_LIST_MEMORY_H_
#define WEFT_GRAPHSTORE_STORE_LIST_MEMORY_H_

#include <cstddef>

namespace weft::graphstore {

// Aligned like operator new. Thread-safe. Ends the process when there is none.
void* AllocateListMemory(size_t bytes);
// `bytes`: as it was allocated.
void FreeListMemory(void* memory, size_t bytes);

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_LIST_MEMORY_H_
