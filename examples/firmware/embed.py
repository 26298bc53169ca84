"""Makes a C file of three PEM files: the trust anchor, and this end's own certificate and key, as BearSSL wants them.

    embed.py OUTPUT TRUST_ANCHOR CERTIFICATE KEY
"""
import base64
import re
import sys

BLOCK = re.compile(r"-----BEGIN (?!EC PARAMETERS)[^-]+-----(.*?)-----END", re.S)
RSA = bytes.fromhex("2A864886F70D010101")
CURVES = {"2A8648CE3D030107": "BR_EC_secp256r1", "2B81040022": "BR_EC_secp384r1", "2B81040023": "BR_EC_secp521r1"}
BASIC_CONSTRAINTS = bytes.fromhex("0603551D13")
TRUE = bytes.fromhex("0101FF")


def octets(path):
    with open(path, encoding="ascii") as text:
        return base64.b64decode(BLOCK.search(text.read()).group(1))


def elements(der):
    """The DER elements in there, one after the other: tag, content, and the whole element."""
    found = []
    while der:
        size, start = der[1], 2
        if size & 0x80:
            start += size & 0x7F
            size = int.from_bytes(der[2:start], "big")
        found.append((der[0], der[start:start + size], der[:start + size]))
        der = der[start + size:]
    return found


def inside(der):
    """What stands in an element."""
    return elements(elements(der)[0][1])


def number(element):
    return element[1].lstrip(b"\0")


class Source:
    """The C file that is being made."""

    def __init__(self):
        self.text = '#include "credentials.h"\n'

    def array(self, name, data):
        rows = [", ".join("0x%02X" % octet for octet in data[i:i + 16]) for i in range(0, len(data), 16)]
        self.text += "\nstatic const uint8_t %s[] = {\n        %s};\n" % (name, ",\n        ".join(rows))

    def octets(self, name, data):
        """An array of its own, as BearSSL takes it: address and length."""
        self.array(name, data)
        return "(unsigned char *)%s, sizeof %s" % (name, name)

    def define(self, declaration, value):
        self.text += "const %s = %s;\n" % (declaration, value)


def curve(algorithm):
    return CURVES[elements(algorithm)[1][1].hex().upper()]


def public_key(source, spki):
    (_, algorithm, _), (_, bits, _) = inside(spki)
    key = bits[1:]
    if elements(algorithm)[0][1] == RSA:
        modulus, exponent = inside(key)
        return "{.key_type = BR_KEYTYPE_RSA, .key.rsa = {%s, %s}}" % (
            source.octets("trust_modulus", number(modulus)), source.octets("trust_exponent", number(exponent)))
    return "{.key_type = BR_KEYTYPE_EC, .key.ec = {%s, %s}}" % (curve(algorithm), source.octets("trust_point", key))


def trust_anchor(source, der):
    # RFC 5280 4.1: version, serialNumber, signature, issuer, validity, subject, subjectPublicKeyInfo.
    fields = elements(inside(der)[0][1])
    constraints = der.find(BASIC_CONSTRAINTS)
    if constraints < 0 or TRUE not in der[constraints + len(BASIC_CONSTRAINTS):][:12]:
        sys.exit("embed.py: the trust anchor is no CA")
    key = public_key(source, fields[6][2])
    name = source.octets("trust_name", fields[5][2])
    source.define("br_x509_trust_anchor trust_anchor", "{{%s}, BR_X509_TA_CA, %s}" % (name, key))
    source.array("trust_octets", der)
    source.define("struct pc_slice trust_certificate", "{trust_octets, sizeof trust_octets}")


def private_key(source, der):
    # RFC 5208 5: version, algorithm, key.
    _, (_, algorithm, _), (_, key, _) = inside(der)[:3]
    parts = inside(key)
    if elements(algorithm)[0][1] == RSA:
        # RFC 8017 A.1.2: version, n, e, d, p, q, dP, dQ, qInv.
        bits = int.from_bytes(number(parts[1]), "big").bit_length()
        names = "own_p", "own_q", "own_dp", "own_dq", "own_iq"
        values = [source.octets(name, number(part)) for name, part in zip(names, parts[4:])]
        source.define("br_rsa_private_key own_rsa_key", "{%d, %s}" % (bits, ", ".join(values)))
    else:
        # RFC 5915 3: version, the number.
        value = source.octets("own_number", parts[1][1])
        source.define("br_ec_private_key own_ec_key", "{%s, %s}" % (curve(algorithm), value))


def main():
    output, trust, certificate, key = sys.argv[1:]
    source = Source()
    trust_anchor(source, octets(trust))
    source.define("br_x509_certificate own_certificate", "{%s}" % source.octets("own_octets", octets(certificate)))
    private_key(source, octets(key))
    with open(output, "w", encoding="ascii") as file:
        file.write(source.text)


main()
