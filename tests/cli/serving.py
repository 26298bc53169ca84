"""peercert serve in the background, and clients for it."""
import socket
import ssl
import subprocess
import threading

from command import PATIENCE, Ended


class Serving:
    """Runs until its --count is reached; 'listening' is the first line of standard error."""

    def __init__(self, suite, *args, at="127.0.0.1:0", count=1, **options):
        self.process = suite.start("serve", "--count", str(count), *args, at, **options)
        self.process.stdin.close()
        self.listening = self.process.stderr.readline().decode()
        self.port = int(self.listening.rsplit(":", 1)[1]) if "listening on" in self.listening else None

    def at(self, host="localhost"):
        return "%s:%d" % (host, self.port)

    def end(self):
        """What it printed, once it has ended by itself."""
        timer = threading.Timer(PATIENCE, self.process.kill)
        timer.start()
        out = self.process.stdout.read() if self.process.stdout else b""
        err = self.process.stderr.read().decode(errors="replace")
        status = self.process.wait()
        timer.cancel()
        return Ended(status, out, err)


class Client:
    """What Python's side of one connection knows."""

    def __init__(self, serving, context, name="localhost", session=None):
        self.error = None
        with socket.create_connection(("127.0.0.1", serving.port), PATIENCE) as connection:
            self.port = connection.getsockname()[1]
            try:
                with context.wrap_socket(connection, server_hostname=name, session=session) as tls:
                    self.version, self.cipher = tls.version(), tls.cipher()
                    self.unique = tls.get_channel_binding("tls-unique")
                    self.der = tls.getpeercert(True)
                    while tls.recv(4096):
                        pass
                    self.reused, self.session = tls.session_reused, tls.session
            except OSError as error:
                self.error = str(error)


def client_context(cafile=None, certificate=None, version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if version:
        context.minimum_version = context.maximum_version = version
    if cafile:
        context.load_verify_locations(cafile)
    else:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if certificate:
        context.load_cert_chain(*certificate)
    return context


def program(*args):
    """Runs a client that is a program."""
    return subprocess.run(args, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                          timeout=PATIENCE).stdout.decode(errors="replace")
