"""See defs.bzl."""

cc_test = native.cc_test
