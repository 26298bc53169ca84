"""CPython at one end of a connection: the oracle."""
import _ssl
import ssl

from answers import alert_name, plain

MODES = {"none": ssl.CERT_NONE, "optional": ssl.CERT_OPTIONAL, "required": ssl.CERT_REQUIRED}
# A client that has not even connected shares nothing, but for one CPython.
ALL_ARE_SHARED = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).wrap_bio(
    ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost").shared_ciphers() is not None
LINES = {"client": b"ping\n", "server": b"pong\n"}


def context_for(world, scenario, role):
    end = scenario.end(role)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT if role == "client" else ssl.PROTOCOL_TLS_SERVER)
    if scenario.version:
        context.minimum_version = context.maximum_version = getattr(ssl.TLSVersion, scenario.version.replace(".", "_"))
    context.check_hostname = role == "client" and end.check_name
    context.verify_mode = MODES[end.verify]
    if end.trust:
        context.load_verify_locations(end.trust)
    if end.chain:
        context.load_cert_chain(world.chain_file(end.chain), end.chain[0].key)
    if scenario.ciphers:
        context.set_ciphers(scenario.ciphers)
    return context


def chain(certificates):
    """What Python 3.13's public methods return, in hexadecimal. A peer without a certificate has none in its chain."""
    return [one.public_bytes(_ssl.ENCODING_DER).hex() for one in certificates or [] if one is not None]


def outcome_of(error):
    if error is None:
        return "ok"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "verify: " + plain(error.verify_message)
    if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError)):
        return "eof"
    if isinstance(error, ssl.SSLError):
        if error.reason == "PEER_DID_NOT_RETURN_A_CERTIFICATE":
            return "no certificate"
        name = alert_name(error.reason)
        return "alert: " + name if name else "failed: %s" % error.reason
    return "failed: %r" % error


class PythonEnd:
    """One connection over 'connection', a socket that is left open."""

    def __init__(self, context, role, end, connection, session=None):
        self.role = role
        self.end = end
        self.connection = connection
        self.server_name = None
        self.incoming, self.outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        if role == "server":
            context.sni_callback = self.on_server_name
        self.tls = context.wrap_bio(self.incoming, self.outgoing, server_side=role == "server",
                                    server_hostname=end.name if role == "client" else None, session=session)
        self.events = {}
        self.session = None
        self.refused = False

    def on_server_name(self, _tls, name, _context):
        self.server_name = name

    def pump(self, call, *args):
        while True:
            try:
                return call(*args)
            except ssl.SSLWantReadError:
                self.flush()
                octets = self.connection.recv(65536)
                if octets:
                    self.incoming.write(octets)
                else:
                    self.incoming.write_eof()
            finally:
                self.flush()

    def flush(self):
        octets = self.outgoing.read()
        if octets:
            self.connection.sendall(octets)

    def attempt(self, event, call, *args):
        error = None
        try:
            self.pump(call, *args)
        except OSError as raised:
            error = raised
        self.tell(event, error)
        return error is None

    def run(self):
        """The whole of it; gives the answers."""
        self.tell("open", None)
        if self.attempt("handshake", self.tls.do_handshake) and self.attempt("data", self.exchange):
            self.session = self.tls.session
            self.attempt("closed", self.farewell)
        return self.events

    def exchange(self):
        if self.role == "client":
            self.tls.write(LINES["client"])
        if not self.tls.read(100):
            raise ssl.SSLEOFError("no data")
        if self.role == "server":
            self.tls.write(LINES["server"])

    def farewell(self):
        """A client says it, a server waits for it."""
        if self.role == "server":
            while self.tls.read(100):
                pass
        try:
            self.tls.unwrap()
        except ssl.SSLWantReadError:
            pass
        except ssl.SSLSyscallError:
            pass

    def ask(self, call, *args):
        try:
            return call(*args)
        except ValueError:
            return "ValueError"

    def shared_ciphers(self, event):
        """None where Python says so; 3.11.2 says it never, and gives an end's own suites instead."""
        ciphers = self.tls.shared_ciphers()
        if ALL_ARE_SHARED and (self.role == "client" or event == "open" or
                               (self.tls.session_reused and self.tls.version() != "TLSv1.3")):
            return None
        return ciphers and [list(one) for one in ciphers]

    def tell(self, event, error):
        """All that Python says now. A chain counts as verified only where verification was asked for and succeeded."""
        tls, raw = self.tls, self.tls._sslobj
        self.refused = self.refused or isinstance(error, ssl.SSLCertVerificationError)
        verified = [] if self.refused or self.end.verify == "none" else chain(raw.get_verified_chain())
        binary = self.ask(tls.getpeercert, True)
        self.events[event] = {
            "outcome": outcome_of(error),
            "getpeercert": str(binary) if binary in (None, "ValueError") else ascii(self.ask(tls.getpeercert)),
            "binary": binary.hex() if isinstance(binary, bytes) else binary,
            "verified": verified if event != "open" else [],
            "unverified": chain(raw.get_unverified_chain()),
            "cipher": list(tls.cipher()) if tls.cipher() else None,
            "shared_ciphers": self.shared_ciphers(event),
            "version": tls.version(),
            "compression": tls.compression(),
            "tls-unique": (tls.get_channel_binding("tls-unique") or b"").hex() or None,
            "resumed": bool(tls.session_reused),
            "server_name": self.server_name if self.role == "server" else None,
        }
