#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a paper through a real CUPS of its own, and looks for its words in all that CUPS and the program leave behind.

usage: print_spool.py PRINT_PROBE [INDARO_CLI]

A cupsd with private folders and a private socket serves one printer, which is a file. The paper goes there as any
paper of the program does (ui/print), and names a canary. It is printed twice: with CUPS as the advice of the program wants
it, when nothing may be left; and with CUPS as it comes, which keeps a copy and so proves that this test would see one. What
`indaro-cli machine` says of either configuration is compared with what was found. PDF is searched as text, too: there a word
is numbers of letters. What a printer keeps on a disk of its own nobody can see from here.
Exit code 77: there is no CUPS on this machine.
"""
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "faults"))
import leak_scan  # noqa: E402

PATIENCE = 60
ADVICE = ("PreserveJobFiles No", "PreserveJobHistory No")
TOOLS = ("cupsd", "lpadmin", "lpstat", "pdftotext")


def find(name):
    return shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/usr/bin:/sbin")


def until(what, is_true):
    """Asked again and again, because a service says nothing when it is ready."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if is_true():
            return
        time.sleep(0.05)
    sys.exit(f"FAILED: {what}")


class Cups:
    """A print service below one folder; nothing of the system's own is read or written."""

    def __init__(self, folder, directives):
        self.folder = Path(folder)
        for name in ("root", "spool", "spool/tmp", "cache", "state", "log", "home", "printer"):
            (self.folder / name).mkdir(parents=True)
        self.socket = self.folder / "cups.sock"
        self.paper = self.folder / "printer/paper"
        self.paper.touch()
        self.conf = self.folder / "root/cupsd.conf"
        self.conf.write_text("\n".join((
            "LogLevel debug", "MaxLogSize 0", "DirtyCleanInterval 0", f"Listen {self.socket}", "Browsing No", "DefaultAuthType None", "WebInterface No",
            *directives, "<Location />", "Order allow,deny", "Allow all", "</Location>", "<Policy default>",
            "JobPrivateAccess all", "JobPrivateValues none", "<Limit All>", "Order deny,allow", "</Limit>", "</Policy>", "")))
        user = "root" if os.geteuid() == 0 else None
        files = [f"ServerRoot {self.folder}/root", f"ServerBin {self.folder}/bin", "DataDir /usr/share/cups",
                 f"RequestRoot {self.folder}/spool", f"TempDir {self.folder}/spool/tmp", f"CacheDir {self.folder}/cache",
                 f"StateDir {self.folder}/state", f"AccessLog {self.folder}/log/access", f"ErrorLog {self.folder}/log/error",
                 f"PageLog {self.folder}/log/page", "Sandboxing Relaxed", "ConfigFilePerm 0600"]
        if user is not None:
            files += ["User nobody", "Group nogroup", "SystemGroup root"]
            # The filters and the printer run as nobody.
            for path in (self.folder, *self.folder.rglob("*")):
                os.chmod(path, 0o777 if path.is_dir() else 0o666)
        (self.folder / "root/cups-files.conf").write_text("\n".join(files) + "\n")
        self.make_printer()
        os.chmod(self.conf, 0o600)
        os.chmod(self.folder / "root/cups-files.conf", 0o600)
        self.environment = dict(os.environ, CUPS_SERVER=str(self.socket), HOME=str(self.folder / "home"),
                                TMPDIR=str(self.folder / "home"), XDG_RUNTIME_DIR=str(self.folder / "home"), LC_ALL="C.UTF-8",
                                QT_QPA_PLATFORM="offscreen")
        for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "CUPS_SERVERROOT"):
            self.environment.pop(variable, None)

    def make_printer(self):
        """CUPS takes a backend only from a folder nobody else may write to."""
        (self.folder / "bin/backend").mkdir(parents=True)
        for name in ("filter", "daemon", "notifier"):
            (self.folder / "bin" / name).symlink_to(f"/usr/lib/cups/{name}")
        backend = self.folder / "bin/backend/house"
        backend.write_text('#!/bin/sh\n[ $# -eq 0 ] && exit 0\ncat ${6:+"$6"} >"${DEVICE_URI#house:}"\n')
        for path in (self.folder.parent, self.folder, self.folder / "bin", self.folder / "bin/backend", backend):
            os.chmod(path, 0o755)

    def __enter__(self):
        self.service = subprocess.Popen([find("cupsd"), "-f", "-c", str(self.conf), "-s",
                                         str(self.folder / "root/cups-files.conf")], env=self.environment,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until("CUPS does not start\n" + self.errors(), lambda: self.service.poll() is not None or self.ask("lpstat", "-r") == 0)
        if self.service.poll() is not None:
            sys.exit(f"FAILED: CUPS ended with {self.service.returncode}\n{self.errors()}")
        if self.ask("lpadmin", "-p", "house", "-v", f"house:{self.paper}", "-E") != 0:
            sys.exit(f"FAILED: the printer is not taken\n{self.errors()}")
        return self

    def __exit__(self, *_):
        self.service.terminate()
        self.service.wait(timeout=PATIENCE)

    def errors(self):
        log = self.folder / "log/error"
        return log.read_text(errors="replace")[-3000:] if log.exists() else ""

    def ask(self, *words):
        return subprocess.run([find(words[0]), *words[1:]], env=self.environment, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=PATIENCE).returncode

    def waiting(self):
        said = subprocess.run([find("lpstat"), "-W", "not-completed", "-o", "house"], env=self.environment,
                              capture_output=True, text=True, timeout=PATIENCE)
        return said.stdout.strip()

    def print(self, probe, canary):
        """By the program; back when CUPS says that nothing waits any more and the printer has the paper."""
        result = subprocess.run([probe, "house", canary], env=self.environment, capture_output=True, text=True, timeout=120)
        if result.returncode != 0:
            sys.exit(f"FAILED: the program does not print\n{result.stdout}{result.stderr}\n{self.errors()}")
        until("the paper does not come out\n" + self.errors(),
              lambda: not self.waiting() and canary in as_text(self.paper.read_bytes()))
        return result.stdout + result.stderr

    def leavings(self):
        """Every file there is but what the printer holds in its hand."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_file() and path != self.paper:
                yield path

    def job_request(self):
        """What CUPS was asked for, as it keeps it with the job."""
        return b"".join(path.read_bytes() for path in (self.folder / "spool").glob("c[0-9]*"))


def as_text(data):
    """The words of every PDF in the bytes."""
    words, at = "", data.find(b"%PDF-")
    while at >= 0:
        said = subprocess.run([find("pdftotext"), "-", "-"], input=data[at:], capture_output=True, timeout=PATIENCE)
        words += said.stdout.decode("utf-8", "replace")
        at = data.find(b"%PDF-", at + 1)
    return words


def hits_in(cups, canary):
    scanner = leak_scan.Scanner([canary])
    found = []
    for path in cups.leavings():
        found += [f"{where} ({encoding})" for where, _, encoding in scanner.scan_path(str(path))]
        if canary in as_text(path.read_bytes()):
            found.append(f"{path} (the words of a PDF)")
    return found


def what_the_check_says(cli, conf):
    """The verdict of `indaro-cli machine` about this configuration."""
    with tempfile.TemporaryDirectory() as root:
        place = Path(root) / "etc/cups/cupsd.conf"
        place.parent.mkdir(parents=True)
        shutil.copyfile(conf, place)
        said = subprocess.run([cli, "machine", "--root", root, "--vault", "/home/house", "--json"], capture_output=True,
                              text=True, timeout=PATIENCE)
        return {check["check"]: check["verdict"] for check in json.loads(said.stdout)["checks"]}["print_spool"]


def main():
    probe = sys.argv[1]
    cli = sys.argv[2] if len(sys.argv) > 2 else None
    missing = [tool for tool in TOOLS if find(tool) is None]
    if missing:
        print(f"skipped: there is no {', '.join(missing)} (packages cups-daemon, cups-client, poppler-utils)")
        sys.exit(77)
    canary = "Zz" + "".join(secrets.choice("bcdfghjkmnpqrstvw") for _ in range(12))
    # Not below TMPDIR: the path of a socket may have 107 letters.
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, Cups(os.path.join(folder, "n"), ADVICE) as cups:
        said = cups.print(probe, canary)
        until(f"something is left, with CUPS as advised: {hits_in(cups, canary)}", lambda: not hits_in(cups, canary))
        if canary in said:
            sys.exit("LEAK: the program has said the name")
        if cli and what_the_check_says(cli, cups.conf) != "good":
            sys.exit("FAILED: the check of the laptop does not call this configuration good")
        print(f"as advised: {len(list(cups.leavings()))} files left, 0 hits")
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, Cups(os.path.join(folder, "n"), ()) as cups:
        cups.print(probe, canary)
        kept = hits_in(cups, canary)
        elsewhere = [where for where in kept if "/n/spool/d" not in where]
        if elsewhere:
            sys.exit(f"LEAK beside the spool: {elsewhere}")
        if not kept:
            sys.exit("FAILED: CUPS as it comes keeps a paper, and this test did not see it: it tests nothing")
        until("the program did not ask CUPS to keep nothing of a job called Document",
              lambda: all(wanted in cups.job_request() for wanted in (b"job-retain-until", b"none", b"Document")))
        request = cups.job_request()
        if canary.encode() in request:
            sys.exit("LEAK: the name is in the title or the options of the job")
        if cli and what_the_check_says(cli, cups.conf) != "to_do":
            sys.exit("FAILED: the check of the laptop does not say that CUPS keeps papers")
        print(f"as it comes: {len(kept)} copy of the paper kept" + ("; the check of the laptop says so" if cli else ""))


if __name__ == "__main__":
    main()
