"""peercert connect against real TLS servers, held against what CPython says as their client, octet for octet: what it
prints of a certificate that it takes, why it refuses another, and which alert it then sends.
"""
import argparse
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
from collections import namedtuple

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import oracle
from certs import CA, LOCALHOST, SERVER, Issuer
from refusals import refusals
from servers import SECONDS, Dribble, GnutlsServer, OpensslServer, PythonServer, RawServer
from tap import Tap

Ended = namedtuple("Ended", "status out err")

ALL = "getpeercert,binary,verified-chain,unverified-chain,version"


class Live(Tap):
    def __init__(self, command, folder):
        super().__init__()
        self.command = command
        self.issuer = Issuer(folder)
        self.root = self.issuer.authority("Root")
        self.other = self.issuer.authority("Other root")
        self.root_file = self.issuer.file("root.pem", self.root)
        self.other_file = self.issuer.file("other.pem", self.other)

    def connect(self, target, *args):
        try:
            done = subprocess.run([self.command, "connect", target, "--format", "python", *args],
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS)
        except subprocess.TimeoutExpired as late:
            return Ended("timeout", late.stdout or b"", (late.stderr or b"").decode(errors="replace"))
        return Ended(done.returncode, done.stdout, done.stderr.decode(errors="replace"))

    def expect(self, name, ended, status, out, *says):
        """The status, the exact standard output, and what standard error must hold: nothing, where nothing is said."""
        said = all(text in ended.err for text in says) if says else not ended.err
        fits = ended.status == status and ended.out == out and said
        return self.check(fits, name, "status %r, wanted %r" % (ended.status, status), *difference(ended.out, out),
                          "stderr %r, wanted %r in it" % (ended.err, says))


def difference(got, wanted, around=60):
    """Where they part."""
    at = next((i for i, (a, b) in enumerate(zip(got, wanted)) if a != b), min(len(got), len(wanted)))
    first = max(at - around, 0)
    return ["stdout from octet %d on: %r" % (first, got[first:at + around]), "wanted: %r" % wanted[first:at + around]]


def literals(answer):
    values = [answer.binary, answer.verified, answer.unverified, answer.version]
    if answer.cipher is not None:
        values.append(answer.cipher)
    return "".join(text + "\n" for text in [answer.getpeercert, *map(ascii, values)]).encode()


def accepts(live, name, port, cafile, host="127.0.0.1", servername="localhost", client_chooses=False):
    """
    The command takes the certificate and says all that CPython says; but for the cipher suite where the server
    leaves the choice to the client.
    """
    answer = oracle.ask(port, cafile, servername, host=host)
    if answer.error:
        return live.check(False, name, "CPython refuses it: " + answer.error)
    target = "%s:%d" % ("[%s]" % host if ":" in host else host, port)
    ended = live.connect(target, "--cafile", cafile, "--servername", servername, "--show",
                         ALL if client_chooses else ALL + ",cipher")
    return live.expect(name, ended, 0, literals(answer if not client_chooses else answer._replace(cipher=None)))


# What certificates hold

NAMES = {
    "several attributes": ("/C=DE/ST=Hessen/L=Frankfurt/O=Example/OU=A/OU=B/CN=localhost/emailAddress=a@example.org",
                           {}),
    "several attributes in one RDN": ("/O=Example/CN=localhost+OU=A+serialNumber=7", {}),
    "UTF-8": ("/O=Bücher \u20ac \U0001F512/CN=localhost", {}),
    "BMPString": ("/O=Bücher \u20ac/CN=localhost", {"strings": "MASK:0x800"}),
    "T61String": ("/O=Bücher/CN=localhost", {"strings": "MASK:0x4"}),
    "quotes and backslashes": ("/O=It's \"quoted\"/OU=a\\\\b/CN=localhost", {}),
    "an attribute without a name": ("/1.3.6.1.4.1.99999.1=x/CN=localhost", {}),
    "no subject at all": ("/", {"extensions": SERVER + ["subjectAltName = critical, DNS:localhost"]}),
}

EXTENSIONS = {
    "every sort of name": ["subjectAltName = DNS:localhost, DNS:*.example.org, IP:127.0.0.1, IP:2001:db8::1, "
                           "email:a@example.org, URI:https://example.org/?a=b, RID:1.2.3.4, "
                           "otherName:1.3.6.1.4.1.311.20.2.3;UTF8:user@example.org, dirName:directory",
                           "[directory]", "C = DE", "O = Example", "CN = Directory name"],
    "authority information access": LOCALHOST + ["authorityInfoAccess = OCSP;URI:http://ocsp.example.org/, "
                                                 "OCSP;URI:http://ocsp2.example.org/, "
                                                 "caIssuers;URI:http://ca.example.org/ca"],
    "CRL distribution points": LOCALHOST + ["crlDistributionPoints = URI:http://crl.example.org/a.crl, "
                                            "URI:ldap://crl.example.org/b"],
    "all of them, and some that the dict leaves out": LOCALHOST + [
        "authorityInfoAccess = OCSP;URI:http://ocsp.example.org/",
        "crlDistributionPoints = URI:http://crl.example.org/", "certificatePolicies = 2.23.140.1.2.1",
        "tlsfeature = status_request", "issuerAltName = URI:http://example.org/", "1.2.3.4.5 = ASN1:UTF8String:private"],
    "a name of 253 octets": ["subjectAltName = DNS:localhost, DNS:" + ".".join(["a" * 62] * 4)],
    "200 names": ["subjectAltName = DNS:localhost, " + ", ".join("DNS:host%d.example.org" % i for i in range(200))],
}

DATES = {
    "from 1950 on": ("19500101000000Z", "20491231235959Z"),
    "until 9999": (-1, "99991231235959Z"),
    "until 2050": ("20000229123456Z", "20500101000000Z"),
}


def contents(live):
    def serve(name, leaf):
        with PythonServer(leaf.path, leaf.key) as server:
            accepts(live, name, server.port, live.root_file)

    for name, (subject, options) in NAMES.items():
        serve("subject: " + name, live.issuer.server(live.root, subject, **options))
    for name, lines in EXTENSIONS.items():
        serve("extensions: " + name, live.issuer.server(live.root, extensions=SERVER + lines))
    for name, days in DATES.items():
        serve("validity: " + name, live.issuer.server(live.root, days=days))
    serve("no subjectAltName, the name in CN", live.issuer.server(live.root, extensions=SERVER))


# How servers are built

def limited(live):
    """CAs that are limited to what they are used for."""
    root = live.issuer.authority("Root for servers", extensions=CA + ["extendedKeyUsage = clientAuth, serverAuth"])
    middle = live.issuer.authority("Intermediate for servers", root, extensions=CA + ["extendedKeyUsage = serverAuth"])
    leaf = live.issuer.server(middle)
    with PythonServer(live.issuer.file("chain.pem", leaf, middle), leaf.key) as server:
        accepts(live, "CAs for serverAuth only", server.port, root.path)


def chains(live):
    """1 to 5 certificates, of each sort of key, from each sort of server."""
    for key in "rsa", "p256", "p384", "p521":
        root = live.issuer.authority("Root " + key, key=key)
        cafile = live.issuer.file("root-%s.pem" % key, root)
        issuers = [root]
        for depth in range(4):
            leaf = live.issuer.server(issuers[0], key=key)
            sent = [leaf] + issuers[:-1]
            chain = live.issuer.file("chain.pem", *sent)
            rest = live.issuer.file("rest.pem", *sent[1:]) if sent[1:] else None
            what = "%s, %d certificates" % (key, len(sent))
            with PythonServer(chain, leaf.key) as server:
                accepts(live, what, server.port, cafile)
            if key == "rsa" or depth in (0, 3):
                with OpensslServer(leaf.path, leaf.key, rest) as server:
                    accepts(live, what + ", from openssl s_server", server.port, cafile, client_chooses=True)
            if depth in (0, 3):
                if shutil.which("gnutls-serv"):
                    with GnutlsServer(chain, leaf.key) as server:
                        accepts(live, what + ", from gnutls-serv", server.port, cafile, client_chooses=True)
                else:
                    live.skip(what + ", from gnutls-serv", "there is no gnutls-serv")
            if depth == 1:
                with PythonServer(live.issuer.file("chain.pem", *sent, root), leaf.key) as server:
                    accepts(live, what + " and the root", server.port, cafile)
                with PythonServer(live.issuer.file("chain.pem", *sent, live.other), leaf.key) as server:
                    accepts(live, what + " and a stranger", server.port, cafile)
            issuers.insert(0, live.issuer.authority("Intermediate %d %s" % (depth, key), issuers[0], key=key))


def signatures(live):
    for key, digests in (("rsa", ("sha224", "sha256", "sha384", "sha512")), ("p256", ("sha384", "sha512"))):
        for digest in digests:
            root = live.issuer.authority("Signer %s %s" % (key, digest), key=key)
            leaf = live.issuer.server(root, digest=digest)
            with PythonServer(leaf.path, leaf.key) as server:
                accepts(live, "signed with %s, %s" % (key, digest), server.port, live.issuer.file("root.tmp", root))


def anchors(live):
    """Which certificates may be trusted."""
    alone = live.issuer.server(None, key_name="alone")
    with PythonServer(alone.path, alone.key) as server:
        accepts(live, "a self-signed certificate that is trusted itself", server.port, alone.path)
    alone = live.issuer.server(None, extensions=["basicConstraints = CA:TRUE"] + LOCALHOST, key_name="alone")
    with PythonServer(alone.path, alone.key) as server:
        accepts(live, "a self-signed CA's that is trusted itself", server.port, alone.path)
    old = live.issuer.issue("/CN=Version 1", key_name="version1")
    leaf = live.issuer.server(old)
    with PythonServer(leaf.path, leaf.key) as server:
        accepts(live, "a root of version 1", server.port, old.path)
    leaf = live.issuer.server(live.root)
    twin = live.issuer.issue("/O=Live test/CN=Root", key_name="twin", extensions=CA)
    with PythonServer(leaf.path, leaf.key) as server:
        accepts(live, "two roots of one name", server.port, live.issuer.file("twins.pem", twin, live.root))
        accepts(live, "among others", server.port, live.issuer.file("many.pem", live.other, live.root, live.other))


def addresses(live):
    leaf = live.issuer.server(live.root, extensions=SERVER + ["subjectAltName = IP:127.0.0.1, IP:::1"])
    for host in "127.0.0.1", "::1":
        name = "an IP address, " + host
        try:
            server = PythonServer(leaf.path, leaf.key, host=host)
        except OSError:
            live.skip(name, "this system has no such address")
            continue
        with server:
            accepts(live, name, server.port, live.root_file, host, host)
            answer = oracle.ask(server.port, live.root_file, host, host=host)
            target = "[%s]:%d" % (host, server.port)
            live.expect(name + ", without --servername", live.connect(target, "--cafile", live.root_file), 0,
                        (answer.getpeercert + "\n").encode())
    leaf = live.issuer.server(live.root)
    with PythonServer(leaf.path, leaf.key) as server:
        answer = oracle.ask(server.port, live.root_file)
        live.expect("localhost, by name", live.connect("localhost:%d" % server.port, "--cafile", live.root_file), 0,
                    (answer.getpeercert + "\n").encode())


def suites(live):
    """Each cipher suite that BearSSL and this OpenSSL have in common; and what tls-unique is, by the server's word."""
    leaves = {"ECDSA": live.issuer.server(live.root), "RSA": live.issuer.server(live.root, key="rsa")}
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.set_ciphers("ALL:@SECLEVEL=0")
    for cipher in context.get_ciphers():
        name = cipher["name"]
        if cipher["protocol"] == "TLSv1.3" or not common(name):
            continue
        leaf = leaves["ECDSA" if "ECDSA" in name else "RSA"]
        with PythonServer(leaf.path, leaf.key, ciphers=name + ":@SECLEVEL=0") as server:
            ended = live.connect("localhost:%d" % server.port, "--cafile", live.root_file, "--show",
                                 "cipher,version,channel-binding:tls-unique")
            outcome = server.outcome()
            wanted = "%r\n'TLSv1.2'\n%r\n" % (outcome.cipher, outcome.tls_unique)
            live.expect("suite " + name, ended, 0, wanted.encode())


def common(name):
    """Whether BearSSL has the suite of this name: no DHE, PSK, SRP, anonymous or null, no Camellia, ARIA."""
    parts = name.split("-")
    if parts[0] == "ECDHE":
        parts = parts[1:]
        if parts[0] not in ("ECDSA", "RSA"):
            return False
        if parts[0] == "RSA" and "CCM" in name:
            return False
        parts = parts[1:]
    elif parts[0] == "CHACHA20":
        return False
    return parts[0] in ("AES128", "AES256", "CHACHA20")


# What is refused

def refused(live):
    for name, sent, leaf, cafile, servername in refusals(live):
        with PythonServer(live.issuer.file("sent.pem", *sent), leaf.key) as server:
            answer = oracle.ask(server.port, cafile, servername)
            alert = server.outcome().error
            target = "localhost:%d" % server.port
            args = ["--cafile", cafile, "--servername", servername]
            ended = live.connect(target, *args)
            got = server.outcome().error
            if live.check(answer.error is not None, "refused by CPython, too: " + name, answer):
                live.expect("refused: " + name, ended, 1, b"", "certificate verify failed", answer.error.rstrip("."))
            live.check(got == alert, "alert: " + name, "the server saw %r, from CPython %r" % (got, alert))
            shown = live.connect(target, *args, "--show", "verified-chain,unverified-chain")
            server.outcome()
            wanted = "[]\n%a\n" % [certificate.der for certificate in sent]
            live.check(shown.status == 1 and shown.out == wanted.encode(), "what is left to see: " + name, shown)


def refused_alone(live):
    """What CPython would take and BearSSL does not: refused, with a reason."""
    def check(name, sent, leaf, alert, says):
        with PythonServer(live.issuer.file("sent.pem", *sent), leaf.key) as server:
            ended = live.connect("localhost:%d" % server.port, "--cafile", live.root_file)
            live.expect("refused: " + name, ended, 1, b"", "certificate verify failed", says)
            got = server.outcome().error
            live.check(got == alert, "alert: " + name, got)

    pss = live.issuer.server(live.issuer.authority("For PSS", key="rsa"), sign=["-sigopt", "rsa_padding_mode:pss"])
    check("a PSS signature", [pss], pss, "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE", "BearSSL does not have")
    middle = live.issuer.authority("Constrained", live.root,
                                   extensions=CA + ["nameConstraints = critical, permitted;DNS:localhost"])
    leaf = live.issuer.server(middle)
    check("critical name constraints", [leaf, middle], leaf, "SSLV3_ALERT_CERTIFICATE_UNKNOWN",
          "unhandled critical extension")
    middle = live.issuer.authority("Any order", live.root)
    leaf = live.issuer.server(middle)
    check("a chain out of order", [leaf, live.other, middle], leaf, "TLSV1_ALERT_UNKNOWN_CA",
          "unable to get local issuer certificate")


def unfit_key(live):
    """RFC 5246 7.4.2: a key that may only encipher is not for ECDHE. CPython takes it all the same."""
    leaf = live.issuer.server(live.root, key="rsa", extensions=LOCALHOST + ["keyUsage = keyEncipherment"])
    for suite, status, out, says, alert in (
            ("ECDHE-RSA-AES128-GCM-SHA256", 3, b"", ["key usage does not fit"], "SSLV3_ALERT_UNSUPPORTED_CERTIFICATE"),
            ("AES128-GCM-SHA256", 0, b"'TLSv1.2'\n", [], None)):
        with PythonServer(leaf.path, leaf.key, ciphers=suite) as server:
            ended = live.connect("localhost:%d" % server.port, "--cafile", live.root_file, "--show", "version")
            live.expect("a key that may only encipher, with " + suite, ended, status, out, *says)
            got = server.outcome().error
            live.check(got == alert, "alert: a key that may only encipher, with " + suite, got)


def alerts_in_openssl_log(live):
    leaf = live.issuer.server(live.root)
    for name, args, alert in (
            ("unknown CA", ["--cafile", live.other_file], "SSL alert number 48"),
            ("another host", ["--cafile", live.root_file, "--servername", "x.test"], "SSL alert number 42")):
        with OpensslServer(leaf.path, leaf.key) as server:
            live.connect("localhost:%d" % server.port, *args)
            try:
                server.expect(alert)
                live.check(True, "alert in openssl s_server's log: " + name)
            except RuntimeError as error:
                live.check(False, "alert in openssl s_server's log: " + name, error)


# Without verification

def unverified(live):
    issuer = live.issuer
    leaves = {
        "good": issuer.server(live.root),
        "expired": issuer.server(live.root, days=(-10, -1)),
        "not yet valid": issuer.server(live.root, days=(1, 10)),
        "self-signed": issuer.server(None, key_name="alone"),
        "for clients": issuer.server(live.root, extensions=["extendedKeyUsage = critical, clientAuth"]),
        "of RSA with 1024 bits": issuer.server(live.root, key="rsa1024"),
        "with an unknown critical extension": issuer.server(live.root, extensions=["1.2.3.4 = critical, ASN1:NULL"]),
        "of RSA with 4096 bits": issuer.server(live.root, key="rsa4096"),
    }
    for name, leaf in leaves.items():
        with PythonServer(leaf.path, leaf.key, ciphers="DEFAULT:@SECLEVEL=0") as server:
            answer = oracle.ask(server.port, verify=False)
            assert answer.getpeercert == "{}" and answer.binary == leaf.der
            ended = live.connect("localhost:%d" % server.port, "--verify", "none", "--servername", "x.test", "--show",
                                 "getpeercert,binary,verified-chain,unverified-chain")
            live.expect("not verified: a certificate " + name, ended, 0,
                        ("{}\n%r\n[]\n%r\n" % (leaf.der, [leaf.der])).encode())


# What is no handshake

def broken(live):
    leaf = live.issuer.server(live.root)
    cafile = ["--cafile", live.root_file]

    def fails(name, port, *says):
        live.expect(name, live.connect("localhost:%d" % port, *cafile), 3, b"", *says)

    with PythonServer(leaf.path, leaf.key, versions=(ssl.TLSVersion.TLSv1_3, ssl.TLSVersion.TLSv1_3)) as server:
        fails("a server of TLS 1.3 only", server.port, "protocol_version (70)", "TLS 1.3")
    with OpensslServer(leaf.path, leaf.key, None, "-tls1_3") as server:
        fails("openssl s_server of TLS 1.3 only", server.port, "protocol_version (70)", "TLS 1.3")
    with PythonServer(leaf.path, leaf.key, ciphers="DHE-PSK-AES128-GCM-SHA256:AES128-SHA") as server:
        fails("no cipher suite in common", server.port, "handshake_failure (40)")
    silent = b""
    for name, answer, says in (
            ("a server that hangs up", silent, "cut in the handshake"),
            ("half a record", b"\x16\x03\x03\x00\x40\x02\x00\x00", "cut in the handshake"),
            ("a fatal alert", b"\x15\x03\x03\x00\x02\x02\x50", "internal_error (80)"),
            ("a fatal alert without a name", b"\x15\x03\x03\x00\x02\x02\xc8", "unknown (200)"),
            ("close_notify at once", b"\x15\x03\x03\x00\x02\x01\x00", "closed the connection in the handshake"),
            ("a warning, and the end", b"\x15\x03\x03\x00\x02\x01\x70", "cut in the handshake"),
            ("HTTP", b"HTTP/1.0 400 Bad Request\r\n\r\n", "TLS"),
            ("SSH", b"SSH-2.0-OpenSSH_9.2\r\n", "TLS"),
            ("a handshake message of the wrong type", b"\x16\x03\x03\x00\x04\x0e\x00\x00\x00", "unexpected message"),
            ("a record that is too long", b"\x16\x03\x03\xff\xff" + bytes(2000), "record")):
        with RawServer(answer) as server:
            fails("no handshake: " + name, server.port, says)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        live.expect("nobody there", live.connect("127.0.0.1:%d" % unused.getsockname()[1], *cafile), 3, b"", "refused")


def slow_lines(live):
    middle = live.issuer.authority("Slow", live.root)
    leaf = live.issuer.server(middle, key="rsa")
    with PythonServer(live.issuer.file("chain.pem", leaf, middle), leaf.key) as server:
        answer = oracle.ask(server.port, live.root_file)
        for size in 1, 3, 5, 1000:
            with Dribble(server.port, size) as line:
                ended = live.connect("localhost:%d" % line.port, "--cafile", live.root_file)
                live.expect("%d octets at a time" % size, ended, 0, (answer.getpeercert + "\n").encode())


PARTS = (contents, chains, limited, signatures, anchors, addresses, suites, refused, refused_alone, unfit_key,
         alerts_in_openssl_log, unverified, broken, slow_lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--only", action="append")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peercert-live-") as folder:
        live = Live(args.command, folder)
        for part in PARTS:
            if not args.only or part.__name__ in args.only:
                part(live)
        live.finish()


if __name__ == "__main__":
    main()
