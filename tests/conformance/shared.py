"""shared_ciphers(): what a server's list and a client's have in common, in the server's order."""
from dataclasses import replace

from answers import Differences
from exceptions import Run
from links import PythonThread, connecting
from python_end import ALL_ARE_SHARED, context_for
from scenarios import End, Scenario

EVERYTHING = "ALL:@SECLEVEL=0"
OFFERS = {
    "everything": EVERYTHING,
    "the default": None,
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


def client_of(suite, scenario, offer):
    context = context_for(suite.links.world, scenario, "client")
    if offer:
        context.set_ciphers(offer)
    return context


def ask(suite, scenario, backend, offer):
    """What the server says to a client that offers those."""
    links = suite.links
    with links.probe.server(backend, scenario) as server:
        client = client_of(suite, scenario, offer)
        thread = PythonThread(links.maker(scenario, "client", client), connecting(server.port))
        answers = links.probe.translator.events(server.finish())
        thread.finish()
        return answers["handshake"]


def shared_case(suite, scenario):
    own = {backend: ask(suite, scenario, backend, EVERYTHING)["shared_ciphers"] for backend in suite.backends}
    for name, offer in OFFERS.items():
        row = replace(scenario, name="shared ciphers, %s: %s" % (scenario.version or "any version", name))
        offered = triples(client_of(suite, row, offer), row.version)
        wanted = [one for one in triples(context_for(suite.links.world, row, "server"), None) if one in offered]
        if not ALL_ARE_SHARED:
            _, server = suite.links.python_python(row, client_of(suite, row, offer))
            said = server.events["handshake"]["shared_ciphers"]
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
