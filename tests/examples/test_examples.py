"""Each backend's example is short, and prints what CPython says of the same server; it refuses what CPython refuses."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(HERE), os.path.join(os.path.dirname(HERE), "live")]
from certs import Issuer  # noqa: E402
from oracle import ask  # noqa: E402
from servers import SECONDS, PythonServer  # noqa: E402
from tap import Tap  # noqa: E402

LINES_MAX = 40
NAMES = ["subjectAltName = DNS:localhost, IP:192.0.2.1, URI:https://example.org/, dirName:directory",
         "authorityInfoAccess = OCSP;URI:http://ocsp.example.org/", "crlDistributionPoints = URI:http://example.org/ca.crl",
         "[directory]", "CN = Z\u00fcrich"]


def run(program, port, cafile, host="localhost"):
    return subprocess.run([program, host, str(port), cafile], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=SECONDS, check=False)


def check_example(tap, name, program, certificates):
    ca, other, chains = certificates
    for kind, (chain, key) in chains.items():
        with PythonServer(chain, key) as server:
            wanted = json.dumps(eval(ask(server.port, ca).getpeercert))  # pylint: disable=eval-used
            said = run(program, server.port, ca)
            tap.check(said.returncode == 0 and said.stdout.decode().rstrip("\n") == wanted,
                      "%s: what Python says of a server with %s" % (name, kind), said, wanted)
    with PythonServer(*chains["P-256"]) as server:
        for refusal, cafile, host in (("an unknown issuer", other, "localhost"), ("another name", ca, "127.0.0.1")):
            said = run(program, server.port, cafile, host)
            tap.check(said.returncode == 1 and not said.stdout, "%s: refuses %s" % (name, refusal), said)
        said = run(program, server.port, "/nonexistent")
        tap.check(said.returncode == 2 and not said.stdout, name + ": no file", said)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", required=True)
    parser.add_argument("--example", nargs=2, action="append", default=[])
    options = parser.parse_args()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="peercert-examples-") as folder:
        issuer = Issuer(folder)
        ca, other = issuer.authority("Root"), issuer.authority("Other")
        middle = issuer.authority("Middle", ca)
        chains = {}
        for kind, key in ("P-256", "p256"), ("RSA", "rsa"):
            leaf = issuer.server(middle, "/C=CH/L=Z\u00fcrich/CN=localhost", extensions=NAMES, key=key)
            chains[kind] = issuer.file(kind + ".pem", leaf, middle), leaf.key
        for name, program in options.example:
            with open(os.path.join(options.source, name + ".c"), encoding="utf-8") as source:
                tap.check(sum(1 for _ in source) <= LINES_MAX, "%s.c has at most %d lines" % (name, LINES_MAX))
            check_example(tap, name, program, (ca.path, other.path, chains))
    tap.finish()


main()
