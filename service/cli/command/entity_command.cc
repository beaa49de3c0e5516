#include "service/cli/command/entity_command.h"

#include <cstdint>
#include <optional>
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
  weft entity show id:17 --format=jsonl
  weft entity show DeepSeek --as-of 2025     counts of what was known then)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("ENTITY", entity_, "A name, or id:NUMBER");
    times_.Add(options);
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    v1::GetEntityRequest asked;
    times_.Set(&asked);
    WEFT_ASSIGN_OR_RETURN(const v1::Entity entity,
                          client->GetEntity(SelectorOf(entity_), asked.time()));
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
    for (const v1::EntityMerge& merge : entity.merges()) {
      context.out << "  merged      " << OneLine(merge.name()) << " (merge "
                  << merge.merge_id() << ")\n";
    }
    return absl::OkStatus();
  }

 private:
  std::string entity_;
  TimeOptions times_;
  std::string format_;
};

class EntityMergeCommand : public Command {
 public:
  std::string name() const override { return "entity merge"; }
  std::string summary() const override {
    return "Makes one entity of two; can be undone";
  }
  std::string examples() const override {
    return R"(  weft entity merge IBM "International Business Machines"

From then on all names of both mean the first, which has the facts of both. No
fact is changed: "weft entity split" takes them apart again.)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("INTO", into_, "A name, or id:NUMBER");
    options.AddArgument("FROM", from_, "A name, or id:NUMBER");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::Entity into,
                          client->GetEntity(SelectorOf(into_)));
    WEFT_ASSIGN_OR_RETURN(const v1::Entity from,
                          client->GetEntity(SelectorOf(from_)));
    WEFT_ASSIGN_OR_RETURN(const v1::MergeEntitiesResponse merged,
                          client->MergeEntities(into.id(), from.id()));
    if (format_ == "jsonl") {
      Json json;
      json["merge_id"] = IdText(merged.merge_id());
      json["into_id"] = IdText(into.id());
      json["from_id"] = IdText(from.id());
      context.out << ToLine(json) << "\n";
    } else {
      context.out << OneLine(from.name()) << " is " << OneLine(into.name())
                  << " now (merge " << merged.merge_id() << ")\n";
    }
    return absl::OkStatus();
  }

 private:
  std::string into_, from_, format_;
};

class EntitySplitCommand : public Command {
 public:
  std::string name() const override { return "entity split"; }
  std::string summary() const override { return "Takes a merge back"; }
  std::string examples() const override {
    return R"(  weft entity split IBM             the last merge into IBM
  weft entity split IBM --merge=12  another one: "weft entity show" lists them)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("ENTITY", entity_, "A name, or id:NUMBER");
    options.AddCount("--merge", merge_, "The number of the merge");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::Entity entity,
                          client->GetEntity(SelectorOf(entity_)));
    const v1::EntityMerge* found = nullptr;
    for (const v1::EntityMerge& merge : entity.merges()) {
      if (!merge_.has_value() || merge.merge_id() == *merge_) found = &merge;
    }
    if (found == nullptr) {
      return absl::NotFoundError(
          merge_.has_value()
              ? absl::StrCat("merge ", *merge_, " is none of ", entity.name())
              : absl::StrCat("nothing was merged into ", entity.name()));
    }
    WEFT_ASSIGN_OR_RETURN(const v1::SplitEntityResponse split,
                          client->SplitEntity(found->merge_id()));
    if (format_ == "jsonl") {
      Json json;
      json["merge_id"] = IdText(found->merge_id());
      json["entity_id"] = IdText(split.entity_id());
      json["name"] = found->name();
      context.out << ToLine(json) << "\n";
    } else {
      context.out << OneLine(found->name()) << " is an entity of its own again"
                  << " (id:" << split.entity_id() << ")\n";
    }
    return absl::OkStatus();
  }

 private:
  std::string entity_;
  std::optional<uint64_t> merge_;
  std::string format_;
};

}  // namespace

std::unique_ptr<Command> NewEntityShowCommand() {
  return std::make_unique<EntityShowCommand>();
}

std::unique_ptr<Command> NewEntityMergeCommand() {
  return std::make_unique<EntityMergeCommand>();
}

std::unique_ptr<Command> NewEntitySplitCommand() {
  return std::make_unique<EntitySplitCommand>();
}

}  // namespace weft::service
