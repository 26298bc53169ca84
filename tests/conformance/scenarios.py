"""The table of scenarios: what either end of a connection is set up with. Either end can be ours."""
import itertools
from dataclasses import dataclass, field, replace

from world import CA, CLIENT, LOCALHOST, RICH, SERVER

VERSIONS = {"TLSv1.2": 0x0303, "TLSv1.3": 0x0304}


@dataclass(frozen=True)
class End:
    """One end. 'chain': its certificates, leaf first."""
    verify: str
    trust: str = None
    chain: tuple = ()
    name: str = None  # a client's for the server
    check_name: bool = True


@dataclass(frozen=True)
class Scenario:
    name: str
    client: End
    server: End
    version: str = "TLSv1.2"
    hashes: str = "sha256"  # of the server certificate's signature; None where it has none
    wide: bool = False      # also against GnuTLS, which takes and gives chains in its own way
    ciphers: str = None     # of an end that is Python's

    def end(self, role):
        return self.client if role == "client" else self.server


@dataclass
class Table:
    world: object
    rows: list = field(default_factory=list)

    def add(self, name, client=None, server=None, **options):
        world = self.world
        client_end = End("required", world.root_file, (), "localhost")
        server_end = End("none", None, (world.leaf,))
        self.rows.append(Scenario(name, replace(client_end, **(client or {})), replace(server_end, **(server or {})),
                                  **options))

    def sent(self, name, *chain, client=None, **options):
        self.add(name, client, {"chain": chain}, **options)


def accepted(table):
    world, issuer = table.world, table.world.issuer
    middle, low = world.middle, world.low
    table.sent("server EC", world.leaf, wide=True)
    table.sent("server RSA", world.server(issuer=world.rsa_root, key="rsa"), wide=True)
    table.sent("server RSA under EC", world.server(key="rsa"))
    table.sent("server P-384, SHA-384", world.server(key="p384", digest="sha384"), hashes="sha384")
    table.sent("server P-521, SHA-512", world.server(key="p521", digest="sha512"), hashes="sha512")
    table.sent("server SHA-224", world.server(digest="sha224"), hashes="sha224")
    table.sent("server with intermediate", world.server(issuer=middle), middle, wide=True)
    table.sent("server with two intermediates", world.server(issuer=low), low, middle)
    table.sent("server with its root", world.server(issuer=middle), middle, world.root)
    table.sent("server, several names", world.server(subject="/C=DE/O=Bücher \u20ac/OU=A/OU=B/CN=localhost",
                                                    extensions=SERVER + RICH), wide=True)
    table.sent("server by CN only", world.server(extensions=SERVER))
    table.sent("server by IP address", world.server(extensions=SERVER + ["subjectAltName = IP:127.0.0.1"]),
               client={"name": "127.0.0.1"}, wide=True)
    table.sent("server by wildcard", world.server(extensions=SERVER + ["subjectAltName = DNS:*.example.org"]),
               client={"name": "www.example.org"})
    table.sent("server, optional", world.leaf, client={"verify": "optional"})
    alone = issuer.server(None, key_name="alone")
    table.sent("server self-signed, trusted", alone, client={"trust": alone.path})
    table.add("server, no name asked", {"name": None, "check_name": False})
    table.add("server, another name not checked", {"name": "other.example", "check_name": False})
    table.sent("server Ed25519", world.server(key="ed25519"))
    pss = issuer.server(issuer.authority("For PSS", key="rsa"), sign=["-sigopt", "rsa_padding_mode:pss"])
    table.sent("server signed with PSS", pss, client={"trust": pss.issuer.path})
    constrained = issuer.authority("Constrained", world.root,
                                   extensions=CA + ["nameConstraints = critical, permitted;DNS:localhost"])
    table.sent("server under name constraints", world.server(issuer=constrained), constrained)
    table.sent("server with a stranger in the chain", world.server(issuer=middle), world.other, middle)
    table.sent("server with a duplicate in the chain", world.server(issuer=middle), middle, middle)
    table.sent("server with 100 certificates", world.leaf, *[world.other] * 99)
    table.sent("server, empty subject", world.server(subject="/", extensions=SERVER + [
        "subjectAltName = critical, DNS:localhost"]))


def refused_servers(table):
    world, issuer = table.world, table.world.issuer
    middle = world.middle
    alone = issuer.server(None, key_name="lone")
    table.sent("server expired", world.server(days=(-10, -1)), wide=True)
    table.sent("server expired, optional", world.server(days=(-10, -1)), client={"verify": "optional"})
    table.sent("server not yet valid", world.server(days=(1, 10)))
    table.sent("server self-signed", alone, wide=True)
    table.add("server of an unknown CA", {"trust": world.other_file}, wide=True)
    table.sent("server of an unknown CA, which is sent", world.leaf, world.root, client={"trust": world.other_file})
    table.add("server of another name", {"name": "other.example"}, wide=True)
    table.add("server of another address", {"name": "127.0.0.1"})
    table.sent("server for clients", world.server(extensions=LOCALHOST + ["extendedKeyUsage = clientAuth"]))
    table.sent("server, intermediate missing", world.server(issuer=middle))
    old = issuer.authority("Old", world.root, days=(-10, -1))
    table.sent("server, intermediate expired", world.server(issuer=old), old)
    no_ca = issuer.authority("No CA", world.root, extensions=["basicConstraints = CA:FALSE"])
    table.sent("server, intermediate is no CA", world.server(issuer=no_ca), no_ca)
    short = issuer.authority("Short", world.root, extensions=["basicConstraints = CA:TRUE, pathlen:0"])
    below = issuer.authority("Below", short)
    table.sent("server, path too long", world.server(issuer=below), below, short)
    table.sent("server, unknown critical extension",
               world.server(extensions=SERVER + LOCALHOST + ["1.2.3.4 = critical, ASN1:NULL"]))
    table.sent("server, changed signature", world.changed(world.leaf))
    gone = issuer.authority("Root gone", days=(-10, -1))
    table.sent("server, root expired", world.server(issuer=gone), client={"trust": gone.path})


def unverified(table):
    world = table.world
    client = {"verify": "none", "trust": None, "check_name": False}
    table.sent("unverified server", world.leaf, client=client, wide=True)
    table.sent("unverified server, expired", world.server(days=(-10, -1)), client=client)
    table.sent("unverified server, self-signed", world.issuer.server(None, key_name="lonely"), client=client)
    table.sent("unverified server, another name", world.leaf, client={**client, "name": "other.example"})
    table.sent("unverified server, intermediate", world.server(issuer=world.middle), world.middle, client=client)
    version_6 = world.altered(world.leaf, b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x05")
    table.sent("unverified server, version 6", version_6, client=client)
    table.sent("unverified server, for clients", world.client_of(world.root), client=client)


def client_certificates(table):
    world = table.world
    good = (world.client,)
    through = (world.client_of(world.middle), world.middle)

    def add(name, verify, chain, **options):
        trust = options.pop("trust", world.root_file)
        table.add(name, {"chain": chain}, {"verify": verify, "trust": trust}, **options)

    add("client not asked", "none", good)
    add("client asked, without", "optional", (), wide=True)
    add("client asked, EC", "optional", good, wide=True)
    add("client demanded, EC", "required", good, wide=True)
    add("client demanded, RSA", "required", (world.client_of(world.rsa_root, key="rsa"),), wide=True)
    add("client demanded, P-384", "required", (world.client_of(world.root, key="p384", digest="sha384"),))
    add("client demanded, intermediate", "required", through, wide=True)
    add("client demanded, several names", "required",
        (world.client_of(world.root, "/C=DE/O=Bücher \u20ac/CN=client/emailAddress=a@example.org", CLIENT + RICH),))
    add("client demanded, no purpose", "required", (world.client_of(world.root, extensions=[]),))
    add("client demanded, without", "required", (), wide=True)
    for verify, way in ("optional", "asked"), ("required", "demanded"):
        add("client %s, expired" % way, verify, (world.client_of(world.root, days=(-10, -1)),))
        add("client %s, not yet valid" % way, verify, (world.client_of(world.root, days=(1, 10)),))
        add("client %s, self-signed" % way, verify, (world.client_of(None),))
        add("client %s, unknown CA" % way, verify, (world.client_of(world.other),))
        add("client %s, for servers" % way, verify, (world.client_of(world.root, extensions=SERVER),))
    add("client demanded, intermediate missing", "required", through[:1])
    add("client demanded, changed signature", "required", (world.changed(world.client),))


def scenarios(world):
    table = Table(world)
    for part in accepted, refused_servers, unverified, client_certificates:
        part(table)
    return [replace(row, name="%s, %s" % (row.name, version), version=version)
            for row, version in itertools.product(table.rows, VERSIONS)]
