#include "extractor/text/document.h"

#include <string>
#include <utility>

#include "base/status_matchers.h"

namespace weft::extractor {
namespace {

using ::testing::HasSubstr;

DocumentInput Plain(std::string bytes) {
  DocumentInput input;
  input.id = "a";
  input.bytes = std::move(bytes);
  return input;
}

TEST(Clean, ReadsTitleAndDateFromTheFirstTwoLines) {
  ASSERT_OK_AND_ASSIGN(
      Document document,
      Clean(Plain("Harbour reopens\n2025-03-04\n\nThe harbour reopened.\n")));
  EXPECT_EQ(document.title(), "Harbour reopens");
  EXPECT_EQ(document.published(), absl::CivilDay(2025, 3, 4));
  EXPECT_EQ(std::string(document.text()),
            "Harbour reopens\n\nThe harbour reopened.\n");
  ASSERT_EQ(document.dropped().size(), 1u);
  EXPECT_EQ(document.dropped()[0].original, (ByteSpan{16, 27}));
}

TEST(Clean, RefusesWhatHoldsNoWords) {
  for (const char* bytes : {"", "  \n\t ", "\xEF\xBB\xBF"}) {
    EXPECT_THAT(Clean(Plain(bytes)),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("holds no words")));
  }
}

}  // namespace
}  // namespace weft::extractor
