"""See defs.bzl."""

cc_import = native.cc_import
