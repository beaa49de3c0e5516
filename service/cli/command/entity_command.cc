#include "service/cli/command/entity_command.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/fact_text.h"
#include "service/cli/render/json.h"
#include "service/cli/render/one_line.h"

namespace weft::service {
namespace {

std::string AliasesText(const v1::Entity& entity) {
  std::string text;
  for (const v1::Alias& alias : entity.aliases()) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", OneLine(alias.text()),
                    " (", alias.count(), ")");
  }
  return text;
}

class EntityShowCommand : public Command {
 public:
  std::string name() const override { return "entity show"; }
  std::string summary() const override { return "What is known of one entity"; }
  std::string examples() const override {
    return R"(  weft entity show DeepSeek
  weft entity show id:17 --format=jsonl)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("ENTITY", entity_, "A name, or id:NUMBER");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::Entity entity,
                          client->GetEntity(SelectorOf(entity_)));
    if (format_ == "jsonl") {
      context.out << ToLine(EntityJson(entity)) << "\n";
      return absl::OkStatus();
    }
    const std::string type = EntityTypeName(entity.type());
    context.out << context.out_style.Bold(OneLine(entity.name()))
                << (type.empty() ? "" : "  ") << type << "\n"
                << "  id          " << entity.id() << "\n"
                << "  names       " << AliasesText(entity) << "\n"
                << "  mentions    " << entity.mention_count() << " in "
                << entity.document_count() << " documents\n"
                << "  statements  " << entity.out_degree() << " as subject, "
                << entity.in_degree() << " as object\n";
    return absl::OkStatus();
  }

 private:
  std::string entity_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewEntityShowCommand() {
  return std::make_unique<EntityShowCommand>();
}

}  // namespace weft::service
