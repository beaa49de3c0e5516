"""weft query and the operations, from outside: on a database and on a server
that has it open."""

import re
import signal
import subprocess
import unittest

from weft_process import WeftTest

FIRMS = ("#subject\tpredicate\tobject\ttime\n"
         "Acme\towns\tBolt\t2019\n"
         "Acme\tbased in\tNorthport\t\n"
         "Bolt\tsupplies\tCog\t\n"
         "Acme Group\tsupplies\tCog\t\n")

SUPPLIERS = ("MATCH (a)-[:supplies]->({name: 'Cog'}) "
             "RETURN a.name AS name ORDER BY name")


class Operations(WeftTest):
    def setUp(self):
        super().setUp()
        self.put("firms.tsv", FIRMS)
        self.weft("load", "firms.tsv")

    def names(self, query, *arguments):
        rows = self.weft("query", query, "--format=jsonl", *arguments).json()
        return [row["name"] for row in rows]

    def test_queries_give_rows_in_every_format(self):
        self.assertEqual(self.names(SUPPLIERS), ["Acme Group", "Bolt"])
        self.assertEqual(self.weft("query", SUPPLIERS).out,
                         "Acme Group\nBolt\n")
        self.assertEqual(
            self.weft("query", "-", "--format=csv", "--param", "who=Acme",
                      text="MATCH ({name: $who})-[r]->(b) "
                           "RETURN type(r) AS r, b.name ORDER BY r").out,
            "r,b.name\nbased in,Northport\nowns,Bolt\n")

    def test_elements_have_the_documented_shape(self):
        row, = self.weft(
            "query", "--format=jsonl",
            "MATCH p = (a {name: 'Acme'})-[r:owns]->(b) RETURN a, r, p").json()
        self.assertEqual(list(row), ["a", "r", "p"])
        self.assertEqual(list(row["a"]), ["id", "name", "labels", "properties"])
        self.assertEqual(list(row["r"]),
                         ["id", "type", "start", "end", "properties"])
        self.assertEqual(row["r"]["type"], "owns")
        self.assertEqual(row["r"]["start"], row["a"]["id"])
        self.assertEqual(list(row["p"]), ["nodes", "relationships"])
        self.assertEqual([n["name"] for n in row["p"]["nodes"]],
                         ["Acme", "Bolt"])

    def test_any_state_comes_back_from_an_archive(self):
        server, address = self.serve("--archive", "archive", "--http", "")
        self.put("more.tsv", "Dash\tsupplies\tCog\t\n")
        self.weft("load", "more.tsv", "--server", address)
        self.weft("document", "delete", "firms.tsv", "--server", address)
        graphs = {1: ["Acme Group", "Bolt"], 3: ["Dash"],
                  2: ["Acme Group", "Bolt", "Dash"]}
        for version, names in graphs.items():
            folder = f"state{version}"
            out = self.weft("restore", "archive", "--db", folder,
                            "--to", version).out
            self.assertIn(f"version {version} in {folder}", out)
            self.assertEqual(self.names(SUPPLIERS, "--db", folder), names)
        self.assertIn("version 3 in newest",
                      self.weft("restore", "archive", "--db", "newest").out)
        self.assertIn("version 3 in then",
                      self.weft("restore", "archive", "--db", "then",
                                "--to", "2999-01-01T00:00:00Z").out)
        runs = self.weft("restore", "archive", "--list").lines()
        self.assertEqual([line.split("\t")[:3] for line in runs[1:]],
                         [["1", "1", "1"], ["2", "2", "3"]])
        for target, problem in ("4", "it goes from version 1 of "), \
                ("1999-01-01T00:00:00Z", "nothing of then"), \
                ("noon", "give a version, or a time with its zone"):
            self.assertIn(problem, self.weft(
                "restore", "archive", "--db", "x", "--to", target,
                status=1).err)

    def test_wrong_queries_are_pointed_at(self):
        err = self.weft("query", "MATCH (a)\nRETURN b", status=1).err
        self.assertEqual(err, "weft: line 2, column 8: variable `b` is not "
                              "defined\n  RETURN b\n         ^\n")
        self.weft("query", "CREATE (a)", status=1)

    def test_plans_are_explained(self):
        self.assertIn("Expand",
                      self.weft("query", "--explain", SUPPLIERS).out)
        self.assertIn("was 2 rows",
                      self.weft("query", "--profile", SUPPLIERS).err)

    def test_a_backup_is_a_database(self):
        self.weft("backup", "b")
        self.weft("backup", "b", status=1)  # never over something
        self.weft("restore", "b", "--db", "new.db")
        self.weft("restore", "b", "--db", "new.db", status=1)
        self.assertEqual(self.names(SUPPLIERS, "--db", "new.db"),
                         ["Acme Group", "Bolt"])
        self.assertTrue(self.weft("check", "--db", "new.db").out
                        .startswith("ok: "))
        self.weft("compact", "--db", "new.db")

    def test_a_server_does_the_same_while_it_works(self):
        server = "--server=" + self.serve()[1]
        self.assertEqual(self.names(SUPPLIERS, server), ["Acme Group", "Bolt"])
        self.assertTrue(self.weft("check", server).out.startswith("ok: "))
        self.weft("backup", "relative", server, status=1)
        self.weft("backup", self.folder / "b", server)
        first = self.weft("watch", "--earliest", "--no-wait",
                          "--format=jsonl", server).json()
        self.assertTrue(first)
        behind = self.weft("watch", "--since", first[-1]["token"], "--no-wait",
                           "--format=jsonl", server)
        self.assertEqual(behind.out, "")
        self.weft("watch", "--since", "nonsense", server, status=1)
        self.weft("restore", "b", server, status=1)


class Interrupted(WeftTest):
    """Ctrl-C at moments that grow later: early ones meet the start."""

    MOMENTS_S = (0.01, 0.1, 0.4)

    def setUp(self):
        super().setUp()
        self.put("many.tsv", "".join(
            f"Firm {n}\tsupplies\tFirm {n * n % 4001}\t2020\n"
            for n in range(5_000)))
        self.weft("load", "many.tsv")

    def interrupt(self, moment_s, *arguments):
        """Whether the command was stopped before its end."""
        process = self.start(*arguments)
        try:
            process.wait(timeout=moment_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=300)
        self.assertIn(process.returncode, (0, 1, -signal.SIGINT), arguments)
        return process.returncode != 0

    def statements(self):
        return int(re.search(r"^statements\t(\d+)$", self.weft("stats").out,
                             re.M)[1])

    def assert_clean(self):
        self.assertRegex(self.weft("check").out, "^ok: ")

    def test_check_and_compact_leave_the_database_as_it_was(self):
        before = self.weft("stats").out
        for moment_s in self.MOMENTS_S:
            self.interrupt(moment_s, "check")
            self.interrupt(moment_s, "compact")
        self.assert_clean()
        self.weft("compact")
        self.assertEqual(*(
            [line for line in out.splitlines() if "storage" not in line]
            for out in (before, self.weft("stats").out)))

    def test_a_backup_that_was_stopped_can_be_made_again(self):
        for number, moment_s in enumerate(self.MOMENTS_S):
            folder = f"copy{number}"
            stopped = self.interrupt(moment_s, "backup", folder)
            # It may have been stopped behind its last step.
            if stopped and not (self.folder / folder).exists():
                self.weft("backup", folder)
            self.assertRegex(self.weft("check", "--db", folder).out, "^ok: ")
        self.assert_clean()

    def test_a_load_is_done_as_a_whole_or_not_at_all(self):
        self.put("more.tsv", "".join(
            f"Firm {n}\tbuys from\tFirm {n * n % 40_009}\t2021\n"
            for n in range(60_000)))
        for moment_s in (*self.MOMENTS_S, 0.8, 1.2, 1.6):
            self.interrupt(moment_s, "load", "more.tsv")
            self.assertIn(self.statements(), (5_000, 65_000))
        self.assert_clean()
        self.weft("load", "more.tsv")
        self.assertEqual(self.statements(), 65_000)


if __name__ == "__main__":
    unittest.main()
