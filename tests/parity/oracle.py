"""What Python says of a certificate: the live CPython's own decoder, and the model of it.

An outcome is ("dict", the dict) or ("error", "Type: text" with source line numbers replaced by N).
"""
import base64
import json
import os
import re
import ssl

import model

UNDECODABLE = "SSLError: ('Error decoding PEM-encoded file',)"


def pem(der):
    body = base64.encodebytes(der).decode("ascii")
    return "-----BEGIN CERTIFICATE-----\n" + body + "-----END CERTIFICATE-----\n"


class CPython:
    """_ssl._test_decode_cert, the code behind getpeercert(), fed through one file in memory."""

    def __init__(self):
        self.fd = os.memfd_create("certificate")
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def forget_errors(self):
        """Empties OpenSSL's error queue, whose residue would otherwise replace the next exception's text."""
        try:
            self.context.set_ciphers("NO-SUCH-CIPHER")
        except ssl.SSLError:
            pass

    def decode(self, der):
        text = pem(der).encode("ascii")
        os.ftruncate(self.fd, 0)
        os.pwrite(self.fd, text, 0)
        self.forget_errors()
        try:
            return "dict", ssl._ssl._test_decode_cert("/proc/self/fd/%d" % self.fd)
        except (ssl.SSLError, UnicodeDecodeError, SystemError) as error:
            text = re.sub(r"_ssl\.c:\d+", "_ssl.c:N", str(error))
            return "error", "%s: %s" % (type(error).__name__, text)


def model_decode(der):
    try:
        return "dict", model.decode(der)
    except model.Malformed:
        return "error", UNDECODABLE
    except model.Raises as error:
        return "error", str(error)


def jsonable(value):
    """What json.dumps() takes: a BIT STRING's octets become lower-case hexadecimal digits."""
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, tuple):
        return [jsonable(item) for item in value]
    return value


def expected(python):
    """Python's outcome in the form of peercert.outcome()."""
    kind, value = python
    if kind == "error":
        return None, None, value
    return ascii(value), json.dumps({key: jsonable(item) for key, item in value.items()}), None
