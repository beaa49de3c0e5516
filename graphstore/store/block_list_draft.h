// Changes to lists in blocks, worked out for one commit.
//
// Changes are collected in memory; a read sees them on top of the snapshot.
// Flush() then reads the blocks that they touch, changes and cuts them anew:
// a change costs one block, or two where a cut goes. Not thread-safe.
#ifndef WEFT_GRAPHSTORE_STORE_BLOCK_LIST_DRAFT_H_
#define WEFT_GRAPHSTORE_STORE_BLOCK_LIST_DRAFT_H_

#include <algorithm>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "graphstore/kv/database.h"
#include "graphstore/store/block_list.h"
#include "graphstore/store/draft.h"
#include "graphstore/store/record_coding.h"

namespace weft::graphstore {

template <typename Kind>
class BlockListDraft {
 public:
  using Element = typename Kind::Element;
  using Position = typename Kind::Position;

  // What Flush() did to a list.
  struct Outcome {
    std::vector<Element> added;    // not there before
    std::vector<Element> removed;  // as they were
    // The elements of the first block before.
    const std::vector<Element>* first_block = nullptr;
    bool several_blocks = false;  // afterwards; only if Kind::kCounted
  };
  using Flushed = absl::FunctionRef<absl::Status(const std::string& prefix,
                                                 const Outcome&)>;

  // `draft` must outlive this.
  explicit BlockListDraft(Draft* draft) : draft_(*draft) {}

  // Reads the first block of each list: for most of them it is the only one.
  absl::Status Prefetch(std::vector<std::string> prefixes) {
    std::erase_if(prefixes, [&](const std::string& prefix) {
      const Blocks& blocks = lists_[prefix].blocks;
      return !blocks.empty() && blocks.begin()->second.from.empty();
    });
    std::sort(prefixes.begin(), prefixes.end());
    prefixes.erase(std::unique(prefixes.begin(), prefixes.end()),
                   prefixes.end());
    if (prefixes.empty()) return absl::OkStatus();
    std::vector<bool> found(prefixes.size());
    absl::Status status;
    WEFT_RETURN_IF_ERROR(draft_.database().MultiScan(
        draft_.options(), prefixes, 1,
        [&](size_t i, absl::string_view key, absl::string_view value) {
          found[i] = true;
          status = AddBlock(prefixes[i], "", key, value);
          return status.ok();
        },
        nullptr));
    for (size_t i = 0; i < prefixes.size(); ++i) {
      if (!found[i]) lists_[prefixes[i]].blocks[kBeyond];
    }
    return status;
  }

  // The element with this position now.
  absl::StatusOr<std::optional<Element>> Find(const std::string& prefix,
                                              const Position& position) {
    List& list = lists_[prefix];
    if (const auto it = list.changes.find(position); it != list.changes.end()) {
      return it->second;
    }
    WEFT_ASSIGN_OR_RETURN(const auto block,
                          BlockFrom(prefix, &list, Kind::Suffix(position)));
    const std::vector<Element>& elements = block->second.elements;
    const auto it = LowerBound(elements, position);
    if (it == elements.end() || Kind::PositionOf(*it) != position) {
      return std::nullopt;
    }
    return *it;
  }

  // Adds an element, or replaces the one with its position.
  void Put(const std::string& prefix, Element element) {
    const Position position = Kind::PositionOf(element);
    lists_[prefix].changes.insert_or_assign(position, std::move(element));
  }
  void Erase(const std::string& prefix, const Position& position) {
    lists_[prefix].changes.insert_or_assign(position, std::nullopt);
  }

  // The prefixes of the lists that were changed.
  std::vector<std::string> Changed() const {
    std::vector<std::string> changed;
    for (const auto& [prefix, list] : lists_) {
      if (!list.changes.empty()) changed.push_back(prefix);
    }
    return changed;
  }

  // Writes all changes into the draft, once.
  absl::Status Flush(Flushed flushed) {
    WEFT_RETURN_IF_ERROR(Prefetch(Changed()));
    for (auto& [prefix, list] : lists_) {
      if (list.changes.empty()) continue;
      Outcome outcome;
      WEFT_RETURN_IF_ERROR(FlushList(prefix, &list, &outcome));
      WEFT_RETURN_IF_ERROR(flushed(prefix, outcome));
    }
    lists_.clear();
    return absl::OkStatus();
  }

 private:
  // Stands for "no row": above all suffixes.
  static constexpr char kBeyond[] = "\xFF\xFF";

  struct Block {
    std::string from;  // no row lies between this suffix and the block's
    std::vector<Element> elements;
  };
  using Blocks = std::map<std::string, Block>;
  struct List {
    std::map<Position, std::optional<Element>> changes;
    Blocks blocks;  // of the snapshot, as far as read, by suffix
  };

  static auto LowerBound(const std::vector<Element>& elements,
                         const Position& position) {
    return std::lower_bound(elements.begin(), elements.end(), position,
                            [](const Element& element, const Position& p) {
                              return Kind::PositionOf(element) < p;
                            });
  }

  absl::Status AddBlock(const std::string& prefix, std::string from,
                        absl::string_view key, absl::string_view value) {
    Block& block =
        lists_[prefix].blocks[std::string(key.substr(prefix.size()))];
    block.from = std::move(from);
    block.elements.clear();
    return Kind::Decode(prefix, value, &block.elements) ? absl::OkStatus()
                                                        : BadRecord(key);
  }

  // The first block whose suffix is not below `suffix`.
  absl::StatusOr<typename Blocks::const_iterator> BlockFrom(
      const std::string& prefix, List* list, std::string suffix) {
    const auto known = list->blocks.lower_bound(suffix);
    if (known != list->blocks.end() && known->second.from <= suffix) {
      return known;
    }
    const kv::Range range{absl::StrCat(prefix, suffix),
                          kv::Range::Prefix(prefix).hi};
    WEFT_ASSIGN_OR_RETURN(
        const kv::Page page,
        draft_.database().Scan(draft_.options(), range, 1, 1, ""));
    if (page.rows.empty()) {
      list->blocks[kBeyond].from = suffix;
      return list->blocks.find(kBeyond);
    }
    const kv::Row& row = page.rows[0];
    WEFT_RETURN_IF_ERROR(AddBlock(prefix, suffix, row.key, row.value));
    return list->blocks.find(row.key.substr(prefix.size()));
  }

  // A run of blocks in the course of being changed.
  struct Run {
    std::vector<Element> elements;
    std::vector<std::string> suffixes;  // of the rows that it replaces
    bool cut = false;                   // more may follow
  };

  static void Append(typename Blocks::const_iterator block, Run* run) {
    run->cut = block->first != kLastBlockSuffix && block->first != kBeyond;
    run->elements.insert(run->elements.end(), block->second.elements.begin(),
                         block->second.elements.end());
    if (block->first != kBeyond) run->suffixes.push_back(block->first);
  }

  static void Apply(const Position& position,
                    const std::optional<Element>& change, Run* run,
                    Outcome* outcome) {
    const auto at =
        run->elements.begin() +
        (LowerBound(run->elements, position) - run->elements.cbegin());
    const bool there =
        at != run->elements.end() && Kind::PositionOf(*at) == position;
    if (!change) {
      if (!there) return;
      outcome->removed.push_back(*at);
      run->elements.erase(at);
    } else if (there) {
      *at = *change;
    } else {
      outcome->added.push_back(*change);
      run->elements.insert(at, *change);
    }
  }

  absl::Status FlushList(const std::string& prefix, List* list,
                         Outcome* outcome) {
    outcome->first_block = &list->blocks.begin()->second.elements;
    const std::string first_suffix = list->blocks.begin()->first;
    std::map<std::string, std::string> written;
    std::vector<std::string> replaced;
    auto change = list->changes.begin();
    while (change != list->changes.end()) {
      Run run;
      WEFT_ASSIGN_OR_RETURN(
          auto block, BlockFrom(prefix, list, Kind::Suffix(change->first)));
      Append(block, &run);
      while (true) {
        for (; change != list->changes.end() &&
               Kind::Suffix(change->first) <= block->first;
             ++change) {
          Apply(change->first, change->second, &run, outcome);
        }
        const bool open = run.cut && (run.elements.empty() ||
                                      !Kind::Ends(run.elements.back()));
        if (!open) break;
        // The cut is gone: what follows belongs to this block.
        WEFT_ASSIGN_OR_RETURN(block,
                              BlockFrom(prefix, list, block->first + '\0'));
        Append(block, &run);
      }
      replaced.insert(replaced.end(), run.suffixes.begin(), run.suffixes.end());
      EmitBlocks<Kind>(prefix, run.elements,
                       [&](std::string key, std::string value) {
                         written[std::move(key)] = std::move(value);
                       });
    }
    outcome->several_blocks = written.size() > 1;
    const bool was_whole =
        first_suffix == kLastBlockSuffix || first_suffix == kBeyond;
    if (Kind::kCounted && !outcome->several_blocks && !was_whole) {
      WEFT_ASSIGN_OR_RETURN(outcome->several_blocks,
                            SeveralBlocks(prefix, replaced, written.size()));
    }
    for (const std::string& suffix : replaced) {
      draft_.Delete(absl::StrCat(prefix, suffix));
    }
    for (auto& [key, value] : written) draft_.Put(key, std::move(value));
    return absl::OkStatus();
  }

  absl::StatusOr<bool> SeveralBlocks(const std::string& prefix,
                                     const std::vector<std::string>& replaced,
                                     size_t written) {
    WEFT_ASSIGN_OR_RETURN(
        const kv::Page page,
        draft_.database().Scan(draft_.options(), kv::Range::Prefix(prefix),
                               replaced.size() + 2, size_t{1} << 30, ""));
    size_t rows = written;
    for (const kv::Row& row : page.rows) {
      rows += std::count(replaced.begin(), replaced.end(),
                         row.key.substr(prefix.size())) == 0;
    }
    return rows > 1;
  }

  Draft& draft_;
  std::map<std::string, List> lists_;
};

}  // namespace weft::graphstore

#endif  // WEFT_GRAPHSTORE_STORE_BLOCK_LIST_DRAFT_H_
