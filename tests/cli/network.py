#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two vaults and a server, real processes, over a link as bad as a house in the hills has: 64 kbit/s, packets lost at random,
the server killed, the laptop killed, the link cut, each at a random moment of an upload. Everything arrives, nothing but the
envelope that was under way is sent again, and both vaults end equal. usage: network.py INDARO-CLI INDARO-SERVER [SEED]

The link is made of network namespaces, tc and nft, as root or in a user namespace. Where the kernel forbids them, a proxy in
this process makes it slow and cuts it, and the output says so: then no packet is lost."""
import json
import os
import random
import re
import shutil
import signal
import socket
import string
import subprocess
import sys
import tempfile
import threading
import time

CLI, SERVER = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(1 << 32)
BYTES_A_SECOND = 8000  # 64 kbit/s
PASSPHRASE = "soleil panier riviere tambour"
HERE, THERE = "10.77.0.1", "10.77.0.2"
INSIDE = "INDARO_IN_NAMESPACE"


def sh(*words, **options):
    return subprocess.run(words, check=True, capture_output=True, text=True, timeout=20, **options)


class Namespaces:
    """The server's end is this process's own network; the laptops are in another one behind a bad link."""
    name = "network namespaces"

    def __init__(self):
        self.other = subprocess.Popen(["unshare", "-n", "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        while os.readlink(f"/proc/{self.other.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
            assert self.other.poll() is None, "no second namespace"
        sh("ip", "link", "set", "lo", "up")
        sh("ip", "link", "add", "here", "type", "veth", "peer", "name", "there")
        sh("ip", "link", "set", "there", "netns", str(self.other.pid))
        sh("ip", "addr", "add", HERE + "/24", "dev", "here")
        sh("ip", "link", "set", "here", "up")
        for words in (["ip", "addr", "add", THERE + "/24", "dev", "there"], ["ip", "link", "set", "there", "up"],
                      ["ip", "link", "set", "lo", "up"]):
            sh(*self.there(), *words)
        for where, device in (([], "here"), (self.there(), "there")):
            # A short queue: what waits in it has been sent, as far as the laptop knows.
            sh(*where, "tc", "qdisc", "add", "dev", device, "root", "tbf", "rate", "64kbit", "burst", "1600", "latency", "300ms")
        sh("nft", "-f", "-", input="""table inet bad {
                counter up { }
                chain arriving {
                    type filter hook input priority 0;
                    iifname "here" numgen random mod 100 < 2 drop
                    iifname "here" counter name up
                }
                chain leaving { type filter hook output priority 0; oifname "here" numgen random mod 100 < 2 drop; }
            }""")

    def there(self):
        return ["nsenter", "-t", str(self.other.pid), "-n"]

    def address(self, port):
        return HERE, port

    def bytes_up(self):
        return int(re.search(r"bytes (\d+)", sh("nft", "list", "counter", "inet", "bad", "up").stdout)[1])

    def cut(self):
        sh("ip", "link", "set", "here", "down")

    def mend(self):
        sh("ip", "link", "set", "here", "up")

    def close(self):
        self.other.kill()
        self.other.wait()


class Proxy:
    """The same without the kernel's help: a slow link that can be cut, on this machine."""
    name = "a proxy, because network namespaces, tc or nft are forbidden here; no packets are lost"

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.up, self.port, self.is_cut, self.links = 0, None, False, []
        threading.Thread(target=self.accept, daemon=True).start()

    def there(self):
        return []

    def address(self, port):
        self.port = port
        return self.listener.getsockname()

    def bytes_up(self):
        return self.up

    def accept(self):
        while True:
            laptop, _ = self.listener.accept()
            try:
                if self.is_cut:
                    raise ConnectionError
                server = socket.create_connection(("127.0.0.1", self.port))
            except OSError:
                laptop.close()
                continue
            laptop.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            self.links += [laptop, server]
            threading.Thread(target=self.carry, args=(laptop, server, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(server, laptop, False), daemon=True).start()

    def carry(self, source, target, is_up):
        try:
            while data := source.recv(800):
                threading.Event().wait(len(data) / BYTES_A_SECOND)
                target.sendall(data)
                self.up += len(data) if is_up else 0
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        self.is_cut = True
        for link in self.links:
            try:
                link.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def mend(self):
        self.is_cut = False

    def close(self):
        self.listener.close()


def make_link():
    try:
        return Namespaces()
    except (OSError, AssertionError, subprocess.SubprocessError) as problem:
        print("no namespaces:", problem, getattr(problem, "stderr", ""), flush=True)
        return Proxy()


class Server:
    def __init__(self, folder, host):
        self.folder, self.host, self.port = folder, host, 0
        self.certificate, self.key = folder + "/cert.pem", folder + "/key.pem"
        sh("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
           "/CN=indaro", "-keyout", self.key, "-out", self.certificate)
        public = sh("openssl", "x509", "-in", self.certificate, "-noout", "-pubkey").stdout
        self.fingerprint = sh("sh", "-c", "openssl pkey -pubin -outform der | openssl dgst -sha256 -r", input=public).stdout[:64]
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            [SERVER, "--data", self.folder + "/data", "--listen", f"{self.host}:{self.port}", "--certificate", self.certificate,
             "--key", self.key], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(re.match(r"listening on https://.*:(\d+)$", self.process.stdout.readline().strip())[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def invitation(self, *words):
        return sh(SERVER, *words, "--data", self.folder + "/data").stdout.split()[0]


class House:
    def __init__(self, folder, link):
        self.folder, self.link = folder, link

    def words(self, laptop, *words):
        return self.link.there() + [CLI, *words, "--vault", f"{self.folder}/{laptop}", "--user", "directrice", "--passphrase-stdin",
                                    "--json"]

    def start(self, laptop, *words, further=""):
        process = subprocess.Popen(self.words(laptop, *words), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        process.stdin.write(PASSPHRASE + "\n" + further)
        process.stdin.close()
        process.stdin = None
        return process

    def finish(self, process):
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, (out, errors)
        return json.loads(out.splitlines()[0]) if out.startswith("{") else out

    def run(self, laptop, *words, further=""):
        return self.finish(self.start(laptop, *words, further=further))

    def people(self, laptop):
        process = self.start(laptop, "export-people")
        out, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
        return sorted(out.splitlines())

    def take_in(self, laptop, people):
        with open(self.folder + "/people.jsonl", "w", encoding="utf-8") as file:
            file.writelines(json.dumps(person) + "\n" for person in people)
        self.run(laptop, "import-people", self.folder + "/people.jsonl")


def person(dice, number, text):
    identity = "".join(dice.choice(string.ascii_letters + string.digits) for _ in range(21)) + "A"
    return {"id": identity, "nom": "Exemple", "prenom": "Inventée", "numero_dossier": f"MUY-2026-{number:05}", "observations": text}


def envelope_sizes(house, laptop):
    """By number, of what the laptop has written for everybody: what it puts into a folder."""
    folder = f"{house.folder}/sizes-{laptop}"
    os.makedirs(folder, exist_ok=True)
    house.run(laptop, "sync-folder", folder)
    sizes = {}
    for name in os.listdir(folder + "/data"):
        if not name.startswith("b-"):
            continue
        with open(f"{folder}/data/{name}", "rb") as file:
            data = file.read()
        while data:  # PROTOCOL.md: stream at 6, number at 40, length at 104
            size = int.from_bytes(data[104:108], "little")
            if data[6] == 0:
                sizes[int.from_bytes(data[40:48], "little")] = size
            data = data[size:]
    return sizes


def enrol(house, server, link):
    host, port = link.address(server.port)
    url = f"https://{host}:{port}"
    for laptop in "ab":
        house.run(laptop, "init", "--shelter", "Inzu")
    house.run("a", "roster", "--found")
    house.run("a", "sync", url, "--invitation-stdin", "--certificate", server.fingerprint,
              further=server.invitation("invite-shelter") + "\n")
    request, answer = house.folder + "/request", house.folder + "/answer"
    code_a = house.run("b", "enrol-request", "--out", request)["codeA"]
    approved = house.run("a", "enrol-approve", request, "--out", answer, "--code", code_a)
    assert approved["hasServerAccess"], approved
    finished = house.run("b", "enrol-finish", answer, "--code", approved["codeB"])
    assert finished["server"] == url, finished


def upload_through_everything(house, server, link, dice):
    """Three accidents in one upload of a few envelopes. How many bytes went up, and how many accidents there were."""
    before = link.bytes_up()
    process = house.start("a", "sync", "--slow")
    deadline = time.monotonic() + 100

    def wait_for(bytes_more):
        wanted = link.bytes_up() + bytes_more
        while link.bytes_up() < wanted and time.monotonic() < deadline:
            threading.Event().wait(0.05)

    wait_for(dice.randrange(12_000, 30_000))
    print("the server is killed at", link.bytes_up() - before, flush=True)
    server.kill()
    server.start()
    wait_for(dice.randrange(12_000, 30_000))
    print("the laptop is killed at", link.bytes_up() - before, flush=True)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    process = house.start("a", "sync", "--slow")
    wait_for(dice.randrange(12_000, 30_000))
    print("the link is cut at", link.bytes_up() - before, flush=True)
    link.cut()
    threading.Event().wait(dice.uniform(1, 3))
    link.mend()
    report = house.finish(process)
    assert report["ok"], report
    return link.bytes_up() - before, 3


def main():
    dice = random.Random(SEED)
    print("seed", SEED, flush=True)
    folder = tempfile.mkdtemp(prefix="indaro-network-")
    link = make_link()
    print("over", link.name, flush=True)
    server = Server(folder, "127.0.0.1" if isinstance(link, Proxy) else HERE)
    house = House(folder, link)
    try:
        began = time.monotonic()
        enrol(house, server, link)
        small = envelope_sizes(house, "a")
        noise = string.ascii_letters + string.digits + "+-"
        house.take_in("a", [person(dice, i, "".join(dice.choices(noise, k=29_000))) for i in range(1, 5)])
        print(f"enrolled after {time.monotonic() - began:.0f} s", flush=True)
        sent, accidents = upload_through_everything(house, server, link, dice)
        sizes = [size for number, size in sorted(envelope_sizes(house, "a").items()) if number not in small]
        print(f"uploaded after {time.monotonic() - began:.0f} s:", sent, "bytes for envelopes of", sizes, flush=True)
        assert len(sizes) >= 4 and max(sizes) < 45_000, sizes
        # Packets have 52 bytes of their own for 1,448 of ours, acknowledgements go up too, and each attempt shakes hands.
        most = 1.10 * (sum(sizes) + accidents * max(sizes)) + 12_000
        assert sum(sizes) < sent <= most, (sent, most)
        process = house.start("b", "sync", "--slow")
        threading.Event().wait(dice.uniform(3, 6))
        link.cut()
        threading.Event().wait(dice.uniform(0.5, 2))
        link.mend()
        report = house.finish(process)
        assert report["ok"] and report["quarantined"] == report["refused"] == 0, report
        # None came twice: what was whole before the cut counted.
        assert report["envelopesReceived"] == len(sizes) + len(small), report
        assert house.people("a") == house.people("b") and len(house.people("b")) == 4
        print(f"equal after {time.monotonic() - began:.0f} s", flush=True)
    finally:
        server.kill()
        link.close()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    if not os.environ.get(INSIDE):
        # A network of its own: as root directly (memory may still be locked), else as root of a user namespace.
        for unshare in (["unshare", "-n"], ["unshare", "-r", "-n"]):
            if shutil.which("unshare") and subprocess.run([*unshare, "true"], capture_output=True).returncode == 0:
                os.environ[INSIDE] = "1"
                os.execvp("unshare", [*unshare, sys.executable, "-B", *sys.argv])
        print("no namespaces: unshare is not allowed here", flush=True)
        os.environ[INSIDE] = "1"
    main()
