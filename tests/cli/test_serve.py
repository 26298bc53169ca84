"""peercert serve, as its user meets it, for clients of Python's, OpenSSL's and our own; CPython is the oracle."""
import ast
import hashlib
import json
import os
import socket
import ssl
import sys
import time

from backends import backends
from command import HERE, Suite, data, read
from serving import Client, Serving, client_context, program

sys.path.insert(0, os.path.join(os.path.dirname(HERE), "live"))
from certs import Issuer  # noqa: E402

SERVER = ["--cert", data("server.pem"), "--key", data("server.key")]
CLIENT = ["basicConstraints = CA:FALSE", "keyUsage = digitalSignature", "extendedKeyUsage = clientAuth"]
VERSIONS = {"TLSv1.2": ssl.TLSVersion.TLSv1_2, "TLSv1.3": ssl.TLSVersion.TLSv1_3}
WHATS = ["getpeercert", "binary", "fingerprint", "key-fingerprint", "verified-chain", "unverified-chain", "verify-result",
         "version", "cipher", "compression", "session-reused", "server-name", "channel-binding:tls-unique",
         "channel-binding:tls-server-end-point"]


class Clients:
    """Certificates that clients may have."""

    def __init__(self, folder):
        issuer = Issuer(folder)
        self.ca = issuer.authority("Clients")
        self.other_ca = issuer.authority("Others")
        self.good = issuer.issue("/O=Test/CN=Jos\u00e9", self.ca, extensions=CLIENT + ["subjectAltName = email:jose@example.org"])
        self.expired = issuer.issue("/CN=old", self.ca, extensions=CLIENT, days=(-9, -2))
        self.foreign = issuer.issue("/CN=foreign", self.other_ca, extensions=CLIENT)
        self.server = issuer.server(self.ca)
        self.trust = ["--cafile", self.ca.path]


def pair(certificate):
    return certificate.path, certificate.key


def literals(out):
    return [ast.literal_eval(line) for line in out.decode().splitlines()]


def spki_hash(path):
    key = program("openssl", "x509", "-in", path, "-noout", "-pubkey")
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(
        key.replace("PUBLIC KEY", "CERTIFICATE"))).digest()


def usage(suite, there):
    def wrong(name, *args, says, status=2):
        suite.expect(name, suite.run("serve", *args), status, b"",
                     lambda err: err.startswith("peercert: ") and err.count("\n") == 1 and says in err)

    wrong("no port", *SERVER, says="no port")
    wrong("two ports", *SERVER, "1", "2", says="'2'")
    for at in "", "x", "localhost", "65536", "localhost:", "localhost:x", "-1", "[::1]", "::1":
        wrong("to listen at '%s'" % at, *SERVER, "--", at, says="'%s'" % at)
    for count in "", "0", "-1", "x", "1x", "1000000001":
        wrong("--count '%s'" % count, *SERVER, "--count", count, "0", says="'%s'" % count)
    wrong("--verify wrong", *SERVER, "--verify", "maybe", "0", says="'maybe'")
    wrong("--tls-max wrong", *SERVER, "--tls-max", "1.1", "0", says="'1.1'")
    if not there:
        wrong("without a backend", *SERVER, "0", says="no TLS backend")
        return
    wrong("no certificate", "0", says="--cert")
    wrong("a key alone", "--key", data("server.key"), "0", says="--cert")
    wrong("a certificate that is not there", "--cert", "/nonexistent", "0", says="/nonexistent: No such file")
    wrong("a key that is not there", "--cert", data("server.pem"), "--key", "/nonexistent", "0",
          says="/nonexistent: No such file")
    wrong("a key for a certificate", "--cert", data("server.key"), "0", says="server.key: contains no certificate")
    wrong("a certificate for a key", "--cert", data("server.pem"), "0", says="server.pem: contains no private key")
    wrong("a broken certificate", "--cert", suite.file("cut.pem", read("server.pem").replace(b"\nMII", b"\nM*I")),
          "--key", data("server.key"), "0", says="cut.pem: certificate 1: ")
    wrong("no trust", *SERVER, "--verify", "optional", "--cafile", "/nonexistent", "0", says="/nonexistent")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at = "127.0.0.1:%d" % taken.getsockname()[1]
        wrong("a port that is taken", *SERVER, at, says=at + ": Address already in use", status=3)
    wrong("an address of another machine", *SERVER, "192.0.2.1:0", says="192.0.2.1:0: ", status=3)
    wrong("an unknown host", *SERVER, "nobody.invalid:0", says="nobody.invalid:0: ", status=3)


def wrong_key(suite, backend, clients):
    suite.expect("%s: another certificate's key" % backend.name, suite.run(
        "serve", "--backend", backend.name, "--cert", data("server.pem"), "--key", clients.good.key, "0"), 2, b"",
                 lambda err: err.startswith("peercert: " + data("server.pem") + ": ") and err.count("\n") == 1)


def addresses(suite):
    """Where it listens, by what it says and by who gets there."""
    for at, says, host in (("127.0.0.1:0", "127.0.0.1:", "127.0.0.1"), ("localhost:0", "", "localhost"),
                           ("0", "", "127.0.0.1"), (":0", "", "127.0.0.1"), ("*:0", "", "127.0.0.1"),
                           ("0", "[::]:", "::1"), ("[::1]:0", "[::1]:", "::1")):
        if ":" in host and not socket.has_ipv6:
            suite.skip("listening at " + at, "this system has no IPv6")
            continue
        serving = Serving(suite, *SERVER, "--format", "python", at=at)
        suite.check(serving.listening.startswith("peercert: listening on " + says), "listening at %s is said" % at,
                    serving.listening)
        if serving.port is None:
            suite.check(False, "somebody gets there", serving.end())
            continue
        to = "[%s]:%d" % (host, serving.port) if ":" in host else "%s:%d" % (host, serving.port)
        suite.expect("%s gets to %s" % (host, at), suite.run(
            "connect", "--verify", "none", "--show", "server-name", "--format", "json", to), 0,
                     b'"localhost"\n' if host == "localhost" else b"null\n", "")
        suite.expect("and that is that", serving.end(), 0, b"None\n", "")


def nobody_known(suite, backend):
    """Clients without certificates, which are not asked for one."""
    for version in backend.versions:
        name = "%s, %s" % (backend.name, version)
        serving = Serving(suite, *SERVER, "--backend", backend.name, "--format", "python", "--show", ",".join(WHATS))
        client = Client(serving, client_context(data("ca.pem"), version=VERSIONS[version]))
        ended = serving.end()
        wanted = [None, None, None, None, [], [], {"verified": False, "certificate": None}, version, client.cipher, None,
                  False, "localhost", client.unique, hashlib.sha256(client.der).digest()]
        values = literals(ended.out)
        suite.check(isinstance(values[6].pop("reason"), str), name + ": why it was not verified", ended)
        suite.expect(name + ": python, as the client knows it", ended, 0, lambda out: values == wanted, "")
        suite.check(client.error is None, name + ": the client is content", client.error)

        serving = Serving(suite, *SERVER, "--backend", backend.name, "--show", ",".join(WHATS))
        client = Client(serving, client_context(version=VERSIONS[version]), name=None)
        suite.expect(name + ": text", serving.end(), 0, lambda out: all(text in out.decode() for text in (
            "127.0.0.1:%d: the peer sent no certificate\n" % client.port, "\nProtocol: %s\n" % version,
            "\nCipher: %s, " % client.cipher[0], "\nSession: new\n", "\nServer name: none\n", client.unique.hex())), "")


def offered(context):
    return {(cipher["name"], cipher["protocol"], cipher["strength_bits"]) for cipher in context.get_ciphers()}


def shared_ciphers(suite, backend):
    name = backend.name + ": shared-ciphers"
    context = client_context(version=ssl.TLSVersion.TLSv1_2)
    context.set_ciphers("ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES128-GCM-SHA256")
    serving = Serving(suite, *SERVER, "--backend", backend.name, "--format", "python", "--show", "shared-ciphers,cipher")
    client = Client(serving, context)
    ended = serving.end()
    if "shared-ciphers" in backend.cannot:
        suite.expect(name + " cannot be said", ended, 2, lambda out: literals(out) == [client.cipher],
                     lambda err: "shared-ciphers: the backend %s cannot say" % backend.name in err and
                     (backend.cannot["shared-ciphers"] or "") in err)
        return
    suite.expect(name, ended, 0, lambda out: literals(out)[1] == client.cipher and client.cipher in literals(out)[0] and
                 set(literals(out)[0]) <= offered(context), "")


def verified(suite, backend, clients):
    wanted = ascii(ssl._ssl._test_decode_cert(clients.good.path))
    der, ca = clients.good.der, clients.ca.der
    for version in backend.versions:
        for mode in "optional", "required":
            name = "%s, %s, %s: a good certificate" % (backend.name, version, mode)
            serving = Serving(suite, *SERVER, "--backend", backend.name, "--verify", mode, *clients.trust, "--format", "python",
                              "--show", ",".join(WHATS[:7]))
            client = Client(serving, client_context(certificate=pair(clients.good), version=VERSIONS[version]))
            ended = serving.end()
            suite.expect(name, ended, 0, lambda out: literals(out) == [
                ast.literal_eval(wanted), der, hashlib.sha256(der).digest(), spki_hash(clients.good.path), [der, ca], [der],
                {"verified": True, "certificate": None, "reason": "ok"}], "")
            suite.check(ended.out.decode().startswith(wanted + "\n") and client.error is None, name + ", literally", client.error)
    serving = Serving(suite, *SERVER, "--backend", backend.name, "--verify", "required", *clients.trust)
    client = Client(serving, client_context(certificate=pair(clients.good)))
    suite.expect(backend.name + ": text", serving.end(), 0, lambda out: out.decode().startswith(
        "127.0.0.1:%d: verified\n" % client.port) and "jose@example.org" in out.decode(), "")


def refused(suite, backend, clients):
    for mode, certificate, says in (("required", None, "did not return a certificate"),
                                    ("required", clients.foreign, "unable to get local issuer certificate"),
                                    ("optional", clients.expired, "certificate has expired")):
        name = "%s, %s, %s" % (backend.name, mode, certificate.path.rsplit("/", 1)[1] if certificate else "no certificate")
        serving = Serving(suite, *SERVER, "--backend", backend.name, "--verify", mode, *clients.trust, "--format", "json",
                          "--show", "getpeercert,unverified-chain,verify-result")
        client = Client(serving, client_context(certificate=pair(certificate) if certificate else None,
                                                version=ssl.TLSVersion.TLSv1_2))
        ended = serving.end()
        chain, verdict = [json.loads(line) for line in ended.out.splitlines()]
        suite.expect(name, ended, 1, lambda out: chain == ([certificate.der.hex()] if certificate else []) and
                     verdict["verified"] is False and says in verdict["reason"],
                     lambda err: says in err and err.startswith("peercert: 127.0.0.1:%d: " % client.port) and err.count("\n") == 1)
        suite.check(client.error and "alert" in client.error, name + ": the client gets an alert", client.error)
    serving = Serving(suite, *SERVER, "--backend", backend.name, "--verify", "optional", *clients.trust)
    client = Client(serving, client_context(certificate=pair(clients.expired)))
    suite.expect(backend.name + ": text of a refused one", serving.end(), 1, lambda out: out.decode().startswith(
        "127.0.0.1:%d: NOT VERIFIED: certificate verify failed: certificate has expired\n" % client.port) and b"old" in out)
    serving = Serving(suite, *SERVER, "--backend", backend.name, "--verify", "optional", *clients.trust, "--format", "json")
    Client(serving, client_context())
    suite.expect(backend.name + ", optional: nobody", serving.end(), 0, b"null\n", "")


def one_after_the_other(suite, backend):
    """What goes wrong with one client does not touch the next."""
    serving = Serving(suite, *SERVER, "--backend", backend.name, "--format", "json", "--show", "version", "--timeout", "0.5",
                      count=5)
    first = Client(serving, client_context(version=ssl.TLSVersion.TLSv1_2))
    with socket.create_connection(("127.0.0.1", serving.port)) as plain:
        plain.sendall(b"GET / HTTP/1.0\r\n\r\n" * 40)
        while plain.recv(4096):
            pass
    socket.create_connection(("127.0.0.1", serving.port)).close()
    with socket.create_connection(("127.0.0.1", serving.port)) as silent:
        began = time.monotonic()
        silent.recv(1)
        waited = time.monotonic() - began
    last = Client(serving, client_context(version=ssl.TLSVersion.TLSv1_2))
    suite.expect(backend.name + ": one after the other", serving.end(), 3, b'"TLSv1.2"\n"TLSv1.2"\n',
                 lambda err: err.count("\n") == 3 and err.count("peercert: 127.0.0.1:") == 3 and "timed out" in err)
    suite.check(first.error is None and last.error is None and 0.3 < waited < 5, backend.name + ": none is kept waiting",
                first.error, last.error, waited)


def resumed(suite, backend, clients):
    wanted = ascii(ssl._ssl._test_decode_cert(clients.good.path)).encode()
    for version in backend.versions:
        name = "%s, %s: a client that comes again" % (backend.name, version)
        serving = Serving(suite, *SERVER, "--backend", backend.name, "--verify", "required", *clients.trust, "--format", "python",
                          "--show", "getpeercert,session-reused,unverified-chain,verified-chain,channel-binding:tls-unique",
                          count=2)
        context = client_context(certificate=pair(clients.good), version=VERSIONS[version])
        first = Client(serving, context)
        again = Client(serving, context, session=first.session)
        lines = serving.end().out.splitlines()
        suite.check(again.error is None and again.reused and lines[1:8:5] == [b"False", b"True"] and
                    lines[0:8:5] == [wanted, wanted], name, first.error, again.error, lines)
        suite.check(lines[2] == lines[7] == repr([clients.good.der]).encode() and lines[8] == b"[]" and
                    lines[9] == repr(again.unique).encode(), name + ": the earlier chain, its own binding", lines, again.unique)


def exporter(suite, backend):
    """Keying material, by OpenSSL's own command."""
    for version in backend.versions:
        name = "%s, %s: tls-exporter" % (backend.name, version)
        serving = Serving(suite, *SERVER, "--backend", backend.name, "--format", "json", "--show", "channel-binding:tls-exporter")
        said = program("openssl", "s_client", "-connect", "127.0.0.1:%d" % serving.port,
                       "-" + version.replace("TLSv", "tls").replace(".", "_"),
                       "-keymatexport", "EXPORTER-Channel-Binding", "-keymatexportlen", "32")
        ended = serving.end()
        if "channel-binding:tls-exporter" in backend.cannot:
            suite.expect(name + " cannot be said", ended, 2, b"",
                         lambda err: "exporter: the backend %s cannot say" % backend.name in err and
                         (backend.cannot["channel-binding:tls-exporter"] or "") in err)
            continue
        material = said.split("Keying material: ")[1].split()[0].lower()
        suite.expect(name, ended, 0, b'"%s"\n' % material.encode(), "")


def other_clients(suite, backend, all_backends, clients):
    wanted = ascii(ssl._ssl._test_decode_cert(clients.good.path)).encode() + b"\n"
    mutual = [*SERVER, "--backend", backend.name, "--verify", "required", *clients.trust, "--format", "python"]
    for extra in [], ["--no-ca-names"]:
        serving = Serving(suite, *mutual, *extra)
        said = program("openssl", "s_client", "-connect", "127.0.0.1:%d" % serving.port, "-cert", clients.good.path, "-key",
                       clients.good.key)
        suite.expect("%s: openssl s_client %s" % (backend.name, " ".join(extra)), serving.end(), 0, wanted, "")
        suite.check(("CN = Clients" in said) != bool(extra),
                    "%s: CA names %s" % (backend.name, " ".join(extra)), said)
    for other in all_backends:
        serving = Serving(suite, *mutual)
        ended = suite.run("connect", "--backend", other.name, "--cafile", data("ca.pem"), "--cert", clients.good.path, "--key",
                          clients.good.key, "--format", "python", serving.at())
        suite.expect("%s: served by %s" % (other.name, backend.name), ended, 0,
                     ascii(ssl._ssl._test_decode_cert(data("server.pem"))).encode() + b"\n", "")
        suite.expect("%s: a client of %s" % (backend.name, other.name), serving.end(), 0, wanted, "")


def tls_max(suite, backend):
    serving = Serving(suite, *SERVER, "--backend", backend.name, "--tls-max", "1.2", "--format", "json", "--show", "version")
    Client(serving, client_context())
    suite.expect(backend.name + ": --tls-max 1.2", serving.end(), 0, b'"TLSv1.2"\n', "")


def names(suite, backend):
    """A server name is the client's to choose, and what is printed is a literal all the same."""
    odd = ["a.example.org", "xn--bcher-kva.example", "it's", 'quo"te', "back\\slash", "new\nline", "\x1b[31m", "z\xfcrich"]
    for form, reads in (("python", ast.literal_eval), ("json", json.loads)):
        serving = Serving(suite, *SERVER, "--backend", backend.name, "--format", form, "--show", "server-name",
                          count=len(odd) + 1)
        for name in odd:
            program("openssl", "s_client", "-connect", "127.0.0.1:%d" % serving.port, "-servername", name.encode("latin-1"))
        Client(serving, client_context(), name=None)
        ended = serving.end()
        suite.check([reads(line) for line in ended.out.decode().splitlines()] == odd + [None],
                    "%s: server names in %s" % (backend.name, form), ended)


def output(suite, backend):
    with open("/dev/full", "wb") as full:
        serving = Serving(suite, *SERVER, "--backend", backend.name, count=1000, stdout=full)
    Client(serving, client_context())
    ended = serving.end()
    suite.check(ended.status == 2 and "No space left" in ended.err, "nobody is served in vain", ended)


def main():
    suite = Suite()
    there = backends(suite)
    usage(suite, there)
    if there:
        clients = Clients(suite.folder.name)
        addresses(suite)
        output(suite, there[0])
    for backend in there:
        for part in nobody_known, shared_ciphers, one_after_the_other, exporter, tls_max, names:
            part(suite, backend)
        for part in wrong_key, verified, refused, resumed:
            part(suite, backend, clients)
        other_clients(suite, backend, there, clients)
    suite.finish()


main()
