"""The example firmware in QEMU, as client and as server, against real peers: what it says of a peer is what CPython says."""
import argparse
import contextlib
import json
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
from _ssl import _test_decode_cert

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, ".."), os.path.join(HERE, "../live")]
from board import Board, flash_of
from certs import LOCALHOST, SERVER, Certificate, Issuer
from servers import SECONDS, OpensslServer, Program, PythonServer, RawServer
from tap import Tap

CLIENT = ["basicConstraints = CA:FALSE", "extendedKeyUsage = clientAuth"]

# What the example may take: flash with all of BearSSL's suites and with those of suites_small.c, RAM with its stack, and what
# of the 4096 octets for the chain two certificates of RSA-2048 may use.
FLASH = 76 * 1024
FLASH_SMALL = 64 * 1024
RAM = 38 * 1024
CHAIN = 2048

REFUSED, NETWORK = 1, 3
CLIENTS = "client", "client_small"
SERVERS = "server", "server_small", "server_rsa", "server_rsa_small"


class PeercertServer(Program):
    """Our own, in front of one client after the other."""

    def __init__(self, command, leaf):
        super().__init__([command, "serve", "--cert", leaf.path, "--key", leaf.key, "--format", "json", "127.0.0.1:0"])

    def ready(self):
        self.port = int(self.expect(r"\b127\.0\.0\.1:(\d+)").group(1))


class LastWord(RawServer):
    """Hears the client out before it hangs up: what is closed upon octets unread may lose those sent."""

    def serve(self, connection):
        super().serve(connection)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(4096):
            pass


class Outcome:
    """What the other end says of a connection."""

    def __init__(self, cipher, tls_unique, board=None):
        self.cipher = cipher
        self.tls_unique = tls_unique
        self.board = board  # the board's own certificate

    def __repr__(self):
        return "%s, tls-unique %s" % (self.cipher, self.tls_unique)


class Firmware(Tap):
    def __init__(self, args, folder):
        super().__init__()
        self.build = args.build
        self.credentials = args.credentials
        self.peercert = args.peercert
        self.issuer = Issuer(folder)
        self.trust = self.own("trust")
        self.figures = {}

    def own(self, name):
        return Certificate(os.path.join(self.credentials, name + ".pem"), os.path.join(self.credentials, name + ".key"), None)

    def program(self, name):
        return os.path.join(self.build, name + ".elf")

    def client(self, port, name="localhost", program="client"):
        return Board(self.program(program), str(port), name).wait()

    def serve(self, program, peer):
        """The board as a server, in front of peer(port): what that returns, and what the board came to."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        board = Board(self.program(program), "%d,server=on,wait=off" % port)
        # What comes before the line is set up gets lost.
        board.expect("listening")
        return peer(port), board.wait()

    def keep(self, program, ended):
        """The largest figures that a program has told."""
        kept = self.figures.setdefault(program, {"variables": 0, "stack": 0, "chain buffer": 0})
        for name in kept:
            kept[name] = max(kept[name], int(ended.value(name) or 0))


def as_json(dictionary):
    """What CPython says of a certificate, once through JSON."""
    return json.loads(json.dumps(dictionary))


def python_context(suite, certificate=None):
    context = ssl.create_default_context(cafile=suite.trust.path)
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    if certificate:
        context.load_cert_chain(certificate.path, certificate.key)
    return context


def getpeercert(suite, port):
    """What Python's own client says of the server there."""
    with socket.create_connection(("127.0.0.1", port), SECONDS) as line, \
            python_context(suite).wrap_socket(line, server_hostname="localhost") as tls:
        return tls.getpeercert()


def as_text(found):
    """The firmware's lines for a person, one for each key."""
    lines = []
    for key, value in found.items():
        if key in ("subject", "issuer"):
            items = ["%s=%s" % pair for rdn in value for pair in rdn]
        elif isinstance(value, tuple):
            items = ["%s:%s" % item if isinstance(item, tuple) else item for item in value]
        else:
            items = [str(value)]
        lines.append("".join([key + ":"] + [" " + item for item in items]) + "\n")
    return "".join(lines)


def shows(suite, name, program, ended, expected, outcome, chain=2):
    """All that the firmware tells of a peer that it has taken."""
    fits = (ended.status == 0 and ended.dict() == as_json(expected) and as_text(expected) + "{" in ended.said and
            ended.value("tls-unique") == outcome.tls_unique and
            ended.value("cipher") == outcome.cipher and ended.value("verified chain") == str(chain))
    suite.check(fits, name, ended, as_json(expected), outcome)
    suite.keep(program, ended)


def at_python(suite, program, leaf, chain, length):
    with PythonServer(chain, leaf.key) as server:
        expected = getpeercert(suite, server.port)
        server.outcome()
        ended = suite.client(server.port, program=program)
        outcome = server.outcome()
    shows(suite, "%s at a Python server: a chain of %d" % (program, length), program, ended, expected,
          Outcome(outcome.cipher[0], outcome.tls_unique.hex()), length)


def at_openssl(suite, program, leaf):
    with OpensslServer(leaf.path, leaf.key, None, "-rev") as server:
        expected = getpeercert(suite, server.port)
        ended = suite.client(server.port, program=program)
    suite.check(ended.status == 0 and ended.dict() == as_json(expected), "%s at openssl s_server" % program, ended)
    suite.keep(program, ended)


def at_peercert(suite, program, leaf):
    with PeercertServer(suite.peercert, leaf) as server:
        expected = getpeercert(suite, server.port)
        ended = suite.client(server.port, program=program)
    suite.check(ended.status == 0 and ended.dict() == as_json(expected), "%s at peercert serve" % program, ended)
    suite.keep(program, ended)


def clients(suite):
    for key in "p256", "rsa":
        leaf = suite.issuer.server(suite.trust, key=key)
        middle = suite.issuer.authority("Middle " + key, suite.trust, key=key)
        below = suite.issuer.server(middle, key=key)
        chain = suite.issuer.file(key + "-chain.pem", below, middle)
        for program in CLIENTS:
            suite.note(key)
            at_python(suite, program, leaf, leaf.path, 2)
            at_python(suite, program, below, chain, 3)
            at_openssl(suite, program, leaf)
            at_peercert(suite, program, leaf)


def refused(suite):
    stranger = suite.issuer.authority("Stranger")
    for name, leaf, server_name, says in (
            ("the wrong name", suite.issuer.server(suite.trust), "other.example",
             "certificate verify failed: Hostname mismatch, certificate 0"),
            ("an unknown CA", suite.issuer.server(stranger), "localhost",
             "certificate verify failed: unable to get local issuer certificate, certificate 0"),
            ("an expired certificate", suite.issuer.server(suite.trust, days=(-10, -1)), "localhost",
             "certificate verify failed: certificate has expired, certificate 0"),
            ("a certificate of tomorrow", suite.issuer.server(suite.trust, days=(1, 10)), "localhost",
             "certificate verify failed: certificate is not yet valid, certificate 0"),
            ("a client's certificate", suite.issuer.server(suite.trust, extensions=CLIENT + LOCALHOST), "localhost",
             "certificate verify failed: unsuitable certificate purpose, certificate 0")):
        for program in CLIENTS:
            with PythonServer(leaf.path, leaf.key) as server:
                ended = suite.client(server.port, server_name, program)
                suite.check(ended.status == REFUSED and ended.says_only(says), "%s refuses: %s" % (program, name), ended)
                suite.check(server.outcome().error is not None, "and the server is told: " + name)


GARBAGE = b"HTTP/1.0 400 Bad Request\r\n\r\n"
BROKEN = (
    ("garbage", GARBAGE, "the peer speaks no TLS, or another version of it"),
    ("a fatal alert", b"\x15\x03\x03\x00\x02\x02\x28", "the peer sent the fatal alert: 40"),
    ("a line cut within a record", b"\x16\x03\x03\x00\x40\x02\x00\x00", "the line is silent"),
    ("a line cut at once", b"", "the line is silent"),
    ("a message that is none", b"\x16\x03\x03\x00\x04\x63\x00\x00\x00", "handshake failed, BearSSL's error: 10"))


def broken(suite):
    for name, answer, says in BROKEN:
        with LastWord(answer) as server:
            ended = suite.client(server.port)
            suite.check(ended.status == NETWORK and ended.says_only(says), "client, no handshake: " + name, ended)

        def peer(port):
            with socket.create_connection(("127.0.0.1", port), SECONDS) as line:
                line.sendall(answer)

        _, ended = suite.serve("server", peer)
        suite.check(ended.status == NETWORK and ended.says_only(says), "server, no handshake: " + name, ended)


def python_call(suite, port, certificate):
    """A Python client at the board; what it learnt, None where it was turned away."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), SECONDS) as line, \
            python_context(suite, certificate).wrap_socket(line, server_hostname="localhost") as tls:
        outcome = Outcome(tls.cipher()[0], tls.get_channel_binding("tls-unique").hex(), tls.getpeercert())
        tls.recv(1)
        return outcome
    return None


def openssl_call(suite, port, certificate):
    command = ["openssl", "s_client", "-connect", "127.0.0.1:%d" % port, "-tls1_2", "-CAfile", suite.trust.path,
               "-verify_return_error", "-cert", certificate.path, "-key", certificate.key]
    said = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, encoding="utf-8").stdout
    cipher = re.search(r"^ *Cipher *: (\S+)$", said, re.M)
    return cipher.group(1) if cipher else said


def peercert_call(suite, port, certificate):
    """Our own client: who it says the board is."""
    command = [suite.peercert, "connect", "--cafile", suite.trust.path, "--cert", certificate.path, "--key", certificate.key,
               "--servername", "localhost", "--format", "json", "127.0.0.1:%d" % port]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, encoding="utf-8")
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr


def takes(suite, program, leaf, key):
    """The server 'program' and a client that it takes: Python's, OpenSSL's, our own."""
    own = as_json(_test_decode_cert(suite.own("rsa" if "rsa" in program else "ec").path))
    expected = _test_decode_cert(leaf.path)
    outcome, ended = suite.serve(program, lambda port: python_call(suite, port, leaf))
    if suite.check(outcome is not None, "%s takes a Python client, %s" % (program, key), ended):
        shows(suite, "%s shows who that is, %s" % (program, key), program, ended, expected, outcome)
        suite.check(as_json(outcome.board) == own, "and that knows the board", outcome.board)
    cipher, ended = suite.serve(program, lambda port: openssl_call(suite, port, leaf))
    suite.check(ended.status == 0 and ended.dict() == as_json(expected) and ended.value("cipher") == cipher,
                "%s takes openssl s_client, %s" % (program, key), cipher, ended)
    board, ended = suite.serve(program, lambda port: peercert_call(suite, port, leaf))
    suite.check(ended.status == 0 and ended.dict() == as_json(expected) and board == own,
                "%s takes peercert connect, %s" % (program, key), board, ended)
    suite.keep(program, ended)


def servers(suite):
    for program in SERVERS:
        for key in "p256", "rsa":
            takes(suite, program, suite.issuer.server(suite.trust, subject="/O=Clients/CN=%s client" % key, key=key,
                                                      extensions=CLIENT), key)


def turned_away(suite):
    stranger = suite.issuer.authority("Another stranger")
    for program in SERVERS:
        for name, leaf, says in (
                ("no certificate", None, "certificate verify failed: peer did not return a certificate"),
                ("one of an unknown CA", suite.issuer.server(stranger, extensions=CLIENT),
                 "certificate verify failed: unable to get local issuer certificate, certificate 0"),
                ("a server's", suite.issuer.server(suite.trust, extensions=SERVER),
                 "certificate verify failed: unsuitable certificate purpose, certificate 0"),
                ("one that has expired", suite.issuer.server(suite.trust, extensions=CLIENT, days=(-10, -1)),
                 "certificate verify failed: certificate has expired, certificate 0")):
            outcome, ended = suite.serve(program, lambda port: python_call(suite, port, leaf))
            suite.check(ended.status == REFUSED and ended.says_only(says) and outcome is None,
                        "%s turns away: %s" % (program, name), ended)


def figures(suite):
    for program in CLIENTS + SERVERS:
        told = suite.figures[program]
        flash = flash_of(suite.program(program))
        most = FLASH_SMALL if program.endswith("small") else FLASH
        ram = told["variables"] + told["stack"]
        suite.note("%s: flash %d, variables %d, stack %d, RAM %d, chain buffer %d" % (
            program, flash, told["variables"], told["stack"], ram, told["chain buffer"]))
        suite.check(flash <= most, "%s: flash" % program, "%d of %d" % (flash, most))
        suite.check(told["stack"] > 1024 and ram <= RAM, "%s: RAM" % program, "%d of %d" % (ram, RAM))
        suite.check(0 < told["chain buffer"] <= CHAIN, "%s: chain buffer" % program, "%d of %d" % (told["chain buffer"], CHAIN))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--credentials", required=True)
    parser.add_argument("--peercert", required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        suite = Firmware(args, folder)
        for part in clients, refused, broken, servers, turned_away, figures:
            part(suite)
    suite.finish()


main()
