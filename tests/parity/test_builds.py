"""A build for speed and one for size find out the same of every certificate: code, place, irregularities, views,
extensions and events. Over the vectors, with each octet of the short ones changed to every other value, certificates
of the system and of PEERCERT_CORPUS, and mutants of all of them (PEERCERT_MUTANTS, PEERCERT_MUTANTS_RUN)."""
import argparse
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import mutate
import sources
from mutate import Node
from tap import Tap

SHOWN = 20

# Fields and extensions as nearly all certificates have them, which the build for speed knows at sight. Of each the probe
# changes all octets.
SERIAL, ALGORITHM, VALIDITY, SPKI = 1, 2, 4, 6
RSA = "300d06092a864886f70d0101%s0500"
FIELDS = [
    (SERIAL, "020112"), (SERIAL, "02021234"), (SERIAL, "020212b4"),
    (ALGORITHM, RSA % "0b"),
    (VALIDITY, "301e" + "170d" + b"490228235959Z".hex() + "170d" + b"490301000000Z".hex()),
    (VALIDITY, "3020" + "170d" + b"491231235959Z".hex() + "180f" + b"20500228000000Z".hex()),
    (SPKI, "3016" + RSA % "01" + "030500ffffffff"),
    (SPKI, "3081a0" + RSA % "01" + "03818e00" + "ff" * 141),
]
EXTENSIONS = [
    ("551d13", "3000"), ("551d13", "30030101ff"), ("551d13", "30060101ff020100"),
    ("551d0f", "030205a0"), ("551d0f", "03020106"),
    ("551d25", "3014" + "06082b06010505070301" + "06082b06010505070302"),
    ("551d11", "3020" + "8104" + b"a@bc".hex() + "820a" + b"ab.example".hex() + "860c" + b"http://ab.cd".hex()),
    ("2b06010505070101", "302c" + "301406082b060105050730018608" + b"http://a".hex() +
     "301406082b060105050730028608" + b"http://b".hex()),
    ("551d1f", "3020" + "300ea00ca00a8608" + b"http://a".hex() + "300ea00ca00a8608" + b"http://b".hex()),
]


def usual(base):
    """'base', which is v3 without extensions, with one of these."""
    def element(text):
        return mutate.parse(bytes.fromhex(text))[0]

    for index, text in FIELDS:
        root = mutate.parse(base)[0]
        root.children[0].children[index] = element(text)
        if index == ALGORITHM:
            root.children[1] = element(text)
        yield root.encode()
    for oid, value in EXTENSIONS:
        root = mutate.parse(base)[0]
        one = Node(0x30, b"", [Node(0x06, bytes.fromhex(oid)), Node(0x04, bytes.fromhex(value))])
        root.children[0].children.append(Node(0xA3, b"", [Node(0x30, b"", [one])]))
        yield root.encode()


def answers(probe, ders):
    """For each certificate its lines."""
    data = b"".join(len(der).to_bytes(4, "big") + der for der in ders)
    text = subprocess.run([probe], input=data, stdout=subprocess.PIPE, check=True).stdout.decode()
    return [part.splitlines() for part in text.split("= ")[1:]]


def differences(ders, fast, small):
    """What to say of each certificate of which the two builds do not find out the same."""
    for der, a, b in zip(ders, fast, small):
        if a != b:
            pairs = ["%s | %s" % pair for pair in zip(a, b) if pair[0] != pair[1]]
            yield "%s\n%s" % ("\n".join(pairs[:3]), der.hex())


def main():
    parser = argparse.ArgumentParser()
    for name in "fast", "small", "vectors":
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    known = {v.name: v.der for v in sources.read_vectors(args.vectors)}
    vectors = list(known.values())
    shapes = list(usual(known["base/v3-no-ext"]))
    others = [der for _, found in sources.collect(sources.corpus_folders()) for der in found]
    run = os.environ.get("PEERCERT_MUTANTS_RUN", "1")
    pool = [der for der in vectors + others if der]
    # Only long ones: of the short ones the probe makes enough.
    mutants = [mutate.mutant(pool, run, i) for i in range(int(os.environ.get("PEERCERT_MUTANTS", "20000")))]
    mutants = [der for der in mutants if len(der) > 700]

    tap = Tap()
    for name, ders in ("usual shapes", shapes), ("vectors", vectors), ("other certificates", others), ("mutants", mutants):
        fast, small = answers(args.fast, ders), answers(args.small, ders)
        found = list(differences(ders, fast, small))
        tap.note("%d %s, %d lines" % (len(ders), name, sum(map(len, fast))))
        tap.check(len(fast) == len(small) == len(ders) and not found, "the builds agree on " + name, len(found),
                  *found[:SHOWN])
        tap.check(not ders or any(lines[0].startswith("0 ") for lines in fast), "some %s decode" % name)
        if ders is shapes:
            tap.check(all(lines[0].split()[0] == "0" and lines[0].split()[3] == "0" for lines in fast),
                      "all %s decode, and are regular" % name, *[lines[0] for lines in fast])
    tap.finish()


main()
