"""peercert against the live CPython on certificates of a size that no other test has: names at OpenSSL's limit, very many
elements, very long ones, very deep ones; empty ones among others; and each type where any may stand."""
import argparse
import itertools
import os
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import mutate
import oracle
import peercert
import sources
from mutate import Node
from tap import Tap

NAME_MAX = 1 << 20  # octets of a Name with its header, X509_NAME_MAX of OpenSSL
SECONDS_MAX = 20    # for all of them; what is quadratic takes hours

SERIAL, ISSUER, SUBJECT, SPKI = 0, 2, 4, 5
SUBJECT_ALT_NAME, ACCESS, POINTS = b"\x55\x1d\x11", b"\x2b\x06\x01\x05\x05\x07\x01\x01", b"\x55\x1d\x1f"
OCSP = b"\x2b\x06\x01\x05\x05\x07\x30\x01"

# Primitive: constructed strings are BER, and end-of-contents octets no type.
UNIVERSAL_TAGS = range(1, 0x1F)


def seq(*children):
    return Node(0x30, b"", list(children))


def rdn(octets, attributes=1):
    one = seq(Node(0x06, b"\x55\x04\x03"), Node(0x0C, octets))
    return Node(0x31, b"", [one] * attributes)


def name_of(size):
    """A Name of exactly 'size' octets, header included."""
    name = seq(rdn(b""))
    for _ in range(4):  # lengths have lengths
        name.children[0] = rdn(b"a" * (size - len(name.encode()) + len(name.children[0].children[0].children[1].octets)))
    assert len(name.encode()) == size
    return name


def extension(oid, value):
    return seq(Node(0x06, oid), Node(0x04, b"", [value]))


def dns_names(count):
    return seq(*[Node(0x82, b"www%d.example.org" % i) for i in range(count)])


def access(count):
    return seq(*[seq(Node(0x06, OCSP), Node(0x86, b"http://%d/" % i)) for i in range(count)])


def points(count):
    one = seq(Node(0xA0, b"", [Node(0xA0, b"", [Node(0x86, b"http://a/")])]))
    return seq(*[one] * count)


def other_name(tag, octets):
    return Node(0xA0, b"", [Node(0x06, b"\x2a\x03"), Node(0xA0, b"", [Node(tag, octets)])])


def nested(depth):
    node = Node(0x30)
    for _ in range(depth):
        node = Node(0x30, node.encode())
    return node


def bits():
    """Octets with and without quotes, from none to some more than a machine's word has."""
    for length in range(20):
        for quotes in b"", b"'", b'"', b"'\"":
            if length >= len(quotes):
                yield bytes(range(0x78, 0x78 + length - len(quotes))) + quotes


def cases(base):
    """(what, DER): 'base' with one thing changed."""
    def changed(what, index, node):
        root = mutate.parse(base)[0]
        tbs = root.children[0]
        tbs.children[index + 1 if tbs.children[0].tag == 0xA0 else index] = node
        return what, root.encode()

    def extended(what, *extensions):
        root = mutate.parse(base)[0]
        root.children[0].children.append(Node(0xA3, b"", [seq(*extensions)]))
        return what, root.encode()

    for octets in bits():
        attribute = seq(Node(0x06, b"\x55\x04\x03"), Node(0x03, b"\0" + octets))
        yield changed("BIT STRING %r" % octets, SUBJECT, seq(Node(0x31, b"", [attribute])))
    for what, index in ("issuer", ISSUER), ("subject", SUBJECT):
        yield changed("%s of %d octets" % (what, NAME_MAX), index, name_of(NAME_MAX))
        yield changed("%s of one octet more" % what, index, name_of(NAME_MAX + 1))
    yield changed("10,000 RDNs", SUBJECT, seq(*[rdn(b"a")] * 10000))
    yield changed("10,000 attributes in one RDN", SUBJECT, seq(rdn(b"a", 10000)))
    yield changed("100,000 empty RDNs", SUBJECT, seq(*[Node(0x31)] * 100000))
    yield changed("a serial number of 100,000 octets", SERIAL, Node(0x02, b"\x7f" * 100000))
    yield changed("a negative serial number of 100,000 octets", SERIAL, Node(0x02, b"\x80" + b"\0" * 99999))
    key = seq(seq(Node(0x06, b"\x2a\x03"), nested(20000)), Node(0x03, b"\0"))
    yield changed("20,000 SEQUENCEs in one another", SPKI, key)
    directory = [extension(SUBJECT_ALT_NAME, seq(Node(0xA4, b"", [name_of(size)]))) for size in (NAME_MAX, NAME_MAX + 1)]
    yield extended("a directoryName of %d octets" % NAME_MAX, directory[0])
    yield extended("a directoryName of one octet more", directory[1])
    for tag in 0x81, 0x82, 0x86:
        for last in b"\x7f", b"\xff":
            names = [Node(tag, octets) for octets in (b"\x01", b"", last)]
            yield extended("an empty name of tag %02x before %r" % (tag, last), extension(SUBJECT_ALT_NAME, seq(*names)))
    for tag, octets in itertools.product(UNIVERSAL_TAGS, (b"", b"\x04\x00")):
        what = "of tag %02x, %d octets" % (tag, len(octets))
        yield changed("an attribute's value " + what, SUBJECT,
                      seq(Node(0x31, b"", [seq(Node(0x06, b"\x55\x04\x03"), Node(tag, octets))])))
        yield extended("an otherName's value " + what, extension(SUBJECT_ALT_NAME, seq(other_name(tag, octets))))
    yield extended("100,000 names", extension(SUBJECT_ALT_NAME, dns_names(100000)))
    yield extended("a name of 1,000,000 octets", extension(SUBJECT_ALT_NAME, seq(Node(0x82, b"a" * 1000000))))
    yield extended("20,000 accesses", extension(ACCESS, access(20000)))
    yield extended("20,000 distribution points", extension(POINTS, points(20000)))
    unknown = extension(b"\x2a\x03", Node(0x05))
    yield extended("100,000 unknown extensions and one that is shown", *[unknown] * 100000,
                   extension(SUBJECT_ALT_NAME, dns_names(1)))
    yield extended("10,000 repetitions of one that is shown", *[extension(SUBJECT_ALT_NAME, dns_names(1))] * 10000)


def main():
    parser = argparse.ArgumentParser()
    for name in "probe", "vectors", "codes":
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    tap = Tap()
    cpython = oracle.CPython()
    base = next(v.der for v in sources.read_vectors(args.vectors) if v.name == "base/v3-no-ext")
    found = list(cases(base))
    start = time.monotonic()
    answers = peercert.Probe(args.probe, peercert.result_names(args.codes)).decode([der for _, der in found])
    seconds = time.monotonic() - start
    for (what, der), answer in zip(found, answers):
        python = cpython.decode(der)
        tap.check(peercert.outcome(answer, der) == oracle.expected(python), what, str(python)[:300], str(answer)[:300])
    tap.check(seconds < SECONDS_MAX, "all of them in %d seconds" % SECONDS_MAX, seconds)
    tap.finish()


main()
