"""A buffer that holds only some of the peer's chain: the handshake does not mind, and what is kept is the peer's."""
from dataclasses import replace

from links import PythonThread, accepting, connecting, listening
from runs import ROLES
from scenarios import VERSIONS, End, Scenario

SIZES = (500, 1000)  # for one, two of three; without its leaf, BearSSL verifies nobody


def submit(suite):
    world = suite.links.world
    server = (world.server(issuer=world.low), world.low, world.middle)
    client = (world.client_of(world.low), world.low, world.middle)
    for version in VERSIONS:
        scenario = Scenario("small buffer, " + version, End("required", world.root_file, client, "localhost"),
                            End("required", world.root_file, server), version)
        for role in ROLES:
            suite.submit(small_case, scenario, role)


def connect(suite, scenario, role, backend, size):
    links = suite.links
    more = ("--chain-size", str(size))
    if role == "client":
        with listening() as listener:
            thread = PythonThread(links.maker(scenario, "server"), accepting(listener))
            lines = links.probe.client(listener.getsockname()[1], backend, scenario, *more)
            thread.finish()
            return lines
    with links.probe.server(backend, scenario, *more) as server:
        thread = PythonThread(links.maker(scenario, "client"), connecting(server.port))
        lines = server.finish()
        thread.finish()
        return lines


def small_case(suite, scenario, role):
    sent = [one.der.hex() for one in scenario.end("server" if role == "client" else "client").chain]
    codes = suite.links.probe.translator.codes
    for backend in suite.backends:
        if not suite.judge.speaks(backend, scenario.version):
            continue
        for size in SIZES:
            row = replace(scenario, name="%s, %d octets" % (scenario.name, size))
            told = connect(suite, row, role, backend, size)[1]
            kept, ended = told["unverified"]
            binary = codes[told["binary"][0]]
            wrong = []
            if codes[told["result"]] != "PC_OK" or told["state"] != "done":
                wrong.append("the handshake: %s %s" % (told["result"], told["error"]))
            if kept != sent[:len(kept)] or (codes[ended] == "PC_END") != (kept == sent) or codes[ended] not in (
                    "PC_END", "PC_ERR_TLS_CHAIN_SIZE"):
                wrong.append("the chain: %d certificates, %s" % (len(kept), codes[ended]))
            if binary != "PC_OK" or told["binary"][1] != sent[0]:
                wrong.append("the leaf: " + binary)
            yield "%s %s: %s" % (backend, role, row.name), wrong
