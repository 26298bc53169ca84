"""openssl and gnutls programs at one end. Each is a context manager; a server has a port."""
import os
import socket
import threading

from servers import Program, await_port

EXPORTER = ["-keymatexport", "EXPORTER-Channel-Binding", "-keymatexportlen", "32"]
OPENSSL_VERSIONS = {"TLSv1.2": "-tls1_2", "TLSv1.3": "-tls1_3"}


class Talker(Program):
    """Does 'act' in a thread, and keeps what it prints."""

    def __enter__(self):
        super().__enter__()
        threading.Thread(target=self.run, daemon=True).start()
        return self

    def run(self):
        try:
            self.act()
        except (RuntimeError, OSError, ValueError):
            pass  # it has come to its end already, as the other end will say

    def say(self, line):
        self.process.stdin.write(line)
        self.process.stdin.flush()

    def ready(self):
        pass

    def __exit__(self, *args):
        try:
            super().__exit__(*args)
        except BrokenPipeError:
            pass  # the line that it never read


class Asking:
    """A client, whose farewell is the end of its input."""

    def act(self):
        self.say(b"ping\n")
        self.expect("pong")
        self.process.stdin.close()


class Answering:
    """A server. Were it told to say something before the handshake, openssl would not print of it."""

    def act(self):
        self.expect("ping")
        self.say(b"pong\n")


def openssl_options(world, scenario, role):
    end = scenario.end(role)
    options = [OPENSSL_VERSIONS[scenario.version], *EXPORTER]
    if end.chain:
        options += ["-cert", end.chain[0].path, "-key", end.chain[0].key]
        if len(end.chain) > 1:
            options += ["-cert_chain", world.chain_file(end.chain[1:])]
    if end.verify != "none":
        options += ["-CAfile", end.trust, "-verify_return_error"]
    if role == "server":
        options += {"none": [], "optional": ["-verify", "9"], "required": ["-Verify", "9"]}[end.verify]
    elif end.name is None or is_address(end.name):
        options += ["-noservername"]
    else:
        options += ["-servername", end.name]
    if end.check_name and role == "client":
        options += ["-verify_ip" if is_address(end.name) else "-verify_hostname", end.name]
    return options


def is_address(name):
    try:
        socket.inet_aton(name)
    except OSError:
        return False
    return True


class Openssl(Talker):
    def answers(self, done):
        """What its log tells of a handshake that is done."""
        if not done:
            return {}
        return {"handshake": {"outcome": "ok", "tls-exporter": self.expect(r"Keying material: (\w+)").group(1).lower(),
                              "suite": self.expect(r"(?:CIPHER is|, Cipher is) (\S+)").group(1)}}


class OpensslServer(Answering, Openssl):
    def __init__(self, world, scenario):
        super().__init__(["openssl", "s_server", "-naccept", "1", "-accept", "0",
                          *openssl_options(world, scenario, "server")])

    def ready(self):
        self.port = int(self.expect(r"^ACCEPT .*:(\d+)$").group(1))


class OpensslClient(Asking, Openssl):
    def __init__(self, world, scenario, port, *more):
        super().__init__(["openssl", "s_client", "-connect", "127.0.0.1:%d" % port,
                          *openssl_options(world, scenario, "client"), *more])


def gnutls_options(world, scenario, role):
    end = scenario.end(role)
    options = ["--priority", "NORMAL:-VERS-ALL:+VERS-" + scenario.version.replace("v", "")]
    if end.chain:
        options += ["--x509certfile", world.chain_file(end.chain), "--x509keyfile", end.chain[0].key]
    if end.verify != "none":
        options += ["--x509cafile", end.trust]
    if role == "server":
        return options + {"none": ["--disable-client-cert"], "optional": ["--verify-client-cert"],
                          "required": ["--verify-client-cert", "--require-client-cert"]}[end.verify]
    if end.verify == "none":
        options += ["--insecure"]
    if end.name is None or is_address(end.name):
        options += ["--disable-sni"]
    else:
        options += ["--sni-hostname", end.name]
    return options + (["--verify-hostname", end.name] if end.check_name else [])


class Gnutls(Talker):
    def answers(self, _done):
        return {"handshake": {}}


class EchoServer:
    """It has been told to answer whatever comes."""

    def act(self):
        pass


# Below those that the system gives to whoever asks for any.
PORTS = iter(range(20000 + os.getpid() % 8000, 32768))


def free_port():
    for port in PORTS:
        with socket.socket() as free:
            try:
                free.bind(("", port))
                return port
            except OSError:
                pass
    raise RuntimeError("no port is free")


class GnutlsServer(EchoServer, Gnutls):
    """It takes no port 0."""

    def __init__(self, world, scenario):
        self.port = free_port()
        super().__init__(["gnutls-serv", "--echo", "--port", str(self.port),
                          *gnutls_options(world, scenario, "server")])

    def ready(self):
        self.expect(r"listening on IPv4|listening on IPv6|Echo Server listening")
        await_port(self.port)


class GnutlsClient(Asking, Gnutls):
    def __init__(self, world, scenario, port):
        super().__init__(["gnutls-cli", "--port", str(port), *gnutls_options(world, scenario, "client"), "127.0.0.1"])


class Pair:
    def __init__(self, server, client):
        self.server = server
        self.client = client


PROGRAMS = {"openssl program": Pair(OpensslServer, OpensslClient), "gnutls program": Pair(GnutlsServer, GnutlsClient)}
