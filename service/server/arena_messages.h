// The request and the reply of a unary call in one piece of memory that goes
// with the call, for rpcs whose replies have many small parts.
#ifndef WEFT_SERVICE_SERVER_ARENA_MESSAGES_H_
#define WEFT_SERVICE_SERVER_ARENA_MESSAGES_H_

#include <cstddef>

#include "google/protobuf/arena.h"
#include "grpcpp/support/message_allocator.h"

namespace weft::service {

// Thread-safe. Outlives the service that uses it.
template <typename Request, typename Response>
class ArenaMessages final : public grpc::MessageAllocator<Request, Response> {
 public:
  grpc::MessageHolder<Request, Response>* AllocateMessages() override {
    return new Holder();
  }

 private:
  // Holds a page of a dozen neighbours; larger replies take further blocks.
  static constexpr size_t kFirstBlock = size_t{8} << 10;

  class Holder final : public grpc::MessageHolder<Request, Response> {
   public:
    Holder() : arena_(FirstIn(first_)) {
      this->set_request(
          google::protobuf::Arena::CreateMessage<Request>(&arena_));
      this->set_response(
          google::protobuf::Arena::CreateMessage<Response>(&arena_));
    }
    void Release() override { delete this; }

   private:
    static google::protobuf::ArenaOptions FirstIn(char* block) {
      google::protobuf::ArenaOptions options;
      options.initial_block = block;
      options.initial_block_size = kFirstBlock;
      return options;
    }

    alignas(std::max_align_t) char first_[kFirstBlock];
    google::protobuf::Arena arena_;
  };
};

}  // namespace weft::service

#endif  // WEFT_SERVICE_SERVER_ARENA_MESSAGES_H_
