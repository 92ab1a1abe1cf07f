#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An update from a stick, with the real indaro-cli, dpkg and minisign, a real vault, and a computer that is a folder: what works,
what is refused, and what is undone when the new program cannot open the vault.

usage: test_update.py INDARO-CLI SOURCE-FOLDER
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

CLI = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
SOURCE = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
PASSPHRASE = "soleil panier riviere tambour"
NEW = "0.2.0"


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


def must(*words, **more):
    done = run(*words, **more)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


def system():
    lines = dict(line.split("=", 1) for line in pathlib.Path("/etc/os-release").read_text("utf-8").splitlines() if "=" in line)
    return lines["VERSION_CODENAME"].strip('"') + "-" + must("dpkg", "--print-architecture").strip()


class Computer:
    """A root folder with the program installed by dpkg, keys of three holders, and a vault beside it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.root = self.folder / "root"
        for name in ("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "var/lib/indaro", "usr/bin", "tmp"):
            (self.root / name).mkdir(parents=True)
        (self.root / "var/lib/dpkg/status").touch()
        (self.root / "var/lib/dpkg/available").touch()
        keys = self.folder / "keys"
        keys.mkdir()
        for name in ("one", "two", "three", "stranger"):
            must("minisign", "-G", "-W", "-p", keys / f"{name}.pub", "-s", keys / f"{name}.key")
        self.keys = keys
        self.dpkg("--install", self.package("0.1.0", f'#!/bin/sh\nexec "{CLI}" "$@"\n'))
        self.vault = self.folder / "vault"
        made = run(CLI, "init", "--vault", self.vault, "--user", "Aline", "--shelter", "Maison", "--passphrase-stdin",
                   input=PASSPHRASE + "\n")
        assert made.returncode == 0, made.stderr

    def dpkg(self, *words):
        return must("dpkg", f"--root={self.root}", "--force-not-root,script-chrootless,depends,unsafe-io", *words)

    def package(self, version, program):
        """indaro-cli as its real package has it, with another program inside."""
        tree = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        for name in ("DEBIAN", "usr/bin", "usr/lib/indaro", "usr/share/indaro/release-keys"):
            (tree / name).mkdir(parents=True)
        (tree / "DEBIAN/control").write_text(
            f"Package: indaro-cli\nVersion: {version}+x\nArchitecture: {must('dpkg', '--print-architecture').strip()}\n"
            "Maintainer: invented <nobody@indaro.invalid>\nDescription: invented\n of a test\n", "utf-8")
        for script in ("postinst", "postrm"):
            shutil.copy(SOURCE / f"packaging/debian/cli/{script}", tree / "DEBIAN")
        (tree / "usr/bin/indaro-cli").write_text(program, "utf-8")
        (tree / "usr/bin/indaro-cli").chmod(0o755)
        shutil.copy(SOURCE / "packaging/update/indaro-update-install", tree / "usr/lib/indaro")
        for name in ("one", "two", "three"):
            shutil.copy(self.keys / f"{name}.pub", tree / "usr/share/indaro/release-keys")
        out = self.folder / f"indaro-cli_{version}+x_all.deb"
        must("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", tree, out)
        return out

    def stick(self, name, version=NEW, program=None, signers=("one", "three")):
        folder = self.folder / name
        (folder / system()).mkdir(parents=True)
        shutil.copy(self.package(version, program or f'#!/bin/sh\n# {version}\nexec "{CLI}" "$@"\n'), folder / system())
        codename, architecture = system().rsplit("-", 1)
        (folder / "RELEASE").write_text(
            f"indaro-release 1\nversion {version}\nday 2026-11-28\nsystem {codename} {architecture}\n", "utf-8")
        sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder)}\n"
                       for path in sorted(folder.rglob("*")) if path.is_file())
        (folder / "SHA256SUMS").write_text(sums, "utf-8")
        for number, signer in enumerate(signers, 1):
            must("minisign", "-S", "-s", self.keys / f"{signer}.key", "-m", folder / "SHA256SUMS", "-x",
                 folder / f"SHA256SUMS.{number}.minisig", "-t", f"indaro {version}")
        return folder

    def update(self, *words, passphrase=PASSPHRASE):
        done = run(self.root / "usr/bin/indaro-cli", "update", *words, "--root", self.root, "--json", input=passphrase + "\n")
        lines = [line for line in done.stdout.splitlines() if line.startswith("{")]
        answer = json.loads(lines[-1]) if lines else {}
        return done.returncode, answer, done.stderr

    def apply(self, stick, **more):
        return self.update("apply", stick, "--vault", self.vault, "--user", "Aline", "--passphrase-stdin", **more)

    def installed(self):
        return must("dpkg-query", f"--admindir={self.root}/var/lib/dpkg", "-W", "-f", "${Version}", "indaro-cli")

    def mark(self):
        file = self.root / "var/lib/indaro/newest-version"
        return file.read_text("utf-8") if file.exists() else None

    def vault_bytes(self):
        return {path.name: path.read_bytes() for path in sorted(self.vault.iterdir()) if path.name != "vault.lock"}

    def opens(self):
        return run(CLI, "unlock-check", "--vault", self.vault, "--user", "Aline", "--passphrase-stdin", "--json",
                   input=PASSPHRASE + "\n")

    def leftovers(self):
        found = [path.name for path in (self.root / "var/lib/indaro").iterdir() if path.name.startswith("update.")]
        return found + [path.name for path in self.folder.iterdir() if path.name.startswith("vault-")]


class Updates(unittest.TestCase):
    def setUp(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="indaro-update-")
        self.computer = Computer(self.scratch.name)

    def tearDown(self):
        self.scratch.cleanup()

    def test_what_is_signed_and_newer_is_installed_and_opens_the_vault(self):
        computer = self.computer
        stick = computer.stick("stick")
        code, answer, errors = computer.update("verify", stick)
        self.assertEqual((code, answer["version"], answer["signedBy"]), (0, NEW, ["one", "three"]), errors)
        self.assertEqual(computer.installed(), "0.1.0+x")  # verifying installs nothing
        backups = computer.folder / "backups"
        backups.mkdir()
        code, answer, errors = computer.apply(stick)
        self.assertEqual(code, 0, errors)
        self.assertEqual((computer.installed(), computer.mark()), (NEW + "+x", NEW + "\n"))
        self.assertEqual(computer.opens().returncode, 0)
        self.assertEqual(computer.leftovers(), [])
        self.assertIn("est en place", errors)  # said in French, and in English
        self.assertIn("is in place", errors)

    def test_a_failing_migration_is_undone(self):
        computer = self.computer
        marks = computer.folder / "was-run"
        # A new program that writes into the vault and then cannot go on.
        broken = ('#!/bin/sh\nfor word in "$@"; do [ "$before" = --vault ] && vault=$word; before=$word; done\n'
                  f'[ -n "$vault" ] || exec "{CLI}" "$@"\n'
                  f'touch "{marks}"\nprintf garbage | dd of="$vault/vault.db" bs=1 seek=4096 conv=notrunc 2>/dev/null\n'
                  'echo journal >"$vault/vault.db-journal"\nrm "$vault/anchor"\nexit 1\n')
        stick = computer.stick("stick", program=broken)
        code, answer, errors = computer.apply(stick)
        self.assertEqual((code, answer["error"]["code"], answer["error"]["undone"]), (1, "UpdateFailed", 1), errors)
        self.assertTrue(marks.exists(), "the new program was never asked")
        self.assertEqual(computer.installed(), "0.1.0+x")
        opened = computer.opens()
        self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertNotIn("WARNING", opened.stderr)  # neither older nor elsewhere: the same laptop
        self.assertEqual(computer.leftovers(), [])
        # A repaired one of the same version may follow.
        shutil.rmtree(stick)
        code, answer, errors = computer.apply(computer.stick("stick"))
        self.assertEqual((code, computer.installed()), (0, NEW + "+x"), errors)

    def test_an_older_version_never_comes_back(self):
        computer = self.computer
        old = computer.stick("old", "0.1.5")
        self.assertEqual(computer.apply(computer.stick("new"))[0], 0)
        before = computer.vault_bytes()
        code, answer, _ = computer.apply(old)
        self.assertEqual((code, answer["error"]["code"], answer["error"]["here"]), (1, "ReleaseNotNewer", NEW))
        self.assertEqual(computer.installed(), NEW + "+x")
        self.assertEqual(set(before), set(computer.vault_bytes()))

    def test_what_is_not_signed_by_two_or_was_changed_is_refused(self):
        computer = self.computer
        before = computer.vault_bytes()
        for name, signers in (("none", ()), ("alone", ("one",)), ("twice", ("one", "one")), ("strange", ("one", "stranger"))):
            code, answer, _ = computer.apply(computer.stick(name, signers=signers))
            self.assertEqual((code, answer["error"]["code"]), (1, "ReleaseNotSigned"), name)
        stick = computer.stick("changed")
        package = next((stick / system()).glob("*.deb"))
        package.write_bytes(package.read_bytes() + b"x")
        code, answer, _ = computer.apply(stick)
        self.assertEqual((code, answer["error"]["code"]), (1, "ReleaseDamaged"))
        self.assertEqual((computer.installed(), computer.mark(), computer.vault_bytes()), ("0.1.0+x", None, before))

    def test_the_administrators_half_checks_for_itself(self):
        """Whoever calls it with another stick than was looked at: it takes nothing on trust."""
        computer = self.computer
        install = computer.root / "usr/lib/indaro/indaro-update-install"
        done = run("sh", install, "install", computer.stick("alone", signers=("two",)), "--root", computer.root)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("n’est pas installée", done.stderr)
        stick = computer.stick("stick")
        sums = (stick / "SHA256SUMS").read_text("utf-8")
        (stick / "SHA256SUMS").write_text(sums + "0" * 64 + "  ../../../../tmp/outside\n", "utf-8")
        done = run("sh", install, "install", stick, "--root", computer.root)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("is not right", done.stderr)
        self.assertEqual((computer.installed(), computer.leftovers()), ("0.1.0+x", []))

    def test_a_package_that_does_not_install_changes_nothing(self):
        computer = self.computer
        stick = computer.stick("stick")
        package = next((stick / system()).glob("*.deb"))
        tree = computer.folder / "tree"
        must("dpkg-deb", "--raw-extract", package, tree)
        (tree / "DEBIAN/postinst").write_text("#!/bin/sh\nexit 1\n", "utf-8")
        must("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", tree, package)
        sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(stick)}\n"
                       for path in sorted(stick.rglob("*")) if path.is_file() and not path.name.startswith("SHA256SUMS"))
        (stick / "SHA256SUMS").write_text(sums, "utf-8")
        for number, signer in enumerate(("one", "two"), 1):
            must("minisign", "-S", "-s", computer.keys / f"{signer}.key", "-m", stick / "SHA256SUMS", "-x",
                 stick / f"SHA256SUMS.{number}.minisig")
        code, answer, errors = computer.apply(stick)
        self.assertEqual((code, answer["error"]["code"], answer["error"]["undone"]), (1, "UpdateFailed", 1), errors)
        self.assertEqual((computer.installed(), computer.mark()), ("0.1.0+x", None))
        self.assertEqual(computer.opens().returncode, 0)
        self.assertEqual(computer.leftovers(), [])

    def test_a_wrong_passphrase_is_no_failed_update(self):
        computer = self.computer
        code, answer, _ = computer.apply(computer.stick("stick"), passphrase="une autre phrase de passe")
        self.assertEqual((code, answer["error"]["code"]), (1, "WrongPassphrase"))
        self.assertEqual((computer.installed(), computer.leftovers()), ("0.1.0+x", []))


if __name__ == "__main__":
    if CLI is None or SOURCE is None:
        sys.exit(__doc__)
    if shutil.which("minisign") is None:
        sys.exit("minisign is not installed: packaging/test.sh installs it")
    os.environ["LC_ALL"] = "C.UTF-8"
    unittest.main(argv=sys.argv[:1])
