// What shows that a file is the same one as before.
#ifndef WEFT_SERVICE_CLI_INPUT_FILE_IDENTITY_H_
#define WEFT_SERVICE_CLI_INPUT_FILE_IDENTITY_H_

#include <optional>
#include <string>

#include "weft/v1/ingestion.pb.h"

namespace weft::service {

// nullopt for what cannot be read twice: standard input ("-"), a pipe; and for
// what cannot be read at all.
std::optional<v1::ImportTriplesRequest::Input> IdentityOf(
    const std::string& path);

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_INPUT_FILE_IDENTITY_H_
