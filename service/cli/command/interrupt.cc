#include "service/cli/command/interrupt.h"

#include <atomic>
#include <csignal>

namespace weft::service {
namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free,
              "a signal handler may only touch lock-free atomics");

struct sigaction g_old_interrupt;
struct sigaction g_old_terminate;

void Note(int signal) {
  g_interrupted.store(true);
  sigaction(signal, signal == SIGINT ? &g_old_interrupt : &g_old_terminate,
            nullptr);
}

}  // namespace

InterruptGuard::InterruptGuard() {
  g_interrupted.store(false);
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
