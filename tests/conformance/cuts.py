"""Connections that are cut: after any octet of what comes in, on every backend, in both roles."""
from answers import short
from runs import ROLES
from scenarios import VERSIONS, End, Scenario

LEAST = 100  # octets in any handshake, even a resumed one


def mutual(world, version):
    """Both ends verified, so that every message of a handshake comes."""
    return Scenario("cuts", End("required", world.root_file, (world.client,), "localhost"),
                    End("required", world.root_file, (world.leaf,)), version)


def submit(suite):
    """Full handshakes with the next backend that has the version, resumed ones with the same."""
    for version in VERSIONS:
        names = [name for name in suite.backends if suite.judge.speaks(name, version)]
        for backend, following in zip(names, names[1:] + names[:1]):
            for role in ROLES:
                suite.submit(cut_case, backend, following, role, version, ())
                suite.submit(cut_case, backend, backend, role, version, ("--resumed", "--cache"))


def cut_case(suite, backend, other, role, version, more):
    probe = suite.links.probe
    scenario = mutual(suite.links.world, version)
    far = scenario.end("server" if role == "client" else "client")
    args = probe.args(backend, scenario, role, "--other", other, *probe.end_args(far, "other-"), "--timeout", "500",
                      *more)
    if role == "server":
        args += ["--servername", scenario.client.name]
    lines = probe.lines(["cuts", *args])
    ended, through = lines[-1], lines[-2]
    wrong = [short(line) for line in lines[:-2]]
    if ended["wrong"] or not ended["through"]:
        wrong.append(short(ended))
    if ended["cuts"] < LEAST or not ended["of_data"]:
        wrong.append("too few: %s" % ended)
    if (probe.translator.codes[through["resumed"]] == "PC_OK") != bool(more):
        wrong.append("resumed: %s" % through)
    yield "%s %s with %s, %s: cut after each of %d octets%s" % (
        backend, role, other, version, ended["cuts"], " of a resumed connection" if more else ""), wrong
