"""peercert against the model of getpeercert(), and the model against the live CPython, on mutants of certificates.

peercert may differ from Python in one way only: it refuses what is not DER framing, octets after the certificate
included. It never gives another dict or another exception, and never decodes what Python does not.

PEERCERT_MUTANTS sets how many (20000), PEERCERT_MUTANTS_RUN which (any text), PEERCERT_MUTANT a single one to show.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import mutate
import oracle
import sources
import verdict
from tap import Tap

CHUNK = 500
SHOWN = 20


def seeds(vectors, corpus):
    """What decodes: of what does not, nearly every mutant does not either."""
    found = [v.der for v in sources.read_vectors(vectors)]
    for _, certificates in sources.collect(corpus):
        found += certificates
    return [der for der in found if oracle.model_decode(der)[0] == "dict"]


def main():
    vectors, cpython, probe = verdict.open_judges()
    pool = seeds(vectors, sources.corpus_folders())
    run = os.environ.get("PEERCERT_MUTANTS_RUN", "1")
    numbers = range(int(os.environ.get("PEERCERT_MUTANTS", "20000")))
    if "PEERCERT_MUTANT" in os.environ:
        numbers = range(int(os.environ["PEERCERT_MUTANT"]), int(os.environ["PEERCERT_MUTANT"]) + 1)

    tap = Tap()
    counts = {"same": 0, "dict": 0, "framing": 0, "trailing": 0}
    faults = {"model": [], "different": []}
    for start in range(0, len(numbers), CHUNK):
        chunk = numbers[start:start + CHUNK]
        ders = [mutate.mutant(pool, run, number) for number in chunk]
        for number, der, answer in zip(chunk, ders, probe.decode(ders)):
            outcome, python = verdict.compare(der, answer, cpython)
            if outcome in faults:
                faults[outcome].append("mutant %s/%d\npython: %r\nours:   %r\n%s" % (run, number, python, answer, der.hex()))
            else:
                counts[outcome] += 1
                counts["dict"] += answer.name == "PC_OK"
    tap.note("of %d mutants of %d certificates, run %s: %s" % (len(numbers), len(pool), run, counts))
    tap.check(not faults["model"], "the model and the live CPython agree", len(faults["model"]), *faults["model"][:SHOWN])
    tap.check(not faults["different"], "peercert differs from Python by what is no DER framing only",
              len(faults["different"]), *faults["different"][:SHOWN])
    tap.check(counts["same"] > 0 and counts["dict"] > len(numbers) // 10, "a good part of the mutants have a dict")
    tap.finish()


main()
