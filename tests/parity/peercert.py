"""What peercert says of a certificate, by way of decode_probe and of the command."""
import re
import subprocess
import tempfile
from collections import namedtuple

import oracle

DICT = "dict"

# 'name' is the result code's name; for a dict it is PC_OK and 'python' and 'json' are texts.
Answer = namedtuple("Answer", "name python json offset field entry position length",
                    defaults=(None, None, None, None, None, None, None))

# X.690's framing as DER demands it: what OpenSSL reads as BER and peercert refuses.
FRAMING = {"PC_ERR_DER_INDEFINITE", "PC_ERR_DER_LENGTH", "PC_ERR_DER_HIGH_TAG", "PC_ERR_DER_CONSTRUCTED",
           "PC_ERR_DER_PRIMITIVE", "PC_ERR_DER_EOC"}
TRAILING = "PC_ERR_DER_EXTRA"

REASONS = {"PC_ERR_API_UTF8_START": "invalid start byte",
           "PC_ERR_API_UTF8_CONTINUATION": "invalid continuation byte",
           "PC_ERR_API_UTF8_END": "unexpected end of data"}


def result_names(header):
    """enum pc_result of asn1/result.h: value -> name."""
    with open(header, encoding="ascii") as text:
        return {int(value): name for name, value in re.findall(r"^\s+(PC_\w+) = (-?\d+)", text.read(), re.M)}


class Probe:
    def __init__(self, program, names):
        self.program = program
        self.names = names

    def parse(self, line):
        fields = line.split("\t")
        if fields[0] == "0":
            return Answer("PC_OK", fields[1], fields[2])
        code, offset, field, entry, position, length = fields
        return Answer(self.names[int(code)], None, None, int(offset), field, int(entry), int(position), int(length))

    def decode(self, ders):
        """One answer for each certificate; raises RuntimeError, naming the certificate, where the probe dies."""
        data = b"".join(len(der).to_bytes(4, "big") + der for der in ders)
        run = subprocess.run([self.program], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        lines = run.stdout.decode("ascii").split("\n")[:-1]
        if run.returncode != 0 or len(lines) != len(ders):
            culprit = ders[min(len(lines), len(ders) - 1)].hex()
            raise RuntimeError("decode_probe ended with %d after %d of %d\n%s\n%s" % (
                run.returncode, len(lines), len(ders), run.stderr.decode("utf-8", "replace"), culprit))
        return [self.parse(line) for line in lines]


def registered_id_at(der, offset):
    """Whether the over-long OBJECT IDENTIFIER whose contents or header stand at 'offset' is a registeredID, [8]."""
    return der[offset] == 0x88 or der[offset - 4] == 0x88


def exception(answer, der):
    """The text of the exception that Python raises, from a refusal's code, place and nothing else."""
    if answer.name in REASONS:
        if answer.length == 1:
            return "UnicodeDecodeError: 'utf-8' codec can't decode byte 0x%02x in position %d: %s" % (
                der[answer.offset], answer.position, REASONS[answer.name])
        return "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position %d-%d: %s" % (
            answer.position, answer.position + answer.length - 1, REASONS[answer.name])
    if answer.name == "PC_ERR_X509_ATTRIBUTE_TYPE":
        return "SSLError: unknown error (_ssl.c:N)"
    if answer.name == "PC_ERR_X509_OID_SIZE" and not answer.field.startswith("tbsCertificate"):
        if registered_id_at(der, answer.offset):
            return "SSLError: unknown error (_ssl.c:N)"
        return "SystemError: <class 'ssl.SSLError'> returned a result with an exception set"
    return oracle.UNDECODABLE


def outcome(answer, der):
    """(python literal, JSON, exception): what is comparable with Python's outcome."""
    if answer.name == "PC_OK":
        return answer.python, answer.json, None
    return None, None, exception(answer, der)


def framing_is_wrong(answer, der):
    """Whether the octets at a framing refusal's offset really are what its code says."""
    at = answer.offset
    if at + 1 >= len(der):
        return False
    tag, length = der[at], der[at + 1]
    if answer.name == "PC_ERR_DER_HIGH_TAG":
        return tag & 0x1F == 0x1F
    if answer.name == "PC_ERR_DER_EOC":
        return tag in (0x00, 0x20)
    if answer.name == "PC_ERR_DER_INDEFINITE":
        return length == 0x80
    if answer.name == "PC_ERR_DER_LENGTH":
        octets = der[at + 2:at + 2 + (length & 0x7F)]
        return length > 0x80 and (octets[0] == 0 or int.from_bytes(octets, "big") < 0x80)
    return bool(tag & 0x20) == (answer.name == "PC_ERR_DER_CONSTRUCTED")


def outer_end(der):
    """Where the outermost element ends, if its length is definite."""
    if len(der) < 2 or der[1] == 0x80:
        return len(der)
    if der[1] < 0x80:
        return 2 + der[1]
    count = der[1] & 0x7F
    return 2 + count + int.from_bytes(der[2:2 + count], "big")


def command_decode(program, ders, form):
    """Runs 'decode' once over all certificates: a line, or None where it was refused, for each; and the messages."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii", suffix=".pem") as bundle:
        bundle.write("".join(map(oracle.pem, ders)))
        bundle.flush()
        run = subprocess.run([program, "decode", "--format", form, bundle.name], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    messages = run.stderr.decode("utf-8").splitlines()
    refused = {}
    for message in messages:
        number = re.match(r"peercert: .*?: certificate (\d+): ", message)
        if number is None:
            raise RuntimeError("a message without a certificate's number: " + message)
        refused[int(number.group(1))] = message
    lines = run.stdout.decode("ascii").split("\n")[:-1]
    if run.returncode != (1 if refused else 0) or len(lines) + len(refused) != len(ders):
        raise RuntimeError("exit code %d, %d lines and %d messages for %d certificates\n%s" % (
            run.returncode, len(lines), len(messages), len(ders), run.stderr.decode("utf-8")[:1000]))
    left = iter(lines)
    return [None if number in refused else next(left) for number in range(1, len(ders) + 1)], refused
