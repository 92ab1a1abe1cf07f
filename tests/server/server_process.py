# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts indaro-server for the tests, and small things they share."""
import os
import re
import signal
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else ""


class Process:
    """A running server; `environment` and `options` are added to the usual ones."""

    def __init__(self, *options, environment=None, folder=None, listen="127.0.0.1:0"):
        self.folder = folder or tempfile.mkdtemp(prefix="indaro-server-")
        self.environment = {**os.environ, **(environment or {})}
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen([PROGRAM, "--data", self.data, "--listen", listen, *options], env=self.environment,
                                        stdout=subprocess.PIPE, stderr=self.log, text=True)
        line = self.process.stdout.readline()
        found = re.match(r"listening on https?://.*:(\d+)$", line.strip())
        if not found:
            self.process.kill()
            raise AssertionError("the server did not start: " + line + self.errors())
        self.port = int(found[1])

    @property
    def data(self):
        return os.path.join(self.folder, "data")

    def command(self, *words):
        """(exit code, output) of an administrator's command on the same data."""
        done = subprocess.run([PROGRAM, *words, "--data", self.data], env=self.environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def code(self, *words):
        """An invitation."""
        code, output = self.command(*words)
        assert code == 0, output
        return output.split()[0]

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def memory(self, what="VmHWM"):
        """MiB: the most it ever had (VmHWM), or has now (VmRSS)."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) / 1024 for line in status if line.startswith(what))

    def seconds(self):
        """Processor time used."""
        with open(f"/proc/{self.process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def is_running(self):
        return self.process.poll() is None

    def stop(self):
        """Politely; its exit code."""
        if self.is_running():
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)

    def kill(self):
        self.process.kill()
        self.process.wait()


def run(cases):
    """Runs the functions whose names start with test; prints what failed."""
    import traceback
    failed = 0
    tests = [(name, case) for name, case in cases.items() if name.startswith("test") and callable(case)]
    for name, case in tests:
        try:
            case()
            print("PASS", name, flush=True)
        except Exception:
            failed += 1
            print("FAIL", name, flush=True)
            traceback.print_exc()
    print(f"{len(tests) - failed} passed, {failed} failed")
    sys.exit(1 if failed or not tests else 0)
