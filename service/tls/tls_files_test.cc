#include "service/tls/tls_files.h"

#include <string>

#include "absl/time/clock.h"
#include "base/file.h"
#include "base/status_matchers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "service/tls/test_certificates.h"

namespace weft::service {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

auto Wrong(const std::string& what) {
  return StatusIs(absl::StatusCode::kInvalidArgument,
                  AllOf(HasSubstr(what), Not(HasSubstr("BEGIN"))));
}

TEST(TlsFiles, FitTogether) {
  const TestAuthority authority("fit");
  const absl::Time end = absl::Now() + absl::Hours(24);
  TlsFiles files = authority.Issue("one", end);
  EXPECT_OK(CheckTlsFiles(files));
  files.authorities = authority.path();
  EXPECT_OK(CheckTlsFiles(files));
  EXPECT_OK(CheckTlsFiles({"", "", authority.path()}));
  EXPECT_EQ(absl::ToTimeT(*CertificateExpiry(files.certificate)),
            absl::ToTimeT(end));
}

TEST(TlsFiles, SaysWhatDoesNotFit) {
  const TestAuthority authority("misfit");
  const absl::Time end = absl::Now() + absl::Hours(24);
  const TlsFiles one = authority.Issue("one", end);
  const TlsFiles two = authority.Issue("two", end);
  EXPECT_THAT(CheckTlsFiles({one.certificate, two.key, ""}),
              Wrong("two.key is not the key of the certificate"));
  EXPECT_THAT(CheckTlsFiles({one.certificate, "", ""}),
              Wrong("the key of the certificate"));
  EXPECT_THAT(CheckTlsFiles({"", one.key, ""}), Wrong("the certificate of"));
  EXPECT_THAT(CheckTlsFiles({one.key, one.key, ""}),
              Wrong("one.key holds no certificate in PEM"));
  EXPECT_THAT(CheckTlsFiles({one.certificate, one.certificate, ""}),
              Wrong("one.pem holds no private key"));
  EXPECT_THAT(CheckTlsFiles({"", "", "/nowhere/ca.pem"}),
              StatusIs(absl::StatusCode::kNotFound));
}

}  // namespace
}  // namespace weft::service
