"""Makes seeds from the vectors and from Debian's ca-certificates.

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


MAKERS = {"certificate": certificate_seeds, "bearssl_tee": tee_seeds, "pem": pem_seeds}


def main():
    target, path, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for number, seed in enumerate(MAKERS[target](vectors(path), roots())):
        with open(os.path.join(folder, "seed-%04d" % number), "wb") as file:
            file.write(seed)


main()
