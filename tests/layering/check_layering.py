#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads every source file and reports what the architecture forbids: arrows not in core/arrows.txt, forbidden words, SQL or
libraries outside their one place, missing licence lines. Prints one line per finding and exits 1 when there is any.

usage: check_layering.py ROOT
"""
import re
import sys
from pathlib import Path

SOURCE = {".h", ".cpp", ".c", ".mm"}
SCRIPTS = {".py", ".sh", ".cmake"}
TOPS = ("app", "core", "ui", "tests", "packaging", "resources", "translations")
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager"}
# Keywords in capitals, as all our SQL is written: "Select a person from the list" is a sentence.
SQL = re.compile(r"^\s*(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|"
                 r"CREATE\s+(TABLE|INDEX|VIRTUAL|TRIGGER|UNIQUE)\b|ALTER\s+TABLE\s|DROP\s+TABLE\s)", re.S)
MAX_FILE, MAX_FUNCTION, MAX_PROGRAM = 600, 60, 300
TOKEN = re.compile(r'R"(?P<d>[^()\\\s]{0,16})\((?P<raw>.*?)\)(?P=d)"|"(?P<text>(?:\\.|[^"\\\n])*)"'
                   r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*.*?\*/", re.S)


def read_arrows(root):
    arrows = {}
    for line in (root / "core/arrows.txt").read_text(encoding="utf-8").splitlines():
        match = re.match(r"([a-z_]+):(.*)$", line)
        if match:
            arrows[match[1]] = set(match[2].split())
    return arrows


def library_of(path):
    """The library a file belongs to: core/forms/x.h -> forms, ui/pages/people/x.h -> ui_pages; None outside the two."""
    parts = Path(path).parts
    if len(parts) < 3 or parts[0] not in ("core", "ui"):
        return None
    return parts[1] if parts[0] == "core" else "ui_" + parts[1]


def split_code(text):
    """(code without comments and with empty strings, list of (line, string literal)); line numbers stay."""
    strings = []

    def blank(match):
        token = match[0]
        lines = "\n" * token.count("\n")
        if match["raw"] is not None or match["text"] is not None:
            value = match["raw"] if match["raw"] is not None else match["text"]
            strings.append((text.count("\n", 0, match.start()) + 1, value))
            return '""' + lines
        return lines if token.startswith("/") else "''"

    return TOKEN.sub(blank, text), strings


def may_hold_sql(path):
    if path.startswith(("core/store/", "core/sync/", "core/session/", "tests/", "packaging/")):
        return True
    if path in ("app/server/sqlite_store.cpp", "app/server/sqlite_work.cpp", "app/server/sqlite_work_keeping.cpp",
                "app/server/sqlite_work_packets.cpp", "app/server/postgres_store.cpp", "app/server/pg_connection.cpp"):
        return True
    if path.startswith("core/reports/"):
        return path.endswith("_sql.cpp")
    return path.startswith("core/casework/") and (path.endswith("_sql.cpp") or "migration" in Path(path).name)


def check_arrows(path, text, arrows, report):
    library = library_of(path)
    if library is not None and library not in arrows:
        report(path, 1, f"library {library} has no line in core/arrows.txt")
        return
    for match in re.finditer(r'^\s*#\s*include\s*"([^"]+)"', text, re.M):
        line = text.count("\n", 0, match.start()) + 1
        included = match[1]
        top = included.split("/")[0]
        if library is None:
            continue
        if top in ("app", "tests"):
            report(path, line, f"a library may not include {included}")
        target = library_of(included)
        if target and target != library and target not in arrows[library]:
            report(path, line, f"arrow not allowed: {library} -> {target}")
        if top not in TOPS and not included.endswith((".moc", ".inc")) and not included.startswith(("ui_", "moc_")):
            report(path, line, f'include from the root, not "{included}"')


WORDS = [  # (pattern in code, paths it is about, paths excepted, what to say)
    (r"\bQSql\w*", ("",), (), "QtSql is not used anywhere"),
    (r"\bthrow\b", ("",), (), "errors are Result values, nothing of ours throws"),
    (r"\binstance\s*\(\s*\)", ("app/", "core/", "ui/"), (), "no singletons"),
    (r"(?:\.|->)exec\s*\(", ("ui/", "core/"), ("ui/kit/ask.cpp",), "no nested event loop: open() and a callback"),
    (r"\bQTest::q?(?:Sleep|sleep)\b|\bsleep_for\b|\bsleep_until\b|\busleep\s*\(|\bQThread::m?sleep\b",
     ("tests/",), (), "a test waits for what it wants, it does not sleep"),
    (r"\blayOut(?:Papers|AllCopies)\s*\(|\bprint::layOut\s*\(", ("ui/pages/", "ui/roads/", "ui/shell/", "app/desktop/", "app/viewer/"),
     ("ui/pages/paper_work.cpp",), "papers are laid out beside the screens: pages/paper_work.h"),
]


# What a system does in its own way is below this folder: Linux in posix/, Windows in windows/ [decisions.md 13].
PLATFORM = "core/base/platform/"
SYSTEM_HEADER = re.compile(
    r"(?:sys|linux|arpa|netinet|net|asm|bits)/.*"
    r"|(?:unistd|fcntl|poll|spawn|sched|pthread|termios|dirent|dlfcn|ftw|glob|grp|pwd|syslog|utime|utmp|wait|malloc|fnmatch|ifaddrs|netdb)\.h"
    r"|(?:windows|winsock2?|ws2tcpip|wincrypt|winbase|winnt|windef|aclapi|sddl|shlobj|shellapi|process|io|direct|tchar|bcrypt|winreg)\.h",
    re.I)
# Calls no header of the standard has, by the ways they are written: ::open( and plain fork(, never x.open( or process.kill(.
GLOBAL_CALL = ("open|close|read|write|rename|unlink|stat|lstat|fstat|pipe|poll|kill|signal|link|symlink|mkdir|rmdir|access|"
               "chmod|chown|umask|dup2?|ioctl|socket|bind|connect|listen|accept|send|recv|select|truncate|wait|nice|sync")
PLAIN_CALL = ("fork|vfork|execv[ep]?|execvpe|execl[ep]?|waitpid|_exit|getpid|getppid|get[e]?[ug]id|set[e]?[ug]id|geteuid|"
              "fsync|fdatasync|flock|lockf|mmap|munmap|mlock|munlock|mlockall|mprotect|madvise|memfd_create|prctl|"
              "[gs]etrlimit|sysconf|isatty|tcgetattr|tcsetattr|mkstemp|mkdtemp|realpath|readlink|opendir|readdir|"
              "posix_\\w+|statvfs|statfs|statx|unshare|syscall|fchmod|ftruncate|setenv|unsetenv|putenv|gmtime_r|"
              "localtime_r|timegm|usleep|nanosleep|clock_gettime|sigaction|sigprocmask|pthread_\\w+|"
              "CreateFile[AW]|CreateProcess[AW]|MoveFileEx[AW]|LockFileEx|FlushFileBuffers|VirtualLock|GetLastError|"
              "GetModuleFileName[AW]|Reg(?:Get|Open|Query|Set)\\w+|LoadLibrary\\w*|_wfopen|_spawnv\\w*")
SYSTEM_CALL = re.compile(rf"(?<![\w:>.~])::(?:{GLOBAL_CALL}|{PLAIN_CALL})\s*\(|(?<![\w:>.~])(?:{PLAIN_CALL})\s*\(")
SYSTEM_NAME = re.compile(r"\bSIG(?:PIPE|KILL|HUP|CHLD|XFSZ|USR[12])\b|\b_WIN32\b|\b__linux__\b|\b__unix__\b|\b__APPLE__\b|\bEDQUOT\b")
# A path is text only by core/base/path.h: path.string() is what one code page makes of it. These know the name as text.
PATH_AS_TEXT = re.compile(r"(?:\bpath\(\)|\b\w*[pP]ath|\bfilename\(\)|\bstem\(\)|\bextension\(\)|\babsolute\([^()]*\))\.(?:generic_)?string\(\)")


def check_platform(path, code, report):
    """core, ui and app stay free of what only one system has, so that Windows is one folder away."""
    if not path.startswith(("core/", "ui/", "app/")) or path.startswith(PLATFORM):
        return
    line_of = lambda match: code.count("\n", 0, match.start()) + 1
    for match in re.finditer(r"^\s*#\s*include\s*<([^>]+)>", code, re.M):
        if SYSTEM_HEADER.fullmatch(match[1]):
            report(path, line_of(match), f"<{match[1]}> belongs to one system: {PLATFORM}")
    for match in SYSTEM_CALL.finditer(code):
        report(path, line_of(match), f"'{match[0].strip()}' belongs to one system: {PLATFORM}")
    for match in SYSTEM_NAME.finditer(code):
        report(path, line_of(match), f"'{match[0]}' belongs to one system: {PLATFORM}")
    if path.startswith("core/"):
        for match in PATH_AS_TEXT.finditer(code):
            report(path, line_of(match), f"'{match[0]}': a path is text by base::utf8Of (core/base/path.h)")


def check_words(path, code, report):
    for pattern, where, excepted, why in WORDS:
        if path.startswith(where) and path not in excepted:
            for match in re.finditer(pattern, code):
                report(path, code.count("\n", 0, match.start()) + 1, f"'{match[0].strip()}': {why}")
    for match in re.finditer(r'^\s*#\s*include\s*<([^>]+)>', code, re.M):
        line = code.count("\n", 0, match.start()) + 1
        header = match[1]
        # The simulation and the year put disks of their own under SQLCipher, the former a repeatable generator under libsodium.
        if header.startswith("sodium") and not path.startswith(("core/crypto/", "tests/simulation/")):
            report(path, line, "libsodium is used in core/crypto only")
        if header in ("zstd.h", "zdict.h") and not path.startswith(("core/sync/", "tests/bench/sync/")):
            report(path, line, "zstd is used in core/sync only")
        if header.startswith(("sqlite3", "sqlcipher")) and not path.startswith(
                ("core/store/", "packaging/", "tests/core/store/", "tests/bench/", "tests/simulation/", "tests/year/")):
            report(path, line, "SQLCipher is used in core/store only")


def check_connects(path, code, report):
    """connect(sender, signal, lambda) has no context object: the lambda outlives its page."""
    for match in re.finditer(r"\bconnect\s*\(", code):
        depth, arguments, position = 1, 1, match.end()
        starts = [position]
        while position < len(code) and depth:
            char = code[position]
            depth += (char in "([{") - (char in ")]}")
            if char == "," and depth == 1:
                arguments += 1
                starts.append(position + 1)
            position += 1
        if arguments == 3 and code[starts[2]:].lstrip().startswith("["):
            report(path, code.count("\n", 0, match.start()) + 1, "connect to a lambda without a context object")


# Most libraries are compiled many files as one when INDARO_UNITY is on; these are not [packaging/cmake/IndaroTargets.cmake].
COMPILED_ALONE = ("core/base/", "core/crypto/", "core/store/", "core/wire/", "core/session/", "core/sync/segment_decode.cpp",
                  "core/sync/segment_encode.cpp", "core/sync/segment_text.cpp", "core/forms/functions_",
                  "core/casework/people/person_index.cpp")
LOCAL_NAME = re.compile(r"(?:constexpr|const)\s[^=({;]*?\b(?P<value>\w+)\s*(?:\[[^\]]*\])?\s*[={;]"
                        r"|(?:enum(?:\s+class)?|struct|class|using)\s+(?P<type>\w+)\s*[:={\n]"
                        r"|(?:template\s*<[^>]*>\s*)?[\w:<>,&*\s]+?[\s&*](?P<function>\w+)\((?P<parameters>[^)]*)\)\s*(?:noexcept\s*)?\{")


def local_names(code):
    """(line, name) of what the unnamed namespaces of a file declare; a function's name holds its parameters' types. By the
    format: what is declared there begins in the first column."""
    for block in re.finditer(r"^namespace \{\n(.*?)^\} +$", code, re.M | re.S):  # its end has a comment
        first = code.count("\n", 0, block.start(1)) + 1
        starts = [match.start() for match in re.finditer(r"^\w", block[1], re.M)]
        for start in starts:
            match = LOCAL_NAME.match(block[1], start)
            if match is None:
                continue
            name = match["value"] or match["type"]
            if match["function"]:
                types = [re.sub(r"\s*\b\w+\s*(=.*)?$", "", " ".join(one.split())) for one in match["parameters"].split(",")]
                name = f"{match['function']}({', '.join(types)})"
            yield first + block[1].count("\n", 0, start), name


def check_local_names(files, report):
    """Two files compiled as one may not both name a thing in an unnamed namespace."""
    seen = {}
    for path, text in files:
        library = library_of(path)
        if library is None or not path.endswith(".cpp") or path.startswith(COMPILED_ALONE):
            continue
        for line, name in local_names(split_code(text)[0]):
            other = seen.setdefault((library, name), path)
            if other != path:
                report(path, line, f"{name} in an unnamed namespace, as in {other}: the two cannot be compiled as one")


def check_file(path, text, arrows, report, count):
    stem = Path(path).stem.lower()
    if stem in FORBIDDEN_NAMES or any(p.lower() in FORBIDDEN_NAMES for p in Path(path).parts[:-1]):
        report(path, 1, "a name that says nothing (utils, helpers, common, manager)")
    if "SPDX-License-Identifier: GPL-3.0-or-later" not in "\n".join(text.splitlines()[:3]):
        report(path, 1, "the SPDX licence line is missing at the top")
    for match in re.finditer(r"(?<![\w.\-/)])/(?:work|root|farm)/", text):  # instance('x')/root/ is an expression
        if not path.startswith("tests/layering/"):
            report(path, text.count("\n", 0, match.start()) + 1, "a path of one machine")
    if Path(path).suffix not in SOURCE:
        return
    code, strings = split_code(text)
    check_arrows(path, text, arrows, report)
    check_words(path, code, report)
    check_platform(path, code, report)
    check_connects(path, code, report)
    if not may_hold_sql(path):
        for line, value in strings:
            if SQL.match(value):
                report(path, line, "SQL text belongs to core/store, core/sync, core/session or a *_sql.cpp of core/casework or core/reports")
    lines = text.count("\n")
    if lines > MAX_FILE:
        count(path, f"{lines} lines (soft limit {MAX_FILE})")
    for start, length in long_functions(code):
        count(f"{path}:{start}", f"a function of {length} lines (soft limit {MAX_FUNCTION})")


def long_functions(code):
    """Bodies that open with { in the first column, as the format puts them."""
    start = None
    for number, line in enumerate(code.split("\n"), 1):
        if line.rstrip() == "{":
            start = number
        elif line.startswith("}") and start is not None:
            if number - start - 1 > MAX_FUNCTION and line.rstrip() == "}":
                yield start, number - start - 1
            start = None


def source_files(root):
    for top in TOPS:
        for path in sorted((root / top).rglob("*")):
            relative = path.relative_to(root)
            if path.is_file() and path.suffix in SOURCE | SCRIPTS and "fixtures" not in relative.parts:
                yield relative.as_posix(), path


def check_tree(root):
    """(findings, soft counts), each a list of lines."""
    findings, counts = [], []
    arrows = read_arrows(root)
    report = lambda path, line, what: findings.append(f"{path}:{line}: {what}")
    count = lambda path, what: counts.append(f"{path}: {what}")
    programs, files = {}, []
    for name, path in source_files(root):
        text = path.read_text(encoding="utf-8")
        files.append((name, text))
        check_file(name, text, arrows, report, count)
        if name.startswith("app/") and path.suffix == ".cpp":
            program = name.split("/")[1]
            programs[program] = programs.get(program, 0) + text.count("\n")
    check_local_names(files, report)
    for program, lines in programs.items():
        if lines > MAX_PROGRAM:
            count(f"app/{program}", f"{lines} lines: a program only composes (soft limit {MAX_PROGRAM})")
    return findings, counts


def main():
    findings, counts = check_tree(Path(sys.argv[1]).resolve())
    for line in counts:
        print("note:", line)
    for line in findings:
        print(line)
    print(f"{len(findings)} findings, {len(counts)} soft limits passed")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
