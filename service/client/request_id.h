// Ids of requests.
#ifndef WEFT_SERVICE_CLIENT_REQUEST_ID_H_
#define WEFT_SERVICE_CLIENT_REQUEST_ID_H_

#include <string>

namespace weft::service {

// An id for a request that nobody else uses: 128 random bits.
std::string NewRequestId();

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLIENT_REQUEST_ID_H_
