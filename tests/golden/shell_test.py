"""weft shell at a terminal and behind a pipe."""

import os
import unittest

from terminal import Terminal
from weft_process import SampleTest, WEFT

UP, CTRL_C, CTRL_D, TAB = "\x1b[A", "\x03", "\x04", "\t"
PROMPT = r"weft> "


class ShellTest(SampleTest):
    def setUp(self):
        super().setUp()
        self.variables = {"HOME": str(self.folder), "TERM": "xterm",
                          "LC_ALL": "C.UTF-8"}

    def shell(self, *arguments, columns=100):
        variables = {"PATH": os.environ["PATH"]} | self.variables
        return Terminal([WEFT, "shell", *arguments], self.folder, variables,
                        columns)


class AtATerminal(ShellTest):
    def test_completes_commands_and_names(self):
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("vers" + TAB + "\r")
            shell.expect(r"weft 0\.\d")
            shell.expect(PROMPT)
            shell.type("neighbors kess" + TAB)
            shell.expect('neighbors "Kessel Bank" ')
            shell.type("\r")
            shell.expect("owns-shares-of→ Nvidia")
            shell.expect(PROMPT)
            shell.type("facts --s" + TAB + TAB)
            shell.expect("--subject.*--since")
            shell.expect(PROMPT + "facts --s")  # drawn again
            shell.type(CTRL_C)
            shell.expect(PROMPT)
            shell.type("facts --relation=rele" + TAB)
            shell.expect("--relation=release ")

    def test_queries_and_quotes_go_on(self):
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("MATCH (a {name: 'DeepSeek'})-[:rele" + TAB + "]->(b)\r")
            shell.expect("   -> ")
            shell.type("RETURN b.name;\r")
            shell.expect("b.name")
            shell.expect("r1")
            shell.expect(PROMPT)
            shell.type('search "Kessel\r')
            shell.expect("   -> ")
            shell.type('Bank"\r')
            shell.expect("Kessel Bank")
            shell.expect(PROMPT)
            shell.type("Who founded DeepSeek?\r")
            shell.expect("Liang Wenfeng")

    def test_history_lasts(self):
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("search r1\r")
            shell.expect("exact")
            shell.expect(PROMPT)
            shell.type("version\r")
            shell.expect(r"weft 0\.\d")
            shell.expect(PROMPT)
            shell.type(CTRL_D)
            self.assertEqual(shell.end(), 0)
        kept = self.folder / ".local/state/weft/history"
        self.assertEqual(kept.read_text(), "search r1\nversion\n")
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type(UP + UP)
            shell.expect("search r1")
            shell.type("\r")
            shell.expect("exact")
            shell.type("exit\r")
            self.assertEqual(shell.end(), 0)

    def test_ctrl_c_ends_the_command_and_not_the_shell(self):
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("no such thing" + CTRL_C)
            shell.expect(PROMPT)
            shell.type("watch --earliest --limit=100\r")
            shell.expect(r"added seagrass\.txt")  # the last sample
            shell.type(CTRL_C)
            shell.expect("(?i)weft: .*cancelled")
            shell.expect(PROMPT)
            shell.type("MATCH (a)\r")
            shell.expect("   -> ")
            shell.type(CTRL_C)
            shell.expect(PROMPT)
            shell.type("version\r")
            shell.expect(r"weft 0\.\d")
            shell.expect(PROMPT)
            shell.type(CTRL_D)
            self.assertEqual(shell.end(), 0)

    def test_ctrl_c_in_an_ingest_leaves_whole_documents(self):
        for number in range(3000):
            self.put(f"news/{number}.txt",
                     f"Norvane bought firm {number} in May. It paid well.")
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("ingest news\r")
            shell.expect("/s +[0-9:]+ left")  # the progress
            shell.type(CTRL_C)
            shell.expect("interrupted: what is counted above is in the")
            shell.expect(PROMPT)
            shell.type("check\r")
            shell.expect("ok: [0-9]+ keys")
            shell.type("exit\r")
            self.assertEqual(shell.end(), 0)

    def test_tables_fit(self):
        with self.shell(columns=52) as shell:
            shell.expect(PROMPT)
            shell.type("MATCH (a)-[r]->(b)\r")
            shell.expect("   -> ")
            shell.type("RETURN a.name, r.sentence LIMIT 5;\r")
            shell.expect("LIMIT 5;\n")
            table = shell.expect(PROMPT)
            for line in table.splitlines()[:-1]:
                self.assertLessEqual(len(line), 52, line)
            self.assertIn("…", table)

    def test_colours_only_where_they_are_wanted(self):
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("facts --limit=1\rexit\r")
            self.assertEqual(shell.end(), 0)
            self.assertIn("\x1b[36m", shell.raw())
        self.variables["NO_COLOR"] = "1"
        with self.shell() as shell:
            shell.expect(PROMPT)
            shell.type("facts --limit=1\rexit\r")
            self.assertEqual(shell.end(), 0)
            self.assertNotIn("\x1b[36m", shell.raw())


class BehindAPipe(ShellTest):
    def test_runs_the_lines(self):
        outcome = self.weft("shell", text=(
            "# two questions\n"
            "path 'Kessel Bank' DeepSeek | head -n 1\n"
            "MATCH (a {name: 'DeepSeek'})-[:release]->(b)\n"
            "RETURN b.name\n"))
        self.assertIn("Kessel Bank –owns-shares-of→ Nvidia", outcome.out)
        self.assertEqual(outcome.lines()[-1], "r1")
        self.assertNotIn("weft>", outcome.out)
        self.assertFalse((self.folder / ".local").exists())

    def test_says_which_line_failed(self):
        outcome = self.weft("shell", text="version\nentity show Nvida\n",
                            status=1)
        self.assertIn('did you mean "Nvidia"?', outcome.err)
        self.assertIn("line 2", outcome.err)

    def test_output_to_a_file(self):
        self.weft("shell", text="export > graph.tsv\n")
        self.assertEqual((self.folder / "graph.tsv").read_text(),
                         self.weft("export").out)

    def test_a_database_named_anywhere_is_opened_once(self):
        outcome = self.weft("shell", "--db", "weft.db",
                            text="search r1\nsearch r1 --db weft.db\n")
        self.assertEqual(len(outcome.lines()), 2)

    def test_on_a_server(self):
        _, address = self.serve()
        outcome = self.weft("shell", "--server", address, text="search r1\n")
        self.assertIn("r1", outcome.out)


if __name__ == "__main__":
    unittest.main()
