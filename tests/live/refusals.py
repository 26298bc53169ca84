"""Chains that a client must refuse."""
import os
import ssl

from certs import CA, LOCALHOST, SERVER, Certificate


def refusals(live):
    """name -> (what the server sends, its key's certificate, what is trusted, the name asked for)"""
    issuer = live.issuer
    root, root_file = live.root, live.root_file
    leaf = issuer.server(root)

    def under(name, **options):
        middle = issuer.authority(name, root, **options)
        last = issuer.server(middle)
        return [last, middle], last

    yield "another host", [leaf], leaf, root_file, "example.org"
    yield "a host below", [leaf], leaf, root_file, "www.localhost"
    yield "an address that is not in it", [leaf], leaf, root_file, "127.0.0.1"
    yield "an unknown CA", [leaf], leaf, live.other_file, "localhost"
    yield "an unknown CA, whose root is sent", [leaf, root], leaf, live.other_file, "localhost"
    twin = issuer.issue("/O=Live test/CN=Root", key_name="twin", extensions=CA)
    with_id = issuer.server(root, extensions=SERVER + LOCALHOST + ["authorityKeyIdentifier = keyid"])
    yield "an unknown CA of a known name", [with_id], with_id, twin.path, "localhost"
    yield "a signature by another key", [leaf], leaf, twin.path, "localhost"

    wildcard = issuer.server(root, extensions=SERVER + ["subjectAltName = DNS:*.test"])
    yield "a wildcard for a top-level domain", [wildcard], wildcard, root_file, "foo.test"
    address = issuer.server(root, "/CN=127.0.0.1", extensions=SERVER)
    yield "an address as CN", [address], address, root_file, "127.0.0.1"
    text = issuer.server(root, extensions=SERVER + ["subjectAltName = DNS:127.0.0.1"])
    yield "an address as dNSName", [text], text, root_file, "127.0.0.1"
    other_name = issuer.server(root, extensions=SERVER + ["subjectAltName = DNS:example.org"])
    yield "the name in CN only, with another dNSName", [other_name], other_name, root_file, "localhost"

    for name, days in ("expired", (-10, -1)), ("not yet valid", (1, 10)):
        late = issuer.server(root, days=days)
        yield name, [late], late, root_file, "localhost"
        chain, last = under("Intermediate " + name, days=days)
        yield name + ", the intermediate", chain, last, root_file, "localhost"
        old = issuer.authority("Root " + name, days=days)
        last = issuer.server(old)
        yield name + ", the trust anchor", [last], last, old.path, "localhost"

    alone = issuer.server(None, key_name="alone")
    yield "self-signed", [alone], alone, root_file, "localhost"
    for purpose in "clientAuth", "codeSigning", "anyExtendedKeyUsage":
        wrong = issuer.server(root, extensions=LOCALHOST + ["extendedKeyUsage = " + purpose])
        yield "for " + purpose + " only", [wrong], wrong, root_file, "localhost"

    for purpose in "clientAuth", "anyExtendedKeyUsage":
        limited = CA + ["extendedKeyUsage = " + purpose]
        chain, last = under("Intermediate for " + purpose, extensions=limited)
        yield "for %s only, the intermediate" % purpose, chain, last, root_file, "localhost"
        anchor = issuer.authority("Root for " + purpose, extensions=limited)
        last = issuer.server(anchor)
        yield "for %s only, the trust anchor" % purpose, [last], last, anchor.path, "localhost"

    chain, last = under("No CA", extensions=["basicConstraints = CA:FALSE"])
    yield "issued by a certificate that is no CA's", chain, last, root_file, "localhost"
    chain, last = under("No constraints", extensions=["subjectKeyIdentifier = hash"])
    yield "issued by a certificate without basic constraints", chain, last, root_file, "localhost"
    chain, last = under("No signing", extensions=["basicConstraints = CA:TRUE", "keyUsage = cRLSign"])
    yield "issued by a CA that may not sign", chain, last, root_file, "localhost"
    chain, last = under("Missing")
    yield "an intermediate that is missing", chain[:1], last, root_file, "localhost"
    top = issuer.authority("Short", root, extensions=["basicConstraints = CA:TRUE, pathlen:0"])
    middle = issuer.authority("Below", top)
    last = issuer.server(middle)
    yield "a path longer than allowed", [last, middle, top], last, root_file, "localhost"
    critical = issuer.server(root, extensions=SERVER + LOCALHOST + ["1.2.3.4 = critical, ASN1:NULL"])
    yield "an unknown critical extension", [critical], critical, root_file, "localhost"
    yield "a changed signature", [changed(issuer, leaf, -5)], leaf, root_file, "localhost"
    chain, last = under("Changed")
    yield "a changed signature of the intermediate", [last, changed(issuer, chain[1], -5)], last, root_file, "localhost"


def changed(issuer, certificate, at):
    """A copy of which one octet is another."""
    der = bytearray(certificate.der)
    der[at] ^= 1
    path = issuer.path("changed%d.pem" % len(os.listdir(issuer.folder)))
    with open(path, "w", encoding="ascii") as out:
        out.write(ssl.DER_cert_to_PEM_cert(bytes(der)))
    return Certificate(path, certificate.key, certificate.issuer)
