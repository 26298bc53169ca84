"""The certificates of all scenarios, made once."""
import ssl
import threading

from certs import CA, LOCALHOST, SERVER, Certificate, Issuer

CLIENT = ["basicConstraints = CA:FALSE", "keyUsage = digitalSignature", "extendedKeyUsage = clientAuth"]
RICH = ["subjectAltName = DNS:localhost, DNS:*.example.org, IP:127.0.0.1, IP:2001:db8::1, email:a@example.org, "
        "URI:https://example.org/?a=b, dirName:directory",
        "authorityInfoAccess = OCSP;URI:http://ocsp.example.org/, caIssuers;URI:http://ca.example.org/ca",
        "crlDistributionPoints = URI:http://crl.example.org/a.crl, URI:ldap://crl.example.org/b",
        "[directory]", "C = DE", "CN = Directory name"]


class World:
    def __init__(self, folder):
        issuer = self.issuer = Issuer(folder)
        self.lock = threading.Lock()
        self.files = {}
        self.root = issuer.authority("Root")
        self.rsa_root = issuer.authority("RSA root", key="rsa")
        self.other = issuer.authority("Other root")
        self.middle = issuer.authority("Intermediate", self.root)
        self.low = issuer.authority("Lower intermediate", self.middle)
        self.root_file = issuer.file("root.pem", self.root, self.rsa_root)
        self.other_file = issuer.file("other.pem", self.other)
        self.leaf = issuer.server(self.root)
        self.client = self.client_of(self.root)

    def server(self, **options):
        return self.issuer.server(options.pop("issuer", self.root), **options)

    def client_of(self, issuer, subject="/O=Clients/CN=client", extensions=CLIENT, **options):
        return self.issuer.issue(subject, issuer, extensions=list(extensions), key_name="client", **options)

    def altered(self, certificate, old, new):
        """A copy with other octets in place of the first of those, and the signature as it was."""
        der = certificate.der.replace(old, new, 1)
        self.issuer.count += 1
        path = self.issuer.path("altered%d.pem" % self.issuer.count)
        with open(path, "w", encoding="ascii") as out:
            out.write(ssl.DER_cert_to_PEM_cert(der))
        return Certificate(path, certificate.key, certificate.issuer)

    def changed(self, certificate):
        """A copy with another signature."""
        end = certificate.der[-5:]
        return self.altered(certificate, end, bytes([end[0] ^ 1]) + end[1:])

    def chain_file(self, certificates):
        """A file of those, made once: several ask for it at a time."""
        if len(certificates) == 1:
            return certificates[0].path
        with self.lock:
            if certificates not in self.files:
                self.files[certificates] = self.issuer.file("chain%d.pem" % len(self.files), *certificates)
            return self.files[certificates]


__all__ = ["CA", "CLIENT", "LOCALHOST", "RICH", "SERVER", "World"]
