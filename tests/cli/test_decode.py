"""peercert decode, as its user meets it: inputs of every sort, output formats, messages, exit statuses."""
import ast
import base64
import json
import os
import pty
import random
import re
import ssl
import subprocess
import time

from certificates import der_of, line, oracle, pem
from command import Suite, data, peak_memory, read

PEM_LABELS = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"]


def contents(suite):
    """The dict, from PEM and DER, from files and standard input."""
    server, ca = oracle(data("server.pem")), oracle(data("ca.pem"))
    der = der_of("server.pem")
    path = suite.file("server.der", der)
    run = suite.run
    suite.expect("a PEM file", run("decode", "--format", "python", data("server.pem")), 0, line(server), "")
    suite.expect("a DER file", run("decode", "--format=python", path), 0, line(server), "")
    suite.expect("PEM on standard input", run("decode", "--format", "python", "-", stdin=read("server.pem")), 0,
                 line(server), "")
    suite.expect("DER on standard input, no operand", run("decode", "--format", "python", stdin=der), 0, line(server), "")
    suite.expect("several files", run("decode", data("server.pem"), "--format", "python", data("ca.pem"), path), 0,
                 line(server) + line(ca) + line(server), "")
    suite.expect("operands behind --", run("decode", "--format", "python", "--", data("ca.pem")), 0, line(ca), "")
    ended = run("decode", "--format", "json", data("server.pem"), data("ca.pem"))
    wanted = [json.loads(json.dumps(ast.literal_eval(text))) for text in (server, ca)]
    suite.expect("JSON is the same dict, one line each", ended, 0,
                 lambda out: [json.loads(text) for text in out.splitlines()] == wanted)
    ended = run("decode", data("server.pem"), data("ca.pem"))
    suite.expect("text, the default, says that nothing is verified", ended, 0,
                 lambda out: out.count(b"not verified") == 2 and "Zürich".encode() in out and b"Test CA" in out, "")


def pem_forms(suite):
    """Several certificates, text around them, labels, line ends."""
    server, ca = oracle(data("server.pem")), oracle(data("ca.pem"))
    der = der_of("server.pem")

    def python(name, text, wanted, status=0, err=""):
        suite.expect(name, suite.run("decode", "--format", "python", stdin=text), status, b"".join(map(line, wanted)), err)

    python("text before, between and after", b"Subject: x\n" + read("server.pem") + b"\nmore -----\n\n" + read("ca.pem") +
           b"the end", [server, ca])
    for label in PEM_LABELS:
        python("label " + label, pem(der, label), [server])
    python("a trusted certificate by OpenSSL, whose auxiliary data is no part of it", read("trusted.pem"), [server])
    suite.expect("nor of what comes out again", suite.run("decode", "--format", "der", data("trusted.pem")), 0, der, "")
    python("a key beside the certificate", read("server.key") + read("server.pem"), [server])
    python("CR LF", pem(der, end="\r\n"), [server])
    python("CR", pem(der, end="\r"), [server])
    python("lines of one digit", pem(der, width=1), [server])
    python("one long line", pem(der, width=1 << 20), [server])
    python("no newline at the end, and the next one at once", pem(der).rstrip() + pem(der_of("ca.pem")), [server, ca])
    python("no line ends at all", pem(der).replace(b"\n", b" "), [server])
    python("indented", b"".join(b"    " + text for text in pem(der).splitlines(True)), [server])
    python("a byte order mark", b"\xef\xbb\xbf" + pem(der), [server])
    python("a text line of 100,000 octets before", b"x" * 100000 + b"\n" + pem(der), [server])
    python("a BEGIN within a long line is none", b"x" * 100000 + pem(der), [], 1,
           "peercert: standard input: contains no certificate: neither PEM nor DER nor lines of base64\n")
    path = suite.file("long-line", b"x" * 262144 + pem(der))
    suite.expect("nor is one where the window was moved", suite.run("decode", path), 1, b"",
                 "peercert: %s: contains no certificate: neither PEM nor DER nor lines of base64\n" % path)
    for size in (262144 - 20, 262144 - 500, 262144 - 5):
        python("a block across the window's edge, after %d octets" % size, (b"text\n" * size)[:size - 1] + b"\n" + pem(der),
               [server])


def raw_formats(suite):
    der, ca = der_of("server.pem"), der_of("ca.pem")
    text = pem(der)
    suite.expect("pem from der", suite.run("decode", "--format", "pem", stdin=der), 0, text, "")
    suite.expect("der from pem", suite.run("decode", "--format", "der", stdin=text), 0, der, "")
    suite.expect("pem from pem, twice", suite.run("decode", "--format", "pem", stdin=text + b"x\n" + pem(ca)), 0,
                 text + pem(ca), "")
    with open(suite.args.vectors, encoding="utf-8") as lines:
        ders = [bytes.fromhex(json.loads(text)["der_hex"]) for text in lines]
    lengths = {}
    for octets in ders:
        if octets and suite.run("decode", "--format", "der", stdin=octets).out == octets:
            lengths.setdefault(len(octets) % 48, octets)
        if len(lengths) == 12:
            break
    for length, octets in lengths.items():
        suite.expect("pem is Python's DER_cert_to_PEM_cert, length %d modulo 48" % length,
                     suite.run("decode", "--format", "pem", stdin=octets), 0, ssl.DER_cert_to_PEM_cert(octets).encode(), "")
    suite.check(len(lengths) == 12, "there are vectors of twelve lengths", len(lengths))


def refusals(suite):
    """Some certificates are refused, the others printed."""
    server = oracle(data("server.pem"))
    good, der = read("server.pem"), der_of("server.pem")
    broken = good.replace(b"\nMII", b"\nM*I", 1)
    unclosed = good[:good.index(b"-----END")]
    cut = pem(der[:200])
    high_tag = bytearray(der)
    at = der.index(b"\x17\x0d200101")
    high_tag[at] = 0x1F

    def refused(name, text, printed, *err, status=1):
        suite.expect(name, suite.run("decode", "--format", "python", stdin=text), status, line(server) * printed,
                     "".join("peercert: standard input: %s\n" % e for e in err))

    refused("broken base64", broken, 0,
            "certificate 1: not base64 at byte %d of the file" % broken.index(b"*"))
    refused("broken base64 between good ones", good + broken + good, 2,
            "certificate 2: not base64 at byte %d of the file" % (good + broken).index(b"*"))
    refused("a BEGIN line without its END line", unclosed, 0, "certificate 1: no matching END line at byte 0 of the file")
    refused("the same before a good one", good + unclosed + good, 2,
            "certificate 2: no matching END line at byte %d of the file" % len(good))
    refused("the END line of another label", good.replace(b"END CERTIFICATE", b"END X509 CERTIFICATE"), 0,
            "certificate 1: no matching END line at byte 0 of the file")
    refused("no base64 at all", b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", 0,
            "certificate 1: certificate: no octets at all at byte 0")
    refused("a certificate cut off", good + cut + good, 2,
            "certificate 2: certificate: an element is longer than what holds it at byte 0")
    refused("the field and the offset are named", good * 2 + pem(bytes(high_tag)), 2,
            "certificate 3: tbsCertificate.validity.notBefore: tag number above 30 at byte %d" % at)
    refused("octets after a certificate in DER", der + b"\n", 0,
            "certificate 1: certificate: octets after the last element at byte %d" % len(der))
    path = suite.file("broken.pem", broken)
    ended = suite.run("decode", "--format", "python", data("server.pem"), path, "/nonexistent", data("server.pem"))
    suite.expect("several files, of which some fail: the highest status", ended, 2, line(server) * 2,
                 "peercert: %s: certificate 1: not base64 at byte %d of the file\n"
                 "peercert: /nonexistent: No such file or directory\n" % (path, broken.index(b"*")))
    for form in "text", "json", "pem", "der":
        suite.expect("nothing is printed of a refused one as " + form,
                     suite.run("decode", "--format", form, stdin=bytes(high_tag)), 1, b"")


def python_raises(suite):
    """Certificates for which getpeercert() raises: the message has what the exception says."""
    with open(suite.args.vectors, encoding="utf-8") as lines:
        vectors = [json.loads(text) for text in lines]
    count = 0
    for vector in vectors:
        error = vector["python_error"] or ""
        if not re.match("UnicodeDecodeError|SystemError|SSLError: unknown", error):
            continue
        count += 1
        words, _, reason = error.partition(": ")[2].rpartition(": ")
        for form in "python", "text":
            ended = suite.run("decode", "--format", form, stdin=bytes.fromhex(vector["der_hex"]))
            wanted = [words, reason, "]: "] if error.startswith("Unicode") else ["]: "]
            suite.expect("%s as %s: %s" % (vector["name"], form, error), ended, 1, b"",
                         lambda err: all(part in err for part in wanted) and err.count("\n") == 1)
    suite.check(count >= 20, "there are vectors that raise", count)


def no_certificate(suite):
    key = read("server.key")

    def nothing(name, octets, message):
        path = suite.file("input", octets)
        suite.expect(name, suite.run("decode", path), 1, b"", "peercert: %s: %s\n" % (path, message))

    nothing("an empty file", b"", "is empty")
    nothing("a text", b"Dear Sir,\n", "contains no certificate: neither PEM nor DER nor lines of base64")
    nothing("one octet", b"0", "contains no certificate: neither PEM nor DER nor lines of base64")
    nothing("a key", key, "contains a private key, no certificate")
    for kind in "RSA ", "EC ", "ENCRYPTED ", "OPENSSH ":
        nothing("a key, " + kind, key.replace(b"PRIVATE", kind.encode() + b"PRIVATE"), "contains a private key, no certificate")
    nothing("a public key", pem(b"x", "PUBLIC KEY"), "contains a public key, no certificate")
    nothing("a request", read("request.pem"), "contains a certificate request, no certificate")
    nothing("a revocation list", pem(b"x", "X509 CRL"), "contains a certificate revocation list, no certificate")
    nothing("a bundle", pem(b"x", "PKCS7"), "contains a PKCS #7 bundle, no certificate")
    nothing("another label", pem(b"x", "FOO"), 'contains PEM of type "FOO", no certificate')
    nothing("a label with control characters", pem(b"x", "A\x1b[2J"), 'contains PEM of type "A\\x1b[2J", no certificate')
    nothing("a label of 100,000 octets", pem(b"x", "A" * 100000), 'contains PEM of type "%s", no certificate' % ("A" * 64))
    nothing("a key without its END line", key[:key.index(b"-----END")], "contains a private key, no certificate")
    der = base64.b64decode(b"".join(key.splitlines()[1:-1]))
    ended = suite.run("decode", stdin=der)
    suite.expect("a key in DER", ended, 1, b"", lambda err: "(this is a private key)" in err)
    der = base64.b64decode(b"".join(read("request.pem").splitlines()[1:-1]))
    ended = suite.run("decode", stdin=der)
    suite.expect("a request in DER", ended, 1, b"", lambda err: "(this is a certificate request)" in err)


def unreadable(suite):
    folder = suite.folder.name
    suite.expect("a missing file", suite.run("decode", "/nonexistent/a"), 2, b"",
                 "peercert: /nonexistent/a: No such file or directory\n")
    suite.expect("a directory", suite.run("decode", folder), 2, b"", "peercert: %s: Is a directory\n" % folder)
    opened = os.open(folder, os.O_RDONLY)
    process = suite.start("decode", "-", stdin=opened)
    out, err = process.communicate(timeout=30)
    os.close(opened)
    suite.check((process.returncode, out, err) == (2, b"", b"peercert: standard input: Is a directory\n"),
                "a directory as standard input", process.returncode, out, err)


def usage(suite):
    def wrong(name, *args, says=""):
        suite.expect(name, suite.run(*args), 2, b"",
                     lambda err: err.startswith("peercert: ") and err.count("\n") == 1 and "--help" in err and says in err)

    wrong("no command")
    wrong("an unknown command", "foo", says="'foo'")
    wrong("an unknown option of the command", "--foo", says="'--foo'")
    wrong("an unknown option", "decode", "--foo", says="'--foo'")
    wrong("an unknown short option", "decode", "-x", says="'-x'")
    wrong("an option that is nearly one", "decode", "--strct", says="'--strict'")
    wrong("an unknown format", "decode", "--format", "xml", says="'xml'")
    wrong("an operand for backends", "backends", "x", says="'x'")
    suite.expect("an option without its argument", suite.run("decode", "--format"), 2, b"",
                 "peercert: decode: option '--format' needs an argument, FORMAT\n")
    suite.expect("a flag with an argument", suite.run("decode", "--strict=yes"), 2, b"",
                 "peercert: decode: option '--strict' takes no argument\n")
    for args, words in (([], ["decode", "connect", "serve", "backends", "--version"]), (["decode"], ["--format", "--strict", "Exit"]),
                        (["connect"], ["--show", "--verify", "--cafile", "--timeout", "Exit"]),
                        (["serve"], ["--cert", "--count", "Exit"]), (["backends"], [])):
        ended = suite.run(*args, "--help")
        suite.expect("help of '%s'" % " ".join(args), ended, 0, lambda out: out.startswith(b"Usage: peercert") and
                     all(word.encode() in out for word in words) and max(map(len, out.splitlines())) <= 84, "")
    suite.expect("the version", suite.run("--version"), 0, lambda out: re.fullmatch(rb"peercert \d+\.\d+\.\d+\n", out), "")


def outputs(suite):
    """A standard output that goes away or is full."""
    many = suite.file("many.pem", read("server.pem") * 3000)
    process = suite.start("decode", "--format", "python", many)
    first = process.stdout.read(10)
    process.stdout.close()
    process.stdin.close()
    err = process.stderr.read()
    status = process.wait(30)
    suite.check((first, status, err) == (b"{'subject'", 2, b""), "a closed pipe ends it quietly", status, err)
    for args in (["decode", many], ["decode", data("ca.pem")], ["decode", "--help"], ["--version"]):
        with open("/dev/full", "wb") as full:
            ended = suite.run(*args, stdout=full, stdin=None)
        suite.check(ended.status == 2 and ended.err == "peercert: standard output: No space left on device\n",
                    "/dev/full: " + " ".join(args), ended)
    process = subprocess.Popen("exec '%s' decode '%s' >&-" % (suite.args.command, many), shell=True, stderr=subprocess.PIPE)
    err = process.communicate(timeout=30)[1]
    suite.check(process.returncode == 2 and err.startswith(b"peercert: standard output: "), "no standard output at all",
                process.returncode, err)


def at_terminal(suite, stdout):
    """What a terminal shows of a run that takes longer than a second, the second certificate being broken."""
    master, terminal = pty.openpty()
    process = subprocess.Popen([suite.args.command, "decode"], stdin=subprocess.PIPE, stderr=terminal,
                               stdout=terminal if stdout == "terminal" else subprocess.DEVNULL)
    os.close(terminal)
    process.stdin.write(read("server.pem") + b"text\n" * 100)
    process.stdin.flush()
    time.sleep(1.3)
    process.stdin.write(read("server.pem") + pem(b"x"))
    process.stdin.close()
    process.wait(30)
    shown = b""
    try:
        while True:
            shown += os.read(master, 65536)
    except OSError:
        os.close(master)
    return shown.replace(b"\r\n", b"\n")


def progress(suite):
    cleared = b"\r" + b" " * 40 + b"\r"
    message = b"peercert: standard input: certificate 3: certificate: not the element that belongs here at byte 0\n"
    shown = at_terminal(suite, "none")
    suite.check(shown == b"\r2 certificates" + cleared + message, "progress at a terminal", shown)
    shown = at_terminal(suite, "terminal")
    suite.check(b"\r" not in shown and message in shown, "none where the certificates themselves are shown", shown)


def strict(suite):
    server = oracle(data("server.pem"))
    suite.expect("a regular certificate", suite.run("decode", "--strict", "--format", "python", data("server.pem")), 0,
                 line(server), "")
    with open(suite.args.vectors, encoding="utf-8") as lines:
        vectors = {vector["name"]: vector for vector in map(json.loads, lines)}
    for name, words in (("base/v1-explicit-default", "default version encoded"),
                        ("time/utc-offset", "a time not written as RFC 5280 demands")):
        der = bytes.fromhex(vectors[name]["der_hex"])
        suite.expect(name + " decodes", suite.run("decode", "--format", "python", stdin=der), 0,
                     line(vectors[name]["python_repr"]), "")
        suite.expect(name + " is refused by --strict", suite.run("decode", "--strict", "--format", "python", stdin=der), 1,
                     b"", "peercert: standard input: certificate 1: decodable, but not as RFC 5280 wants it: %s\n" % words)


def noise(suite, name, prefix, seconds, mebibytes, message, block=None):
    """100 MB of octets behind 'prefix', made as they are read."""
    random.seed(100)
    block = block or random.randbytes(1 << 20)
    began = time.monotonic()
    process = suite.start("decode")
    try:
        process.stdin.write(prefix)
        for _ in range(100):
            process.stdin.write(block)
        process.stdin.close()
    except BrokenPipeError:
        pass
    out, err = process.stdout.read(), process.stderr.read().decode()
    status = process.wait(60)
    took = time.monotonic() - began
    suite.check((status, out) == (1, b"") and message in err and err.count("\n") == 1, name, status, err)
    suite.check(took < seconds and peak_memory() < mebibytes, name + ": time and memory",
                "%.1f s, %.0f MiB" % (took, peak_memory()))


def large(suite):
    neither = "contains no certificate: neither PEM nor DER nor lines of base64"
    noise(suite, "100 MB of noise", b"", 20, 128, neither)
    noise(suite, "100 MB of letters without a newline", b"", 20, 128, neither, b"x" * (1 << 20))
    noise(suite, "100 MB of dashes", b"", 20, 128, neither, b"-" * (1 << 20))
    noise(suite, "100 MB of newlines", b"", 20, 128, neither, b"\n" * (1 << 20))
    noise(suite, "100 MB of BEGIN lines of keys", b"", 20, 128, "a private key, no certificate",
          b"-----BEGIN RSA PRIVATE KEY----\n-----BEGIN PRIVATE KEY-----\n" * 17000)
    noise(suite, "100 MB behind a DER header", b"\x30\x83\xff\xff\xff", 20, 160, "larger than TLS can carry")
    noise(suite, "100 MB behind a BEGIN line", b"-----BEGIN CERTIFICATE-----\n", 20, 256, "no matching END line",
          base64.encodebytes(random.randbytes(1 << 19)))

    wanted = line(oracle(data("server.pem")))
    process = suite.start("decode", "--format", "python", stdin=subprocess.PIPE)
    count, text = 0, read("server.pem") * 500
    if os.fork() == 0:
        for _ in range(100):
            process.stdin.write(text)
        process.stdin.close()
        os._exit(0)
    process.stdin.close()
    good = True
    for got in process.stdout:
        good = good and got == wanted
        count += 1
    suite.check(process.wait(30) == 0 and good and count == 50000, "50,000 certificates in one stream", count, good)
    os.wait()


def main():
    suite = Suite()
    for part in (usage, contents, pem_forms, raw_formats, refusals, python_raises, no_certificate, unreadable, outputs,
                 progress, strict, large):
        part(suite)
    suite.finish()


main()
