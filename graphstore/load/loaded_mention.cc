#include "graphstore/load/loaded_mention.h"

#include "graphstore/fact/mention.h"
#include "graphstore/store/validity.h"

namespace weft::graphstore {

std::vector<LoadedTime> ReadTimes(const NameTable& times) {
  std::vector<LoadedTime> read(times.size());
  Mention mention;
  for (uint32_t i = 1; i < times.size(); ++i) {
    mention.valid_from = std::string(times.name(i));
    read[i].validity = ValidityOf(mention);
    read[i].date = ParseIsoDate(mention.valid_from);
    read[i].plain = read[i].date.has_value();
  }
  return read;
}

}  // namespace weft::graphstore
