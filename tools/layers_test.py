#!/usr/bin/env python3
"""Breaks each rule of tools/layers.py on purpose and expects a finding."""

import pathlib
import tempfile
import unittest

import layers


class LayersTest(unittest.TestCase):

    def findings(self, files):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text)
            return "\n".join(layers.findings(root))

    def test_allowed_includes_pass(self):
        self.assertEqual(self.findings({
            "extractor/clause/clause.cc":
                '#include "extractor/depparse/dependency_tree.h"\n'
                '#include "base/span.h"\n#include <vector>\n',
        }), "")

    def test_extractor_and_graphstore_are_apart(self):
        self.assertIn("must never include graphstore", self.findings({
            "extractor/canon/link.cc": '#include "graphstore/store/store.h"\n',
        }))
        self.assertIn("must never include extractor", self.findings({
            "graphstore/store/store_test.cc":
                '#include "extractor/pipeline/fact.h"\n',
        }))

    def test_lower_layer_may_not_include_higher(self):
        self.assertIn("may not include extractor/pipeline", self.findings({
            "extractor/token/x.h": '#include "extractor/pipeline/fact.h"\n',
        }))

    def test_client_may_not_include_server(self):
        self.assertIn("may not include service/server", self.findings({
            "service/client/x.cc": '#include "service/server/server.h"\n',
        }))

    def test_new_package_needs_a_row(self):
        self.assertIn("no row for extractor/magic", self.findings({
            "extractor/magic/x.cc": '#include "extractor/token/token.h"\n',
        }))

    def test_libraries_are_confined(self):
        self.assertIn("rocksdb/db.h is confined", self.findings({
            "graphstore/store/x.cc": "#include <rocksdb/db.h>\n",
        }))
        self.assertEqual(self.findings({
            "graphstore/kv/x.cc": "#include <rocksdb/db.h>\n",
        }), "")

    def test_cycles_are_found(self):
        self.assertEqual(
            layers.find_cycle({"a": {"b"}, "b": {"c"}, "c": {"a"}}),
            ["a", "b", "c", "a"])
        self.assertIsNone(layers.find_cycle({"a": {"b", "c"}, "b": {"c"}}))

    def test_linkopts_and_long_files(self):
        self.assertIn("linkopts belong", self.findings({
            "base/BUILD": 'cc_library(\n    linkopts = ["-lm"],\n)\n',
        }))
        self.assertIn("501 lines", self.findings({
            "base/long.cc": "\n" * 501,
        }))


if __name__ == "__main__":
    unittest.main()
