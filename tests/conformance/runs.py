"""One end of ours in one scenario against one peer, compared with CPython in our place."""
import hashlib
import re

from answers import Differences, finished
from scenarios import VERSIONS

ROLES = ("client", "server")
# RFC 7627, without which the keys of TLS 1.2 are not bound to the handshake.
NO_EXTENDED_MASTER_SECRET = ("bearssl",)


class Judge:
    """Knows what CPython says in each scenario, and compares."""

    def __init__(self, links):
        self.links = links
        self.backends = links.probe.backends

    def oracle(self, scenario):
        """(client's answers, server's answers)"""
        client, server = self.links.python_python(scenario)
        return dict(zip(ROLES, (client.events, server.events)))

    def speaks(self, backend, version):
        """Whether the backend says of itself that it has that version."""
        lowest, highest = self.backends[backend]["protocols"]
        return lowest <= VERSIONS[version] <= highest

    def compare(self, run, scenario, got, peer, wanted):
        """The differences between 'got' and CPython's answers, and those of the peer on the same connection."""
        differences = Differences()
        if run.peer != "python":
            sent = scenario.end("server" if run.role == "client" else "client").chain
            wanted = {**wanted, run.role: as_sent(wanted[run.role], got, [one.der.hex() for one in sent])}
        differences.compare(got, wanted[run.role])
        self.compare_names(differences, run, scenario, got)
        self.compare_bindings(differences, run, scenario, got, peer)
        if "suite" in peer.get("handshake", {}):
            differences.expect("handshake.cipher (both ends)", got["handshake"]["cipher"][0],
                               peer["handshake"]["suite"])
        if run.peer in ("python", *self.backends):
            differences.compare_ends(got, peer)
        if run.peer == "python":
            self.compare_peer(differences, peer, wanted["server" if run.role == "client" else "client"])
        return differences

    @staticmethod
    def compare_peer(differences, peer, wanted):
        """What we do must be to the peer what CPython would do: the alerts above all."""
        for event in peer.keys() | wanted.keys():
            for name in "outcome", "getpeercert", "server_name":
                differences.expect("%s.%s (the peer's)" % (event, name), peer.get(event, {}).get(name),
                                   wanted.get(event, {}).get(name))

    @staticmethod
    def compare_names(differences, run, scenario, got):
        """The server name as the client has sent it, which an address is not."""
        name = scenario.client.name
        wanted = None if name is None or name[0].isdigit() else name
        if finished(got):
            differences.expect("handshake.server_name", got["handshake"]["server_name"], wanted)

    def compare_bindings(self, differences, run, scenario, got, peer):
        if not finished(got):
            return
        answers = got["handshake"]
        leaf = scenario.server.chain[0].der
        wanted = hashlib.new(scenario.hashes, leaf).hexdigest() if scenario.hashes else None
        differences.expect("handshake.tls-server-end-point", answers["tls-server-end-point"], wanted)
        exported = answers["tls-exporter"]
        theirs = peer.get("handshake", {}).get("tls-exporter")
        if run.peer in NO_EXTENDED_MASTER_SECRET:
            differences.expect("handshake.tls-exporter", exported, None)
        elif "tls-exporter" in peer.get("handshake", {}) and theirs != "PC_ERR_TLS_UNSUPPORTED":
            differences.expect("handshake.tls-exporter", exported, theirs)
        else:
            octets = exported if is_hex(exported, 32) else "32 octets"
            differences.expect("handshake.tls-exporter", exported, octets)


def is_hex(text, octets):
    return text is not None and re.fullmatch("[0-9a-f]{%d}" % (2 * octets), text) is not None


def as_sent(wanted, got, sent):
    """Servers complete the chain that they were given from their own CAs, or not: what comes after it is theirs."""
    result = dict(wanted)
    for event, answer in wanted.items():
        ours = got.get(event, {}).get("unverified")
        if ours and answer["unverified"] and ours[:len(sent)] == sent == answer["unverified"][:len(sent)]:
            result[event] = {**answer, "unverified": ours}
    return result


def with_python(links, run, scenario):
    if run.role == "client":
        return links.client_to_python(run.backend, scenario)
    return links.python_to_server(run.backend, scenario)[::-1]


def with_program(links, run, scenario):
    if run.role == "client":
        return links.client_to_program(run.peer, run.backend, scenario)
    return links.program_to_server(run.peer, run.backend, scenario)[::-1]


def shaped(shape):
    """With Python, over a transport of that shape."""
    def connect(links, run, scenario):
        more = ("--transport", shape)
        if run.role == "client":
            return links.client_to_python(run.backend, scenario, *more)
        return links.python_to_server(run.backend, scenario, *more)[::-1]
    return connect
