#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Proves that check_layering can fail: each rule is broken once in a tree of its own, and innocent look-alikes pass."""
import tempfile
import unittest
from pathlib import Path

import check_docs
import check_layering

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
ARROWS = "base:\nstore: base\ncasework: store base\nui_kit: base\nui_pages: ui_kit base\n"


def findings_of(path, body, licence=SPDX):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in (("core/arrows.txt", ARROWS), (path, licence + body)):
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return check_layering.check_tree(root)


class CheckLayering(unittest.TestCase):
    BROKEN = [
        ("core/base/a.cpp", '#include "core/store/connection.h"\n', "arrow not allowed: base -> store"),
        ("ui/pages/people/a.cpp", '#include "core/store/connection.h"\n', "arrow not allowed: ui_pages -> store"),
        ("core/extra/a.cpp", "\n", "no line in core/arrows.txt"),
        ("core/base/a.cpp", '#include "a.h"\n', "include from the root"),
        ("core/base/a.cpp", '#include "tests/support/x.h"\n', "a library may not include"),
        ("core/store/a.cpp", "QSqlQuery q;\n", "QtSql"),
        ("core/base/a.cpp", "void f() { throw 1; }\n", "nothing of ours throws"),
        ("core/base/a.h", "static A &instance();\n", "singletons"),
        ("ui/pages/people/a.cpp", "void f(QDialog &d) { d.exec(); }\n", "nested event loop"),
        ("tests/core/base/a.cpp", "void f() { QTest::qSleep(5); }\n", "does not sleep"),
        ("ui/pages/people/a.cpp", "void f() { m_preview->setPages(print::layOut(form, styles, data, 1)); }\n", "beside the screens"),
        ("ui/pages/stay/a.cpp", "auto f() { return print::layOutAllCopies(form, styles, data); }\n", "beside the screens"),
        ("core/base/utils.h", "\n", "a name that says nothing"),
        ("core/store/a.cpp", "#include <sodium.h>\n", "libsodium"),
        ("core/store/a.cpp", "#include <zstd.h>\n", "zstd"),
        ("core/casework/a.cpp", "#include <sqlite3.h>\n", "SQLCipher is used in core/store"),
        ("core/casework/people/a.cpp", 'auto q = "SELECT name FROM people";\n', "SQL text belongs"),
        ("app/server/router.cpp", 'auto q = "SELECT name FROM people";\n', "SQL text belongs"),
        ("ui/pages/people/a.cpp", 'auto q = R"(\n  UPDATE people SET name = ?1)";\n', "SQL text belongs"),
        ("ui/kit/a.cpp", "void f() { connect(b, &B::clicked, [this] { g(1, 2); }); }\n", "without a context object"),
        ("core/base/a.cpp", "#include <unistd.h>\n", "<unistd.h> belongs to one system"),
        ("core/base/file.cpp", "#include <sys/stat.h>\n", "belongs to one system"),
        ("ui/kit/a.cpp", "#include <Windows.h>\n", "belongs to one system"),
        ("app/cli/a.cpp", "#include <fcntl.h>\n", "belongs to one system"),
        ("core/store/a.cpp", "void f() { mlock(p, 1); }\n", "'mlock(' belongs to one system"),
        ("core/base/a.cpp", "int f() { return ::open(path, 0); }\n", "'::open(' belongs to one system"),
        ("ui/kit/a.cpp", "bool f() { return ::getuid() == 0; }\n", "'::getuid(' belongs to one system"),
        ("app/cli/a.cpp", "int f() { return fork(); }\n", "'fork(' belongs to one system"),
        ("core/base/a.cpp", "auto f() { return CreateFileW(n, 0, 0, 0, 0, 0, 0); }\n", "'CreateFileW(' belongs to one system"),
        ("app/server/a.cpp", "void f() { std::signal(SIGPIPE, nothing); }\n", "'SIGPIPE' belongs to one system"),
        ("core/base/a.cpp", "#ifdef _WIN32\n#endif\n", "'_WIN32' belongs to one system"),
        ("core/store/a.cpp", "void f() { g(path.string()); }\n", "a path is text by base::utf8Of"),
        ("core/store/a.cpp", "void f() { g(entry.path().filename().string()); }\n", "a path is text by base::utf8Of"),
        ("packaging/a.sh", "cd " + "/wo" + "rk/main\n", "path of one machine"),
    ]
    ALLOWED = [
        ("core/store/a.cpp", '#include <sqlite3.h>\n#include "core/base/id.h"\nauto q = "SELECT 1 FROM t";\n'),
        ("core/casework/people/people_sql.cpp", 'auto q = "INSERT INTO people VALUES(?1)";\n'),
        ("core/base/a.cpp", '// we never throw, no QSqlQuery\nauto s = "throw instance() QSql";\n'),
        ("ui/pages/paper_work.cpp", "auto f() { return print::layOutPapers(papers, *progress); }\n"),
        ("ui/pages/people/a.cpp", "void f() { PaperWork::of(this)->layOut(papers, done, failed); }\n"),
        ("ui/kit/ask.cpp", "void f(QDialog &d) { d.exec(); }\n"),
        ("ui/kit/a.cpp", "void f() { connect(b, &B::clicked, this, [this] { g(); }); connect(a, &A::x, &B::y); }\n"),
        ("ui/pages/people/a.cpp", 'auto s = tr("Select a person from the list");\nauto n = 1\'000;\nauto c = \'"\';\n'),
        ("app/desktop/main.cpp", "int main() { return app.exec(); }\n"),
        ("app/server/sqlite_store.cpp", 'auto q = "SELECT name FROM people";\n'),
        ("core/base/platform/posix/a.cpp", "#include <unistd.h>\nint f() { return ::open(p, 0) + fork(); }\n"),
        ("core/base/platform/windows/a.cpp", "#include <windows.h>\n#ifdef _WIN32\n#endif\n"),
        ("tests/core/store/a.cpp", "#include <unistd.h>\nint f() { return fork(); }\n"),
        ("ui/kit/a.cpp", "void f() { file.open(a); process.kill(); p->wait(); base::open(b); Store::stat(c); }\n"),
        ("core/base/a.cpp", "#include <cerrno>\n#include <csignal>\n// fork() and <unistd.h>\nauto s = value.string();\n"),
    ]

    def test_local_names(self):
        one = "namespace {\n\nconstexpr int Rows = 4;\n\nenum Column { A, B };\n\nQString toText(int a)\n{\n    return f(a);\n}\n\n} // namespace\n"
        files = [("ui/pages/people/a.cpp", one), ("ui/pages/people/b.cpp", one.replace("int a", "long b")),
                 ("core/store/a.cpp", one), ("core/store/b.cpp", one)]
        found = []
        check_layering.check_local_names(files, lambda path, line, what: found.append(f"{path}:{line} {what.split(' ')[0]}"))
        self.assertEqual(["ui/pages/people/b.cpp:3 Rows", "ui/pages/people/b.cpp:5 Column"], found)

    def test_each_rule_can_fail(self):
        for path, body, expected in self.BROKEN:
            with self.subTest(path=path, body=body):
                findings, _ = findings_of(path, body)
                self.assertEqual(1, len(findings), findings)
                self.assertIn(expected, findings[0])

    def test_look_alikes_pass(self):
        for path, body in self.ALLOWED:
            with self.subTest(path=path, body=body):
                self.assertEqual(([], []), findings_of(path, body))

    def test_a_missing_licence_line_is_found(self):
        findings, _ = findings_of("core/base/a.cpp", "int a;\n", licence="")
        self.assertIn("SPDX", findings[0])

    def test_lengths_are_counted_but_do_not_fail(self):
        body = "void f()\n{\n" + "    g();\n" * 601 + "}\n"
        findings, counts = findings_of("core/base/a.cpp", body)
        self.assertEqual([], findings)
        self.assertEqual(2, len(counts), counts)

    def test_a_program_longer_than_a_composition_is_counted(self):
        _, counts = findings_of("app/desktop/main.cpp", "int a;\n" * 301)
        self.assertEqual(1, len(counts), counts)


class CheckDocs(unittest.TestCase):
    def found(self, text, name="core/README.md"):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for path, content in (("core/base/clock.h", "class FakeClock; void wind();\n"), (name, text)):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(content, encoding="utf-8")
            return list(check_docs.findings(root))

    def test_what_does_not_exist_is_found(self):
        for text in ("`core/base/gone.h`", "`gone.cpp`", "[here](base/gone.h)", "`core/gone/*.h`", "`base/gone.h`",
                     "`gone/clock.h`", "```\nbash core/base/gone.sh\n```", "    python3 core/base/gone.py --check", "`GoneClock`",
                     "`unwind()`", "`INDARO_GONE`"):
            self.assertEqual(1, len(self.found(text)), text)

    def test_the_line_is_named(self):
        self.assertEqual(["core/README.md:4: there is no core/base/gone.h"],
                         self.found("One.\n\n```\ncat core/base/gone.h\n```\n"))

    def test_what_exists_or_is_no_file_of_ours_passes(self):
        for text in ("`core/base/clock.h`", "`clock.h`", "[here](base/clock.h)", "`core/base/`", "`core/*/*.h`", "`kit::Page`",
                     "`core/NAME/CMakeLists.txt`", "[there](https://example.org/gone.h)", "`/etc/machine-id`",
                     "`base/clock.h`", "```\ncat core/base/clock.h build/core/base/clock.o\n```", "    ls core/base", "`FakeClock`",
                     "`base::wind()`", "`core/base/clock_N.h`", "`--again`", "a list:\n\n    - `core/base/clock.h`"):
            self.assertEqual([], self.found(text), text)
        self.assertEqual([], self.found("`core/base/gone.h`", "resources/SOURCES.md"))


if __name__ == "__main__":
    unittest.main()
