"""Connections that go on from earlier ones, as CPython's do, and those that must not."""
import os
import ssl
from dataclasses import replace

from exceptions import Run
from links import PythonThread, connecting, listening
from python_end import context_for
from runs import ROLES
from scenarios import VERSIONS, End, Scenario

AGAIN = 3  # connections, each of which goes on from the one before


def table(world):
    """What is verified then, and need not be again."""
    client = End("required", world.root_file, (), "localhost")
    server = End("none", None, (world.leaf,))
    demanding = End("required", world.root_file, (world.leaf,))
    middle = (world.server(issuer=world.middle), world.middle)
    yield "verified server", client, server
    yield "verified server with intermediate", client, replace(server, chain=middle)
    yield "server by address", replace(client, name="127.0.0.1"), replace(
        server, chain=(world.server(extensions=["subjectAltName = IP:127.0.0.1"]),))
    yield "unverified server", End("none", None, (), "localhost", False), server
    yield "both verified", replace(client, chain=(world.client,)), demanding
    yield "both verified, with intermediates", replace(client, chain=(world.client_of(world.middle), world.middle)), demanding
    yield "client asked, without", client, replace(demanding, verify="optional")


def submit(suite):
    world = suite.links.world
    for name, client, server in table(world):
        for version in VERSIONS:
            scenario = Scenario("resumed, %s, %s" % (name, version), client, server, version)
            suite.submit(resumption_case, scenario)
    scenario = Scenario("saved session, %s", End("required", world.root_file, (), "localhost"),
                        End("none", None, (world.leaf,)))
    for version in VERSIONS:
        for backend in suite.backends:
            row = replace(scenario, name=scenario.name % version, version=version)
            if suite.judge.speaks(backend, version):
                suite.submit(refusal_case, row, backend)
                suite.submit(change_case, row, backend)


def in_memory(context):
    """A server that gives no tickets, as ours: what it resumes from is in its memory, with all that the client sent."""
    context.options |= ssl.OP_NO_TICKET
    return context


class Oracle:
    """Python with Python: contexts that have been used before, and the answers of each connection in turn."""

    def __init__(self, links, scenario):
        contexts = {role: context_for(links.world, scenario, role) for role in ROLES}
        in_memory(contexts["server"])
        session = None
        self.wanted = []
        for _ in range(AGAIN):
            client, server = links.python_python(scenario, contexts["client"], contexts["server"], session)
            session = client.session
            self.wanted.append({"client": client.events, "server": server.events})


def numbered(scenario, number):
    return replace(scenario, name="%s, connection %d" % (scenario.name, number + 1))


def resumption_case(suite, scenario):
    oracle = Oracle(suite.links, scenario)
    yield "CPython resumes: " + scenario.name, [] if all(
        one["client"]["handshake"]["resumed"] for one in oracle.wanted[1:]) else [repr(oracle.wanted)]
    speaking = [name for name in suite.backends if suite.judge.speaks(name, scenario.version)]
    for backend in speaking:
        yield from judged(suite, scenario, oracle, backend, "client", "python",
                          client_with_python(suite.links, scenario, backend))
        yield from judged(suite, scenario, oracle, backend, "server", "python",
                          server_with_python(suite.links, scenario, backend))
        for other in speaking:
            both = client_with_server(suite.links, scenario, backend, other)
            yield from judged(suite, scenario, oracle, backend, "client", other, both)
            yield from judged(suite, scenario, oracle, other, "server", backend, [one[::-1] for one in both])


def judged(suite, scenario, oracle, backend, role, peer, connections):
    """Each of the connections, given as (our answers, the peer's)."""
    for number, answers in enumerate(connections):
        row = numbered(scenario, number)
        yield suite.judged(Run(backend, role, peer, row.name), row, lambda *_, answers=answers: answers,
                           oracle.wanted[number])


class Saved:
    """The file of a client's session, and what a client is told of it."""

    def __init__(self, links, *name):
        self.path = links.world.issuer.path("session-%s" % "-".join(name).replace(" ", "_").replace(",", ""))

    def args(self):
        resume = ["--resume", self.path] if os.path.exists(self.path) else []
        return ["--save", self.path, *resume]


def client_with_python(links, scenario, backend):
    context = context_for(links.world, scenario, "server")
    saved = Saved(links, scenario.name, backend)
    return [links.client_to_python(backend, scenario, *saved.args(), server=context) for _ in range(AGAIN)]


def connections_of(links, lines):
    """The answers of each connection of a server's."""
    starts = [i for i, line in enumerate(lines) if line["event"] == "open"] + [len(lines)]
    return [links.probe.translator.events(lines[a:b]) for a, b in zip(starts, starts[1:])]


def server_with_python(links, scenario, backend, *more, clients=None):
    """The server's answers and the client's, of each connection; 'clients' are their scenarios."""
    context = context_for(links.world, scenario, "client")
    session = None
    peers = []
    clients = clients or [scenario] * AGAIN
    with links.probe.server(backend, scenario, "--cache", "--count", str(len(clients)), *more) as server:
        for client in clients:
            thread = PythonThread(links.maker(client, "client", context, session), connecting(server.port))
            end = thread.finish()
            session = end.session or session
            peers.append(end.events)
        return list(zip(connections_of(links, server.finish()), peers))


def client_with_server(links, scenario, backend, other):
    saved = Saved(links, scenario.name, backend, other)
    with links.probe.server(other, scenario, "--cache", "--count", str(AGAIN)) as server:
        clients = [links.probe.translator.events(links.probe.client(server.port, backend, scenario, *saved.args()))
                   for _ in range(AGAIN)]
        return list(zip(clients, connections_of(links, server.finish())))


# What must not be resumed

def refusal_case(suite, scenario, backend):
    """A client's session for another connection than it was made for."""
    links, world = suite.links, suite.links.world
    saved = Saved(links, scenario.name, backend, "refusals")
    answers, _ = links.client_to_python(backend, scenario, *saved.args())
    name = "%s client: %s: " % (backend, scenario.name)
    yield name + "is saved", [] if os.path.exists(saved.path) else [repr(answers)]
    client = scenario.client
    for what, other in (
            ("other host", replace(client, name="other.example")),
            ("no host", replace(client, name=None, check_name=False)),
            ("host not checked", replace(client, check_name=False)),
            ("other mode", End("none", None, (), "localhost", False)),
            ("optional", replace(client, verify="optional")),
            ("other trust store", replace(client, trust=world.other_file)),
            ("smaller trust store", replace(client, trust=world.root.path))):
        yield name + what, refused(links, replace(scenario, client=other), backend, saved.path)
    for other in suite.backends:
        if other != backend:
            yield name + "taken for %s's" % other, refused(links, replace(scenario, version=None), other, saved.path)
    yield from damaged(suite, scenario, backend, saved.path, name)


def refused(links, scenario, backend, path):
    """Before anything is sent."""
    with listening() as listener:
        lines = links.probe.client(listener.getsockname()[1], backend, scenario, "--resume", path)
    codes = links.probe.translator.codes
    said = [(line["event"], codes[line["result"]]) for line in lines]
    return [] if said == [("open", "PC_ERR_TLS_SESSION")] else [repr(said)]


def damaged(suite, scenario, backend, path, name):
    probe = suite.links.probe
    lines = probe.lines(["damage", "--resume", path, "--timeout", "200", *probe.args(backend, scenario, "client")])
    told = lines[-1]
    fine = told["whole"] and not told["taken"] and told["changes"] == 2 * os.path.getsize(path)
    yield name + "damaged at each octet, and cut", [] if fine else [repr(told)]
    for what, octets in ("text", b"no session\n" * 40), ("zeros", bytes(os.path.getsize(path))):
        foreign = path + "-" + what
        with open(foreign, "wb") as out:
            out.write(octets)
        yield name + what, refused(suite.links, scenario, backend, foreign)


def change_case(suite, scenario, backend):
    """A server whose verification has changed since: Python would resume, and never ask the client for anything."""
    links, world = suite.links, suite.links.world
    name = "%s server: %s: " % (backend, scenario.name)
    asking = End("required", world.root_file, (world.leaf,))
    for what, server, more in (
            ("other mode", scenario.server, ("--then-verify", "required", "--then-cafile", world.root_file)),
            ("no longer required", asking, ("--then-verify", "optional")),
            ("other trust store", asking, ("--then-cafile", world.root.path))):
        row = replace(scenario, client=replace(scenario.client, chain=(world.client,)), server=server)
        (first, _), (second, peer) = server_with_python(links, row, backend, *more, clients=[row, row])
        wrong = []
        if first["handshake"]["outcome"] != "ok" or second["handshake"]["outcome"] != "ok":
            wrong.append("%r, then %r" % (first["handshake"], second["handshake"]))
        elif second["handshake"]["resumed"] or peer["handshake"]["resumed"]:
            wrong.append("was resumed: %r" % second["handshake"])
        elif second["handshake"]["binary"] != world.client.der.hex():
            wrong.append("another client: %r" % second["handshake"])
        yield name + what, wrong
