"""Host names, purposes and validity against the real judges: CPython's handshake with check_hostname, "openssl
verify" with a purpose or a time, and inet_pton.
"""
import argparse
import glob
import itertools
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from tap import Tap

NO_COMMON_NAME = 1


def tlv(tag, content):
    size = len(content)
    if size < 128:
        head = bytes([size])
    else:
        octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
        head = bytes([0x80 | len(octets)]) + octets
    return bytes([tag]) + head + content


def dns(*names):
    return b"".join(tlv(0x82, name if isinstance(name, bytes) else name.encode()) for name in names)


def ip(text):
    family = socket.AF_INET6 if ":" in text else socket.AF_INET
    return tlv(0x87, socket.inet_pton(family, text))


def uri(text):
    return tlv(0x86, text.encode())


# label: (subject, GeneralNames of subjectAltName or None, further lines for the extension section, string mask)
HOST_CERTIFICATES = {
    "dns": ("/CN=cn.example.org", dns("a.example.org", "B.Example.ORG", "xn--bcher-kva.example"), []),
    "wildcard": ("/CN=x", dns("*.example.org"), []),
    "wildcard-idna": ("/CN=x", dns("*.xn--bcher-kva.example"), []),
    "wildcard-deep": ("/CN=x", dns("*.a.example.org"), []),
    "wildcard-top": ("/CN=x", dns("*.com", "*.local", "*"), []),
    "wildcard-partial": ("/CN=x", dns("f*.example.org", "*f.example.org", "f*o.example.org"), []),
    "wildcard-inner": ("/CN=x", dns("a.*.org", "*.*.example.org"), []),
    "wildcard-odd": ("/CN=x", dns("*.exa_mple.com", "*.example.net.", "*.-a.example", "*.a-.example", "*..example"), []),
    "trailing-dot": ("/CN=x", dns("dot.example.org."), []),
    "underscore": ("/CN=x", dns("under_score.example.org"), []),
    "empty-dns": ("/CN=cn.example.org", dns(""), []),
    "nul": ("/CN=cn.example.org", dns(b"a.example.org\0.evil.test"), []),
    "ip": ("/CN=cn.example.org", ip("192.0.2.1") + ip("2001:db8::1") + tlv(0x87, b"12345"), []),
    "ip-and-dns": ("/CN=192.0.2.9", ip("192.0.2.1") + dns("a.example.org", "192.0.2.7"), []),
    "mapped": ("/CN=x", ip("::ffff:192.0.2.1"), []),
    "uri-only": ("/CN=cn.example.org", uri("https://cn.example.org/"), []),
    "cn-only": ("/CN=cn.example.org", None, []),
    "cn-two": ("/CN=first.example.org/CN=second.example.org", None, []),
    "cn-wildcard": ("/CN=*.example.org", None, []),
    "cn-ip": ("/CN=192.0.2.1", None, []),
    "cn-bmp": ("/CN=b\u0171.example.org/CN=cn.example.org", None, []),
    "cn-long": ("/CN=" + "l" * 52 + ".example.org", None, []),
    "dns-long": ("/CN=x", dns("l" * 63 + ".example.org", "l" * 64 + ".example.org"), []),
    "empty-san": ("/CN=cn.example.org", b"", []),
    "no-cn": ("/O=cn.example.org", None, []),
}

HOSTS = [
    "a.example.org", "A.EXAMPLE.org", "b.example.org", "c.example.org", "example.org", "cn.example.org", "x.a.example.org",
    "a.b.example.org", "xn--bcher-kva.example", "w.xn--bcher-kva.example", "xn--a.example.org", "foo.example.org",
    "foo.com", "*.com", "foo.local", "*.local", "f*.example.org", "fo.example.org", "of.example.org", "a.b.org", "a.*.org",
    "*.*.example.org", "*.example.org", "w.exa_mple.com", "*.exa_mple.com", "w.example.net.", "w.example.net",
    "*.example.net.", "w.-a.example", "w.a-.example", "w..example", "dot.example.org", "dot.example.org.", "a.example.org.",
    "under_score.example.org", "under_score", "_a.example.org", "-a.example.org", "a_.example.org", "192.0.2.1", "192.0.2.2",
    "192.0.2.7", "192.0.2.9", "2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:db8::2", "::ffff:192.0.2.1", "first.example.org",
    "second.example.org", "l" * 63 + ".example.org", "l" * 52 + ".example.org", "127.1", "0x7f.0.0.1", "192.0.2.1.",
    "256.1.1.1", "b.local", "localhost",
]

# Text that Python takes for an IP address, and that we do not take for any name: the reason stands in x509/verify.h.
LOOSE_HOSTS = [" 192.0.2.1", "192.0.2.1 evil.example", "+192.0.2.1", "192.00.2.1", "0192.0.2.1", "192.-0.2.1"]

# Not a host name for Python either.
BAD_HOSTS = ["", ".a.example.org", "a..example.org", "l" * 64 + ".example.org"]

EKU_SETS = [
    None, "serverAuth", "clientAuth", "serverAuth,clientAuth", "critical,serverAuth", "anyExtendedKeyUsage", "codeSigning",
    "msSGC", "nsSGC", "emailProtection,clientAuth",
]
KEY_USAGE_SETS = [
    None, "digitalSignature", "keyEncipherment", "keyAgreement", "critical,keyCertSign,cRLSign", "nonRepudiation",
    "digitalSignature,keyEncipherment", "encipherOnly", "decipherOnly",
]

ADDRESSES = [
    "1.2.3.4", "255.255.255.255", "0.0.0.0", "256.1.1.1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1..2.3",
    "1.2.3.", "1.2.3.04", "1.2.3.0", "0.0.0.00", "", "a", "::", "::1", "1::", "1::2", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "::1::",
    "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7::8", "1:2:3:4::5:6:7:8", "12345::", "abcd:EF01::", "g::", ":1", "1:",
    ":", ":::", "1:::2", "::1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:1.2.3.4", "::1.2.3.4:5",
    "::1.2.3.256", "::01.2.3.4", "1.2.3.4::", "fe80::1%eth0", "[::1]", "::0001", "::00001", "1:2:3:4:5:6:7:8:9", "ffff::1:",
]

# In place of a PrintableString of four octets: types without text, and with.
TEXTS = [bytes.fromhex(value) for value in (
    "08046f646464", "07046f646464", "0304006f6464", "30040c026f64", "0c046f646464", "1604ff6f6464", "14046f646464",
    "1e0400e90064")]


class Maker:
    """Self-signed certificates, made by the openssl program."""

    def __init__(self, folder):
        self.folder = folder
        self.key = os.path.join(folder, "key.pem")
        self.count = 0
        self.run("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.key)

    @staticmethod
    def run(*args):
        subprocess.run(("openssl",) + args, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.PIPE)

    def make(self, subject, san=None, extensions=(), more=()):
        """-> the path of the certificate's PEM file"""
        self.count += 1
        path = os.path.join(self.folder, "%d.pem" % self.count)
        config = path + ".cnf"
        lines = ["[req]", "distinguished_name = dn", "string_mask = default", "utf8 = yes", "prompt = yes", "[dn]", "[ext]"]
        lines += extensions
        if san is not None:
            lines.append("subjectAltName = DER:" + tlv(0x30, san).hex(":"))
        with open(config, "w", encoding="utf-8") as out:
            out.write("\n".join(lines) + "\n")
        self.run("req", "-x509", "-new", "-key", self.key, "-config", config, "-extensions", "ext", "-subj", subject, "-utf8",
                 "-days", "30", "-out", path, *more)
        return path


def der_of(path):
    with open(path, encoding="ascii") as text:
        return ssl.PEM_cert_to_DER_cert(text.read())


def handshake(path, key, host, common_name):
    """CPython's verdict: "ok", "mismatch", or "name" where it does not take the host for one."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path, key)
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.load_verify_locations(path)
    client.hostname_checks_common_name = common_name
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    try:
        ours = client.wrap_bio(to_client, to_server, server_hostname=host)
    except ValueError:
        return "name"
    theirs = server.wrap_bio(to_server, to_client, server_side=True)
    for side in itertools.cycle((ours, theirs)):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
        except ssl.SSLCertVerificationError as error:
            if error.verify_code in (62, 64):
                return "mismatch"
            raise
        if side is ours:
            return "ok"


class Questions:
    """Collects questions, and asks the probe all of them at once."""

    def __init__(self, probe, codes):
        self.probe = probe
        with open(codes, encoding="utf-8") as text:
            self.names = {int(number): name for name, number in re.findall(r"(PC_\w+) = (-?\d+)", text.read())}
        self.questions = []

    def ask(self, name, wanted, *fields):
        self.questions.append((name, wanted, "\t".join(fields)))

    def answers(self):
        text = "".join(question + "\n" for _, _, question in self.questions)
        output = subprocess.run([self.probe], input=text, capture_output=True, check=True, encoding="utf-8").stdout
        return output.splitlines()

    def check(self, tap):
        for (name, wanted, _), got in zip(self.questions, self.answers()):
            if re.fullmatch(r"-?\d+", got) and wanted.startswith("PC_"):
                got = self.names[int(got)]
            tap.check(got == wanted, name, "wanted %s, got %s" % (wanted, got))


def ask_hosts(questions, maker):
    for label, (subject, san, extensions) in HOST_CERTIFICATES.items():
        path = maker.make(subject, san, extensions)
        der = der_of(path).hex()
        for host, flags in itertools.product(HOSTS + BAD_HOSTS, (0, NO_COMMON_NAME)):
            verdict = handshake(path, maker.key, host, flags == 0)
            address = ":" in host or re.fullmatch(r"(\d+\.){3}\d+", host) and host != "256.1.1.1"
            wanted = {"ok": "PC_OK", "name": "PC_ERR_X509_HOST_SYNTAX",
                      "mismatch": "PC_ERR_X509_IP" if address else "PC_ERR_X509_HOST"}[verdict]
            questions.ask("host %s: %r, flags %d" % (label, host, flags), wanted, der, "host", str(flags), host)
    der = der_of(maker.make("/CN=x", ip("192.0.2.1"))).hex()
    for host in LOOSE_HOSTS + ["b\u0171cher.example", "a\u007fb.example"]:
        questions.ask("host that is none: %r" % host, "PC_ERR_X509_HOST_SYNTAX", der, "host", "0", host)


def ask_texts(questions, maker):
    """A commonName of any type: what is behind one without text does not count."""
    for order, subject in (("first", "/CN=oddd/CN=cn.example.org"), ("last", "/CN=cn.example.org/CN=oddd")):
        for value in TEXTS:
            path = maker.make(subject)
            octets = der_of(path).replace(tlv(0x13, b"oddd"), value)
            # Its signature is none now; nobody asks for that of a trust anchor.
            with open(path, "w", encoding="ascii") as out:
                out.write(ssl.DER_cert_to_PEM_cert(octets))
            for host in ("cn.example.org", "oddd"):
                verdict = handshake(path, maker.key, host, True)
                questions.ask("host %r, %s commonName %s" % (host, order, value.hex()),
                              {"ok": "PC_OK", "mismatch": "PC_ERR_X509_HOST"}[verdict], octets.hex(), "host", "0", host)


def ask_broken_names(questions, maker):
    """An unreadable or repeated subjectAltName never opens the way to commonName; see PC_HOST_NO_COMMON_NAME."""
    malformed = der_of(maker.make("/CN=cn.example.org", None, ["subjectAltName = DER:30:02:82:05"]))
    once = der_of(maker.make("/CN=cn.example.org", dns(), ["1.2.3.17 = DER:30:00"]))
    repeated = once.replace(tlv(6, bytes((0x2A, 3, 17))), tlv(6, bytes((0x55, 29, 17))))
    assert repeated != once
    for label, octets in (("malformed", malformed), ("repeated", repeated)):
        der = octets.hex()
        questions.ask("host, subjectAltName %s" % label, "PC_ERR_X509_HOST", der, "host", "0", "cn.example.org")
        questions.ask("address, subjectAltName %s" % label, "PC_ERR_X509_IP", der, "host", "0", "192.0.2.1")


def openssl_accepts(path, *options):
    return subprocess.run(["openssl", "verify", "-CAfile", path, *options, path], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode == 0


def ask_purposes(questions, maker):
    pairs = [(eku, None) for eku in EKU_SETS] + [(None, usage) for usage in KEY_USAGE_SETS[1:]]
    pairs += [("clientAuth", "keyEncipherment"), ("serverAuth", "keyCertSign")]
    for eku, usage in pairs:
        extensions = ["extendedKeyUsage = " + eku] if eku else []
        extensions += ["keyUsage = " + usage] if usage else []
        path = maker.make("/CN=x", None, extensions)
        for number, purpose in enumerate(("sslserver", "sslclient")):
            wanted = "PC_OK" if openssl_accepts(path, "-purpose", purpose) else "PC_ERR_X509_PURPOSE"
            questions.ask("purpose %s: %s, %s" % (purpose, eku, usage), wanted, der_of(path).hex(), "purpose", str(number))


def ask_validity(questions, maker):
    path = maker.make("/CN=x")
    info = ssl._ssl._test_decode_cert(path)
    begin, end = (ssl.cert_time_to_seconds(info[key]) for key in ("notBefore", "notAfter"))
    for name, now in (("long before", 0), ("just before", begin - 1), ("at the beginning", begin), ("just after it", begin + 1),
                      ("just before the end", end - 1), ("just after the end", end + 1), ("in 2106", 2 ** 32 + 1)):
        accepted = openssl_accepts(path, "-attime", str(now))
        wanted = "PC_OK" if accepted else "PC_ERR_X509_NOT_YET" if now < begin else "PC_ERR_X509_EXPIRED"
        questions.ask("validity, " + name, wanted, der_of(path).hex(), "validity", str(now))


def ask_addresses(questions):
    for text in ADDRESSES:
        wanted = "-"
        for family in (socket.AF_INET, socket.AF_INET6):
            try:
                wanted = socket.inet_pton(family, text).hex()
            except OSError:
                pass
        questions.ask("address %r" % text, wanted, "00", "address", text)


def openssl_hash(path):
    """Which hash OpenSSL says the certificate is signed with: by the algorithm's name, or PSS's parameter."""
    text = subprocess.run(["openssl", "x509", "-in", path, "-noout", "-text"], capture_output=True, check=True,
                          encoding="utf-8").stdout.rsplit("Signature Algorithm: ", 1)[1]
    said = re.search(r"Hash Algorithm: (\w+)", text) if text.startswith("rsassaPss") else \
        re.search(r"(?i)\b(?:\w*[Ww]ith-?)?(md5|sha(?:1|224|256|384|512))", text.split("\n")[0])
    return said.group(1).lower() if said else "-"


def ask_hashes(questions, folder):
    """Of what openssl signs, and of Debian's roots."""
    ways = [("rsa:2048", digest, []) for digest in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")]
    ways += [("rsa:2048", digest, ["-sigopt", "rsa_padding_mode:pss"]) for digest in ("sha1", "sha224", "sha256", "sha512")]
    ways += [("ec", digest, ["-pkeyopt", "ec_paramgen_curve:P-256"]) for digest in ("sha1", "sha224", "sha256", "sha384", "sha512")]
    ways += [("ed25519", None, [])]
    for i, (key, digest, options) in enumerate(ways):
        path = os.path.join(folder, "signed%d.pem" % i)
        subprocess.run(["openssl", "req", "-x509", "-newkey", key, "-nodes", "-subj", "/CN=x", "-keyout", path + ".key",
                        "-out", path] + (["-" + digest] if digest else []) + options, capture_output=True, check=True)
        wanted = openssl_hash(path)
        assert wanted == (digest or "-")
        questions.ask("hash of %s with %s %s" % (key, digest, " ".join(options)), wanted, der_of(path).hex(), "hash", "")
    for path in sorted(glob.glob("/usr/share/ca-certificates/**/*.crt", recursive=True)):
        questions.ask("hash of " + os.path.basename(path), openssl_hash(path), der_of(path).hex(), "hash", "")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--probe", required=True)
    parser.add_argument("--codes", required=True)
    args = parser.parse_args()
    questions = Questions(args.probe, args.codes)
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(folder)
        ask_hosts(questions, maker)
        ask_texts(questions, maker)
        ask_broken_names(questions, maker)
        ask_purposes(questions, maker)
        ask_validity(questions, maker)
        ask_hashes(questions, folder)
    ask_addresses(questions)
    tap = Tap()
    questions.check(tap)
    tap.finish()


main()
