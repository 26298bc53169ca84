#!/usr/bin/env python3
"""Makes the certificates and keys that the TLS unit tests use. All are valid in 2030, whose first second is the tests' now.

    leaf <- intermediate <- root          twin: another key, root's name
    under_other <- other, of RSA          other_twin: another key, other's name
    expired: a root that was valid until 2028
    under_expired: a server's, by it      lone: a server's, self-signed, no CA
    rsa, p384: for servers and clients, self-signed
    client: for clients only, by root     old: a server's, by root, valid until 2028; early: valid from 2032
"""
import os
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "live"))
from certs import CA, LOCALHOST, SERVER, Issuer

ALWAYS = "20200101000000Z", "21200101000000Z"
UNTIL_2028 = "20200101000000Z", "20280101000000Z"
FROM_2032 = "20320101000000Z", "21200101000000Z"


def make(folder):
    issuer = Issuer(folder)
    made = {}
    made["root"] = issuer.authority("Root", days=ALWAYS)
    made["twin"] = issuer.issue("/O=Live test/CN=Root", key_name="twin", extensions=CA, days=ALWAYS)
    made["other"] = issuer.authority("Other", days=ALWAYS, key="rsa")
    made["expired"] = issuer.authority("Expired", days=UNTIL_2028)
    made["intermediate"] = issuer.authority("Intermediate", made["root"], days=ALWAYS)
    made["other_twin"] = issuer.issue("/O=Live test/CN=Other", key="rsa", key_name="twin", extensions=CA, days=ALWAYS)
    made["under_other"] = issuer.server(made["other"], days=ALWAYS, key_name="under")
    made["leaf"] = issuer.server(made["intermediate"], days=ALWAYS)
    made["under_expired"] = issuer.server(made["expired"], days=ALWAYS)
    made["lone"] = issuer.server(None, days=ALWAYS, key_name="lone")
    made["client"] = issuer.server(made["root"], extensions=LOCALHOST + ["extendedKeyUsage = clientAuth"], days=ALWAYS)
    made["old"] = issuer.server(made["root"], days=UNTIL_2028)
    made["early"] = issuer.server(made["root"], days=FROM_2032)
    # For servers and clients, self-signed, with keys of other sorts.
    for key in "rsa", "p384":
        made[key] = issuer.server(None, extensions=LOCALHOST + ["extendedKeyUsage = serverAuth, clientAuth"], days=ALWAYS,
                                  key=key, key_name=key)
    # Its only name is in its subject.
    made["named_by_subject"] = issuer.server(made["intermediate"], extensions=SERVER, days=ALWAYS)
    # By a CA that is limited to clients.
    made["for_clients"] = issuer.authority("For clients", made["root"], extensions=CA + ["extendedKeyUsage = clientAuth"],
                                           days=ALWAYS)
    made["under_for_clients"] = issuer.server(made["for_clients"], days=ALWAYS)
    # Anchors of other sorts.
    made["v1_root"] = issuer.issue("/CN=Version 1", key_name="v1", days=ALWAYS)
    made["v1_leaf"] = issuer.issue("/CN=localhost", made["v1_root"], days=ALWAYS)
    made["sign_only"] = issuer.issue("/CN=Signs", extensions=["keyUsage = keyCertSign"], days=ALWAYS)
    made["ca_without_sign"] = issuer.issue("/CN=Signs not", extensions=["basicConstraints = CA:TRUE", "keyUsage = cRLSign"],
                                           days=ALWAYS)
    made["no_ca"] = issuer.issue("/CN=No CA", extensions=["basicConstraints = CA:FALSE"], days=ALWAYS)
    made["ed25519"] = issuer.authority("Ed25519", key="ed25519", digest="null", days=ALWAYS)
    made["pss_key"] = issuer.authority("PSS", key="pss", days=ALWAYS)
    made["secp256k1"] = issuer.authority("secp256k1", key="secp256k1", days=ALWAYS)
    return made


def main():
    with tempfile.TemporaryDirectory() as folder:
        made = make(folder)
        for name, certificate in made.items():
            with open(os.path.join(HERE, name + ".pem"), "w", encoding="ascii") as out:
                out.write(certificate.pem)
        for name in "leaf", "rsa", "p384":
            shutil.copy(made[name].key, os.path.join(HERE, name + ".key"))


if __name__ == "__main__":
    main()
