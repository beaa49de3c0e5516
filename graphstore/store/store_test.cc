#include "graphstore/store/store.h"

#include <thread>

#include "absl/strings/str_cat.h"
#include "base/status_matchers.h"
#include "graphstore/store/test_documents.h"

namespace weft::graphstore {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

WriteResult Write(Store* store, const DocumentFacts& document,
                  const WriteOptions& options = {}) {
  const auto result = store->WriteDocument(document, options);
  EXPECT_OK(result);
  const auto report = store->Check();
  EXPECT_OK(report);
  EXPECT_THAT(report->problems, IsEmpty());
  return result.value_or(WriteResult{});
}

DeleteResult Delete(Store* store, const std::string& id) {
  const auto result = store->DeleteDocument(id);
  EXPECT_OK(result);
  EXPECT_THAT(store->Check()->problems, IsEmpty());
  return result.value_or(DeleteResult{});
}

std::vector<std::string> Facts(Store* store, const FactFilter& filter = {}) {
  return Lines(AllFacts(*store->Snapshot().value(), filter));
}

const Entity FindOne(Store* store, const std::string& name) {
  const auto reader = store->Snapshot().value();
  const auto ids = reader->FindEntities(name).value();
  EXPECT_THAT(ids, SizeIs(1)) << name;
  return ids.empty() ? Entity{} : reader->GetEntity(ids[0]).value();
}

TEST(Store, GivesBackWhatADocumentSays) {
  const auto store = EmptyStore();
  DocumentFacts document = MakeDocument("d1", {"Acme | buy | Bolt | 0.8"});
  document.title = "A purchase";
  document.published = "2025-01-20";
  document.url = "http://example.org/d1";
  document.extractor_version = "x1";
  LocalFact& fact = document.facts[0];
  fact.relation_mention.text = "has-bought";
  fact.modality = "planned";
  fact.attribution = {"the firm", LocalEntityIndex{0}};
  fact.qualifiers = {{"amount", "for", {{0, 4}, "Acme"}, "5000000", "USD"},
                     {"time", "", {{}, "then"}, "2025-01", ""}};
  fact.valid_from = "2025-01-01";
  fact.valid_until = "2025";
  fact.rule = "svo";
  const WriteResult result = Write(store.get(), document);
  EXPECT_EQ(result.outcome, WriteOutcome::kAdded);
  EXPECT_EQ(result.version, 1u);
  EXPECT_EQ(result.new_statements, 1u);
  EXPECT_EQ(result.new_entities, 2u);
  EXPECT_EQ(result.facts, 1u);

  const auto facts = AllFacts(*store->Snapshot().value(), {});
  ASSERT_THAT(facts, SizeIs(1));
  const Fact& read = facts[0];
  EXPECT_EQ(Line(read.statement), "Acme | buy | Bolt");
  EXPECT_EQ(read.statement.mention_count, 1u);
  EXPECT_NEAR(read.statement.confidence, 0.8, 1.0 / 255);
  EXPECT_EQ(read.document, "d1");
  EXPECT_EQ(read.published, "2025-01-20");
  EXPECT_EQ(read.sentence, "Acme buy Bolt.");
  EXPECT_EQ(read.sentence_span, (ByteSpan{0, 14}));
  EXPECT_EQ(read.attribution, "Acme");
  EXPECT_EQ(read.mention.subject, (MentionSlot{{0, 4}, "Acme"}));
  EXPECT_EQ(read.mention.relation, (MentionSlot{{5, 8}, "has-bought"}));
  EXPECT_EQ(read.mention.object, (MentionSlot{{9, 13}, "Bolt"}));
  EXPECT_NEAR(read.mention.confidence, 0.8, 1.0 / 255);
  EXPECT_EQ(read.mention.modality, "planned");
  EXPECT_EQ(read.mention.attribution.text, "the firm");
  EXPECT_EQ(read.mention.qualifiers, fact.qualifiers);
  EXPECT_EQ(read.mention.valid_from, "2025-01-01");
  EXPECT_EQ(read.mention.valid_until, "2025");
  EXPECT_EQ(read.mention.rule, "svo");

  ASSERT_OK_AND_ASSIGN(const Document stored,
                       store->Snapshot().value()->GetDocument("d1"));
  EXPECT_EQ(stored.title, "A purchase");
  EXPECT_EQ(stored.url, "http://example.org/d1");
  EXPECT_EQ(stored.byte_length, document.text.size());
  EXPECT_EQ(stored.extractor_version, "x1");
  EXPECT_EQ(stored.recorded, absl::UnixEpoch());
  EXPECT_EQ(store->Snapshot().value()->DocumentText("d1").value(),
            document.text);
  EXPECT_EQ(store->Snapshot().value()->DocumentSentences("d1").value(),
            document.sentences);
}

TEST(Store, KeepsEveryKindOfObject) {
  const auto store = EmptyStore();
  DocumentFacts document = MakeDocument(
      "d", {"Acme | collapse |", "Acme | fall | =17%", "Acme | have | =5",
            "Acme | start | =2025-01-20", "Acme | be | =big old company",
            "Acme | not buy | Bolt"});
  document.facts[2].object = Value::Money(5.6e6, "USD");
  Write(store.get(), document);
  EXPECT_THAT(Facts(store.get()),
              UnorderedElementsAre(
                  "Acme | collapse | ", "Acme | fall | 17%",
                  "Acme | have | 5600000 USD", "Acme | start | 2025-01-20",
                  "Acme | be | big old company", "Acme | not buy | Bolt"));
}

TEST(Store, SameDocumentTwiceIsOnce) {
  const auto store = EmptyStore();
  const DocumentFacts document = MakeDocument("d", {"Acme | buy | Bolt"});
  Write(store.get(), document);
  const auto before = DumpWithoutHistory(store.get());
  EXPECT_EQ(Write(store.get(), document).outcome, WriteOutcome::kUnchanged);
  EXPECT_EQ(DumpWithoutHistory(store.get()), before);
  EXPECT_EQ(store->Snapshot().value()->version(), 1u);
}

TEST(Store, OtherContentReplaces) {
  const auto store = EmptyStore();
  Write(store.get(), MakeDocument("d", {"Acme | buy | Bolt"}));
  const NodeId acme = FindOne(store.get(), "Acme").id;
  const WriteResult result =
      Write(store.get(), MakeDocument("d", {"Acme | sell | Cog"}));
  EXPECT_EQ(result.outcome, WriteOutcome::kReplaced);
  EXPECT_THAT(Facts(store.get()), ElementsAre("Acme | sell | Cog"));
  EXPECT_EQ(FindOne(store.get(), "Acme").id, acme);
  EXPECT_THAT(store->Snapshot().value()->FindEntities("Bolt").value(),
              IsEmpty());
}

TEST(Store, ReplacingKeepsTheIdsOfWhatStays) {
  const auto store = EmptyStore();
  Write(store.get(), MakeDocument("d", {"Acme | buy | Bolt"}));
  const auto before = AllFacts(*store->Snapshot().value(), {});
  Write(store.get(),
        MakeDocument("d", {"Cog | be | Wheel", "Acme | buy | Bolt"}));
  FactFilter filter;
  filter.subject = "Acme";
  const auto after = AllFacts(*store->Snapshot().value(), filter);
  ASSERT_THAT(after, SizeIs(1));
  EXPECT_EQ(after[0].statement.id, before[0].statement.id);
}

TEST(Store, RejectsOtherContentWhenAsked) {
  const auto store = EmptyStore();
  const DocumentFacts first = MakeDocument("d", {"Acme | buy | Bolt"});
  Write(store.get(), first);
  WriteOptions options;
  options.if_exists = IfExists::kReject;
  EXPECT_EQ(Write(store.get(), first, options).outcome,
            WriteOutcome::kUnchanged);
  EXPECT_THAT(store->WriteDocument(MakeDocument("d", {"A | b | C"}), options),
              StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("\"d\"")));
  EXPECT_THAT(Facts(store.get()), ElementsAre("Acme | buy | Bolt"));
}

TEST(Store, RewriteReplacesTheSameContent) {
  const auto store = EmptyStore();
  DocumentFacts document = MakeDocument("d", {"Acme | buy | Bolt"});
  Write(store.get(), document);
  document.extractor_version = "newer";
  document.facts[0].relation = "acquire";
  WriteOptions options;
  options.rewrite = true;
  EXPECT_EQ(Write(store.get(), document, options).outcome,
            WriteOutcome::kReplaced);
  EXPECT_THAT(Facts(store.get()), ElementsAre("Acme | acquire | Bolt"));
}

TEST(Store, StatementLivesWithItsLastMention) {
  const auto store = EmptyStore();
  Write(store.get(), MakeDocument("d1", {"Acme | buy | Bolt | 0.5"}));
  Write(store.get(), MakeDocument("d2", {"Acme | buy | Bolt | 0.9"}));
  const auto facts = AllFacts(*store->Snapshot().value(), {});
  ASSERT_THAT(facts, SizeIs(2));
  EXPECT_EQ(facts[0].statement.id, facts[1].statement.id);
  EXPECT_EQ(facts[0].statement.mention_count, 2u);
  EXPECT_NEAR(facts[0].statement.confidence, 0.9, 1.0 / 255);

  const DeleteResult first = Delete(store.get(), "d2");
  EXPECT_EQ(first.mentions, 1u);
  EXPECT_EQ(first.statements, 0u);
  EXPECT_EQ(first.entities, 0u);
  const auto rest = AllFacts(*store->Snapshot().value(), {});
  ASSERT_THAT(rest, SizeIs(1));
  EXPECT_NEAR(rest[0].statement.confidence, 0.5, 1.0 / 255);

  const DeleteResult last = Delete(store.get(), "d1");
  EXPECT_EQ(last.statements, 1u);
  EXPECT_EQ(last.entities, 2u);
  EXPECT_EQ(DumpWithoutHistory(store.get()),
            DumpWithoutHistory(EmptyStore().get()));
}

TEST(Store, DeletionLeavesNoTrace) {
  DocumentFacts kept =
      MakeDocument("kept", {"Acme | buy | Bolt", "Acme | fall | =17%",
                            "Acme | be | =an old company"});
  DocumentFacts gone = MakeDocument(
      "gone", {"acme | buy | Bolt", "ACME | rise | =17%", "Cog | sell | Acme",
               "Acme | be | =an old company", "Cog | be | =a new company"});
  kept.entities[0].type = "organization";
  gone.entities[0].type = "product";
  gone.entities[0].name = "Acme Corp";
  gone.entities[0].aliases.push_back({"ACME Inc", 3});
  const auto once = EmptyStore();
  Write(once.get(), kept);
  const auto both = EmptyStore();
  Write(both.get(), kept);
  Write(both.get(), gone);
  EXPECT_NE(DumpWithoutHistory(both.get()), DumpWithoutHistory(once.get()));
  Delete(both.get(), "gone");
  EXPECT_EQ(DumpWithoutHistory(both.get()), DumpWithoutHistory(once.get()));
}

TEST(Store, DeletingWhatIsNotThereIsNotFound) {
  const auto store = EmptyStore();
  EXPECT_THAT(store->DeleteDocument("d"),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("\"d\"")));
  EXPECT_EQ(store->Snapshot().value()->version(), 0u);
}

TEST(Store, ManyDocumentsInOneCommitAreAsOneByOne) {
  std::vector<DocumentFacts> documents = {
      MakeDocument("d1", {"Acme | buy | Bolt"}),
      MakeDocument("d2", {"The Acme | sell | Cog", "Cog | be | =17%"}),
      MakeDocument("d1", {"Acme | lose | Bolt"}),
      MakeDocument("d2", {"The Acme | sell | Cog", "Cog | be | =17%"})};
  const auto one_by_one = EmptyStore();
  for (const DocumentFacts& document : documents) {
    Write(one_by_one.get(), document);
  }
  const auto together = EmptyStore();
  const auto results = together->WriteDocuments(documents, {});
  ASSERT_THAT(results, SizeIs(4));
  EXPECT_EQ(results[0]->outcome, WriteOutcome::kAdded);
  EXPECT_EQ(results[1]->outcome, WriteOutcome::kAdded);
  EXPECT_EQ(results[2]->outcome, WriteOutcome::kReplaced);
  EXPECT_EQ(results[3]->outcome, WriteOutcome::kUnchanged);
  EXPECT_EQ(together->Snapshot().value()->version(), 1u);
  EXPECT_THAT(together->Check()->problems, IsEmpty());
  EXPECT_EQ(DumpWithoutHistory(together.get()),
            DumpWithoutHistory(one_by_one.get()));
}

TEST(Store, InvalidDocumentDoesNotKeepTheOthersOut) {
  const auto store = EmptyStore();
  DocumentFacts bad = MakeDocument("bad", {"Acme | buy | Bolt"});
  bad.facts[0].subject.value = 9;
  const auto results =
      store->WriteDocuments({MakeDocument("d1", {"A | b | C"}), bad,
                             MakeDocument("d2", {"D | e | F"})},
                            {});
  EXPECT_OK(results[0]);
  EXPECT_THAT(results[1],
              StatusIs(absl::StatusCode::kInvalidArgument,
                       AllOf(HasSubstr("\"bad\""), HasSubstr("fact 0"),
                             HasSubstr("entity 9"))));
  EXPECT_OK(results[2]);
  EXPECT_THAT(Facts(store.get()), SizeIs(2));
}

TEST(Store, EntitiesAreLinkedByNameAndType) {
  const auto store = EmptyStore();
  const auto with_type = [](const std::string& id, const std::string& name,
                            const std::string& type) {
    DocumentFacts document = MakeDocument(id, {name + " | exist |"});
    document.entities[0].type = type;
    return document;
  };
  Write(store.get(), with_type("1", "Jordan", "person"));
  Write(store.get(), with_type("2", "JORDAN", "person"));
  Write(store.get(), with_type("3", "Jordan", "place"));
  Write(store.get(), with_type("4", "The Jordan", "place"));
  Write(store.get(), with_type("5", "Jordan", "place"));
  const auto reader = store->Snapshot().value();
  const auto ids = reader->FindEntities("jordan").value();
  ASSERT_THAT(ids, SizeIs(2));
  EXPECT_EQ(reader->GetEntity(ids[0])->type, "place");  // named more often
  EXPECT_EQ(reader->GetEntity(ids[0])->document_count, 3u);
  EXPECT_EQ(reader->GetEntity(ids[1])->type, "person");
  EXPECT_EQ(reader->GetEntity(ids[1])->document_count, 2u);
}

TEST(Store, OnlyPeopleAreKeptApartFromTheirNamesakes) {
  const auto store = EmptyStore();
  int id = 0;
  for (const char* type : {"organization", "product", "misc", "", "place"}) {
    DocumentFacts document =
        MakeDocument(absl::StrCat(++id), {"Acme | grow |"});
    document.entities[0].type = type;
    Write(store.get(), document);
  }
  EXPECT_EQ(FindOne(store.get(), "Acme").document_count, 5u);
}

TEST(Store, AliasLinksOnlyWhenItIsTheOnlyOne) {
  const auto store = EmptyStore();
  DocumentFacts first = MakeDocument("1", {"Ann Smith | exist |"});
  first.entities[0].aliases.push_back({"Smith", 2});
  DocumentFacts second = MakeDocument("2", {"Bob Smith | exist |"});
  second.entities[0].aliases.push_back({"Smith", 1});
  Write(store.get(), first);
  Write(store.get(), MakeDocument("3", {"Smith | work |"}));
  EXPECT_EQ(FindOne(store.get(), "Smith").name, "Ann Smith");
  Write(store.get(), second);
  const auto reader = store->Snapshot().value();
  EXPECT_THAT(reader->FindEntities("Smith").value(), SizeIs(2));
}

TEST(Store, DocumentKeepsItsOwnEntitiesApart) {
  const auto store = EmptyStore();
  DocumentFacts document =
      MakeDocument("1", {"Ann Smith | meet | Smith", "smith | leave |"});
  document.entities[0].aliases.push_back({"Smith", 2});
  Write(store.get(), document);
  EXPECT_THAT(
      Facts(store.get()),
      UnorderedElementsAre("Ann Smith | meet | Smith", "Smith | leave | "));
  // The name with most mentions is shown: "Smith" comes before "smith".
  EXPECT_THAT(store->Snapshot().value()->FindEntities("Smith").value(),
              SizeIs(2));
}

TEST(Store, ExactNamesAreKeys) {
  const auto store = EmptyStore();
  WriteOptions options;
  options.link_by = LinkBy::kExactName;
  Write(store.get(), MakeDocument("1", {"Saw | be | saw", "Saw | x | The Saw"}),
        options);
  Write(store.get(), MakeDocument("2", {"saw | be | Saw"}), options);
  EXPECT_EQ(store->Snapshot().value()->Statistics()->entities, 3u);
  EXPECT_THAT(Facts(store.get()),
              UnorderedElementsAre("Saw | be | saw", "Saw | x | The Saw",
                                   "saw | be | Saw"));
}

TEST(Store, NameIsTheMostFrequentCanonicalForm) {
  const auto store = EmptyStore();
  Write(store.get(), MakeDocument("1", {"ACME | exist |"}));
  Write(store.get(), MakeDocument("2", {"Acme | exist |"}));
  Write(store.get(), MakeDocument("3", {"Acme | exist |"}));
  EXPECT_EQ(FindOne(store.get(), "acme").name, "Acme");
  Delete(store.get(), "2");
  Delete(store.get(), "3");
  EXPECT_EQ(FindOne(store.get(), "acme").name, "ACME");
}

TEST(Store, CountersFollow) {
  const auto store = EmptyStore();
  Write(store.get(),
        MakeDocument("1", {"Acme | buy | Bolt", "Acme | buy | Cog",
                           "Bolt | sue | Acme", "Acme | buy | Bolt"}));
  const Entity acme = FindOne(store.get(), "Acme");
  EXPECT_EQ(acme.out_degree, 2u);
  EXPECT_EQ(acme.in_degree, 1u);
  EXPECT_EQ(acme.mention_count, 4u);
  EXPECT_EQ(acme.aliases, (std::vector<Alias>{{"Acme", 4}}));
  const auto statistics = store->Snapshot().value()->Statistics().value();
  EXPECT_EQ(statistics.documents, 1u);
  EXPECT_EQ(statistics.sentences, 4u);
  EXPECT_EQ(statistics.statements, 3u);
  EXPECT_EQ(statistics.mentions, 4u);
  EXPECT_EQ(statistics.entities, 3u);
  EXPECT_EQ(statistics.relations, 2u);
}

TEST(Store, SnapshotStaysAsItWas) {
  const auto store = EmptyStore();
  Write(store.get(), MakeDocument("1", {"Acme | buy | Bolt"}));
  const auto before = store->Snapshot().value();
  Write(store.get(), MakeDocument("1", {"Acme | sell | Cog"}));
  Delete(store.get(), "1");
  EXPECT_THAT(Lines(AllFacts(*before, {})), ElementsAre("Acme | buy | Bolt"));
  EXPECT_EQ(before->version(), 1u);
  EXPECT_THAT(Facts(store.get()), IsEmpty());
}

TEST(Store, PagesComeFromTheVersionOfTheFirst) {
  absl::Time now = absl::UnixEpoch();
  StoreOptions options;
  options.clock = [&] { return now; };
  options.snapshot_lifetime = absl::Minutes(5);
  const auto store = Store::InMemory(options).value();
  Write(store.get(), MakeDocument("1", {"A | b | C", "D | e | F"}));
  const auto old = store->Snapshot().value();
  ASSERT_OK_AND_ASSIGN(const FactPage first, old->ListFacts({}, {1, ""}));
  store->KeepForTokens(old);
  Delete(store.get(), "1");
  now += absl::Minutes(4);
  ASSERT_OK_AND_ASSIGN(const auto reader, store->SnapshotFor(first.next_token));
  EXPECT_THAT(reader->ListFacts({}, {1, first.next_token})->facts, SizeIs(1));
  EXPECT_THAT(store->Snapshot().value()->ListFacts({}, {1, first.next_token}),
              StatusIs(absl::StatusCode::kAborted));
  now += absl::Minutes(4);  // since the last use
  EXPECT_OK(store->SnapshotFor(first.next_token));
  now += absl::Minutes(6);
  EXPECT_THAT(store->SnapshotFor(first.next_token),
              StatusIs(absl::StatusCode::kAborted, HasSubstr("5m")));
  EXPECT_THAT(store->SnapshotFor("nonsense"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(Store, ChangesTellWhatHappened) {
  const auto store = EmptyStore();
  Write(store.get(), MakeDocument("1", {"Acme | buy | Bolt"}));
  Write(store.get(), MakeDocument("1", {"Acme | sell | =17%"}));
  Delete(store.get(), "1");
  ASSERT_OK_AND_ASSIGN(const ChangePage page, store->Changes(0, 10));
  EXPECT_EQ(page.latest, 3u);
  ASSERT_THAT(page.changes, SizeIs(3));
  const DocumentChange& added = page.changes[0].documents[0];
  EXPECT_EQ(page.changes[0].version, 1u);
  EXPECT_EQ(added.kind, DocumentChange::Kind::kAdded);
  EXPECT_EQ(added.document, "1");
  EXPECT_EQ(added.mentions_added, 1u);
  EXPECT_THAT(added.added, ElementsAre(StatementId(1)));
  const DocumentChange& replaced = page.changes[1].documents[0];
  EXPECT_EQ(replaced.kind, DocumentChange::Kind::kReplaced);
  EXPECT_THAT(replaced.added, ElementsAre(StatementId(2)));
  EXPECT_THAT(replaced.removed,
              ElementsAre(RemovedStatement{StatementId(1), "Acme", "buy",
                                           "Bolt", false}));
  const DocumentChange& deleted = page.changes[2].documents[0];
  EXPECT_EQ(deleted.kind, DocumentChange::Kind::kDeleted);
  EXPECT_EQ(deleted.mentions_removed, 1u);
  EXPECT_THAT(deleted.removed,
              ElementsAre(RemovedStatement{StatementId(2), "Acme", "sell",
                                           "17%", false}));
}

TEST(Store, ChangesAreReadInPartsAndForgotten) {
  const auto store = EmptyStore();
  for (int i = 1; i <= 5; ++i) {
    Write(store.get(), MakeDocument(std::to_string(i), {"A | b | C"}));
  }
  EXPECT_THAT(store->Changes(5, 10)->changes, IsEmpty());
  const auto two = store->Changes(1, 2).value();
  ASSERT_THAT(two.changes, SizeIs(2));
  EXPECT_EQ(two.changes[0].version, 2u);
  EXPECT_EQ(two.changes[1].version, 3u);
  ASSERT_OK(store->TrimChanges(2));
  EXPECT_THAT(store->Changes(1, 10), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(store->Changes(2, 10)->changes, SizeIs(3));
  EXPECT_THAT(store->Changes(6, 10), StatusIs(absl::StatusCode::kOutOfRange));
  ASSERT_OK(store->TrimChanges(5));
  EXPECT_THAT(store->Changes(4, 10), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(store->Changes(5, 10)->changes, IsEmpty());
  EXPECT_THAT(store->Check()->problems, IsEmpty());
}

TEST(Store, WaitingEndsWithAChange) {
  const auto store = EmptyStore();
  EXPECT_EQ(store->WaitForChange(0, absl::ZeroDuration()), 0u);
  std::thread writer([&] {
    EXPECT_OK(store->WriteDocument(MakeDocument("1", {"A | b | C"}), {}));
  });
  EXPECT_EQ(store->WaitForChange(0, absl::Minutes(1)), 1u);
  writer.join();
}

TEST(Store, LongDocumentIsKeptWhole) {
  const auto store = EmptyStore();
  std::vector<std::string> lines;
  for (int i = 0; i < 3000; ++i) {
    lines.push_back("Acme " + std::to_string(i) + " | buy | Bolt");
  }
  DocumentFacts document = MakeDocument("long", lines);
  document.sentences[7].text = "a cleaned sentence";
  Write(store.get(), document);
  const auto reader = store->Snapshot().value();
  EXPECT_EQ(reader->DocumentText("long").value(), document.text);
  EXPECT_EQ(reader->DocumentSentences("long").value(), document.sentences);
  FactFilter filter;
  filter.subject = "Acme 2999";
  EXPECT_EQ(AllFacts(*reader, filter)[0].sentence, "Acme 2999 buy Bolt.");
  Delete(store.get(), "long");
  EXPECT_EQ(DumpWithoutHistory(store.get()),
            DumpWithoutHistory(EmptyStore().get()));
}

}  // namespace
}  // namespace weft::graphstore
