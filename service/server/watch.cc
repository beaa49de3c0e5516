#include "service/server/watch.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"
#include "base/status.h"
#include "service/server/call_gate.h"
#include "service/server/limits.h"
#include "service/server/watch_filter.h"
#include "service/wire/status.h"
#include "service/wire/stored.h"
#include "service/wire/utf8.h"

namespace weft::service {
namespace {

using graphstore::Change;
using graphstore::DocumentChange;
using graphstore::Reader;
using graphstore::RemovedStatement;

// In front of the version in a token: tells it from page tokens.
constexpr char kTokenPrefix[] = "watch:";
// Versions that are read from the log at once.
constexpr size_t kVersions = 64;
// Statements of a change that are read at once.
constexpr size_t kStatements = 256;
// Facts of a statement among which that of the document is looked for.
constexpr size_t kEvidence = 100;

std::string TokenOf(uint64_t version) {
  return ToPageToken(absl::StrCat(kTokenPrefix, version));
}

absl::StatusOr<uint64_t> VersionOf(const std::string& token) {
  const auto text = FromPageToken(token);
  absl::string_view rest = text.ok() ? absl::string_view(*text) : "";
  uint64_t version = 0;
  if (!absl::ConsumePrefix(&rest, kTokenPrefix) ||
      !absl::SimpleAtoi(rest, &version)) {
    return InvalidFieldError("token",
                             "is not one that this service has given out");
  }
  return version;
}

v1::ChangeKind ToProto(DocumentChange::Kind kind) {
  switch (kind) {
    case DocumentChange::Kind::kAdded:
      return v1::CHANGE_KIND_ADDED;
    case DocumentChange::Kind::kReplaced:
      return v1::CHANGE_KIND_REPLACED;
    case DocumentChange::Kind::kDeleted:
      return v1::CHANGE_KIND_DELETED;
  }
  return v1::CHANGE_KIND_UNSPECIFIED;
}

v1::Slot NamedSlot(const std::string& name) {
  v1::Slot slot;
  if (!name.empty()) slot.mutable_entity()->set_name(ToUtf8(name));
  return slot;
}

v1::Fact ToProto(const RemovedStatement& removed) {
  v1::Fact fact;
  fact.set_statement_id(removed.id.value());
  *fact.mutable_subject() = NamedSlot(removed.subject);
  fact.mutable_relation()->set_name(ToUtf8(removed.relation));
  *fact.mutable_object() = NamedSlot(removed.object);
  fact.set_negated(removed.negated);
  return fact;
}

class Watcher {
 public:
  Watcher(graphstore::Store& store, const v1::WatchRequest& request,
          const WatchOptions& options,
          absl::FunctionRef<bool(const v1::WatchResponse&)> send)
      : store_(store),
        request_(request),
        filter_(request),
        options_(options),
        send_(send) {}

  absl::Status Start() {
    if (!request_.token().empty()) {
      WEFT_ASSIGN_OR_RETURN(version_, VersionOf(request_.token()));
      // An expired token is said at once, not after the first message.
      WEFT_RETURN_IF_ERROR(ReadLog(1).status());
    } else if (request_.earliest()) {
      WEFT_ASSIGN_OR_RETURN(version_, store_.EarliestChange());
    } else {
      version_ = store_.WaitForChange(0, absl::ZeroDuration());
    }
    return SendSign();
  }

  // Sends everything there is; whether there was something.
  absl::StatusOr<bool> CatchUp() {
    bool any = false;
    while (true) {
      WEFT_ASSIGN_OR_RETURN(const graphstore::ChangePage page,
                            ReadLog(kVersions));
      if (page.changes.empty()) return any;
      any = true;
      WEFT_ASSIGN_OR_RETURN(reader_, store_.Snapshot());
      for (const Change& change : page.changes) {
        WEFT_RETURN_IF_ERROR(SendChange(change));
        version_ = change.version;
      }
      reader_.reset();
    }
  }

  absl::Status SendSign() {
    v1::WatchResponse message;
    message.set_version(version_);
    message.set_token(TokenOf(version_));
    return Send(message);
  }

  uint64_t version() const { return version_; }

 private:
  absl::StatusOr<graphstore::ChangePage> ReadLog(size_t limit) {
    auto page = store_.Changes(version_, limit);
    if (absl::IsOutOfRange(page.status())) {
      return WithReason(page.status(), "TOKEN_EXPIRED");
    }
    return page;
  }

  absl::Status SendChange(const Change& change) {
    for (const DocumentChange& document : change.documents) {
      if (!filter_.WantsDocument(document.document)) continue;
      WEFT_RETURN_IF_ERROR(SendDocument(change, document));
    }
    if (change.documents.empty() && !filter_.selects() &&
        filter_.WantsDocument("")) {
      v1::WatchResponse curated;
      curated.set_kind(v1::CHANGE_KIND_CURATED);
      WEFT_RETURN_IF_ERROR(SendLater(change, std::move(curated)));
    }
    return SendHeld(change, change.version);
  }

  // Message by message: a load of many statements is not to be in memory whole.
  absl::Status SendDocument(const Change& change,
                            const DocumentChange& document) {
    v1::WatchResponse next;
    next.set_document_id(ToUtf8(document.document));
    next.set_kind(ToProto(document.kind));
    v1::WatchResponse message = next;
    message.set_facts_added(document.mentions_added);
    message.set_facts_removed(document.mentions_removed);
    size_t room = options_.statements_per_message;
    bool any = !filter_.selects();
    const auto take_room = [&]() -> absl::Status {
      any = true;
      if (room == 0) {
        WEFT_RETURN_IF_ERROR(SendLater(change, std::move(message)));
        message = next;
        room = options_.statements_per_message;
      }
      --room;
      return absl::OkStatus();
    };
    const absl::Span<const graphstore::StatementId> all = document.added;
    for (size_t i = 0; i < all.size(); i += kStatements) {
      std::vector<v1::Fact> added;
      WEFT_RETURN_IF_ERROR(
          AddFacts(all.subspan(i, kStatements), document.document, &added));
      for (v1::Fact& fact : added) {
        WEFT_RETURN_IF_ERROR(take_room());
        *message.add_added() = std::move(fact);
      }
    }
    for (const RemovedStatement& statement : document.removed) {
      v1::Fact fact = ToProto(statement);
      if (!filter_.Wants(fact)) continue;
      WEFT_RETURN_IF_ERROR(take_room());
      *message.add_removed() = std::move(fact);
    }
    return any ? SendLater(change, std::move(message)) : absl::OkStatus();
  }

  // Held back until it is known whether it is the last one of its change, whose
  // token is behind the change.
  absl::Status SendLater(const Change& change, v1::WatchResponse message) {
    WEFT_RETURN_IF_ERROR(SendHeld(change, version_));
    held_ = std::move(message);
    return absl::OkStatus();
  }
  absl::Status SendHeld(const Change& change, uint64_t token) {
    if (!held_.has_value()) return absl::OkStatus();
    v1::WatchResponse message = *std::exchange(held_, std::nullopt);
    message.set_version(change.version);
    message.set_token(TokenOf(token));
    message.set_recorded(absl::FormatTime(absl::RFC3339_sec, change.recorded,
                                          absl::UTCTimeZone()));
    return Send(message);
  }

  // Of each statement that is asked for and still there the fact of the
  // document, or the first of another.
  absl::Status AddFacts(absl::Span<const graphstore::StatementId> statements,
                        const std::string& document,
                        std::vector<v1::Fact>* facts) {
    WEFT_ASSIGN_OR_RETURN(const auto candidates,
                          filter_.Candidates(*reader_, statements));
    if (candidates.empty()) return absl::OkStatus();
    WEFT_ASSIGN_OR_RETURN(const auto evidence,
                          reader_->EvidenceOf(candidates, kEvidence));
    StoredView view(*reader_);
    for (const std::vector<graphstore::Fact>& found : evidence) {
      if (found.empty()) continue;
      const auto own = std::find_if(found.begin(), found.end(),
                                    [&](const graphstore::Fact& fact) {
                                      return fact.document == document;
                                    });
      WEFT_ASSIGN_OR_RETURN(
          v1::Fact fact, view.Fact(own == found.end() ? found.front() : *own));
      if (filter_.Wants(fact)) facts->push_back(std::move(fact));
    }
    return absl::OkStatus();
  }

  absl::Status Send(const v1::WatchResponse& message) {
    if (send_(message)) return absl::OkStatus();
    return absl::CancelledError("the client stopped reading");
  }

  graphstore::Store& store_;
  const v1::WatchRequest& request_;
  WatchFilter filter_;
  const WatchOptions options_;
  const absl::FunctionRef<bool(const v1::WatchResponse&)> send_;
  uint64_t version_ = 0;  // everything up to it has been sent
  std::optional<v1::WatchResponse> held_;
  std::shared_ptr<const Reader> reader_;
};

}  // namespace

absl::Status Watch(graphstore::Store& store, const v1::WatchRequest& request,
                   const WatchOptions& options,
                   const Cancellation& cancellation,
                   const std::function<bool()>& draining,
                   absl::FunctionRef<bool(const v1::WatchResponse&)> send) {
  Watcher watcher(store, request, options, send);
  WEFT_RETURN_IF_ERROR(watcher.Start());
  bool changed = true;  // the first time it says so whatever there was
  absl::Time last_message = absl::Now();
  while (true) {
    WEFT_RETURN_IF_ERROR(cancellation.Check());
    if (draining()) return DrainingError();
    WEFT_ASSIGN_OR_RETURN(const bool any, watcher.CatchUp());
    if (any || changed || absl::Now() - last_message >= options.sign_of_life) {
      WEFT_RETURN_IF_ERROR(watcher.SendSign());
      last_message = absl::Now();
    }
    changed = false;
    store.WaitForChange(watcher.version(), options.poll);
  }
}

}  // namespace weft::service
