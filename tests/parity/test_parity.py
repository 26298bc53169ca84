"""peercert against CPython: the same dict, octet for octet, for every certificate at hand; and where Python raises, a
refusal from whose code and place its exception can be printed.

Where the two differ, refusals.txt says so, with the reason, and is held to it: an entry that no longer differs fails
as much as a difference that has no entry.
"""
import argparse
import ast
import hashlib
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import oracle
import peercert
import sources
from tap import Tap

# Decoded by some versions of OpenSSL only: the live answer is not compared with the file's.
BY_OPENSSL_VERSION = {"ber/zero-length-long-form"}

# What may be refused, octets after the certificate aside, of what CPython decodes.
REFUSED_MAX = 0.003


def read_refusals(path):
    """key -> (code, reason)"""
    refusals = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                key, code, reason = line.rstrip("\n").split("\t")
                refusals[key] = code, reason
    return refusals


class Case:
    """One certificate and all that was said of it."""

    def __init__(self, key, label, der, python):
        self.key = key
        self.label = label
        self.der = der
        self.python = python
        self.answer = None
        self.lines = []
        self.messages = []

    @property
    def decodes(self):
        return self.python[0] == "dict"

    @property
    def refused(self):
        return self.answer.name != "PC_OK"

    def command_differs(self):
        """Whether the command says other than the library, whose answer is compared with Python's."""
        wanted = [self.answer.python, self.answer.json]
        silent = any(line is None and not message for line, message in zip(self.lines, self.messages))
        return self.lines != wanted or silent

    def faults(self, refusals):
        if self.command_differs():
            yield "the command and the library differ"
            yield "command: %r %r" % (self.lines, self.messages)
            yield "library: %r" % (self.answer,)
        same = peercert.outcome(self.answer, self.der) == oracle.expected(self.python)
        listed = refusals.get(self.key)
        if same and listed:
            yield "listed as refused for %s, and is not: take it off the list" % listed[0]
        elif not same and not listed:
            yield "python: %r" % (self.python,)
            yield "ours:   %r" % (self.answer,)
        elif not same and (listed[0] != self.answer.name or not self.refused):
            yield "listed as refused for %s, and the answer is %r" % (listed[0], self.answer)


def ask(cases, probe, command):
    ders = [case.der for case in cases]
    for case, answer in zip(cases, probe.decode(ders)):
        case.answer = answer
    for form in "python", "json":
        lines, refused = peercert.command_decode(command, ders, form)
        for number, (case, line) in enumerate(zip(cases, lines), 1):
            case.lines.append(line)
            case.messages.append(refused.get(number))


def vector_cases(path, cpython):
    """Cases by the file's answers; and the vectors of which the live CPython says otherwise."""
    cases, stale = [], []
    for v in sources.read_vectors(path):
        python = ("error", v.error) if v.python is None else ("dict", ast.literal_eval(v.python))
        live = cpython.decode(v.der)
        if live != python and v.name not in BY_OPENSSL_VERSION:
            stale.append("%s: %r" % (v.name, live))
        cases.append(Case(v.name, v.name, v.der, python))
    return cases, stale


def file_cases(name, certificates, cpython):
    for number, der in enumerate(certificates, 1):
        key = hashlib.sha256(der).hexdigest()
        yield Case(key, "%s certificate %d (%s)" % (name, number, key), der, cpython.decode(der))


def report(tap, name, cases, refusals):
    faults = []
    for case in cases:
        lines = list(case.faults(refusals))
        faults += [case.label] + lines if lines else []
    tap.check(not faults, name, *faults)


def report_bar(tap, cases):
    """Beyond octets after the certificate, next to nothing of what CPython decodes is refused."""
    unique = {case.key: case for case in cases if case.decodes}
    refused = [case for case in unique.values() if case.refused]
    beyond = [case for case in refused if case.answer.name != peercert.TRAILING]
    tap.check(len(beyond) <= REFUSED_MAX * len(unique), "of %d that CPython decodes, %d refused for trailing octets, %d"
              " for more" % (len(unique), len(refused) - len(beyond), len(beyond)), *(c.label for c in beyond))


def main():
    parser = argparse.ArgumentParser()
    for name in "probe", "command", "vectors", "codes", "refusals":
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()

    tap = Tap()
    cpython = oracle.CPython()
    refusals = read_refusals(args.refusals)
    vectors, stale = vector_cases(args.vectors, cpython)
    groups = [(name, list(file_cases(name, certificates, cpython)))
              for name, certificates in sources.collect(sources.corpus_folders())]
    found = [case for _, cases in groups for case in cases]
    ask(vectors + found, peercert.Probe(args.probe, peercert.result_names(args.codes)), args.command)

    tap.check(not stale, "the vectors are as the live CPython has them", *stale)
    tap.check(any(name.startswith("ca-certificates/") for name, _ in groups), "Debian's ca-certificates are there")
    tap.check(any(name.startswith("cpython/") for name, _ in groups), "CPython's own tests are there")
    for case in vectors:
        report(tap, case.label, [case], refusals)
    for name, cases in groups:
        report(tap, "%s: %d certificates" % (name, len(cases)), cases, refusals)
    report_bar(tap, found)
    lost = [key for key in refusals if "/" in key and key not in {case.key for case in vectors}]
    tap.check(not lost, "every vector that refusals.txt names exists", *lost)
    tap.finish()


main()
