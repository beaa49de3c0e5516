"""C++ code from .proto files with the system's protoc and gRPC plugin."""

def weft_proto_library(name, srcs, grpc = False, deps = [], visibility = None):
    """Generates and compiles the C++ messages (and gRPC stubs) of `srcs`.

    Args:
      name: the cc_library that comes out.
      srcs: .proto files of this package.
      grpc: whether services are generated as well.
      deps: other weft_proto_library targets that `srcs` import.
      visibility: of the library.
    """
    package = native.package_name()
    outs = []
    for src in srcs:
        stem = src[:-len(".proto")]
        outs += [stem + ".pb.h", stem + ".pb.cc"]
        if grpc:
            outs += [stem + ".grpc.pb.h", stem + ".grpc.pb.cc"]
    native.filegroup(
        name = name + "_proto",
        srcs = srcs + [d + "_proto" for d in deps],
        visibility = visibility,
    )
    plugin = "--plugin=protoc-gen-grpc=/usr/bin/grpc_cpp_plugin --grpc_out=$(GENDIR)/proto " if grpc else ""
    native.genrule(
        name = name + "_gen",
        srcs = [":" + name + "_proto"],
        outs = outs,
        # Files import one another relative to proto/.
        cmd = "/usr/bin/protoc -Iproto --cpp_out=$(GENDIR)/proto " + plugin +
              " ".join(["{}/{}".format(package, src) for src in srcs]),
    )
    native.cc_library(
        name = name,
        srcs = [o for o in outs if o.endswith(".cc")],
        hdrs = [o for o in outs if o.endswith(".h")],
        copts = ["-w"],
        strip_include_prefix = "/proto",
        visibility = visibility,
        deps = deps + ["//third_party:grpc" if grpc else "//third_party:protobuf"],
    )
