"""Session tickets (RFC 5077), by which servers of TLS 1.2 resume that keep nothing."""
from answers import Differences
from exceptions import Run
from links import connecting
from programs import PROGRAMS, Openssl, openssl_options
from python_end import PythonEnd, context_for
from resumption import Saved
from scenarios import End, Scenario


class Forgetful(Openssl):
    """A server that keeps no sessions, for any number of connections."""

    def __init__(self, world, scenario):
        super().__init__(["openssl", "s_server", "-accept", "0", "-no_cache", "-rev",
                          *openssl_options(world, scenario, "server")])

    def ready(self):
        self.port = int(self.expect(r"^ACCEPT .*:(\d+)$").group(1))

    def act(self):
        """With -rev, it answers of itself."""


def submit(suite):
    world = suite.links.world
    scenario = Scenario("tickets", End("required", world.root_file, (), "localhost"),
                        End("none", None, (world.leaf,)), "TLSv1.2")
    suite.submit(ticket_client_case, scenario)
    suite.submit(ticket_server_case, scenario)


def python_again(suite, scenario, port):
    """Whether CPython resumes."""
    context = context_for(suite.links.world, scenario, "client")
    session = None
    for _ in range(2):
        with connecting(port)() as connection:
            end = PythonEnd(context, "client", scenario.client, connection, session)
            end.run()
            session = end.session
    return end.events["handshake"]["resumed"]


def ticket_client_case(suite, scenario):
    with Forgetful(suite.links.world, scenario) as server:
        wanted = python_again(suite, scenario, server.port)
        yield "CPython resumes by ticket", [] if wanted else ["no"]
        for backend in suite.backends:
            saved = Saved(suite.links, scenario.name, backend)
            for _ in range(2):
                lines = suite.links.probe.client(server.port, backend, scenario, *saved.args())
            answers = suite.links.probe.translator.events(lines)["handshake"]
            differences = Differences()
            differences.expect("outcome", answers["outcome"], "ok")
            differences.expect("resumed", answers["resumed"], wanted)
            run = Run(backend, "client", "openssl program", "resumed by a ticket alone, TLSv1.2")
            yield str(run), suite.exceptions.judge(run, differences)


def gives_ticket(suite, scenario, backend):
    """Whether openssl is given one."""
    links = suite.links
    with links.probe.server(backend, scenario, "--cache") as server:
        with PROGRAMS["openssl program"].client(links.world, scenario, server.port) as program:
            server.finish()
            program.process.wait()
            program.reader.join()
            return any("TLS session ticket:" in line for line in program.lines)


def ticket_server_case(suite, scenario):
    for backend in suite.backends:
        differences = Differences()
        differences.expect("ticket", gives_ticket(suite, scenario, backend), True)
        run = Run(backend, "server", "openssl program", "a ticket is given, TLSv1.2")
        yield str(run), suite.exceptions.judge(run, differences)
