"""
Where a backend may say something else than CPython, and why. Strict both ways: what differs and is not listed is a
failure, and so is a listed run that does not differ.
"""
import fnmatch
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """One end of ours in one scenario against one peer."""
    backend: str
    role: str
    peer: str
    scenario: str

    def __str__(self):
        return "%s %s with %s: %s" % (self.backend, self.role, self.peer, self.scenario)


@dataclass(frozen=True)
class Listed:
    """Patterns as a shell has them, '|' between several; 'limit' names the session class's own limit that this is."""
    backend: str
    scenario: str
    field: str
    reason: str
    role: str = "*"
    peer: str = "*"
    limit: str = None

    def concerns(self, run):
        return all(matches(pattern, value) for pattern, value in (
            (self.backend, run.backend), (self.scenario, run.scenario), (self.role, run.role), (self.peer, run.peer)))


def matches(patterns, value):
    return any(fnmatch.fnmatchcase(value, pattern) for pattern in patterns.split("|"))


CHAIN_KEPT = "what was refused stays readable; a server of OpenSSL's drops it"
OWN_CACHE = "what is kept for clients is in the caller's cache, and nowhere else"
OTHER_HOST = "comes again for a*, TLSv1.%s, connection 2|comes again for no host, TLSv1.%s, connection 2"
OTHER_KEYS = "Ed25519, Ed448, RSASSA-PSS"

UNDECODABLE = ("hostile client: a leaf that is cut|hostile client: a leaf that does not parse|hostile client: garbage "
               "for a leaf|hostile client: an empty certificate*|hostile client: a garbage certificate *")
SAME_ALERT = "bad_certificate, as a client says; a server of OpenSSL's says decode_error"

LISTED = (
    Listed("*", "resumed, *, connection [23]", "open.cipher",
           "the suite of an earlier connection is not this one's until the server agrees", role="client"),

    Listed("*", OTHER_HOST % ("?", "?"), "resumed",
           "RFC 6066 section 3: a server MUST NOT resume where the server name differs; CPython does", role="server"),
    Listed("*", OTHER_HOST % ("2", "2"), "server_name",
           "RFC 6066 section 3: not resumed, it is what this client asks for; in CPython what the earlier one has asked for",
           role="server"),

    Listed("bearssl", "*TLSv1.3", "*.outcome*", "BearSSL has TLS 1.0 to 1.2", limit="TLS 1.3"),
    Listed("bearssl", "*TLSv1.2*", "handshake.tls-exporter",
           "BearSSL has no extended master secret, without which RFC 9266 forbids it", limit="tls-exporter"),
    Listed("bearssl", "*TLSv1.2*", "handshake.unverified (refused)", CHAIN_KEPT, role="server"),
    Listed("bearssl", "server signed with PSS, TLSv1.2*", "handshake.outcome*", "BearSSL has no RSASSA-PSS",
           role="client", limit=OTHER_KEYS),
    Listed("bearssl", "server Ed25519, TLSv1.2*", "handshake.outcome*", "BearSSL has no EdDSA", limit=OTHER_KEYS),
    Listed("bearssl", "server under name constraints, TLSv1.2*", "handshake.outcome*",
           "BearSSL does not process name constraints, and refuses them where they are critical",
           role="client", limit="name constraints"),
    Listed("bearssl", "server with a stranger in the chain, TLSv1.2*", "handshake.outcome*",
           "BearSSL takes a chain in its order only", role="client", limit="chains out of order"),

    Listed("bearssl", "hostile server, *: an empty list", "alert", "to BearSSL it is a message out of place"),
    Listed("bearssl", UNDECODABLE, "alert", SAME_ALERT),
    Listed("bearssl", "shared ciphers, any version: *|shared ciphers, *: everything|shared ciphers, *: the default",
           "shared_ciphers, missing", "BearSSL has no TLS 1.3 and no DHE", limit="shared-ciphers"),
    Listed("bearssl", "unverified server, version 6, TLSv1.2*", "*.outcome*",
           "BearSSL reads a key only out of a certificate that it decodes", role="client"),
    Listed("bearssl", "resumed by a ticket alone, TLSv1.2", "resumed", "BearSSL knows no tickets",
           limit="session tickets"),
    Listed("bearssl", "a ticket is given, TLSv1.2", "ticket", "BearSSL knows no tickets", limit="session tickets"),
    Listed("bearssl", "spoiled, TLSv1.2", "alert", "BearSSL has no way to send an alert that is encrypted",
           limit="alerts once encrypted"),

    Listed("openssl", "*", "handshake.unverified (refused)", CHAIN_KEPT, role="server"),
    Listed("openssl", "a ticket is given, TLSv1.2", "ticket", OWN_CACHE),

    Listed("mbedtls", "*TLSv1.3", "*.outcome*", "mbedTLS 2.28 has TLS 1.2", limit="TLS 1.3"),
    Listed("mbedtls", "*TLSv1.2*", "handshake.unverified (refused)", CHAIN_KEPT, role="server"),
    Listed("mbedtls", "server Ed25519, TLSv1.2*", "*.outcome*", "mbedTLS 2.28 has no EdDSA",
           limit="Ed25519, Ed448"),
    Listed("mbedtls", "server under name constraints, TLSv1.2*", "*.outcome*",
           "mbedTLS does not process name constraints, and refuses them where they are critical", role="client",
           limit="name constraints"),
    Listed("mbedtls", "hostile *: 16 MiB *", "alert", "to mbedTLS it is its own limit, internal_error",
           limit="long chains"),
    Listed("mbedtls", "server with 100 certificates, TLSv1.2*", "*.outcome*", "mbedTLS takes and gives 16 KiB",
           limit="long chains"),
    Listed("mbedtls", "shared ciphers, any version: *", "shared_ciphers, missing", "mbedTLS 2.28 has TLS 1.2",
           limit="TLS 1.3"),
    Listed("mbedtls", "shared ciphers, *: everything", "shared_ciphers, more",
           "for old peers, there are suites behind those that CPython's servers have"),
    Listed("mbedtls", "a ticket is given, TLSv1.2", "ticket", OWN_CACHE, limit="session tickets"),
    Listed("mbedtls", "unverified server, version 6, TLSv1.2*", "*.outcome*",
           "mbedTLS decodes every certificate, and more strictly", limit="certificates that mbedTLS does not decode"),
    Listed("mbedtls", UNDECODABLE, "alert", SAME_ALERT),
)


class Exceptions:
    def __init__(self):
        self.used = set()

    def judge(self, run, differences):
        """What is wrong with a run: differences that are not listed, and listed ones that are not there."""
        if self.is_peers(run):
            return []
        concerned = [listed for listed in LISTED if listed.concerns(run)]
        explained = set()
        wrong = []
        for listed in concerned:
            found = [one for one in differences.all if matches(listed.field, one[0])]
            explained.update(one[0] for one in found)
            if found:
                self.used.add(listed)
            elif any(matches(listed.field, name) for name in differences.compared):
                wrong.append("listed, but does not differ: %s (%s)" % (listed.field, listed.reason))
        # Of a handshake that ended otherwise, there is nothing more to compare.
        if any("outcome" in name for name in explained):
            return wrong
        differences.all = [one for one in differences.all if one[0] not in explained]
        return differences.lines() + wrong

    @staticmethod
    def is_peers(run):
        """Whether the handshake ends otherwise because of the peer, whose own run that is."""
        other = Run(run.peer, "server" if run.role == "client" else "client", run.backend, run.scenario)
        return any(listed.concerns(other) and "outcome" in listed.field for listed in LISTED)

    def unused(self, backends):
        """Of the backends that ran."""
        return [one for one in LISTED
                if any(matches(one.backend, name) for name in backends) and one not in self.used]
