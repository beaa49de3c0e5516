// GoogleTest matchers and macros for absl::Status and absl::StatusOr.
//
//   ASSERT_OK(store.Write(batch));
//   ASSERT_OK_AND_ASSIGN(Document document, ReadDocument(path));
//   EXPECT_THAT(Parse("x"), StatusIs(absl::StatusCode::kInvalidArgument,
//                                    HasSubstr("x")));
#ifndef WEFT_BASE_STATUS_MATCHERS_H_
#define WEFT_BASE_STATUS_MATCHERS_H_

#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "base/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft {

inline const absl::Status& GetStatus(const absl::Status& status) {
  return status;
}
template <typename T>
const absl::Status& GetStatus(const absl::StatusOr<T>& result) {
  return result.status();
}

MATCHER(IsOk, negation ? "is an error" : "is OK") {
  *result_listener << GetStatus(arg).ToString();
  return GetStatus(arg).ok();
}

MATCHER_P2(StatusIsMatcher, code, message,
           "has status code " + absl::StatusCodeToString(code)) {
  const absl::Status& status = GetStatus(arg);
  *result_listener << status.ToString();
  return status.code() == code &&
         ::testing::ExplainMatchResult(message, std::string(status.message()),
                                       result_listener);
}

// The status has this code, and a message that `message` matches.
template <typename MessageMatcher>
auto StatusIs(absl::StatusCode code, MessageMatcher message) {
  return StatusIsMatcher(code, message);
}
inline auto StatusIs(absl::StatusCode code) {
  return StatusIsMatcher(code, ::testing::_);
}

}  // namespace weft

#define ASSERT_OK(expression) ASSERT_THAT(expression, ::weft::IsOk())
#define EXPECT_OK(expression) EXPECT_THAT(expression, ::weft::IsOk())
#define ASSERT_OK_AND_ASSIGN(declaration, expression)                \
  WEFT_ASSERT_OK_AND_ASSIGN_INNER(                                   \
      WEFT_STATUS_CONCAT(weft_assert_result, __LINE__), declaration, \
      expression)
#define WEFT_ASSERT_OK_AND_ASSIGN_INNER(result, declaration, expression) \
  auto result = (expression);                                            \
  ASSERT_TRUE(result.ok()) << result.status();                           \
  declaration = std::move(result).value()

#endif  // WEFT_BASE_STATUS_MATCHERS_H_
