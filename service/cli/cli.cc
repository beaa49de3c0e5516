#include "service/cli/cli.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "CLI/CLI.hpp"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "service/cli/command/option_set.h"
#include "service/cli/command/suggest.h"
#include "service/cli/command/version.h"

namespace weft::service {
namespace {

constexpr char kDefaultDatabase[] = "./weft.db";

constexpr char kExamples[] = R"(Examples:
  weft extract article.txt                 facts of a text, without a database
  weft ingest news/                        documents into ./weft.db
  weft facts --subject DeepSeek            what they say, with the sentences
  weft path Nvidia DeepSeek                how two things hang together
  weft serve                               the same over gRPC

Every command takes --db or --server. "weft COMMAND --help" shows more.)";

// The application and what has to live as long as it.
class Parser {
 public:
  Parser(const std::vector<std::unique_ptr<Command>>& commands,
         GlobalOptions& global);

  // Fills the options of the command that is called.
  void Parse(const std::vector<std::string>& arguments) {
    // The library takes them from the back.
    app_.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  }
  void SetDefaults();

  Command* called() const { return called_; }
  // The innermost of the commands that the words named, the app if none.
  const CLI::App& Innermost() const;
  // "weft document list"
  std::string CalledWords() const;
  // Of the innermost.
  std::string Help() const;
  const CLI::App& app() const { return app_; }

 private:
  void AddGlobalOptions();
  void AddConnectionOption(const std::string& name, std::string& file,
                           const std::string& help,
                           const std::string& variable);
  void AddCommand(Command& command);

  CLI::App app_{"Weft reads documents and keeps what they say as facts.",
                "weft"};
  GlobalOptions& global_;
  const GlobalOptions inherited_;
  Command* called_ = nullptr;
};

Parser::Parser(const std::vector<std::unique_ptr<Command>>& commands,
               GlobalOptions& global)
    : global_(global), inherited_(global) {
  // Options of one command line replace those that are inherited.
  global_.server.clear();
  global_.database_given = false;
  app_.require_subcommand(1);
  app_.fallthrough();  // global options also behind the command
  app_.footer(kExamples);
  app_.get_formatter()->column_width(30);
  app_.set_help_flag("-h,--help", "Print this and exit");
  app_.set_version_flag("--version", absl::StrCat("weft ", kVersion),
                        "Print the version and exit");
  AddGlobalOptions();
  for (const auto& command : commands) AddCommand(*command);
}

void Parser::AddGlobalOptions() {
  CLI::Option* database = app_.add_option_function<std::string>(
      "--db",
      [this](const std::string& value) {
        global_.database = value;
        global_.database_given = true;
      },
      "Folder of the database [$WEFT_DB, ./weft.db]");
  database->option_text("DIR");
  app_.add_option("--server", global_.server,
                  "A server to use instead [$WEFT_SERVER]")
      ->excludes(database)
      ->option_text("HOST:PORT");
  AddConnectionOption("--tls-ca", global_.tls_ca,
                      "Encrypt; the server is certified by one of these "
                      "authorities, or \"system\"",
                      "WEFT_TLS_CA");
  AddConnectionOption("--tls-cert", global_.tls_cert,
                      "Certificate to show to the server", "WEFT_TLS_CERT");
  AddConnectionOption("--tls-key", global_.tls_key, "Its private key",
                      "WEFT_TLS_KEY");
  AddConnectionOption("--token-file", global_.token_file,
                      "Holds the token for the server; or it is in "
                      "$WEFT_TOKEN",
                      "WEFT_TOKEN_FILE");
  app_.add_option("--model", global_.model, "Model file to use [$WEFT_MODEL]")
      ->envname("WEFT_MODEL")
      ->group("");
}

void Parser::AddConnectionOption(const std::string& name, std::string& file,
                                 const std::string& help,
                                 const std::string& variable) {
  app_.add_option(name, file, absl::StrCat(help, " [$", variable, "]"))
      ->envname(variable)
      ->option_text("FILE")
      ->group("Connection");
}

CLI::App* FindCommand(CLI::App& parent, const std::string& name) {
  for (CLI::App* command : parent.get_subcommands(nullptr)) {
    if (command->get_name() == name) return command;
  }
  return nullptr;
}

void Parser::AddCommand(Command& command) {
  CLI::App* parent = &app_;
  std::vector<std::string> words = absl::StrSplit(command.name(), ' ');
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    CLI::App* group = FindCommand(*parent, words[i]);
    if (group == nullptr) {
      group = parent->add_subcommand(words[i]);
      group->require_subcommand(1);
      group->footer("Examples:");
    }
    group->footer(absl::StrCat(group->get_footer(), "\n", command.examples()));
    parent = group;
    const std::string known = parent->get_description();
    parent->description(
        absl::StrCat(known, known.empty() ? "" : ", ", words[i + 1]));
  }
  CLI::App* app = parent->add_subcommand(words.back(), command.summary());
  app->footer(absl::StrCat("Examples:\n", command.examples(),
                           "\n\nAlso: --db DIR or --server HOST:PORT, as in "
                           "\"weft --help\"."));
  app->callback([this, &command] { called_ = &command; });
  if (command.hidden()) app->group("");
  OptionSet options(*app);
  command.AddOptions(options);
}

void Parser::SetDefaults() {
  global_.server_given = !global_.server.empty();
  const auto environment = [](const char* name) {
    const char* value = std::getenv(name);
    return std::string(value == nullptr ? "" : value);
  };
  // A database that is named on the command line is meant, whatever the
  // environment says of servers.
  if (!inherited_.database.empty()) {
    if (global_.server.empty() && !global_.database_given) {
      global_.server = inherited_.server;
    }
    return;
  }
  if (global_.server.empty() && !global_.database_given) {
    global_.server = environment("WEFT_SERVER");
  }
  if (!global_.database_given) global_.database = environment("WEFT_DB");
  if (global_.database.empty()) global_.database = kDefaultDatabase;
}

const CLI::App& Parser::Innermost() const {
  const CLI::App* app = &app_;
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
  }
  return *app;
}

std::string Parser::CalledWords() const {
  std::string words = "weft";
  const CLI::App* app = &app_;
  while (!app->get_subcommands().empty()) {
    app = app->get_subcommands().front();
    absl::StrAppend(&words, " ", app->get_name());
  }
  return words;
}

std::string Parser::Help() const {
  const std::string words = CalledWords();
  // The library adds the last word itself.
  const size_t last = words.rfind(' ');
  return Innermost().help(last == std::string::npos ? ""
                                                    : words.substr(0, last));
}

std::vector<std::string> CommandNames(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands(nullptr)) {
    const bool hidden = command->get_group().empty();
    if (!hidden) names.push_back(command->get_name());
  }
  return names;
}

void AddOptionNames(const CLI::App& app, std::vector<std::string>& names) {
  for (const CLI::Option* option : app.get_options(nullptr)) {
    for (const std::string& name : option->get_lnames()) {
      names.push_back(absl::StrCat("--", name));
    }
  }
}

std::string DidYouMean(const std::string& word) {
  return word.empty() ? "" : absl::StrCat("; did you mean ", word, "?");
}

// What was typed and not understood, "" when everything was.
std::string FirstUnknown(const Parser& parser) {
  const std::vector<std::string> unknown = parser.app().remaining(true);
  return unknown.empty() ? "" : unknown.front();
}

std::string UnknownWord(const Parser& parser, const std::string& unknown) {
  const CLI::App& innermost = parser.Innermost();
  if (absl::StartsWith(unknown, "-")) {
    std::vector<std::string> known;
    AddOptionNames(innermost, known);
    AddOptionNames(parser.app(), known);
    const std::string name = unknown.substr(0, unknown.find('='));
    return absl::StrCat("unknown option ", name,
                        DidYouMean(NearestWord(name, known)));
  }
  const std::vector<std::string> commands = CommandNames(innermost);
  if (!commands.empty()) {
    return absl::StrCat("\"", parser.CalledWords(), " ", unknown,
                        "\" is no command",
                        DidYouMean(NearestWord(unknown, commands)));
  }
  return absl::StrCat("unexpected argument \"", unknown, "\"");
}

// What is wrong with the command line.
std::string UsageMessage(const Parser& parser, const CLI::ParseError& error) {
  const bool unknown_explains =
      error.get_exit_code() ==
          static_cast<int>(CLI::ExitCodes::RequiredError) ||
      error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
  const std::string unknown = FirstUnknown(parser);
  if (unknown_explains && !unknown.empty()) {
    return UnknownWord(parser, unknown);
  }
  if (!CommandNames(parser.Innermost()).empty()) {
    return absl::StrCat("\"", parser.CalledWords(), "\" needs a command");
  }
  return error.what();
}

int ReportUsage(const Parser& parser, absl::string_view message,
                Context& context) {
  context.Note(
      absl::StrCat(message, "\nTry \"", parser.CalledWords(), " --help\"."));
  return kExitUsage;
}

int RunCommand(const Parser& parser, Context& context) {
  const absl::Status status = parser.called()->Run(context);
  context.Disconnect();
  context.out.flush();
  if (IsUsageError(status)) {
    return ReportUsage(parser, status.message(), context);
  }
  if (!status.ok()) context.Fail(status);
  if (!context.out.good() && !context.reader_may_leave) {
    context.Fail(absl::UnavailableError(
        "standard output cannot be written to (is the disk full?)"));
  }
  return context.failed() ? kExitFailed : kExitDone;
}

}  // namespace

int RunCli(const std::vector<std::string>& arguments,
           const std::vector<std::unique_ptr<Command>>& commands,
           Context& context) {
  Parser parser(commands, context.global);
  try {
    parser.Parse(arguments);
  } catch (const CLI::CallForHelp&) {
    context.out << parser.Help();
    return kExitDone;
  } catch (const CLI::CallForVersion& version) {
    context.out << version.what() << "\n";
    return kExitDone;
  } catch (const CLI::ParseError& error) {
    return ReportUsage(parser, UsageMessage(parser, error), context);
  }
  parser.SetDefaults();
  return RunCommand(parser, context);
}

absl::Status CheckArguments(
    const std::vector<std::string>& arguments,
    const std::vector<std::unique_ptr<Command>>& commands) {
  GlobalOptions global;
  Parser parser(commands, global);
  try {
    parser.Parse(arguments);
  } catch (const CLI::CallForHelp&) {
  } catch (const CLI::CallForVersion&) {
  } catch (const CLI::ParseError& error) {
    return absl::InvalidArgumentError(UsageMessage(parser, error));
  }
  return absl::OkStatus();
}

std::vector<OptionSpec> GlobalOptionSpecs() {
  GlobalOptions global;
  const Parser parser({}, global);
  std::vector<OptionSpec> specs;
  for (const CLI::Option* option : parser.app().get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    specs.push_back({.name = absl::StrCat("--", option->get_lnames().front()),
                     .form = option->get_option_text(),
                     .help = option->get_description(),
                     .choices = {}});
  }
  return specs;
}

}  // namespace weft::service
