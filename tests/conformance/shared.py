"""shared_ciphers(): what a server's list and a client's have in common, in the server's order."""
from dataclasses import replace

from answers import Differences
from exceptions import Run
from links import PythonThread, connecting
from python_end import ALL_ARE_SHARED, context_for
from runs import ROLES
from scenarios import End, Scenario

# CPython's own; a distributor's may have another: Debian's has OpenSSL's.
DEFAULT = "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM"
EVERYTHING = "ALL:@SECLEVEL=0"
OFFERS = {
    "everything": EVERYTHING,
    "the default": DEFAULT,
    "one": "ECDHE-ECDSA-AES128-GCM-SHA256",
    "the worst first": "ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384",
    "some that do not fit the key": "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-AES256-GCM-SHA384",
    "CBC": "ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA256",
}


def submit(suite):
    world = suite.links.world
    for version in "TLSv1.2", None:
        scenario = Scenario("shared ciphers", End("required", world.root_file, (), "localhost"),
                            End("none", None, (world.leaf,)), version)
        suite.submit(shared_case, scenario)


def triples(context, version):
    """A context's own list; what is not for the version is not offered."""
    return [[one["name"], one["protocol"], one["strength_bits"]] for one in context.get_ciphers()
            if version is None or one["protocol"] != "TLSv1.3"]


def context_with(suite, scenario, role, ciphers):
    context = context_for(suite.links.world, scenario, role)
    context.set_ciphers(ciphers)
    return context


def ask(suite, scenario, backend, offer):
    """What the server says to a client that offers those."""
    links = suite.links
    with links.probe.server(backend, scenario) as server:
        client = context_with(suite, scenario, "client", offer)
        thread = PythonThread(links.maker(scenario, "client", client), connecting(server.port))
        answers = links.probe.translator.events(server.finish())
        thread.finish()
        return answers["handshake"]


def shared_case(suite, scenario):
    own = {backend: ask(suite, scenario, backend, EVERYTHING)["shared_ciphers"] for backend in suite.backends}
    for name, offer in OFFERS.items():
        row = replace(scenario, name="shared ciphers, %s: %s" % (scenario.version or "any version", name))
        client, server = (context_with(suite, row, role, ciphers) for role, ciphers in zip(ROLES, (offer, DEFAULT)))
        offered = triples(client, row.version)
        wanted = [one for one in triples(server, None) if one in offered]
        if not ALL_ARE_SHARED:
            said = suite.links.python_python(row, client, server)[1].events["handshake"]["shared_ciphers"]
            yield "CPython: " + row.name, [] if said == wanted else ["%r, wanted %r" % (said, wanted)]
        for backend in suite.backends:
            answers = ask(suite, row, backend, offer)
            differences = Differences()
            got = answers["shared_ciphers"]
            differences.expect("shared_ciphers, missing", [one for one in wanted if one not in got], [])
            differences.expect("shared_ciphers, more", [one for one in got if one not in wanted], [])
            differences.expect("shared_ciphers, in order", [one for one in got if one in wanted],
                               [one for one in wanted if one in own[backend]])
            differences.expect("the choice is shared", answers["cipher"] in got, True)
            run = Run(backend, "server", "python", row.name)
            yield str(run), suite.exceptions.judge(run, differences)
