#include "service/cli/manual_command.h"

#include "gmock/gmock.h"

namespace weft::service {
namespace {

using ::testing::HasSubstr;

TEST(ManualPage, HasEveryCommandWithItsOptions) {
  const std::string page = ManualPage(
      {{"document show",
        "One document",
        "  weft document show a.txt   it\n\n.not a request\n  say '\\n'",
        {{.name = "ID", .form = "", .help = "Its id", .choices = {}},
         {.name = "--content", .form = "", .help = "Bytes", .choices = {}},
         {.name = "--format",
          .form = "text|jsonl",
          .help = "'How' it is",
          .choices = {}}}}},
      {{.name = "--db", .form = "DIR", .help = "Folder", .choices = {}}});
  EXPECT_THAT(page, HasSubstr(R"(.SS "weft document show"
One document.
.TP
.IR ID
Its id
.TP
.B \-\-content
Bytes
.TP
.BI \-\-format " text|jsonl"
\&'How' it is
.PP
Examples:
.PP
.nf
  weft document show a.txt   it
\&
\&.not a request
  say '\en'
.fi
.SH OPTIONS OF ALL COMMANDS
.TP
.BI \-\-db " DIR"
Folder
)"));
}

}  // namespace
}  // namespace weft::service
