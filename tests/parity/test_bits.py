"""Every truncation and every single bit turned over of twenty certificates, against the live CPython and its model.

To be run with sanitizers, which find what a verdict does not show.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import sources
import verdict
from tap import Tap

# By name: all keys of the dict, each kind of string, name, time and extension, v1, BER's borders.
VECTORS = """base/all-keys base/uids base/v2 base/v1-no-version serial/36-octets time/gen-fraction-offset time/gen-offset-zero-1800
    name/oid-x520 name/twenty-rdns string/utf8 string/utf8-nonprintable san/nine-kinds aia/both crldp/all-fields
    crldp/relative-and-full ber/signature-empty""".split()
REAL = 4  # and the shortest of the system's trust anchors
SHOWN = 20


def chosen(path):
    """(name, DER)"""
    by_name = {v.name: v.der for v in sources.read_vectors(path)}
    roots = sorted((der for label, found in sources.collect([]) if label.startswith("ca-certificates") for der in found), key=len)
    return [(name, by_name[name]) for name in VECTORS] + [("trust anchor %d" % i, der) for i, der in enumerate(roots[:REAL])]


def variants(der):
    yield from (der[:length] for length in range(len(der) + 1))
    for bit in range(8 * len(der)):
        changed = bytearray(der)
        changed[bit // 8] ^= 1 << bit % 8
        yield bytes(changed)


def main():
    vectors, cpython, probe = verdict.open_judges()

    tap = Tap()
    for name, der in chosen(vectors):
        ders = list(variants(der))
        counts, wrong = {}, []
        for variant, answer in zip(ders, probe.decode(ders)):
            outcome, python = verdict.compare(variant, answer, cpython)
            counts[outcome] = counts.get(outcome, 0) + 1
            if outcome in ("model", "different"):
                wrong.append("python: %r\nours:   %r\n%s" % (python, answer, variant.hex()))
        tap.note("%s, %d octets: %s" % (name, len(der), counts))
        tap.check(not wrong and counts["same"] > len(ders) // 2, "all truncations and single bits of " + name, len(wrong), *wrong[:SHOWN])
    tap.finish()


main()
