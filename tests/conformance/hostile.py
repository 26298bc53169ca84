"""
Peers that send what no peer should in place of their certificates. They write their own records, of TLS 1.2, and note
the alert that they get; CPython's is what they should get.
"""
import os
import socket
import struct
import threading

from answers import Differences
from exceptions import Run
from links import PythonThread, accepting, connecting, listening
from probe import SECONDS
from scenarios import End, Scenario

HELLO, SERVER_HELLO, CERTIFICATE, DONE = 1, 2, 11, 14
HANDSHAKE = 22
SUITE = 0xC02B  # ECDHE-ECDSA-AES128-GCM-SHA256
MEMORY = 160    # MiB of address space: libraries take some, and nobody may take what a peer only announces
HUGE = (1 << 24) - 1


def u8(octets):
    return struct.pack(">B", len(octets)) + octets


def u16(octets):
    return struct.pack(">H", len(octets)) + octets


def u24(octets):
    return len(octets).to_bytes(3, "big") + octets


def message(kind, body):
    return bytes([kind]) + u24(body)


def records(octets, kind=HANDSHAKE):
    """Fragments of what a record holds at most."""
    return b"".join(struct.pack(">BH", kind, 0x0303) + u16(octets[at:at + 16384])
                    for at in range(0, len(octets), 16384))


def extension(number, body):
    return struct.pack(">H", number) + u16(body)


SERVER_HELLO_BODY = (b"\x03\x03" + os.urandom(32) + u8(b"") + struct.pack(">HB", SUITE, 0) + u16(
    extension(0xff01, u8(b"")) + extension(11, u8(b"\x00"))))

CLIENT_HELLO_BODY = (b"\x03\x03" + os.urandom(32) + u8(b"") + u16(struct.pack(">HH", SUITE, 0x00ff)) + u8(b"\x00") +
                     u16(extension(10, u16(struct.pack(">H", 23))) + extension(11, u8(b"\x00")) +
                         extension(13, u16(b"\x04\x03\x04\x01")) + extension(0, u16(b"\x00" + u16(b"localhost")))))


def malformed(der):
    """A certificate that does not parse: its validity is no SEQUENCE. What comes after that, the key too, is whole."""
    at = der.index(b"\x30\x1e\x17\x0d")
    return der[:at] + b"\x31" + der[at + 1:]


def certificates(leaf, others):
    """name -> the Certificate message."""
    return {
        "an empty list": message(CERTIFICATE, u24(b"")),
        "an empty certificate": message(CERTIFICATE, u24(u24(b""))),
        "an empty certificate behind the leaf": message(CERTIFICATE, u24(u24(leaf) + u24(b""))),
        "garbage behind the leaf": message(CERTIFICATE, u24(u24(leaf) + b"\xde\xad")),
        "a garbage certificate behind the leaf": message(CERTIFICATE, u24(u24(leaf) + u24(b"\xde\xad\xbe\xef"))),
        "garbage in the leaf's octets": message(CERTIFICATE, u24(u24(leaf + b"\xde\xad"))),
        "garbage for a leaf": message(CERTIFICATE, u24(u24(bytes(range(256))))),
        "a leaf that is cut": message(CERTIFICATE, u24(u24(leaf[:-40]))),
        "a leaf that does not parse": message(CERTIFICATE, u24(u24(malformed(leaf)))),
        "a certificate longer than the list": message(CERTIFICATE, u24((len(leaf) + 9).to_bytes(3, "big") + leaf)),
        "a list longer than the message": message(CERTIFICATE, (len(leaf) + 99).to_bytes(3, "big") + u24(leaf)),
        "octets behind the list": message(CERTIFICATE, u24(u24(leaf)) + b"\x00\x00"),
        "100 certificates, and no key": message(CERTIFICATE, u24(u24(leaf) + b"".join(map(u24, others)))),
        "16 MiB of one certificate": bytes([CERTIFICATE]) + b"".join(
            (HUGE - less).to_bytes(3, "big") for less in (0, 3, 6)) + bytes(HUGE - 6),
        "16 MiB of empty certificates": bytes([CERTIFICATE]) + HUGE.to_bytes(3, "big") + (HUGE - 3).to_bytes(3, "big") +
        bytes(HUGE - 3),
        "16 MiB announced": bytes([CERTIFICATE]) + b"".join((HUGE - less).to_bytes(3, "big") for less in (0, 3, 6)),
    }


class Hostile:
    """Talks over 'connection', and keeps what it gets."""

    def __init__(self, role, sent, connection):
        self.role = role
        self.sent = sent
        self.connection = connection
        self.got = b""
        self.events = None

    def run(self):
        reader = threading.Thread(target=self.read, daemon=True)
        try:
            if self.role == "server":
                self.connection.recv(4096)
                hello = message(SERVER_HELLO, SERVER_HELLO_BODY)
            else:
                self.connection.sendall(records(message(HELLO, CLIENT_HELLO_BODY)))
                while message(DONE, b"") not in self.got:
                    octets = self.connection.recv(4096)
                    if not octets:
                        return
                    self.got += octets
                self.got = b""
                hello = b""
            reader.start()
            self.connection.sendall(records(hello + self.sent))
            self.connection.shutdown(socket.SHUT_WR)
        except OSError:
            pass  # it has been told to stop
        if reader.ident:
            reader.join(SECONDS)

    def read(self):
        try:
            while True:
                octets = self.connection.recv(65536)
                if not octets:
                    return
                self.got += octets
        except OSError:
            pass

    def alert(self):
        """The number of the fatal alert, None for none."""
        at = self.got.find(b"\x15\x03\x03\x00\x02\x02")
        return self.got[at + 6] if at >= 0 else None


def submit(suite):
    world = suite.links.world
    others = [world.other.der] * 99
    for name, sent in certificates(world.leaf.der, others).items():
        for verify in "required", "none":
            suite.submit(server_case, name, sent, Scenario(
                "hostile", End(verify, world.root_file, (), "localhost", verify != "none"),
                End("none", None, (world.leaf,)), "TLSv1.2"))
    for name, sent in certificates(world.client.der, others).items():
        suite.submit(client_case, name, sent, Scenario(
            "hostile", End("required", world.root_file, (), "localhost"),
            End("required", world.root_file, (world.leaf,)), "TLSv1.2"))


def memory(suite):
    """Sanitizers take what address space there is."""
    return () if suite.links.probe.sanitized else ("--memory", str(MEMORY))


def server_case(suite, name, sent, scenario):
    def hostile(connection):
        return Hostile("server", sent, connection)

    links = suite.links
    with listening() as listener:
        thread = PythonThread(hostile, accepting(listener))
        python = PythonThread(links.maker(scenario, "client"), connecting(listener.getsockname()[1]))
        wanted, alert = python.finish().events, thread.finish().alert()
    for backend in suite.backends:
        with listening() as listener:
            thread = PythonThread(hostile, accepting(listener))
            lines = links.probe.client(listener.getsockname()[1], backend, scenario, *memory(suite))
            got = links.probe.translator.events(lines)
            yield judge(suite, "hostile server, %s: %s" % (scenario.client.verify, name), backend, "client", got,
                        thread.finish().alert(), wanted, alert)


def client_case(suite, name, sent, scenario):
    def hostile(connection):
        return Hostile("client", sent, connection)

    links = suite.links
    with listening() as listener:
        thread = PythonThread(links.maker(scenario, "server"), accepting(listener))
        client = PythonThread(hostile, connecting(listener.getsockname()[1]))
        alert, wanted = client.finish().alert(), thread.finish().events
    for backend in suite.backends:
        with links.probe.server(backend, scenario, *memory(suite)) as server:
            client = PythonThread(hostile, connecting(server.port))
            got = links.probe.translator.events(server.finish())
            yield judge(suite, "hostile client: " + name, backend, "server", got, client.finish().alert(), wanted,
                        alert)


def judge(suite, name, backend, role, got, alert, wanted, wanted_alert):
    """It fails as CPython does, tells the peer the same, and has nothing to say of it."""
    differences = Differences()
    answers = got.get("handshake", {})
    differences.expect("failed", answers.get("outcome", "did not happen") not in ("ok", "did not happen"),
                       wanted["handshake"]["outcome"] != "ok")
    for field in "getpeercert", "binary", "version":
        differences.expect(field, answers.get(field), wanted["handshake"][field])
    differences.expect("state", answers.get("state"), "failed")
    # At the end of the stream, nobody has to be told.
    if "no key" not in name:
        differences.expect("alert", alert, wanted_alert)
    run = Run(backend, role, "hostile", name)
    return str(run), suite.exceptions.judge(run, differences)
