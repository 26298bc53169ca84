"""Connections that are spoiled after their handshake, by a record that nobody has the keys for."""
import os
import ssl

from answers import Differences
from exceptions import Run
from links import PythonThread, accepting, connecting, listening
from python_end import PythonEnd, context_for
from runs import ROLES
from scenarios import VERSIONS, End, Scenario

GARBAGE = b"\x17\x03\x03\x00\x40"


class Spoiler(PythonEnd):
    def exchange(self):
        self.connection.sendall(GARBAGE + os.urandom(64))
        while self.tls.read(100):
            pass
        raise ssl.SSLEOFError("no alert")


def submit(suite):
    world = suite.links.world
    for version in VERSIONS:
        scenario = Scenario("spoiled, " + version, End("required", world.root_file, (world.client,), "localhost"),
                            End("required", world.root_file, (world.leaf,)), version)
        for role in ROLES:
            suite.submit(spoiled_case, scenario, role)


def other_role(role):
    return "server" if role == "client" else "client"


def spoiler(suite, scenario, role):
    context = context_for(suite.links.world, scenario, role)
    return lambda connection: Spoiler(context, role, scenario.end(role), connection)


def python_run(suite, scenario, role):
    """The answers of CPython in that role, and of who spoils its connection."""
    makers = {role: suite.links.maker(scenario, role),
              other_role(role): spoiler(suite, scenario, other_role(role))}
    with listening() as listener:
        server = PythonThread(makers["server"], accepting(listener))
        client = PythonThread(makers["client"], connecting(listener.getsockname()[1]))
        ends = {"client": client.finish().events, "server": server.finish().events}
        return ends[role], ends[other_role(role)]


def probe_run(suite, scenario, role, backend):
    links = suite.links
    make = spoiler(suite, scenario, other_role(role))
    if role == "client":
        with listening() as listener:
            thread = PythonThread(make, accepting(listener))
            lines = links.probe.client(listener.getsockname()[1], backend, scenario)
            return links.probe.translator.events(lines), thread.finish().events
    with links.probe.server(backend, scenario) as server:
        thread = PythonThread(make, connecting(server.port))
        return links.probe.translator.events(server.finish()), thread.finish().events


def spoiled_case(suite, scenario, role):
    wanted, told = python_run(suite, scenario, role)
    for backend in suite.backends:
        if not suite.judge.speaks(backend, scenario.version):
            continue
        got, peer = probe_run(suite, scenario, role, backend)
        differences = Differences()
        differences.expect("events", list(got), list(wanted))
        # The words for it are each library's own.
        for answers in got, wanted:
            answers["data"]["outcome"] = answers["data"]["outcome"].split(":")[0]
        differences.compare(got, wanted)
        differences.expect("alert", peer["data"]["outcome"], told["data"]["outcome"])
        run = Run(backend, role, "python", scenario.name)
        yield str(run), suite.exceptions.judge(run, differences)
