"""
Every TLS backend that is compiled in, in both roles, in every scenario of a table: what it says of the connection must
be what CPython's ssl module says in its place, whoever the peer is. CPython is whichever runs this, from 3.10 on; its
shared_ciphers() is not relied on where it is wrong (3.11.2).
"""
import argparse
import os
import sys
import tempfile
import threading
import traceback
from concurrent.futures import ThreadPoolExecutor

TESTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
sys.path[:0] = [TESTS, os.path.join(TESTS, "live")]
import cuts
import hostile
import other_host
import resumption
import shared
import small
import spoiled
import tickets
from answers import REFUSED
from exceptions import LISTED, Exceptions, Run
from links import Links
from probe import Probe
from runs import ROLES, Judge, shaped, with_program, with_python
from scenarios import scenarios
from tap import Tap
from world import World


PARTS = (cuts, resumption, other_host, shared, small, spoiled, tickets, hostile)


class Suite(Tap):
    """Runs cases in a pool of threads; a case yields (name, what is wrong, a list of lines)."""

    def __init__(self, links, threads, only):
        super().__init__()
        self.links = links
        self.judge = Judge(links)
        self.exceptions = Exceptions()
        self.only = only
        self.lock = threading.Lock()
        self.pool = ThreadPoolExecutor(threads)
        self.futures = []

    @property
    def backends(self):
        return self.links.probe.backends

    def result(self, name, wrong):
        with self.lock:
            self.check(not wrong, name, *wrong)

    def submit(self, case, *args):
        if not self.only or any(word in case.__name__ for word in self.only):
            self.futures.append(self.pool.submit(self.guarded, case, *args))

    def guarded(self, case, *args):
        try:
            for name, wrong in case(self, *args):
                self.result(name, wrong)
        except Exception:  # whatever it is, the others go on
            self.result("%s %s" % (case.__name__, args), traceback.format_exc().splitlines())

    def judged(self, run, scenario, link, wanted):
        """One run, compared and held against the exceptions."""
        try:
            got, peer = link(self.links, run, scenario)
            differences = self.judge.compare(run, scenario, got, peer, wanted)
        except Exception:  # a crash, most likely
            return str(run), traceback.format_exc().splitlines()
        return str(run), self.exceptions.judge(run, differences)


def rejected_by(wanted, role):
    return any(answer["outcome"].startswith(REFUSED) for answer in wanted[role].values())


def scenario_case(suite, scenario):
    """One scenario with every peer; CPython is asked once."""
    wanted = suite.judge.oracle(scenario)
    for backend in suite.backends:
        for role in ROLES:
            run = Run(backend, role, "python", scenario.name)
            yield suite.judged(run, scenario, with_python, wanted)
            if not suite.judge.speaks(backend, scenario.version):
                continue
            yield from wide(suite, run, scenario, wanted)
    yield from between(suite, scenario, wanted)


def wide(suite, run, scenario, wanted):
    """With programs, and over transports that are no help."""
    for shape in "octet", "block":
        yield suite.judged(Run(run.backend, run.role, "python", "%s, by %ss" % (scenario.name, shape)), scenario,
                           shaped(shape), wanted)
    yield suite.judged(Run(run.backend, run.role, "openssl program", scenario.name), scenario, with_program, wanted)
    # Its ways of refusing are its own, and so are those of putting a chain together.
    if scenario.wide and not rejected_by(wanted, "server" if run.role == "client" else "client"):
        yield suite.judged(Run(run.backend, run.role, "gnutls program", scenario.name), scenario, with_program, wanted)


def between(suite, scenario, wanted):
    """Each two backends with each other; both are judged."""
    speaking = [name for name in suite.backends if suite.judge.speaks(name, scenario.version)]
    for ours in speaking:
        for other in speaking:
            if ours == other:
                continue
            both = {}

            def link(links, run, row, both=both):
                if not both:
                    client, server = links.client_to_server(ours, other, row)
                    both.update(client=(client, server), server=(server, client))
                return both[run.role]

            yield suite.judged(Run(ours, "client", other, scenario.name), scenario, link, wanted)
            yield suite.judged(Run(other, "server", ours, scenario.name), scenario, link, wanted)


def table_agrees(suite):
    """The exceptions with the backends' own limits, and with what has run."""
    for listed in suite.exceptions.unused(suite.backends):
        yield "exceptions: %s: %s" % (listed.backend, listed.reason), ["listed, but nothing of the kind has run"]
    for name, backend in suite.backends.items():
        limits = {listed.limit for listed in LISTED if listed.backend == name and listed.limit}
        wrong = sorted(limits.symmetric_difference(backend["limits"]))
        yield "exceptions agree with the limits of " + name, ["only on one side: " + one for one in wrong]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--probe", required=True)
    parser.add_argument("--codes", required=True)
    parser.add_argument("--sanitized", action="store_true")
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--only", action="append", help="cases whose function's name has this in it")
    parser.add_argument("--scenario", action="append", help="scenarios whose name has this in it")
    parser.add_argument("--backend", action="append")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="peercert-conformance-") as folder:
        world = World(folder)
        probe = Probe(args.probe, args.codes, world, args.sanitized)
        if args.backend:
            probe.backends = {name: probe.backends[name] for name in args.backend}
        suite = Suite(Links(world, probe), args.threads, args.only)
        for scenario in scenarios(world):
            if not args.scenario or any(word in scenario.name for word in args.scenario):
                suite.submit(scenario_case, scenario)
        for part in PARTS:
            part.submit(suite)
        suite.pool.shutdown()
        if not (args.scenario or args.only):
            suite.guarded(table_agrees)
        suite.finish()


if __name__ == "__main__":
    main()
