#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the packages with cpack and looks into them: what is in them, whose it is, what they need, and that nothing of them could
ever touch a vault. Installing them is packaging/check_packages.sh.

usage: test_packages.py BUILD-FOLDER SOURCE-FOLDER
"""
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SOURCE = (pathlib.Path(word).resolve() for word in sys.argv[1:3]) if len(sys.argv) == 3 else (None, None)


def run(*words, **more):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, **more)


def must(*words, **more):
    done = run(*words, **more)
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
    return done.stdout


class Package:
    def __init__(self, file, folder):
        self.file = file
        self.tree = folder / file.name
        must("dpkg-deb", "--raw-extract", file, self.tree)
        self.fields = {}
        for line in must("dpkg-deb", "--field", file).splitlines():
            if line.startswith(" "):
                self.fields[key] += "\n" + line[1:]
            elif line:
                key, value = line.split(":", 1)
                self.fields[key] = value.strip()
        self.listing = must("dpkg-deb", "--contents", file).splitlines()
        self.paths = {line.split(None, 5)[5].split(" -> ")[0].lstrip(".").rstrip("/"): line.split(None, 5)
                      for line in self.listing}
        self.needs = {re.split(r"[ (:|]", need.strip())[0] for need in self.fields.get("Depends", "").split(",")}


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="indaro-packages-")
        folder = pathlib.Path(cls.scratch.name)
        # Lightly packed: this is about what is in them.
        must("cpack", "--config", BUILD / "CPackConfig.cmake", "-B", folder / "out", "-D", "CPACK_DEBIAN_COMPRESSION_TYPE=gzip",
             cwd=folder, env={**os.environ, "GZIP": "-1"})
        cls.packages = {}
        for file in (folder / "out").glob("*.deb"):
            package = Package(file, folder)
            cls.packages[package.fields["Package"]] = package

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def test_there_are_these(self):
        self.assertEqual(set(self.packages), {"indaro", "indaro-cli", "indaro-server", "indaro-tour"})
        version = re.search(r"^project\(indaro VERSION (\S+)", (SOURCE / "CMakeLists.txt").read_text("utf-8"), re.M)[1]
        for package in self.packages.values():
            self.assertRegex(package.fields["Version"], rf"^{re.escape(version)}\+[a-z]+[0-9.]+$")

    def test_every_file_lies_where_it_belongs_and_is_roots(self):
        wanted = {
            "indaro": ["/usr/bin/indaro", "/usr/bin/indaro-open-package", "/usr/share/applications/indaro.desktop",
                       "/usr/share/metainfo/org.indaro.Indaro.metainfo.xml", "/usr/share/icons/hicolor/scalable/apps/indaro.svg",
                       "/usr/share/icons/hicolor/48x48/apps/indaro.png", "/usr/share/man/man1/indaro.1.gz",
                       "/usr/share/man/fr/man1/indaro.1.gz", "/usr/share/man/man1/indaro-open-package.1.gz"],
            "indaro-cli": ["/usr/bin/indaro-cli", "/usr/lib/indaro/indaro-update-install", "/usr/share/man/man1/indaro-cli.1.gz"],
            "indaro-server": ["/usr/bin/indaro-server", "/usr/sbin/indaro-server-postgres", "/usr/sbin/indaro-server-admin",
                              "/usr/lib/systemd/system/indaro-server.service", "/usr/share/doc/indaro-server/RUNBOOK.md",
                              "/usr/share/doc/indaro-server/nginx.conf.example", "/usr/share/man/man8/indaro-server.8.gz",
                              "/usr/share/man/man8/indaro-server-postgres.8.gz",
                              "/usr/share/man/man8/indaro-server-admin.8.gz"],
            "indaro-tour": ["/usr/lib/indaro/indaro-tour"]}
        for name, paths in wanted.items():
            package = self.packages[name]
            for path in [*paths, f"/usr/share/doc/{name}/copyright", f"/usr/share/doc/{name}/changelog.gz"]:
                self.assertIn(path, package.paths)
            for path, (mode, owner, *_) in package.paths.items():
                self.assertEqual(owner, "root/root", path)
                self.assertNotRegex(mode, r"^.....w|^........w|[sS]", path)  # of nobody else to write, no setuid
                self.assertTrue(path in ("", "/usr") or path.startswith("/usr/"), path)
            for path in package.paths:
                if path.startswith(("/usr/bin/", "/usr/sbin/")):
                    self.assertEqual(package.paths[path][0], "-rwxr-xr-x")

    def test_nothing_is_in_two_packages(self):
        seen = {}
        for name, package in self.packages.items():
            for path, (mode, *_) in package.paths.items():
                if not mode.startswith("d"):
                    self.assertNotIn(path, seen, f"{name} and {seen.get(path)}")
                    seen[path] = name

    def test_programs_are_stripped_and_carry_no_path_of_this_machine(self):
        for package in self.packages.values():
            for path in package.tree.rglob("*"):
                if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
                    sections = must("readelf", "--sections", "--dynamic", "--wide", path)
                    self.assertNotIn(".debug_info", sections, path)
                    self.assertNotRegex(sections, r"RPATH|RUNPATH", path)
                    self.assertIn("BIND_NOW", sections, path)

    def test_they_need_what_they_use(self):
        version = self.packages["indaro"].fields["Version"]
        needs = self.packages["indaro"].needs
        self.assertLessEqual({"libc6", "libqt6widgets6", "fonts-noto-core", "poppler-utils", "indaro-cli"},
                             {need.removesuffix("t64") for need in needs})
        self.assertIn(f"indaro-cli (= {version})", self.packages["indaro"].fields["Depends"])
        for name in ("indaro", "indaro-cli", "indaro-server"):
            self.assertIn("libsqlcipher1", self.packages[name].needs, name)
            self.assertIn("libsodium23", self.packages[name].needs, name)
        self.assertFalse([need for need in self.packages["indaro-server"].needs if "qt" in need], "the server needs no Qt")
        self.assertNotIn("libqt6widgets6", self.packages["indaro-cli"].needs)
        for package in self.packages.values():
            self.assertFalse([need for need in package.needs if need.endswith("-dev") or "test" in need and need != "libqt6test6"])

    def test_they_say_what_they_are_in_french_and_english(self):
        for name, package in self.packages.items():
            said = package.fields["Description"]
            self.assertTrue(said.splitlines()[0] and len(said.splitlines()[0]) <= 80, said)
            self.assertRegex(said, r"\b(une|la|le|les|qui)\b")
            self.assertRegex(said, r"\b[Tt]he\b|\bRegister\b|\bwithout\b")
            # A laptop that is looked at must not tell what the house is.
            self.assertNotRegex(said.lower(), r"trafi|victim|shelter|refuge", name)
            self.assertIn("Maintainer", package.fields)

    def test_no_script_knows_of_a_vault(self):
        for name, package in self.packages.items():
            for script in (package.tree / "DEBIAN").iterdir():
                if script.name in ("preinst", "postinst", "prerm", "postrm"):
                    text = script.read_text("utf-8")
                    must("sh", "-n", script)
                    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
                    self.assertNotRegex(code, r"/home|\$HOME|~|\.local|\.config|/var/lib/indaro-server|/etc/indaro-server/env", name)
                    self.assertEqual(script.stat().st_mode & 0o777, 0o755)

    def test_desktop_entry_metainfo_and_icons_are_valid(self):
        tree = self.packages["indaro"].tree
        if shutil.which("desktop-file-validate"):
            for entry in (tree / "usr/share/applications").iterdir():
                done = run("desktop-file-validate", entry)
                self.assertEqual((done.returncode, done.stdout), (0, ""))
        for entry in (tree / "usr/share/applications").iterdir():
            program = re.search(r"^Exec=(\S+)", entry.read_text("utf-8"), re.M)[1]
            self.assertIn("/usr/bin/" + program, self.packages["indaro"].paths)
        if shutil.which("appstreamcli"):
            done = run("appstreamcli", "validate", "--no-net", tree / "usr/share/metainfo/org.indaro.Indaro.metainfo.xml")
            self.assertEqual(done.returncode, 0, done.stdout)
        for size in (16, 22, 24, 32, 48, 64, 128, 256):
            data = (tree / f"usr/share/icons/hicolor/{size}x{size}/apps/indaro.png").read_bytes()
            self.assertEqual((data[:8], int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")),
                             (b"\x89PNG\r\n\x1a\n", size, size))

    def test_manuals_are_readable_and_name_what_there_is(self):
        for package in self.packages.values():
            for page in package.tree.rglob("usr/share/man/**/*.gz"):
                text = gzip.decompress(page.read_bytes()).decode("utf-8")
                self.assertNotRegex(text, r"@\w+@", page)
                if shutil.which("man"):
                    done = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page,
                               env={**os.environ, "LC_ALL": "C.UTF-8", "MANWIDTH": "80"})
                    self.assertEqual((done.returncode, done.stderr), (0, ""), page)
        cli = self.packages["indaro-cli"]
        text = gzip.decompress((cli.tree / "usr/share/man/man1/indaro-cli.1.gz").read_bytes()).decode("utf-8").replace("\\-", "-")
        verbs = re.findall(r"^  ([a-z-]+) ", must(cli.tree / "usr/bin/indaro-cli", "--help"), re.M)
        self.assertGreater(len(verbs), 30)
        for verb in verbs:
            self.assertRegex(text, rf"(?m)^\.B {verb}\b", verb)

    def test_the_update_trusts_only_keys_of_the_package(self):
        keys = [path for path in self.packages["indaro-cli"].paths if path.startswith("/usr/share/indaro/release-keys/")]
        self.assertEqual(sorted(pathlib.Path(path).name for path in keys),
                         sorted(path.name for path in (SOURCE / "packaging/release-keys").glob("*.pub")))
        done = run(self.packages["indaro-cli"].tree / "usr/bin/indaro-cli", "update", "verify", "/nowhere", "--root",
                   self.packages["indaro-cli"].tree, "--json")
        self.assertEqual(done.returncode, 1)
        self.assertIn("ReleaseKeysMissing" if len(keys) < 2 else "ReleaseNotOne", done.stdout)


if __name__ == "__main__":
    if BUILD is None:
        sys.exit(__doc__)
    unittest.main(argv=sys.argv[:1])
