"""Whether peercert's answer is Python's, or one of the refusals that it is known for: framing that is not DER, and octets
after the certificate.
"""
import argparse

import ber
import model
import oracle
import peercert
import sources


def bounded(answer, der):
    """Whether this refusal is one of those that Python's tolerance of BER explains, and tells the truth about it."""
    if answer.name in peercert.FRAMING:
        return peercert.framing_is_wrong(answer, der)
    if answer.name == peercert.TRAILING:
        return answer.offset == peercert.outer_end(der) < len(der)
    return False


def compare(der, answer, cpython):
    """('same', 'framing', 'trailing', 'model' or 'different', what Python says)"""
    by_model, live = oracle.model_decode(der), cpython.decode(der)
    if by_model != live:
        return "model", (by_model, live)
    if peercert.outcome(answer, der) == oracle.expected(live):
        return "same", live
    if bounded(answer, der):
        return "trailing" if answer.name == peercert.TRAILING else "framing", live
    return "different", live


def adapt_model(vectors, cpython):
    """The one thing in which versions of OpenSSL differ is asked of the one at hand."""
    empty = next(v.der for v in sources.read_vectors(vectors) if v.name == "ber/zero-length-long-form")
    ber.BEHIND_LENGTH = 0 if cpython.decode(empty)[0] == "dict" else 1


def open_judges():
    """(path of the vectors, CPython, the probe) as the command line has them."""
    parser = argparse.ArgumentParser()
    for name in "probe", "vectors", "codes", "names":
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    cpython = oracle.CPython()
    model.load_names(args.names)
    adapt_model(args.vectors, cpython)
    return args.vectors, cpython, peercert.Probe(args.probe, peercert.result_names(args.codes))
