"""Structure-aware mutants of certificates: elements deleted, repeated, swapped and moved, tags and lengths edited,
contents replaced by what has a meaning there, and bits flipped anywhere.

A mutant depends on its seed certificates and its number only, so that one can be made again.
"""
import random

TIMES = [b"240101000000Z", b"500101000000Z", b"491231235959Z", b"2401010000Z", b"240101000000+0100", b"240230000000Z",
         b"240229000000Z", b"230229000000Z", b"240101000000-0000", b"240101246000Z", b"240101000060Z", b"20240101000000Z",
         b"20240101000000.5Z", b"20240101000000.Z", b"20240101000000,5Z", b"00000101000000Z", b"99991231235959-0001",
         b"19000101000000+0001", b"18000101000000+0000", b"18000101000000+0001", b"2024010100Z", b"202401010000-1259",
         b"202401010000+1300", b"240101000000", b"240101000000Z ", b"24010100000\x00Z", b"", b"20000229120000.123000Z"]
TEXTS = [b"", b"a", b"a\0b", b"a\nb", b"\r\t", b"\x7f", b"'", b'"', b"'\"\\", b"\xc3\xa9", b"\xe9", b"\xc0\x80", b"\xed\xa0\x80",
         b"\xf4\x90\x80\x80", b"\xf0\x9f\x98\x80", b"\xe2\x82", b"a\xff", b"\xef\xbf\xbf", b"\0a", b"\0\0\0a", b"\xd8\x3d\xde\x00",
         b"\xd8\x00", b"\0\x11\0\0", b"\0\x10\xff\xff", b"\0\0\xd8\0", b"\x20\x28", b"example.org", b"*.example.org", b"x" * 70,
         b"x" * 64 + b"\xc3\xa9" * 40, b"y" * 2100, b"z" * 2031 + b"\xc3\xa9\xc3\xa9", b"\x7f\0\0\1", b"\0" * 16, b"\0" * 32]
INTEGERS = [b"", b"\0", b"\1", b"\2", b"\x7f", b"\x80", b"\0\x80", b"\0\x7f", b"\xff", b"\xff\x80", b"\xff\x7f", b"\x80\0", b"\xff\0\0",
            b"\x7f" + b"\xff" * 7, b"\x80" + b"\0" * 7, b"\0\x80" + b"\0" * 7, b"\x7f" * 35, b"\x7f" * 36, b"\x80" + b"\0" * 34,
            b"\x80" + b"\0" * 35, b"\xff\0" + b"\0" * 34, b"\0\xff" + b"\1" * 34, b"\5" * 300]
OIDS = [bytes.fromhex(h) for h in (
    "550403", "550406", "550408", "55040a", "2a864886f70d010901", "551d11", "551d1f", "551d13", "551d0f", "551d25",
    "2b06010505070101", "2b06010505073001", "2b06010505073002", "2b060104018237140203", "2b06010505070805",
    "2b06010505070807", "2b06010505070808", "2b06010505070809", "2a864886f70d01010b", "2a8648ce3d0201", "55", "2b", "00",
    "", "80", "5580", "558001", "8100", "ff7f", "4f", "50", "8837", "2a8fffffffffffffffff7f", "88" * 30 + "01")] + [
    b"\x2a" + b"\x81" * 584 + b"\1", b"\x2a" + b"\x81" * 585 + b"\1", b"\x2a" + b"\1" * 585, b"\x2a" + b"\1" * 586]
BITS = [b"", b"\0", b"\1", b"\7", b"\x08", b"\xff", b"\0\xff", b"\5\xa0", b"\5\xff", b"\7\x80", b"\7\xff", b"\0ab'\"\\\n"]
PARTS = [bytes.fromhex(h) for h in (
    "", "ff", "0401", "040161", "04016104", "3001ff", "30020500", "30020000", "0000", "000161", "0001", "20020500", "04810161", "0481016104",
    "1f200161", "1fff", "24800401610000", "2480", "06012aa0020500", "3004300230003000", "300a30083006300430020500",
    "300c300a30083006300430020500", "300c300a300830063004300205ff", "0300", "030100", "04016124030401620401")]
BOOLEANS = [b"", b"\0", b"\1", b"\xff", b"\xfe", b"\0\0", b"\xff\xff"]
STRINGS = [12, 18, 19, 20, 22, 26, 27, 28, 30]
POOLS = {1: BOOLEANS, 2: INTEGERS, 3: BITS, 6: OIDS, 10: INTEGERS, 23: TIMES, 24: TIMES}
LEAF_TAGS = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x09, 0x0A, 0x0D, 0x0E, 0x0F, 0x17, 0x18, 0x10, 0x11] + STRINGS
CONTEXT_TAGS = [0x80 + n for n in range(10)] + [0xA0 + n for n in range(10)]
TAGS = LEAF_TAGS + CONTEXT_TAGS + [0x30, 0x31, 0x28, 0x24, 0x2C, 0x33, 0x00, 0x20, 0x1F, 0x3F, 0xBF, 0x08, 0x0B, 0x42, 0xE1]


class Node:
    """An element: contents octets, or the elements in them; 'prefix' stands before those."""
    __slots__ = ("tag", "octets", "children", "header")

    def __init__(self, tag, octets=b"", children=None):
        self.tag, self.octets, self.children = tag, octets, children
        self.header = None  # from a body to the length octets that are to lie about it

    def body(self):
        return self.octets if self.children is None else b"".join(child.encode() for child in self.children)

    def encode(self):
        body = self.body()
        if self.header is not None:
            return self.header(self.tag, body)
        return bytes([self.tag]) + length(len(body)) + body

    def copy(self):
        node = Node(self.tag, self.octets, None if self.children is None else [c.copy() for c in self.children])
        node.header = self.header
        return node


def length(n):
    if n < 0x80:
        return bytes([n])
    octets = n.to_bytes((n.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(octets)]) + octets


def parse(data):
    """The elements that 'data' consists of, or None where it consists of none."""
    nodes, at = [], 0
    while at < len(data):
        if at + 2 > len(data) or data[at] & 0x1F == 0x1F or data[at] == 0:
            return None
        tag, n = data[at], data[at + 1]
        at += 2
        if n & 0x80:
            count = n & 0x7F
            if not 1 <= count <= 3 or at + count > len(data):
                return None
            n = int.from_bytes(data[at:at + count], "big")
            at += count
        if at + n > len(data):
            return None
        nodes.append(parse_one(tag, data[at:at + n]))
        at += n
    return nodes


def parse_one(tag, body):
    if tag & 0x20:
        return Node(tag, body, parse(body))
    if tag == 0x04 and body[:1] == b"\x30":  # what an extension's OCTET STRING holds
        return Node(tag, body, parse(body))
    return Node(tag, body)


def walk(nodes):
    """(list of siblings, index) of every element, depth first."""
    pending = [(nodes, i) for i in reversed(range(len(nodes)))]
    while pending:
        siblings, i = pending.pop()
        yield siblings, i
        children = siblings[i].children or []
        pending += [(children, k) for k in reversed(range(len(children)))]


# What lies about a length. Each takes the tag and the body and gives the whole element.

def long_form(tag, body):
    octets = len(body).to_bytes(4, "big")
    return bytes([tag, 0x84]) + octets + body


def padded_form(tag, body):
    n = length(len(body))
    return bytes([tag]) + (bytes([0x81]) + n if n[0] < 0x80 else bytes([n[0] + 1, 0]) + n[1:]) + body


def indefinite(tag, body):
    return bytes([tag, 0x80]) + body + b"\0\0"


def one_more(tag, body):
    return bytes([tag]) + length(len(body) + 1) + body


def one_less(tag, body):
    return bytes([tag]) + length(max(0, len(body) - 1)) + body


def huge(tag, body):
    return bytes([tag, 0x88]) + b"\x7f" + b"\xff" * 7 + body


def high_tag(tag, body):
    return bytes([tag | 0x1F, tag & 0x1F]) + length(len(body)) + body


HEADERS = [long_form, padded_form, indefinite, one_more, one_less, huge, high_tag]


# The edits. Each takes the random source and the place of one element.

def edit_tag(rng, siblings, i):
    node = siblings[i]
    choice = rng.randrange(4)
    if choice == 0:
        node.tag ^= 0x20
    elif choice == 1:
        node.tag = rng.choice(CONTEXT_TAGS)
    elif choice == 2:
        node.tag = rng.choice(STRINGS)
    else:
        node.tag = rng.choice(TAGS)


def edit_header(rng, siblings, i):
    siblings[i].header = rng.choice(HEADERS)


def replace_contents(rng, siblings, i):
    node = siblings[i]
    pool = POOLS.get(node.tag, TEXTS) if rng.randrange(4) else rng.choice([TIMES, TEXTS, INTEGERS, OIDS, BITS, BOOLEANS])
    node.octets, node.children = rng.choice(pool), None


def replace_like(rng, siblings, i):
    """Contents that go with the tag."""
    siblings[i].octets, siblings[i].children = rng.choice(POOLS.get(siblings[i].tag, TEXTS)), None


def replace_string(rng, siblings, i):
    """A string, or what stands as a string in a general name, becomes another of any type."""
    node = siblings[i]
    if node.tag in STRINGS:
        node.tag = rng.choice(STRINGS + [0x03, 0x10, 0x0D])
    if node.tag in STRINGS or node.tag & 0xC0 == 0x80:
        node.octets, node.children = rng.choice(TEXTS), None
    else:
        replace_like(rng, siblings, i)


def edit_contents(rng, siblings, i):
    node = siblings[i]
    octets = bytearray(node.body())
    at = rng.randrange(len(octets) + 1)
    choice = rng.randrange(4)
    if choice == 0 and at < len(octets):
        octets[at] ^= 1 << rng.randrange(8)
    elif choice == 1 and at < len(octets):
        octets[at] = rng.choice(b"\x00\x01\x0a\x1f\x20\x27\x30\x7f\x80\x81\xbf\xc3\xe2\xf0\xff")
    elif choice == 2:
        octets[at:at] = rng.choice(TEXTS)[:40]
    else:
        del octets[at:at + rng.choice((1, 1, 2, 8))]
    node.octets, node.children = bytes(octets), None


def put_parts(rng, siblings, i):
    """A value in parts: what BER makes of strings, and of EXTERNAL and its like also DER."""
    siblings[i].tag = rng.choice([0x28, 0x2B, 0x3D, 0x2C, 0x24, 0x23, 0x33, 0x3E, siblings[i].tag | 0x20])
    siblings[i].octets, siblings[i].children = rng.choice(PARTS), None


def delete(_rng, siblings, i):
    del siblings[i]


def duplicate(_rng, siblings, i):
    siblings.insert(i, siblings[i].copy())


def swap(rng, siblings, i):
    other = rng.randrange(len(siblings))
    siblings[i], siblings[other] = siblings[other], siblings[i]


def insert(rng, siblings, i):
    pool = rng.choice([TIMES, TEXTS, INTEGERS, OIDS, BITS, BOOLEANS])
    siblings.insert(i + rng.randrange(2), Node(rng.choice(TAGS), rng.choice(pool)))


def wrap(rng, siblings, i):
    siblings[i] = Node(rng.choice([0x30, 0x31, 0x24, 0xA0, 0xA1, 0xA3, 0xA4, 0x2C]), b"", [siblings[i]])


def unwrap(_rng, siblings, i):
    if siblings[i].children is not None:
        siblings[i:i + 1] = siblings[i].children


def clear(_rng, siblings, i):
    siblings[i].octets, siblings[i].children = b"", None


EDITS = [edit_tag, edit_tag, edit_header, replace_contents, replace_contents, replace_contents, edit_contents, edit_contents,
         put_parts, delete, duplicate, swap, insert, wrap, unwrap, clear]

# Those that are likely to leave a certificate that decodes, for elements without elements in them.
MILD = [replace_string, replace_string, replace_like, edit_contents, duplicate]


def transplant(rng, places, donor):
    """Puts an element of another certificate in the place of one of this."""
    siblings, i = rng.choice(places)
    others = list(walk(donor))
    source, k = rng.choice(others)
    siblings[i] = source[k].copy()


def edit_raw(rng, data):
    octets = bytearray(data)
    choice = rng.randrange(4)
    if choice == 0:
        return data + rng.choice([b"\0", b"\0\0", b"\x30\0", data[:40]])
    if choice == 1:
        return data[:rng.randrange(len(data))]
    for _ in range(rng.choice((1, 1, 2, 5))):
        octets[rng.randrange(len(octets))] ^= 1 << rng.randrange(8)
    return bytes(octets)


def mutant(seeds, run, number):
    """Mutant 'number' of the run 'run' (any text) over the certificates 'seeds'."""
    rng = random.Random("%s/%d" % (run, number))
    data = rng.choice(seeds)
    nodes = parse(data)
    if nodes is None or rng.randrange(16) == 0:
        return edit_raw(rng, data)
    for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
        places = list(walk(nodes))
        if not places:
            break
        donor = parse(rng.choice(seeds)) if rng.randrange(10) == 0 else None
        if donor:
            transplant(rng, places, donor)
        elif rng.randrange(3):
            rng.choice(EDITS)(rng, *rng.choice(places))
        else:
            rng.choice(MILD)(rng, *rng.choice([p for p in places if p[0][p[1]].children is None] or places))
    return b"".join(node.encode() for node in nodes)
