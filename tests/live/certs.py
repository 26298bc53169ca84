"""Certificates and keys of any sort, by the openssl command, in one folder."""
import os
import ssl
import subprocess
import time

CONFIG = """
[ca]
default_ca = issue
[issue]
database = {folder}/index.txt
new_certs_dir = {folder}
unique_subject = no
rand_serial = yes
policy = any
default_md = {digest}
[any]
[req]
distinguished_name = subject
string_mask = {strings}
[subject]
[extensions]
{extensions}
"""

KEYS = {
    "p256": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"],
    "p384": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-384"],
    "p521": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-521"],
    "rsa": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    "rsa1024": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"],
    "rsa4096": ["-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4096"],
    "secp256k1": ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
    "pss": ["-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048"],
    "ed25519": ["-algorithm", "ED25519"],
}

CA = ["basicConstraints = critical, CA:TRUE", "keyUsage = critical, keyCertSign, cRLSign",
      "subjectKeyIdentifier = hash"]
SERVER = ["basicConstraints = CA:FALSE", "keyUsage = digitalSignature, keyEncipherment",
          "extendedKeyUsage = serverAuth"]
LOCALHOST = ["subjectAltName = DNS:localhost"]

DAY = 86400


def openssl(*args):
    done = subprocess.run(["openssl", *args], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError("openssl %s\n%s" % (" ".join(args), done.stderr.decode(errors="replace")))
    return done.stdout


def moment(days):
    """A day from now, or a date as it stands, as openssl ca takes it."""
    if isinstance(days, str):
        return days
    return time.strftime("%Y%m%d%H%M%SZ", time.gmtime(time.time() + days * DAY))


class Certificate:
    def __init__(self, path, key, issuer):
        self.path = path
        self.key = key
        self.issuer = issuer
        with open(path, encoding="ascii") as text:
            self.pem = text.read()
        self.der = ssl.PEM_cert_to_DER_cert(self.pem)


class Issuer:
    """Issues certificates into 'folder'."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0
        self.keys = {}
        open(os.path.join(folder, "index.txt"), "w").close()

    def path(self, name):
        return os.path.join(self.folder, name)

    def key(self, kind, name):
        """The key called 'name', made once."""
        if (kind, name) not in self.keys:
            path = self.path("%s-%s.key" % (kind, name))
            openssl("genpkey", *KEYS[kind], "-out", path)
            self.keys[kind, name] = path
        return self.keys[kind, name]

    def issue(self, subject, issuer=None, key="p256", key_name=None, extensions=(), days=(-1, 30), digest="sha256",
              strings="utf8only", sign=()):
        """A certificate by 'issuer', or self-signed. 'days': from and to, counted from now."""
        self.count += 1
        stem = self.path("cert%d" % self.count)
        key = self.key(key, key_name or "leaf")
        with open(stem + ".cnf", "w", encoding="utf-8") as config:
            config.write(CONFIG.format(folder=self.folder, digest=digest, strings=strings,
                                       extensions="\n".join(extensions)))
        openssl("req", "-new", "-utf8", "-config", stem + ".cnf", "-key", key, "-subj", subject, "-out", stem + ".csr")
        signer = ["-selfsign", "-keyfile", key] if issuer is None else ["-cert", issuer.path, "-keyfile", issuer.key]
        openssl("ca", "-preserveDN", "-batch", "-notext", "-config", stem + ".cnf", "-in", stem + ".csr",
                "-out", stem + ".pem", "-startdate", moment(days[0]), "-enddate", moment(days[1]),
                *(["-extensions", "extensions"] if extensions else []), *signer, *sign)
        return Certificate(stem + ".pem", key, issuer)

    def authority(self, name, issuer=None, extensions=CA, key="p256", **options):
        identifier = ["authorityKeyIdentifier = keyid"] if issuer else []
        return self.issue("/O=Live test/CN=" + name, issuer, key=key, key_name=name.replace(" ", "-"),
                          extensions=list(extensions) + identifier, **options)

    def server(self, issuer, subject="/CN=localhost", extensions=SERVER + LOCALHOST, **options):
        return self.issue(subject, issuer, extensions=list(extensions), **options)

    def file(self, name, *certificates):
        """A PEM file of certificates."""
        path = self.path(name)
        with open(path, "w", encoding="ascii") as out:
            out.write("".join(certificate.pem for certificate in certificates))
        return path
