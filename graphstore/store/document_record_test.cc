#include "graphstore/store/document_record.h"

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace weft::graphstore {
namespace {

using ::testing::ElementsAre;

Document Sample() {
  Document document;
  document.id = "d";
  document.title = "T";
  document.published = "2025";
  document.url = "u";
  document.content_hash = 0x0102030405060708;
  document.byte_length = 300;
  document.sentence_count = 2;
  document.fact_count = 1;
  document.extractor_version = "x";
  document.recorded = absl::FromUnixMillis(-1);
  return document;
}

TEST(DocumentRecord, BytesAreThoseOfTheFormat) {
  EXPECT_EQ(absl::BytesToHexString(EncodeDocument(Sample())),
            "0164"
            "0154"
            "0432303235"
            "0175"
            "0178"
            "0102030405060708"
            "ac02"
            "02"
            "01"
            "01");
}

TEST(DocumentRecord, RoundTripsAndRefusesTruncation) {
  const std::string bytes = EncodeDocument(Sample());
  Document decoded;
  ASSERT_TRUE(DecodeDocument(bytes, &decoded));
  EXPECT_EQ(EncodeDocument(decoded), bytes);
  EXPECT_EQ(decoded.recorded, Sample().recorded);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeDocument(bytes.substr(0, size), &decoded)) << size;
  }
}

TEST(Sentences, KeepOnlyTheTextThatTheSourceLacks) {
  const std::string source = "One.  Two &amp; three.";
  const std::vector<Sentence> sentences = {{{0, 4}, "One."},
                                           {{6, 22}, "Two & three."}};
  const std::string bytes = EncodeSentences(sentences, source);
  EXPECT_EQ(absl::BytesToHexString(bytes),
            "010004"
            "0304100c54776f20262074687265652e");
  std::vector<Sentence> decoded;
  std::vector<bool> from_source;
  ASSERT_TRUE(DecodeSentences(bytes, &decoded, &from_source));
  EXPECT_THAT(from_source, ElementsAre(true, false));
  EXPECT_EQ(decoded[0].span, sentences[0].span);
  EXPECT_EQ(decoded[1], sentences[1]);
}

TEST(Sentences, VeryLongCleanTextIsCutAtACharacter) {
  const std::string text = std::string(kMaxSentenceText - 1, 'x') + "éé";
  const std::string bytes = EncodeSentences({{{0, 1}, text}}, "a");
  std::vector<Sentence> decoded;
  std::vector<bool> from_source;
  ASSERT_TRUE(DecodeSentences(bytes, &decoded, &from_source));
  EXPECT_EQ(decoded[0].text, std::string(kMaxSentenceText - 1, 'x'));
}

}  // namespace
}  // namespace weft::graphstore
