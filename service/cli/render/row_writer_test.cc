#include "service/cli/render/row_writer.h"

#include <sstream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::service {
namespace {

std::string Write(RowLayout layout, const Style& style = {}) {
  std::ostringstream out;
  RowWriter rows(out, layout, {"name", "says"}, style);
  rows.Add({"Québec", "a \"b\", c"});
  rows.Add({"深度", "x\ty\nz\\"});
  rows.Finish();
  return out.str();
}

TEST(RowWriter, AlignsByColumnsOfTheTerminal) {
  EXPECT_EQ(Write(RowLayout::kAligned),
            "name    says\n"
            "Québec  a \"b\", c\n"
            "深度    x y z\\\n");
}

TEST(RowWriter, CutsTheWidestColumnToTheTerminal) {
  std::ostringstream out;
  RowWriter rows(out, RowLayout::kAligned, {"id", "text"}, {.width = 20});
  rows.Add({"a", "a sentence that is far too long"});
  rows.Finish();
  EXPECT_EQ(out.str(),
            "id  text\n"
            "a   a sentence that…\n");
}

TEST(RowWriter, TwoWideColumnsShareWhatThereIs) {
  std::ostringstream out;
  RowWriter rows(out, RowLayout::kAligned, {"a", "b"}, {.width = 22});
  rows.Add({"fourteen chars", "fifteen letters"});
  rows.Finish();
  EXPECT_EQ(out.str(),
            "a           b\n"
            "fourteen …  fifteen l…\n");
}

TEST(RowWriter, NothingToAlignPrintsNothing) {
  std::ostringstream out;
  RowWriter rows(out, RowLayout::kAligned, {"id"}, {});
  rows.Finish();
  EXPECT_EQ(out.str(), "");
}

TEST(RowWriter, PlainRowsHaveNoHeader) {
  EXPECT_EQ(Write(RowLayout::kPlain),
            "Québec\ta \"b\", c\n"
            "深度\tx y z\\\n");
}

TEST(RowWriter, TsvCanBeReadBack) {
  EXPECT_EQ(Write(RowLayout::kTsv),
            "#name\tsays\n"
            "Québec\ta \"b\", c\n"
            "深度\tx\\ty\\nz\\\\\n");
}

TEST(RowWriter, CsvQuotesWhatNeedsIt) {
  EXPECT_EQ(Write(RowLayout::kCsv),
            "name,says\n"
            "Québec,\"a \"\"b\"\", c\"\n"
            "深度,\"x\ty\nz\\\"\n");
}

TEST(RowWriter, HeadersAreBoldInColour) {
  std::ostringstream out;
  RowWriter rows(out, RowLayout::kAligned, {"id"},
                 {.terminal = true, .color = true});
  rows.Add({"a"});
  rows.Finish();
  EXPECT_EQ(out.str(), "\x1B[1mid\x1B[0m\na\n");
}

}  // namespace
}  // namespace weft::service
