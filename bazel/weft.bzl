"""Rules that every package of Weft uses instead of the native ones.

weft_cc_library also compiles each header alone, so that a header that leans on
what others happen to include breaks its own build and not a stranger's.
"""

load("//bazel:proto.bzl", _weft_proto_library = "weft_proto_library")

WEFT_COPTS = [
    "-Wall",
    "-Wextra",
    "-Werror",
    "-Wshadow=local",
    "-Wnon-virtual-dtor",
    "-Woverloaded-virtual",
    "-Wno-unused-parameter",
    # g++ 12 reports these falsely inside std::string and std::optional.
    "-Wno-restrict",
    "-Wno-maybe-uninitialized",
    "-Wno-stringop-overflow",
    "-Wno-array-bounds",
    "-Wno-dangling-pointer",
]

weft_proto_library = _weft_proto_library

def weft_cc_library(name, hdrs = [], copts = [], **kwargs):
    """A cc_library with warnings as errors whose headers compile alone."""
    native.cc_library(
        name = name,
        hdrs = hdrs,
        copts = WEFT_COPTS + copts,
        **kwargs
    )
    package = native.package_name()
    for header in hdrs:
        if not header.endswith(".h") or "-inl" in header:
            continue
        stem = "{}_{}_alone".format(name, header.replace("/", "_").replace(".", "_"))
        native.genrule(
            name = stem + "_gen",
            outs = [stem + ".cc"],
            cmd = "echo '#include \"{}/{}\"' > $@".format(package, header),
            testonly = kwargs.get("testonly", False),
            visibility = ["//visibility:private"],
        )
        native.cc_library(
            name = stem,
            srcs = [stem + ".cc"],
            # Nothing of it is ever run: do not spend time on optimising.
            copts = WEFT_COPTS + select({
                "//bazel:optimised": ["-O0", "-U_FORTIFY_SOURCE"],
                "//conditions:default": [],
            }),
            testonly = kwargs.get("testonly", False),
            visibility = ["//visibility:private"],
            deps = [":" + name],
        )

def weft_cc_test(name, deps = [], copts = [], size = "small", **kwargs):
    """A GoogleTest test: main() comes from //third_party:gtest_main."""
    native.cc_test(
        name = name,
        size = size,
        copts = WEFT_COPTS + copts,
        deps = deps + ["//third_party:gtest_main"],
        **kwargs
    )

def weft_cc_benchmark(name, deps = [], copts = [], **kwargs):
    """A Google Benchmark binary; never part of the tests."""
    native.cc_binary(
        name = name,
        copts = WEFT_COPTS + copts,
        tags = ["benchmark", "manual"],
        testonly = True,
        deps = deps + ["//third_party:benchmark"],
        **kwargs
    )

def weft_cc_binary(name, copts = [], **kwargs):
    native.cc_binary(
        name = name,
        copts = WEFT_COPTS + copts,
        **kwargs
    )
