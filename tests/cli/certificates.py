"""Certificates in the forms that the command reads, and what CPython makes of them."""
import base64
import json
import ssl

from command import read


def oracle(path):
    """What CPython makes of the first certificate of a PEM file."""
    return ascii(ssl._ssl._test_decode_cert(path))


def pem(der, label="CERTIFICATE", end="\n", width=64):
    digits = base64.b64encode(der).decode()
    lines = [digits[i:i + width] for i in range(0, len(digits), width)]
    return end.join(["-----BEGIN %s-----" % label, *lines, "-----END %s-----" % label, ""]).encode()


def der_of(name):
    return ssl.PEM_cert_to_DER_cert(read(name).decode())


def line(text):
    return (text + "\n").encode()


def vectors(path):
    """Those of a file of vectors, with their octets as 'der'."""
    with open(path, encoding="utf-8") as lines:
        found = [json.loads(text) for text in lines]
    for vector in found:
        vector["der"] = bytes.fromhex(vector["der_hex"])
    return found


def base64_line(der):
    return base64.b64encode(der) + b"\n"
