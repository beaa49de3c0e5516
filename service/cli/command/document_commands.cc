#include "service/cli/command/document_commands.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status.h"
#include "service/cli/command/option_types.h"
#include "service/cli/render/json.h"
#include "service/cli/render/one_line.h"
#include "service/cli/render/row_writer.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

class DocumentListCommand : public Command {
 public:
  std::string name() const override { return "document list"; }
  std::string summary() const override { return "All documents, by id"; }
  std::string examples() const override {
    return R"(  weft document list
  weft document list --format=csv > documents.csv)";
  }

  void AddOptions(OptionSet& options) override {
    limit_.Add(options, "documents");
    AddFormatOption(options, format_, {"text", "jsonl", "tsv", "csv"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    const uint64_t limit = limit_.Get(context, format_);
    if (format_ == "jsonl") {
      return client->ListDocuments(limit, [&](const v1::Document& document) {
        context.out << ToLine(DocumentJson(document)) << "\n";
        return context.out.good();
      });
    }
    RowWriter rows(context.out, RowLayoutOf(format_, context.out_style),
                   {"id", "published", "sentences", "facts", "bytes", "title"},
                   context.out_style);
    WEFT_RETURN_IF_ERROR(
        client->ListDocuments(limit, [&](const v1::Document& document) {
          rows.Add({document.id(), document.published(),
                    absl::StrCat(document.sentence_count()),
                    absl::StrCat(document.fact_count()),
                    absl::StrCat(document.byte_count()), document.title()});
          return context.out.good();
        }));
    rows.Finish();
    return absl::OkStatus();
  }

 private:
  LimitOption limit_;
  std::string format_;
};

class DocumentShowCommand : public Command {
 public:
  std::string name() const override { return "document show"; }
  std::string summary() const override { return "One document with its text"; }
  std::string examples() const override {
    return R"(  weft document show chips.txt
  weft document show chips.txt --content > copy.txt     the bytes as ingested)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArgument("ID", id_, "Id of the document");
    options.AddFlag("--content", content_, "Print its bytes and nothing else");
    AddFormatOption(options, format_, {"text", "jsonl"});
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    WEFT_ASSIGN_OR_RETURN(const v1::Document document,
                          client->GetDocument(id_));
    if (content_) {
      context.out << document.content();
    } else if (format_ == "jsonl") {
      Json json = DocumentJson(document);
      json["text"] = document.content();
      context.out << ToLine(json) << "\n";
    } else {
      PrintText(context, document);
    }
    return absl::OkStatus();
  }

 private:
  static void PrintText(Context& context, const v1::Document& document) {
    const Json json = DocumentJson(document);
    context.out << context.out_style.Bold(OneLine(document.id())) << "\n";
    for (const char* key : {"title", "url", "published", "ingest_time"}) {
      const std::string value = json[key];
      if (value.empty()) continue;
      context.out << "  " << key << ": " << OneLine(value) << "\n";
    }
    context.out << "  " << document.byte_count() << " bytes, "
                << document.sentence_count() << " sentences, "
                << document.fact_count() << " facts\n\n";
    for (const v1::Span& span : document.sentences()) {
      context.out << OneLine(
                         absl::string_view(document.content())
                             .substr(span.begin(), span.end() - span.begin()))
                  << "\n";
    }
  }

  std::string id_;
  bool content_ = false;
  std::string format_;
};

class DocumentDeleteCommand : public Command {
 public:
  std::string name() const override { return "document delete"; }
  std::string summary() const override {
    return "Take documents out, with exactly what they contributed";
  }
  std::string examples() const override {
    return R"(  weft document delete chips.txt
  weft document delete 2024/a.txt 2024/b.txt)";
  }

  void AddOptions(OptionSet& options) override {
    options.AddArguments("ID", ids_, "Ids of documents", true);
  }

  absl::Status Run(Context& context) override {
    WEFT_ASSIGN_OR_RETURN(const Client* client, context.Connect(Need::kRead));
    for (const std::string& id : ids_) {
      const auto deleted = client->DeleteDocument(ToUtf8(id));
      if (!deleted.ok()) {
        context.Fail(deleted.status());
        continue;
      }
      context.out << id << ": deleted with " << deleted->fact_count()
                  << " facts; " << deleted->statement_count()
                  << " statements and " << deleted->entity_count()
                  << " entities went with their last mention\n";
    }
    return absl::OkStatus();
  }

 private:
  std::vector<std::string> ids_;
};

}  // namespace

std::unique_ptr<Command> NewDocumentListCommand() {
  return std::make_unique<DocumentListCommand>();
}

std::unique_ptr<Command> NewDocumentShowCommand() {
  return std::make_unique<DocumentShowCommand>();
}

std::unique_ptr<Command> NewDocumentDeleteCommand() {
  return std::make_unique<DocumentDeleteCommand>();
}

}  // namespace weft::service
