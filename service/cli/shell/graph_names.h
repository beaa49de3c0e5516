// Names for completion from a graph, through a client.
#ifndef WEFT_SERVICE_CLI_SHELL_GRAPH_NAMES_H_
#define WEFT_SERVICE_CLI_SHELL_GRAPH_NAMES_H_

#include <functional>
#include <string>
#include <vector>

#include "service/cli/shell/completer.h"
#include "service/client/client.h"

namespace weft::service {

// At most twenty names a call; the most frequent relations first.
class GraphNames : public NameSource {
 public:
  // `connect` gives the client to ask, or null where there is no graph.
  explicit GraphNames(std::function<const Client*()> connect)
      : connect_(std::move(connect)) {}

  std::vector<std::string> Entities(const std::string& prefix) override;
  std::vector<std::string> Relations(const std::string& prefix) override;
  std::vector<std::string> Documents(const std::string& prefix) override;

 private:
  const std::function<const Client*()> connect_;
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_CLI_SHELL_GRAPH_NAMES_H_
