"""See defs.bzl."""

cc_binary = native.cc_binary
