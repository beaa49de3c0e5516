#include "service/cli/command/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

namespace weft::service {
namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

// A long document may take a while: who waits for it is told.
std::atomic<bool> g_terminal{false};
constexpr char kWords[] =
    "\nweft: finishing what was begun; once more ends it at once\n";

struct sigaction g_old_interrupt;
struct sigaction g_old_terminate;

void Note(int signal) {
  g_interrupted.store(true);
  if (g_terminal.load()) {
    [[maybe_unused]] const auto written =
        write(STDERR_FILENO, kWords, sizeof(kWords) - 1);
  }
  sigaction(signal, signal == SIGINT ? &g_old_interrupt : &g_old_terminate,
            nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  g_interrupted.store(false);
  g_terminal.store(isatty(STDERR_FILENO) == 1);
  struct sigaction action = {};
  action.sa_handler = Note;
  action.sa_flags = SA_RESTART;
  // The old actions are there before a signal can ask for them.
  sigaction(SIGINT, nullptr, &g_old_interrupt);
  sigaction(SIGTERM, nullptr, &g_old_terminate);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

InterruptGuard::~InterruptGuard() {
  sigaction(SIGINT, &g_old_interrupt, nullptr);
  sigaction(SIGTERM, &g_old_terminate, nullptr);
}

bool InterruptGuard::interrupted() const { return g_interrupted.load(); }

}  // namespace weft::service
