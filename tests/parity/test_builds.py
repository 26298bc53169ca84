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
from tap import Tap

SHOWN = 20


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
    vectors = [v.der for v in sources.read_vectors(args.vectors)]
    others = [der for _, found in sources.collect(sources.corpus_folders()) for der in found]
    run = os.environ.get("PEERCERT_MUTANTS_RUN", "1")
    pool = [der for der in vectors + others if der]
    # Only long ones: of the short ones the probe makes enough.
    mutants = [mutate.mutant(pool, run, i) for i in range(int(os.environ.get("PEERCERT_MUTANTS", "20000")))]
    mutants = [der for der in mutants if len(der) > 700]

    tap = Tap()
    for name, ders in ("vectors", vectors), ("other certificates", others), ("mutants", mutants):
        fast, small = answers(args.fast, ders), answers(args.small, ders)
        found = list(differences(ders, fast, small))
        tap.note("%d %s, %d lines" % (len(ders), name, sum(map(len, fast))))
        tap.check(len(fast) == len(small) == len(ders) and not found, "the builds agree on " + name, len(found),
                  *found[:SHOWN])
        tap.check(not ders or any(lines[0].startswith("0 ") for lines in fast), "some %s decode" % name)
    tap.finish()


main()
