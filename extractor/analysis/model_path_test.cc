#include "extractor/analysis/model_path.h"

#include <cstdlib>

#include "gtest/gtest.h"

namespace weft::extractor {
namespace {

TEST(DefaultModelPath, IsTheEnvironmentVariableOrTheBuiltInModel) {
  unsetenv("WEFT_MODEL");
  EXPECT_EQ(DefaultModelPath(), "");
  setenv("WEFT_MODEL", "/srv/other.weftmodel", 1);
  EXPECT_EQ(DefaultModelPath(), "/srv/other.weftmodel");
}

}  // namespace
}  // namespace weft::extractor
