"""TLS servers to connect to: Python's, OpenSSL's and GnuTLS's. Each is a context manager with a port."""
import queue
import re
import socket
import ssl
import subprocess
import threading
import time

SECONDS = 15  # any one wait


class Outcome:
    """What a Python server learnt of one connection."""

    def __init__(self):
        self.error = None
        self.cipher = None
        self.tls_unique = None

    def __repr__(self):
        return "Outcome(%r, %r)" % (self.error, self.cipher)


class Listener:
    """Calls serve(connection) for each connection, in a thread."""

    def __init__(self, host="127.0.0.1"):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        self.socket.bind((host, 0))
        self.socket.listen(8)
        self.port = self.socket.getsockname()[1]
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        # A blocked accept() notices shutdown(), not close().
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.socket.close()
        self.thread.join(SECONDS)

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            connection.settimeout(SECONDS)
            with connection:
                try:
                    self.serve(connection)
                except OSError:
                    pass

    def serve(self, connection):
        raise NotImplementedError


class PythonServer(Listener):
    def __init__(self, chain, key, ciphers=None, versions=None, host="127.0.0.1"):
        super().__init__(host)
        self.outcomes = queue.Queue()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if ciphers:
            self.context.set_ciphers(ciphers)
        if versions:
            self.context.minimum_version, self.context.maximum_version = versions
        self.context.load_cert_chain(chain, key)

    def serve(self, connection):
        outcome = Outcome()
        try:
            with self.context.wrap_socket(connection, server_side=True) as tls:
                outcome.cipher = tls.cipher()
                outcome.tls_unique = tls.get_channel_binding("tls-unique")
                while tls.recv(4096):
                    pass
        except ssl.SSLError as error:
            outcome.error = error.reason or str(error)
        except OSError as error:
            outcome.error = type(error).__name__
        self.outcomes.put(outcome)

    def outcome(self):
        """Of the next connection, in order."""
        return self.outcomes.get(timeout=SECONDS)


class RawServer(Listener):
    """Answers the first octets of a connection with 'answer', in pieces, and closes."""

    def __init__(self, answer):
        super().__init__()
        self.answer = answer

    def serve(self, connection):
        connection.recv(4096)
        connection.sendall(self.answer)


class Dribble(Listener):
    """Passes everything on to and from another port, a few octets at a time."""

    def __init__(self, port, size):
        super().__init__()
        self.target = port
        self.size = size

    def serve(self, connection):
        with socket.create_connection(("127.0.0.1", self.target), SECONDS) as onward:
            for end in connection, onward:
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self.copy, args=(onward, connection), daemon=True)
            back.start()
            self.copy(connection, onward)
            back.join(SECONDS)

    def copy(self, source, target):
        try:
            while True:
                octets = source.recv(self.size)
                if not octets:
                    target.shutdown(socket.SHUT_WR)
                    return
                target.sendall(octets)
        except OSError:
            pass


class Program:
    """A server that is a program: its output is kept, and it ends with the context."""

    def __init__(self, command):
        self.command = command
        self.lines = []

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        self.ready()
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait(SECONDS)
        self.reader.join(SECONDS)
        self.process.stdin.close()
        self.process.stdout.close()

    def read(self):
        for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())

    def expect(self, pattern):
        """Waits for a line of output; returns the match."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            for line in list(self.lines):
                match = re.search(pattern, line)
                if match:
                    return match
            if self.process.poll() is not None and not self.reader.is_alive():
                break
            time.sleep(0.01)
        raise RuntimeError("%s: no %r in\n%s" % (self.command[0], pattern, "\n".join(self.lines)))


def await_port(port):
    """Until somebody listens there; what it says of that may come before."""
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port), SECONDS).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.01)


class OpensslServer(Program):
    def __init__(self, leaf, key, rest=None, *options):
        super().__init__(["openssl", "s_server", "-accept", "0", "-cert", leaf, "-key", key,
                          *(["-cert_chain", rest] if rest else []), *options])

    def ready(self):
        self.port = int(self.expect(r"^ACCEPT .*:(\d+)$").group(1))


class GnutlsServer(Program):
    def __init__(self, chain, key):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        super().__init__(["gnutls-serv", "--port", str(self.port), "--x509certfile", chain, "--x509keyfile", key])

    def ready(self):
        self.expect(r"listening on IPv4|listening on IPv6|HTTP Server listening")
        await_port(self.port)
