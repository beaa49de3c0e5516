// A line on the terminal that says how far a long command is:
//   1,234 documents  12.3 MB  [=====>    ]  48%  250/s  0:12 left
#ifndef WEFT_SERVICE_CLI_COMMAND_PROGRESS_H_
#define WEFT_SERVICE_CLI_COMMAND_PROGRESS_H_

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>

#include "absl/time/time.h"
#include "service/cli/render/style.h"

namespace weft::service {

struct ProgressState {
  uint64_t documents = 0;    // acknowledged; or whatever `what` says
  uint64_t bytes = 0;        // read
  uint64_t total_bytes = 0;  // 0 when not known
  uint64_t total = 0;        // of what is counted, 0 when not known
  // What is counted; "": nothing, and the rate is that of the bytes.
  const char* what = "documents";
};

// The line for a state, without colours. The bar and the time left are those of
// the bytes, else of what is counted, else there are none.
std::string ProgressLine(const ProgressState& state, absl::Duration elapsed);

// Not thread-safe.
class Progress {
 public:
  // Draws nothing unless `style` is that of a terminal.
  Progress(std::ostream& err, const Style& style,
           std::function<absl::Time()> clock);
  ~Progress() { Clear(); }

  // Draws, but not more often than people can see.
  void Update(const ProgressState& state);
  // Takes the line away; call before other output to the terminal.
  void Clear();

 private:
  std::ostream& err_;
  const bool enabled_;
  const int width_;
  const std::function<absl::Time()> clock_;
  const absl::Time start_;
  absl::Time last_;
  bool drawn_ = false;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_COMMAND_PROGRESS_H_
