"""
Clients that come again and ask for another server, or for the same: RFC 6066 section 3 has a server resume the latter
only, where one of OpenSSL's, and with it CPython's, resumes both.
"""
from dataclasses import replace

from answers import Differences
from exceptions import Run
from links import PythonThread, accepting, connecting, listening
from programs import OpensslClient
from python_end import context_for
from resumption import connections_of, in_memory
from scenarios import VERSIONS, End, Scenario

# What three clients ask for, the second and the third with the first one's session.
HOSTS = {
    "for another host": ("localhost", "other.example", "localhost"),
    "for no host": ("localhost", None, "localhost"),
    "for a host after none": (None, "localhost", None),
    "for a shorter host": ("localhost", "local", "localhost"),
    "for a longer host": ("localhost", "localhost.example", "localhost"),
    "for the same host": ("localhost", "localhost", "localhost"),
    "for no host again": (None, None, None),
}
FIELDS = ("outcome", "resumed", "server_name", "getpeercert", "binary", "unverified")


def submit(suite):
    world = suite.links.world
    for version in VERSIONS:
        scenario = Scenario(version, End("required", world.root_file, (world.client,), None, False),
                            End("required", world.root_file, (world.leaf,)), version)
        for hosts in HOSTS:
            suite.submit(other_host_case, scenario, hosts)
            suite.submit(other_host_program_case, scenario, hosts)


def asking(scenario, name):
    return replace(scenario, client=replace(scenario.client, name=name))


def visits(links, scenario, names, connect):
    """CPython's clients, one after the other; what each says of its handshake."""
    context = context_for(links.world, scenario, "client")
    session = None
    for name in names:
        end = PythonThread(links.maker(asking(scenario, name), "client", context, session), connect).finish()
        session = session or end.session
        yield end.events["handshake"]


def with_cpython(links, scenario, names):
    """What a server of CPython's says of each."""
    context = in_memory(context_for(links.world, scenario, "server"))
    with listening() as listener:
        threads = []

        def connect():
            threads.append(PythonThread(links.maker(scenario, "server", context), accepting(listener)))
            return connecting(listener.getsockname()[1])()

        for _ in visits(links, scenario, names, connect):
            yield threads[-1].finish().events["handshake"]


def with_backend(links, scenario, backend, names):
    """(what ours says, what its client says) of each."""
    with links.probe.server(backend, scenario, "--cache", "--count", str(len(names))) as server:
        clients = list(visits(links, scenario, names, connecting(server.port)))
        return list(zip((one["handshake"] for one in connections_of(links, server.finish())), clients))


def other_host_case(suite, scenario, hosts):
    links, names = suite.links, HOSTS[hosts]
    wanted = list(with_cpython(links, scenario, names))
    resumed = [one["resumed"] for one in wanted]
    yield "CPython resumes %s, %s" % (hosts, scenario.version), [] if resumed == [False, True, True] else [repr(resumed)]
    for backend in suite.backends:
        if not suite.judge.speaks(backend, scenario.version):
            continue
        for number, (got, peer) in enumerate(with_backend(links, scenario, backend, names)):
            differences = Differences()
            for name in FIELDS:
                differences.expect(name, got.get(name), wanted[number][name])
            differences.expect("resumed (both ends)", got["resumed"], peer["resumed"])
            run = Run(backend, "server", "python",
                      "comes again %s, %s, connection %d" % (hosts, scenario.version, number + 1))
            yield str(run), suite.exceptions.judge(run, differences)


def other_host_program_case(suite, scenario, hosts):
    """openssl, which resumes with whatever name it is told."""
    links, names = suite.links, HOSTS[hosts]
    wanted = [False, names[0] == names[1], True]
    for backend in suite.backends:
        if suite.judge.speaks(backend, scenario.version):
            name = "%s server with openssl program: comes again %s, %s" % (backend, hosts, scenario.version)
            got, seen = program_visits(links, scenario, backend, names)
            yield name, [] if got == seen == wanted else ["%r, as openssl has it %r, wanted %r" % (got, seen, wanted)]


def program_visits(links, scenario, backend, names):
    """Whether each was resumed, as ours says, and as openssl does."""
    path = links.world.issuer.path("openssl-%s-%s" % (backend, "-".join(map(str, (*names, scenario.version)))))
    seen = []
    with links.probe.server(backend, scenario, "--cache", "--count", str(len(names))) as server:
        for name in names:
            options = ["-sess_in" if seen else "-sess_out", path]
            with OpensslClient(links.world, asking(scenario, name), server.port, *options) as program:
                how = program.expect(r"^(New|Reused), TLSv").group(1)
                program.process.wait()
            seen.append(how == "Reused")
        return [one["handshake"]["resumed"] for one in connections_of(links, server.finish())], seen
