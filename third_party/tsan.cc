// What ThreadSanitizer has to be told about Abseil and gRPC, which Debian
// builds without it. Part of builds with --config=tsan only.
//
// A mutex of Abseil is an atomic that the sanitizer does not see: whatever it
// guards looks like a race. The functions below take the place of the
// library's, in the library itself and in gRPC too (symbols of the program come
// first), and say what happens before what.
#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

extern "C" {
// gRPC hands memory from thread to thread by atomics of its own, so nothing can
// be said of its threads: a race is reported where both sides are on threads of
// Weft (those that extract, write, load, and run the longer calls).
const char* __tsan_default_suppressions() {
  return "race:libgrpc.so\n"
         "race:libgrpc++.so\n"
         "race:libgpr.so\n"
         "race:libabsl_status.so\n"
         // Nor does it see the locks of RocksDB's memtables, how RocksDB hands
         // what Zstandard works with from thread to thread, and how OpenSSL
         // counts references.
         "race:librocksdb.so\n"
         "race:libzstd.so\n"
         "race:libcrypto.so\n"
         // Clients wait for it.
         "race:grpc::CompletionQueue::Pluck\n"
         "race:grpc::internal::BlockingUnaryCallImpl\n"
         // Deadlock detection of Abseil's debug mode, under a spin lock.
         "race:absl::debian3::synchronization_internal::GraphCycles\n";
}

void __tsan_acquire(void* address);
void __tsan_release(void* address);
}

namespace {

// The function of this name that this file stands in front of.
template <typename Function>
Function* Real(const char* mangled) {
  void* symbol = dlsym(RTLD_NEXT, mangled);
  if (symbol == nullptr) {
    std::fprintf(stderr, "tsan: %s is not in Abseil\n", mangled);
    std::abort();
  }
  return reinterpret_cast<Function*>(symbol);
}

// A wait gives the mutex away and takes it again.
template <typename Wait>
auto AroundWait(absl::Mutex* mutex, Wait wait) {
  __tsan_release(mutex);
  auto result = wait();
  __tsan_acquire(mutex);
  return result;
}

// A condition is looked at with the mutex held, by whoever gives it away.
struct Observed {
  absl::Mutex* mutex;
  const absl::Condition& condition;

  bool operator()() const {
    __tsan_acquire(mutex);
    const bool holds = condition.Eval();
    __tsan_release(mutex);
    return holds;
  }
};

}  // namespace

#define WEFT_REAL(type, name) static auto* const real = Real<type>(name)

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  WEFT_REAL(void(Mutex*), "_ZN4absl7debian35Mutex4LockEv");
  real(this);
  __tsan_acquire(this);
}

void Mutex::Unlock() {
  WEFT_REAL(void(Mutex*), "_ZN4absl7debian35Mutex6UnlockEv");
  __tsan_release(this);
  real(this);
}

bool Mutex::TryLock() {
  WEFT_REAL(bool(Mutex*), "_ZN4absl7debian35Mutex7TryLockEv");
  const bool locked = real(this);
  if (locked) __tsan_acquire(this);
  return locked;
}

void Mutex::ReaderLock() {
  WEFT_REAL(void(Mutex*), "_ZN4absl7debian35Mutex10ReaderLockEv");
  real(this);
  __tsan_acquire(this);
}

void Mutex::ReaderUnlock() {
  WEFT_REAL(void(Mutex*), "_ZN4absl7debian35Mutex12ReaderUnlockEv");
  __tsan_release(this);
  real(this);
}

void Mutex::LockWhen(const Condition& condition) {
  WEFT_REAL(void(Mutex*, const Condition&),
            "_ZN4absl7debian35Mutex8LockWhenERKNS0_9ConditionE");
  const Observed observed{this, condition};
  real(this, Condition(&observed));
  __tsan_acquire(this);
}

void Mutex::Await(const Condition& condition) {
  WEFT_REAL(void(Mutex*, const Condition&),
            "_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE");
  const Observed observed{this, condition};
  __tsan_release(this);
  real(this, Condition(&observed));
  __tsan_acquire(this);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  WEFT_REAL(bool(Mutex*, const Condition&, Duration),
            "_ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_"
            "8DurationE");
  const Observed observed{this, condition};
  return AroundWait(this,
                    [&] { return real(this, Condition(&observed), timeout); });
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  WEFT_REAL(bool(Mutex*, const Condition&, Time),
            "_ZN4absl7debian35Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_"
            "4TimeE");
  const Observed observed{this, condition};
  return AroundWait(this,
                    [&] { return real(this, Condition(&observed), deadline); });
}

void CondVar::Wait(Mutex* mutex) {
  WEFT_REAL(void(CondVar*, Mutex*),
            "_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE");
  __tsan_release(mutex);
  real(this, mutex);
  __tsan_acquire(mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  WEFT_REAL(bool(CondVar*, Mutex*, Duration),
            "_ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_"
            "8DurationE");
  return AroundWait(mutex, [&] { return real(this, mutex, timeout); });
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  WEFT_REAL(bool(CondVar*, Mutex*, Time),
            "_ZN4absl7debian37CondVar16WaitWithDeadlineEPNS0_5MutexENS0_"
            "4TimeE");
  return AroundWait(mutex, [&] { return real(this, mutex, deadline); });
}

ABSL_NAMESPACE_END
}  // namespace absl
