"""Two ends brought together: gives what each has to say, (client's answers, server's answers)."""
import socket
import threading

from probe import SECONDS
from programs import PROGRAMS
from python_end import PythonEnd, context_for


def drain(connection):
    """Says that nothing more comes, and waits for the other end to say so, too: so that no alert is lost in a reset."""
    try:
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    except OSError:
        pass


class PythonThread(threading.Thread):
    """A PythonEnd over the connection that 'connect' gives."""

    def __init__(self, make, connect):
        super().__init__(daemon=True)
        self.make = make
        self.connect = connect
        self.end = None
        self.error = None
        self.start()

    def run(self):
        try:
            with self.connect() as connection:
                connection.settimeout(SECONDS)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.end = self.make(connection)
                self.end.run()
                drain(connection)
        except Exception as error:  # it is the caller's to report
            self.error = error

    def finish(self):
        self.join(SECONDS)
        if self.error is not None:
            raise self.error
        return self.end


def listening():
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(SECONDS)
    return listener


def accepting(listener):
    return lambda: listener.accept()[0]


def connecting(port):
    return lambda: socket.create_connection(("127.0.0.1", port), SECONDS)


def lasted(answers):
    """Whether the other end took part to the end, too."""
    return answers.get("data", {}).get("outcome") == "ok"


class Links:
    def __init__(self, world, probe):
        self.world = world
        self.probe = probe

    def maker(self, scenario, role, context=None, session=None):
        """What makes a PythonEnd of a connection."""
        context = context or context_for(self.world, scenario, role)
        return lambda connection: PythonEnd(context, role, scenario.end(role), connection, session)

    def python_python(self, scenario, client=None, server=None, session=None):
        """Two PythonEnds; 'client' and 'server' are contexts that have been used before."""
        with listening() as listener:
            port = listener.getsockname()[1]
            serving = PythonThread(self.maker(scenario, "server", server), accepting(listener))
            asking = PythonThread(self.maker(scenario, "client", client, session), connecting(port))
            return asking.finish(), serving.finish()

    def client_to_python(self, backend, scenario, *more, server=None):
        with listening() as listener:
            thread = PythonThread(self.maker(scenario, "server", server), accepting(listener))
            lines = self.probe.client(listener.getsockname()[1], backend, scenario, *more)
            return self.probe.translator.events(lines), thread.finish().events

    def python_to_server(self, backend, scenario, *more):
        with self.probe.server(backend, scenario, *more) as server:
            thread = PythonThread(self.maker(scenario, "client"), connecting(server.port))
            return thread.finish().events, self.probe.translator.events(server.finish())

    def client_to_server(self, backend, other, scenario, *more):
        with self.probe.server(other, scenario) as server:
            lines = self.probe.client(server.port, backend, scenario, *more)
            return self.probe.translator.events(lines), self.probe.translator.events(server.finish())

    def client_to_program(self, name, backend, scenario, *more):
        with PROGRAMS[name].server(self.world, scenario) as program:
            lines = self.probe.client(program.port, backend, scenario, *more)
            answers = self.probe.translator.events(lines)
            return answers, program.answers(lasted(answers))

    def program_to_server(self, name, backend, scenario, *more):
        with self.probe.server(backend, scenario, *more) as server:
            with PROGRAMS[name].client(self.world, scenario, server.port) as program:
                answers = self.probe.translator.events(server.finish())
                return program.answers(lasted(answers)), answers
