#include "service/ask/chain_names.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "base/status.h"

namespace weft::service {
namespace {

constexpr size_t kLongestName = 14;  // words

class NameFinder {
 public:
  NameFinder(const graphstore::Reader& reader, absl::string_view question,
             const std::vector<QuestionWord>& words)
      : reader_(reader), question_(question), words_(words) {}

  absl::StatusOr<std::vector<ChainName>> Run();

 private:
  absl::Status AddName(size_t begin, size_t end);

  const graphstore::Reader& reader_;
  const absl::string_view question_;
  const std::vector<QuestionWord>& words_;
  std::vector<ChainName> names_;
};

absl::Status NameFinder::AddName(size_t begin, size_t end) {
  absl::string_view text = question_.substr(
      words_[begin].begin, words_[end - 1].end - words_[begin].begin);
  // The question mark belongs to the question unless the name has one.
  std::vector<graphstore::NodeId> nodes;
  WEFT_ASSIGN_OR_RETURN(nodes, reader_.FindNodes(text));
  while (nodes.empty() && !text.empty() && absl::ascii_ispunct(text.back()) &&
         text.back() != ')') {
    text.remove_suffix(1);
    WEFT_ASSIGN_OR_RETURN(nodes, reader_.FindNodes(text));
  }
  if (nodes.empty() && absl::ConsumeSuffix(&text, "'s")) {
    WEFT_ASSIGN_OR_RETURN(nodes, reader_.FindNodes(text));
  }
  if (nodes.empty()) return absl::OkStatus();
  ChainName name{begin, end, std::string(text), {}, 0};
  bool spelled = false;  // to the letter
  WEFT_ASSIGN_OR_RETURN(const auto printed, reader_.GetNodes(nodes));
  for (const graphstore::Node& node : printed) {
    if (node.text == text) {
      name.nodes.insert(name.nodes.begin(), node.id);
      spelled = true;
    } else {
      name.nodes.push_back(node.id);
    }
  }
  // Long names and names spelled like the node, capitals above all.
  const bool capital = std::any_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || (c & 0x80);
  });
  name.worth = static_cast<double>(end - begin) + (capital ? 2 : 0) +
               (spelled ? 1 : 0) + (spelled && capital ? 1 : 0);
  // "Who", "What" in front of a question are names of something somewhere.
  if (begin == 0 && end == 1) name.worth -= 3;
  names_.push_back(std::move(name));
  return absl::OkStatus();
}

absl::StatusOr<std::vector<ChainName>> NameFinder::Run() {
  for (size_t begin = 0; begin < words_.size(); ++begin) {
    const size_t last = std::min(words_.size(), begin + kLongestName);
    for (size_t end = last; end > begin; --end) {
      const size_t before = names_.size();
      WEFT_RETURN_IF_ERROR(AddName(begin, end));
      if (names_.size() > before) break;  // shorter ones lie inside
    }
  }
  std::stable_sort(
      names_.begin(), names_.end(), [](const ChainName& a, const ChainName& b) {
        return a.worth != b.worth ? a.worth > b.worth : a.begin > b.begin;
      });
  constexpr size_t kNamesTried = 3;
  if (names_.size() > kNamesTried) names_.resize(kNamesTried);
  return std::move(names_);
}

}  // namespace

absl::StatusOr<std::vector<ChainName>> FindChainNames(
    const graphstore::Reader& reader, absl::string_view question,
    const std::vector<QuestionWord>& words) {
  return NameFinder(reader, question, words).Run();
}

}  // namespace weft::service
