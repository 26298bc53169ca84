"""peercert connect, as its user meets it, against Python's own ssl module as the server and as the oracle."""
import ast
import base64
import hashlib
import json
import os
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time

from backends import backends as list_backends
from command import HERE, Suite, data, read

sys.path.insert(0, os.path.join(os.path.dirname(HERE), "live"))
from certs import Issuer  # noqa: E402


class Server:
    """Accepts connections one after the other, and does 'serve' with each."""

    def __init__(self, serve, family=socket.AF_INET):
        self.listener = socket.create_server(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), family=family)
        self.port = self.listener.getsockname()[1]
        self.serve = serve
        self.seen = []
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            connection, _ = self.listener.accept()
            try:
                with connection:
                    self.serve(self, connection)
            except OSError:
                pass

    def at(self, host="localhost"):
        return "%s:%d" % (host, self.port)


def tls(name="server.pem", **attributes):
    """A server of TLS that notes what it learns of each client."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(data(name), data("server.key"))
    for key, value in attributes.items():
        setattr(context, key, value)
    names = []
    context.sni_callback = lambda connection, sni, _: names.append(sni)

    def serve(server, connection):
        with context.wrap_socket(connection, server_side=True) as secured:
            server.seen.append((names[-1], secured.cipher(), secured.version(), secured.get_channel_binding("tls-unique")))
            secured.recv(1)

    return serve


def lines(out):
    return out.decode().split("\n")[:-1]


def wait_seen(server):
    for _ in range(100):
        if server.seen:
            return server.seen.pop()
        time.sleep(0.05)
    return None


def usage(suite, backends):
    def wrong(name, *args, says):
        suite.expect(name, suite.run("connect", *args), 2, b"",
                     lambda err: err.startswith("peercert: ") and err.count("\n") == 1 and says in err)

    wrong("no host", says="no host")
    wrong("two hosts", "a", "b", says="'b'")
    wrong("a URL", "https://localhost/", says="not a URL")
    wrong("no host name before the port", ":443", says="no host name")
    wrong("empty brackets", "[]:443", says="no host name")
    wrong("a host name of 300 octets", "a" * 300, says="no host name")
    for port in "", "0", "65536", "99999999999", "x", "1x", "-1", " 1":
        wrong("port '%s'" % port, "localhost:" + port, says="no port number")
    for version in "", "1.1", "TLSv1.2", "13":
        wrong("--tls-max '%s'" % version, "--tls-max", version, "localhost", says="'%s'" % version)
    wrong("a key alone", "--key", data("server.key"), "localhost", says="--cert")
    for mode in "", "nothing", "None":
        wrong("--verify '%s'" % mode, "--verify", mode, "localhost", says="'%s'" % mode)
    for seconds in "", "0", "-1", "x", "1x", "nan", "inf", "1e99":
        wrong("--timeout '%s'" % seconds, "--timeout", seconds, "localhost", says="'%s'" % seconds)
    for what in "", "foo", "cipher,foo", "cipher,", ",cipher", "getpeercert cipher":
        wrong("--show '%s'" % what, "--show", what, "localhost", says="cannot show")
    wrong("another channel binding", "--show", "channel-binding:tls-unknown", "localhost",
          says="not implemented: 'tls-unknown'")
    for form in "pem", "der":
        wrong("a cipher as " + form, "--format", form, "--show", "binary,cipher", "localhost", says="'cipher'")
    wrong("an unknown backend", "--backend", "foo", "localhost", says="no backend 'foo'" if backends else "no TLS backend")


def no_connection(suite):
    unused = socket.create_server(("127.0.0.1", 0))
    port = unused.getsockname()[1]
    unused.close()
    suite.expect("nobody there", suite.run("connect", "--verify", "none", "127.0.0.1:%d" % port), 3, b"",
                 "peercert: 127.0.0.1:%d: Connection refused\n" % port)
    suite.expect("an unknown name", suite.run("connect", "--verify", "none", "nobody.invalid"), 3, b"",
                 lambda err: err.startswith("peercert: nobody.invalid: ") and err.count("\n") == 1)
    silent = Server(lambda server, connection: connection.recv(65536) and time.sleep(30))
    began = time.monotonic()
    suite.expect("a server that says nothing",
                 suite.run("connect", "--verify", "none", "--timeout", "0.5", silent.at("127.0.0.1")), 3, b"",
                 "peercert: %s: Connection timed out\n" % silent.at("127.0.0.1"))
    suite.check(0.4 < time.monotonic() - began < 5, "it waits as long as --timeout says", time.monotonic() - began)
    if suite.args.resolver:
        began = time.monotonic()
        suite.expect("a look-up without an answer", suite.run(
            "connect", "--verify", "none", "--timeout", "0.5", "example.org", env=dict(os.environ, LD_PRELOAD=suite.args.resolver)),
                     3, b"", "peercert: example.org: Connection timed out\n")
        suite.check(0.4 < time.monotonic() - began < 5, "it counts for --timeout", time.monotonic() - began)
    plain = Server(lambda server, connection: connection.sendall(b"HTTP/1.0 400 Bad Request\r\n\r\n"))
    suite.expect("a server without TLS", suite.run("connect", "--verify", "none", plain.at()), 3, b"",
                 lambda err: err.startswith("peercert: " + plain.at()) and err.count("\n") == 1)
    gone = Server(lambda server, connection: connection.recv(1))
    suite.expect("a server that hangs up", suite.run("connect", "--verify", "none", gone.at()), 3, b"",
                 lambda err: err.startswith("peercert: " + gone.at()) and err.count("\n") == 1)
    new = Server(tls(minimum_version=ssl.TLSVersion.TLSv1_3))
    suite.expect("a server of TLS 1.3 only", suite.run("connect", "--verify", "none", "--tls-max", "1.2", new.at()), 3,
                 b"",
                 lambda err: err.startswith("peercert: " + new.at()) and err.count("\n") == 1)


def trust(suite):
    server = Server(tls())
    for name, args, says in (
            ("missing", ["--cafile", "/nonexistent"], "/nonexistent: No such file or directory"),
            ("a directory", ["--cafile", suite.folder.name], "Is a directory"),
            ("a key", ["--cafile", data("server.key")], "contains no certificate"),
            ("empty", ["--cafile", suite.file("empty", b"")], "contains no certificate"),
            ("broken", ["--cafile", suite.file("broken", read("ca.pem") + read("ca.pem").replace(b"\nMII", b"\nM*I"))],
             "certificate 2: not base64"),
            ("no directory", ["--capath", "/nonexistent"], "/nonexistent: No such file or directory")):
        suite.expect("trusted certificates: " + name, suite.run("connect", *args, server.at()), 2, b"",
                     lambda err: says in err and err.count("\n") == 1)
    folder = os.path.join(suite.folder.name, "cas")
    os.mkdir(folder)
    for name in "ca.pem", "server.key":
        with open(os.path.join(folder, name), "wb") as file:
            file.write(read(name))
    wanted = ascii(ssl._ssl._test_decode_cert(data("server.pem"))).encode() + b"\n"
    python = ["connect", "--format", "python"]
    suite.expect("--capath", suite.run(*python, "--capath", folder, server.at()), 0, wanted, "")
    suite.expect("--cafile in DER", suite.run(*python, "--cafile", suite.file(
        "ca.der", ssl.PEM_cert_to_DER_cert(read("ca.pem").decode())), server.at()), 0, wanted, "")
    environment = dict(os.environ, SSL_CERT_FILE=data("ca.pem"))
    suite.expect("SSL_CERT_FILE", suite.run(*python, server.at(), env=environment), 0, wanted, "")
    environment = dict(os.environ, SSL_CERT_FILE=suite.file("other.pem", read("expired.pem")))
    suite.expect("SSL_CERT_FILE of others", suite.run(*python, server.at(), env=environment), 1, b"",
                 lambda err: "certificate verify failed" in err)


WHATS = ["getpeercert", "binary", "verified-chain", "unverified-chain", "cipher", "shared-ciphers", "version", "compression",
         "channel-binding:tls-unique", "verify-result", "fingerprint", "key-fingerprint", "session-reused", "server-name",
         "channel-binding:tls-server-end-point"]


def key_hash(name):
    """SHA-256 of the SubjectPublicKeyInfo in a certificate's file."""
    shown = subprocess.run(["openssl", "x509", "-in", data(name), "-noout", "-pubkey"], stdout=subprocess.PIPE, check=True).stdout
    return hashlib.sha256(base64.b64decode(b"".join(shown.splitlines()[1:-1]))).digest()


def pin(octets):
    return "sha256//" + base64.b64encode(octets).decode()


def what_is_shown(suite):
    server = Server(tls())
    der, ca = (ssl.PEM_cert_to_DER_cert(read(name).decode()) for name in ("server.pem", "ca.pem"))
    literal = ascii(ssl._ssl._test_decode_cert(data("server.pem")))
    cafile = ["--cafile", data("ca.pem")]

    ended = suite.run("connect", *cafile, "--format", "python", "--show", ",".join(WHATS), server.at())
    name, cipher, version, unique = wait_seen(server)
    values = [ast.literal_eval(text) for text in lines(ended.out)]
    wanted = [ast.literal_eval(literal), der, [der, ca], [der], cipher, None, version, None, unique,
              {"verified": True, "certificate": None, "reason": "ok"}, hashlib.sha256(der).digest(), key_hash("server.pem"),
              False, "localhost", hashlib.sha256(der).digest()]
    suite.expect("python: all of it, as the server knows it", ended, 0, lambda out: values == wanted, "")
    suite.check(lines(ended.out)[0] == literal and lines(ended.out)[1] == repr(der), "python: the very literals", ended.out)
    suite.check(name == "localhost", "the server is asked for by name", name)

    def plain(value):
        if isinstance(value, bytes):
            return value.hex()
        return [plain(item) for item in value] if isinstance(value, list) else json.loads(json.dumps(value))

    ended = suite.run("connect", *cafile, "--format", "json", "--show", ",".join(WHATS), server.at())
    wanted[8] = wait_seen(server)[3]
    suite.expect("json: the same", ended, 0, lambda out: [json.loads(text) for text in lines(out)] == plain(wanted), "")

    ended = suite.run("connect", *cafile, "--show", ",".join(WHATS), server.at())
    suite.expect("text: the same for people", ended, 0, lambda out: all(text in out.decode() for text in (
        server.at() + ": verified\n", "Zürich", "Test CA", cipher[0], version, wait_seen(server)[3].hex(),
        read("server.pem").decode(), "\nSession: new\n", "\nServer name: localhost\n",
        "\nFingerprint, SHA-256: %s\n" % hashlib.sha256(der).hexdigest(),
        "\nPin: %s\n" % pin(key_hash("server.pem")), "\nShared ciphers: unknown\n",
        "tls-server-end-point: " + hashlib.sha256(der).hexdigest())) and b"NOT VERIFIED: " not in out, "")
    server.seen.clear()

    for form, wanted in (("pem", ssl.DER_cert_to_PEM_cert), ("der", lambda octets: octets)):
        wanted_leaf = wanted(der).encode() if form == "pem" else der
        wanted_ca = wanted(ca).encode() if form == "pem" else ca
        for whats, octets in (("getpeercert", wanted_leaf), ("binary", wanted_leaf),
                              ("verified-chain", wanted_leaf + wanted_ca), ("unverified-chain", wanted_leaf)):
            suite.expect("%s as %s" % (whats, form), suite.run(
                "connect", *cafile, "--format", form, "--show", whats, server.at()), 0, octets, "")
    none = ["connect", "--verify", "none", "--show", "getpeercert,binary,verified-chain"]
    suite.expect("unverified, python", suite.run(*none, "--format", "python", server.at()), 0,
                 ("{}\n%r\n[]\n" % der).encode(), "")
    suite.expect("unverified, json", suite.run(*none, "--format", "json", server.at()), 0,
                 ('{}\n"%s"\n[]\n' % der.hex()).encode(), "")
    suite.expect("unverified, text", suite.run("connect", "--verify", "none", server.at()), 0,
                 lambda out: out.startswith((server.at() + ": NOT VERIFIED: verification is off\n").encode()) and
                 "Zürich".encode() in out, "")


def names(suite):
    server = Server(tls())
    literal = ascii(ssl._ssl._test_decode_cert(data("server.pem"))).encode() + b"\n"
    python = ["connect", "--format", "python", "--cafile", data("ca.pem")]

    def accepted(name, wanted_name, *args):
        ended = suite.run(*python, *args)
        suite.expect(name, ended, 0, literal, "")
        seen = wait_seen(server)
        suite.check(seen is not None and seen[0] == wanted_name, name + ": what is asked for", seen)

    def refused(name, *args):
        suite.expect(name, suite.run(*python, *args), 1, b"",
                     lambda err: "certificate is not valid for" in err and err.count("\n") == 1)
        server.seen.clear()

    accepted("a DNS name", "localhost", server.at())
    accepted("an IP address, which is no server name", None, server.at("127.0.0.1"))
    accepted("an IPv4 address in brackets", None, "[127.0.0.1]:%d" % server.port)
    accepted("--servername", "a.example.org", "--servername", "a.example.org", server.at("127.0.0.1"))
    refused("--servername of another", "--servername", "a.b.example.org", server.at())
    refused("--servername of another address", "--servername", "127.0.0.2", server.at())
    accepted("--no-check-hostname", "example.com", "--no-check-hostname", "--servername", "example.com", server.at())
    accepted("--verify optional", "localhost", "--verify", "optional", server.at())
    refused("--verify optional is for a client as good as required", "--verify", "optional", "--servername", "x.test",
            server.at())
    try:
        six = Server(tls(maximum_version=ssl.TLSVersion.TLSv1_2), socket.AF_INET6)
    except OSError:
        suite.skip("an IPv6 address", "this system has none")
        return
    for host in "[::1]:%d" % six.port, "[0:0::1]:%d" % six.port:
        suite.expect(host, suite.run("connect", "--format", "python", "--show", "version", "--verify", "none", host), 0,
                     b"'TLSv1.2'\n", "")


def rejected(suite):
    server = Server(tls())
    expired = Server(tls("expired.pem"))
    der = ssl.PEM_cert_to_DER_cert(read("expired.pem").decode())
    cafile = ["--cafile", data("ca.pem")]
    whats = ["--show", "getpeercert,binary,verified-chain,unverified-chain,verify-result"]

    ended = suite.run("connect", *cafile, expired.at())
    suite.expect("text shows the rejected certificate and why", ended, 1, lambda out: out.startswith(
        (expired.at() + ": NOT VERIFIED: ").encode()) and b"expired" in out.splitlines()[0] and b"localhost" in out,
                 lambda err: "certificate verify failed: certificate has expired" in err and err.count("\n") == 1)
    ended = suite.run("connect", *cafile, "--format", "python", *whats, expired.at())
    suite.expect("python answers what can be answered", ended, 1, lambda out: [ast.literal_eval(x) for x in lines(out)] == [
        [], [der], {"verified": False, "certificate": 0, "reason": "certificate has expired"}],
                 lambda err: err.count("\n") == 1)
    ended = suite.run("connect", *cafile, "--format", "json", *whats, expired.at())
    suite.expect("json, too", ended, 1, lambda out: [json.loads(x) for x in lines(out)] == [
        [], [der.hex()], {"verified": False, "certificate": 0, "reason": "certificate has expired"}])
    for form in "pem", "der":
        suite.expect("nothing as " + form, suite.run("connect", *cafile, "--format", form, expired.at()), 1, b"",
                     lambda err: err.count("\n") == 1)
    ended = suite.run("connect", "--cafile", data("expired.pem"), server.at())
    suite.expect("an unknown issuer", ended, 1, lambda out: b"NOT VERIFIED: " in out and "Zürich".encode() in out,
                 lambda err: "unable to get local issuer certificate" in err)
    with open("/dev/full", "wb") as full:
        ended = suite.run("connect", *cafile, server.at(), stdout=full, stdin=None)
    suite.check(ended.status == 2 and "No space left" in ended.err, "a full standard output", ended)


def pins(suite):
    server = Server(tls())
    right, wrong = pin(key_hash("server.pem")), pin(key_hash("ca.pem"))
    literal = ascii(ssl._ssl._test_decode_cert(data("server.pem"))).encode() + b"\n"
    python = ["connect", "--format", "python", "--cafile", data("ca.pem")]
    for name, value in ("its pin", right), ("one of two pins", wrong + ";" + right):
        suite.expect(name, suite.run(*python, "--pin", value, server.at()), 0, literal, "")
    suite.expect("the pin of an unverified key", suite.run("connect", "--verify", "none", "--pin", right, "--format", "python",
                                                          server.at()), 0, b"{}\n", "")
    says = "peercert: %s: the public key is none of those that are pinned: it is %s\n" % (server.at(), right)
    suite.expect("another's pin", suite.run(*python, "--pin", wrong, server.at()), 1, b"", says)
    suite.expect("another's pin, as text", suite.run("connect", "--cafile", data("ca.pem"), "--pin", wrong, server.at()), 1,
                 lambda out: out.decode().startswith(server.at() + ": NOT VERIFIED: the public key is none of") and
                 "Zürich" in out.decode(), says)
    ended = suite.run(*python, "--pin", wrong, "--show", "binary,unverified-chain", server.at())
    suite.expect("another's pin: what came can be had", ended, 1,
                 repr([ssl.PEM_cert_to_DER_cert(read("server.pem").decode())]).encode() + b"\n", says)
    for value in ("", "x", right[8:], "sha1//" + right[8:], right[:-4], right + "AAAA", right + ";", ";".join([right] * 17)):
        suite.expect("no pin: '%s'" % value[:80], suite.run(*python, "--pin", value, server.at()), 2, b"",
                     lambda err: "sha256//BASE64" in err and err.count("\n") == 1)


def resumable(backend, version):
    """A server of that version, that resumes and notes what it learns."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(data("server.pem"), data("server.key"))
    context.minimum_version = context.maximum_version = {"TLSv1.2": ssl.TLSVersion.TLSv1_2, "TLSv1.3": ssl.TLSVersion.TLSv1_3}[version]

    def serve(server, connection):
        with context.wrap_socket(connection, server_side=True) as secured:
            server.seen.append((secured.session_reused, secured.get_channel_binding("tls-unique")))
            secured.recv(1)
            # OpenSSL forgets the sessions of connections that were not ended by both sides.
            secured.unwrap()

    return Server(serve)


def sessions(suite, backend):
    literal = ascii(ssl._ssl._test_decode_cert(data("server.pem")))
    for version in backend.versions:
        name = "%s, %s: " % (backend.name, version)
        server = resumable(backend, version)
        path = os.path.join(suite.folder.name, "%s-%s.session" % (backend.name, version))
        python = ["connect", "--backend", backend.name, "--cafile", data("ca.pem"), "--format", "python", "--session", path]
        whats = ["--show", "getpeercert,session-reused,verified-chain,unverified-chain,channel-binding:tls-unique"]
        for turn in range(3):
            ended = suite.run(*python, *whats, server.at())
            seen = wait_seen(server)
            out = lines(ended.out)
            suite.expect(name + ("a session begins" if turn == 0 else "a session goes on"), ended, 0,
                         lambda _: seen and seen[0] == (turn > 0) and out[:2] == [literal, str(turn > 0)] and
                         (out[2:4] == ["[]", "[]"]) == (turn > 0) and out[4] == repr(seen[1]), "")
        suite.check(os.stat(path).st_mode & 0o777 == 0o600, name + "nobody else can read it", oct(os.stat(path).st_mode))
        ended = suite.run("connect", "--backend", backend.name, "--cafile", data("ca.pem"), "--session", path, server.at())
        suite.expect(name + "as text", ended, 0, lambda out: b": verified, in the session that" in out, "")
        wait_seen(server)
        refused_sessions(suite, name, path, python, server, backend)


def refused_sessions(suite, name, path, python, server, backend):
    """What the file holds is for something else, or for nothing."""
    with open(path, "rb") as file:
        saved = file.read()
    cafile = python.index("--cafile") + 1
    others = suite.file("others.pem", read("ca.pem") + read("expired.pem"))
    cases = [("another name", python + ["--servername", "a.example.org"]), ("another verification", python + ["--verify", "none"]),
             ("another name check", python + ["--no-check-hostname"]),
             ("other trust", python[:cafile] + [others] + python[cafile + 1:])]
    cases += [("another backend", ["connect", "--backend", other.name, *python[3:]]) for other in list_backends(suite)
              if other.name != backend.name]
    for case, args in cases:
        suite.expect(name + case, suite.run(*args, server.at()), 2, b"",
                     lambda err: err.startswith("peercert: ") and "session" in err and err.count("\n") == 1)
    for case, octets in (("cut", saved[:-1]), ("one octet else", saved[:40] + bytes([saved[40] ^ 1]) + saved[41:]),
                         ("longer", saved + b"\0"), ("empty", b""), ("a certificate", read("ca.pem"))):
        with open(path, "wb") as file:
            file.write(octets)
        suite.expect(name + "a session file, " + case, suite.run(*python, server.at()), 2, b"",
                     lambda err: err.startswith("peercert: ") and "session" in err and err.count("\n") == 1)
        with open(path, "rb") as file:
            suite.check(file.read() == octets, name + "it stays as it is, " + case)
    suite.check(not server.seen, name + "no connection is made for those", server.seen)
    nowhere = [*python[:-1], "/nonexistent/session"]
    suite.expect(name + "no place to save it", suite.run(*nowhere, "--show", "version", server.at()), 2, lambda out: b"TLS" in out,
                 lambda err: "/nonexistent/session: No such file or directory" in err)
    server.seen.clear()


def no_sessions(suite, backend):
    """A server that gives none."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(data("server.pem"), data("server.key"))
    context.num_tickets = 0
    context.options |= ssl.OP_NO_TICKET
    # With TLS 1.2 Python's servers have sessions whatever they are told.
    if backend.versions[-1] == "TLSv1.2":
        return

    def serve(_, connection):
        with context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(1)

    path = os.path.join(suite.folder.name, "none.session")
    server = Server(serve)
    suite.expect(backend.name + ": a server without sessions", suite.run(
        "connect", "--backend", backend.name, "--verify", "none", "--session", path, "--show", "version", server.at()), 0,
                 b"Protocol: TLSv1.3\n", lambda err: "no session to resume" in err and err.count("\n") == 1)
    suite.check(not os.path.exists(path), backend.name + ": no file is made")


def own_certificate(suite, backend):
    """For a server that wants one."""
    issuer = Issuer(tempfile.mkdtemp(dir=suite.folder.name))
    ca = issuer.authority("Clients")
    mine = issuer.issue("/CN=Me", ca, extensions=["extendedKeyUsage = clientAuth"])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(data("server.pem"), data("server.key"))
    context.load_verify_locations(ca.path)
    context.verify_mode = ssl.CERT_REQUIRED

    def serve(server, connection):
        with context.wrap_socket(connection, server_side=True) as secured:
            server.seen.append(secured.getpeercert())
            secured.recv(1)

    server = Server(serve)
    connect = ["connect", "--backend", backend.name, "--verify", "none", "--show", "compression"]
    with open(mine.key, encoding="ascii") as key:
        both = suite.file("both.pem", (mine.pem + key.read()).encode())
    for name, args in ("two files", ["--cert", mine.path, "--key", mine.key]), ("one file", ["--cert", both]):
        suite.expect("%s: a certificate of its own, in %s" % (backend.name, name), suite.run(*connect, *args, server.at()), 0,
                     b"Compression: none\n", "")
        seen = wait_seen(server)
        suite.check(seen == ssl._ssl._test_decode_cert(mine.path), "%s: it is sent, from %s" % (backend.name, name), seen)
    foreign = issuer.issue("/CN=Me", issuer.authority("Others"), extensions=["extendedKeyUsage = clientAuth"])
    for version in backend.versions:
        suite.expect("%s, %s: one that is refused" % (backend.name, version), suite.run(
            *connect, "--tls-max", version[4:], "--cert", foreign.path, "--key", foreign.key, server.at()), 3,
                     b"" if version == "TLSv1.2" else b"Compression: none\n",
                     lambda err: "alert unknown_ca" in err and err.count("\n") == 1)
    suite.expect(backend.name + ": none", suite.run(*connect, "--tls-max", "1.2", server.at()), 3, b"",
                 lambda err: "alert" in err and err.count("\n") == 1)
    suite.expect(backend.name + ": another's key", suite.run(
        *connect, "--cert", mine.path, "--key", data("server.key"), server.at()), 2, b"",
                 lambda err: err.startswith("peercert: " + mine.path + ": ") and err.count("\n") == 1)
    suite.check(not server.seen, backend.name + ": neither is let in", server.seen)


def versions(suite, backend):
    newer = ["the backend " + other.name for other in list_backends(suite) if "TLSv1.3" in other.versions]
    for version, name in (ssl.TLSVersion.TLSv1_2, "TLSv1.2"), (ssl.TLSVersion.TLSv1_3, "TLSv1.3"):
        server = Server(tls(minimum_version=version, maximum_version=version))
        ended = suite.run("connect", "--backend", backend.name, "--verify", "none", "--format", "json", "--show", "version",
                          server.at())
        if name in backend.versions:
            suite.expect("%s: %s" % (backend.name, name), ended, 0, b'"%s"\n' % name.encode(), "")
        else:
            suite.expect("%s: no %s" % (backend.name, name), ended, 3, b"", lambda err: err.count("\n") == 1 and
                         "may want TLS 1.3, which " + (newer[0] if newer else "no backend here") + " has" in err)
    both = Server(tls())
    suite.expect(backend.name + ": --tls-max 1.2", suite.run(
        "connect", "--backend", backend.name, "--verify", "none", "--tls-max", "1.2", "--format", "json", "--show", "version",
        both.at()), 0, b'"TLSv1.2"\n', "")


def main():
    suite = Suite()
    backends = list_backends(suite)
    if backends:
        for part in (no_connection, trust, what_is_shown, names, rejected, pins):
            part(suite)
        for backend in backends:
            for part in versions, own_certificate, sessions, no_sessions:
                part(suite, backend)
    else:
        suite.expect("without a backend", suite.run("connect", "localhost"), 2, b"",
                     "peercert: connect: no TLS backend is compiled in\n")
    usage(suite, backends)
    suite.finish()


main()
