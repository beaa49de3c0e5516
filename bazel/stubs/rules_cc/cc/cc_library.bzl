"""See defs.bzl."""

cc_library = native.cc_library
