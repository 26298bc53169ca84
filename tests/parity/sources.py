"""Where certificates to compare come from: vectors, Debian, CPython's own tests, and folders of the user's."""
import base64
import binascii
import glob
import json
import os
import re
from collections import namedtuple

BLOCK = re.compile(rb"-----BEGIN (?:X509 )?CERTIFICATE-----(.*?)-----END", re.S)

# One hand-made certificate; 'python' is the literal that CPython gives, or None and 'error' its exception.
Vector = namedtuple("Vector", "name der python error")


def read_vectors(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            v = json.loads(line)
            yield Vector(v["name"], bytes.fromhex(v["der_hex"]), v["python_repr"], v["python_error"])


def read_certificates(path):
    """The DER of each certificate of a file: PEM with text around, or DER. Blocks that are not base64 are left out."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:1] == b"\x30":
        return [data]
    found = []
    for body in BLOCK.findall(data):
        try:
            found.append(base64.b64decode(b"".join(body.split()), validate=True))
        except binascii.Error:
            pass
    return found


def files(folder, pattern="**/*"):
    paths = glob.glob(os.path.join(glob.escape(folder), pattern), recursive=True)
    return sorted(path for path in paths if os.path.isfile(path))


def collect(corpus):
    """(name, certificates) for each file that has any; 'corpus' is a list of folders."""
    places = [("ca-certificates", "/usr/share/ca-certificates", "**/*.crt"),
              ("cpython", "/usr/lib/python3.11/test", "**/*.pem")]
    places += [(os.path.basename(os.path.normpath(folder)), folder, "**/*") for folder in corpus]
    for label, folder, pattern in places:
        for path in files(folder, pattern):
            certificates = read_certificates(path)
            if certificates:
                yield "%s/%s" % (label, os.path.relpath(path, folder)), certificates


def corpus_folders():
    """PEERCERT_CORPUS: folders separated by colons; raises where one is not there."""
    folders = [folder for folder in os.environ.get("PEERCERT_CORPUS", "").split(":") if folder]
    for folder in folders:
        if not os.path.isdir(folder):
            raise FileNotFoundError("PEERCERT_CORPUS: no such folder: " + folder)
    return folders
