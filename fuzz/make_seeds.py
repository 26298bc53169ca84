"""Makes seeds from the vectors, from Debian's ca-certificates, and of what fuzz/corpus keeps.

usage: make_seeds.py TARGET VECTORS FOLDER
"""
import base64
import glob
import itertools
import json
import os
import sys

REQUIRED, NAME_CHECK, ANCHOR_KNOWN, SERVER = 1, 2, 4, 8
ROOTS = 24


def vectors(path):
    with open(path, encoding="utf-8") as lines:
        return [bytes.fromhex(json.loads(line)["der_hex"]) for line in lines]


def roots():
    """Self-signed certificates whose signatures verify, of those that Debian has a few."""
    found = []
    for path in sorted(glob.glob("/usr/share/ca-certificates/mozilla/*.crt"))[:ROOTS]:
        with open(path, encoding="ascii") as file:
            body = file.read().split("-----BEGIN CERTIFICATE-----")[1].split("-----END")[0]
        found.append(base64.b64decode(body))
    return found


def tee(flags, chunk, size, chain):
    return bytes([flags, chunk]) + size.to_bytes(2, "big") + b"".join(len(c).to_bytes(2, "big") + c for c in chain)


def certificate_seeds(certificates, anchors):
    return certificates + anchors


def tee_seeds(certificates, anchors):
    """Chains of one root, of a stranger and a root, of hand-made certificates; buffers that hold all, some, none."""
    chains = [[root] for root in anchors]
    chains += [[a, b] for a, b in zip(certificates[::16], anchors)]
    chains += [certificates[i:i + 3] for i in range(0, 30, 3)]
    flags = itertools.cycle((REQUIRED, 0, REQUIRED | NAME_CHECK, REQUIRED | ANCHOR_KNOWN,
                             REQUIRED | ANCHOR_KNOWN | SERVER, SERVER))
    sizes = itertools.cycle((4096, 16384, 1000, 600, 0))
    made = [tee(flag, 99, size, chain) for chain, flag, size in zip(chains, flags, sizes)]
    return made + [tee(REQUIRED | ANCHOR_KNOWN | role, 255, 8192, [root]) for root in anchors for role in (0, SERVER)] + [tee(0, 0, 64, [])]


def pem_seeds(certificates, anchors):
    """Lines of any length and end, headers, text around, what is no base64, no end, another end."""
    body = base64.encodebytes(certificates[0])
    made = [block(body), block(body.replace(b"\n", b"\r\n")), block(body.replace(b"\n", b"\r")), block(body.replace(b"\n", b"")),
            block(b"Proc-Type: 4,ENCRYPTED\n\n" + body), b"text\n" + block(body) + b"text\n" + block(body), block(b""),
            block(body[:-2]), block(b"!" + body), block(body) * 3, b"-----BEGIN A-----\n" + block(body),
            b"-----BEGIN A-----\nAAAA\n-----END B-----\n", b"-----BEGIN", b"-----BEGIN -----\n-----END -----\n"]
    return made + [block(base64.encodebytes(root)) for root in anchors[:4]]


def block(body):
    return b"-----BEGIN CERTIFICATE-----\n" + body + b"-----END CERTIFICATE-----\n"


def elements(octets):
    """(tag, contents) of the data values, as far as there are any; only for what is nearly DER."""
    at = 0
    while at + 2 <= len(octets):
        tag, length = octets[at], octets[at + 1]
        at += 2
        if length > 0x80:
            count = length & 0x7F
            length = int.from_bytes(octets[at:at + count], "big")
            at += count
        yield tag, octets[at:at + length]
        at += length


def tree(octets):
    for tag, contents in elements(octets):
        yield tag, contents
        if tag & CONSTRUCTED:
            yield from tree(contents)


def distinct(seeds):
    return sorted(set(seeds), key=lambda seed: (len(seed), seed))


def value_seeds(certificates, anchors):
    """Each leaf value behind its tag, of those that are small."""
    return distinct(bytes([tag]) + contents for certificate in certificates + anchors
                    for tag, contents in tree(certificate) if not tag & CONSTRUCTED and len(contents) <= 64)


def extensions(certificate):
    """(contents octets of extnID, extnValue)"""
    for tag, contents in tree(certificate):
        parts = list(elements(contents)) if tag == 0x30 else []
        if len(parts) >= 2 and parts[0][0] == 0x06 and parts[-1][0] == 0x04:
            yield parts[0][1], parts[-1][1]


def made_extensions():
    """Those that tests/unit has vectors of."""
    with open(os.path.join(HERE, "..", "tests", "unit", "x509", "extensions.txt"), encoding="utf-8") as lines:
        for line in lines:
            fields = [field.strip() for field in line.split("|")]
            if len(fields) > 3 and not line.startswith("#"):
                yield bytes.fromhex(fields[1]), bytes.fromhex(fields[2].replace("-", ""))


def extension_seeds(certificates, anchors):
    known = [extension for certificate in certificates + anchors for extension in extensions(certificate)]
    return distinct(bytes([KINDS.index(oid)]) + value for oid, value in known + list(made_extensions()) if oid in KINDS)


def names(certificate):
    """Issuer and subject, of those that have the usual fields."""
    parts = list(elements(certificate))
    fields = list(elements(next(elements(parts[0][1]))[1])) if parts and parts[0][1] else []
    sequences = [contents for tag, contents in fields if tag == 0x30]
    return [sequences[1], sequences[3]] if len(sequences) >= 4 else []


def name_seeds(certificates, anchors):
    return distinct(name for certificate in certificates + anchors for name in names(certificate) if name)


def host_seeds(certificates, anchors):
    """Names that are asked for, of alternative names and of subjects."""
    hosts = itertools.cycle((b"www.example.org", b"a", b"192.0.2.1", b"::1", b"xn--bcher-kva.example", b"a.b.example.com", b""))
    alternatives = {value for certificate in certificates for oid, value in extensions(certificate) if oid == KINDS[0]}
    ask = [bytes([0, len(host)]) + host + value for host, value in zip(hosts, sorted(alternatives))]
    return ask + [bytes([0x80, len(host)]) + host + name for host, name in zip(hosts, name_seeds(certificates, anchors))]


def facade_seeds(certificates, anchors):
    """States, modes and verdicts, slots open and not, with certificates that have a dict and such that have none."""
    heads = itertools.cycle(bytes([state, mode, role, 0x4C, slots, 0, 3, 3, 0xC0, 0x2B])
                            for state in (2, 4, 3, 1) for mode in (2, 1, 0, 0x42) for role in (0, 1, 0x12, 0x1D)
                            for slots in (0, 0, 0x88))
    chains = [[certificate] for certificate in certificates] + [[a, b] for a, b in zip(certificates, anchors)] + [[]]
    return [head + b"".join(len(c).to_bytes(2, "big") + c for c in chain) for head, chain in zip(heads, chains)]


def handshake_seeds(certificates, anchors):
    """Each setting untouched, and with a change of each kind in each flight."""
    settings = [bytes([flags, piece]) for flags in range(0x80) for piece in (255,)]
    edits = [bytes([way | what, at >> 8, at & 0xFF, 0x01, 0x03]) for way in (0, 0x80) for what in range(4)
             for at in (0, 5, 9, 48, 90, 130, 400, 700, 900)]
    return settings[::3] + [setting + edit for setting, edit in zip(itertools.cycle(settings[::5]), edits)]


CONSTRUCTED = 0x20
HERE = os.path.dirname(os.path.abspath(__file__))
# extnID's contents octets, in the order of enum pc_extension_kind.
KINDS = [bytes.fromhex(oid) for oid in (
    "551d11 2b06010505070101 551d1f 551d13 551d0f 551d25 551d0e 551d23 551d20 551d21 551d12 551d1e 551d24 551d36 551d2e "
    "2b0601050507010b 2b06010401d679020402 2b06010505070118").split()]

MAKERS = {"bearssl_tee": tee_seeds, "certificate": certificate_seeds, "der": certificate_seeds,
          "differential": certificate_seeds, "extension": extension_seeds,
          "facade": facade_seeds, "handshake": handshake_seeds, "host": host_seeds, "name": name_seeds, "pem": pem_seeds, "values": value_seeds,
          "writers": certificate_seeds}


def kept(target):
    """Name and octets of what fuzz/corpus has for a target: a line each, octets as base64."""
    path = os.path.join(HERE, "corpus", target)
    if not os.path.exists(path):
        return
    with open(path, encoding="ascii") as lines:
        for line in lines:
            name, octets = line.rstrip("\n").split(" ")
            yield name, base64.b64decode(octets, validate=True)


def keep(target, inputs):
    with open(os.path.join(HERE, "corpus", target), "w", encoding="ascii") as file:
        for name in sorted(inputs):
            file.write("%s %s\n" % (name, base64.b64encode(inputs[name]).decode()))


def write(target, path, folder, inputs):
    """Seeds and what is kept into a folder; the names of the files."""
    os.makedirs(folder, exist_ok=True)
    seeds = {"seed-%04d" % number: seed for number, seed in enumerate(MAKERS[target](vectors(path), roots()))}
    seeds.update({"kept-" + name: octets for name, octets in inputs.items()})
    for name, octets in seeds.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(octets)
    return set(seeds)


def main():
    target, path, folder = sys.argv[1:]
    write(target, path, folder, dict(kept(target)))


if __name__ == "__main__":
    main()
