// What each rpc asks of the server (call_gate.h): the table that overload
// control goes by.
#ifndef WEFT_SERVICE_SERVER_RPC_LOAD_H_
#define WEFT_SERVICE_SERVER_RPC_LOAD_H_

#include "absl/strings/string_view.h"
#include "service/server/call_gate.h"

namespace weft::service {

// "weft.v1.GraphService.GetEntity" → Load::kLookup. Load::kSearch for an rpc
// that is not in the table.
Load LoadOf(absl::string_view rpc);

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_RPC_LOAD_H_
