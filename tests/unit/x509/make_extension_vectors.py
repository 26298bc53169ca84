#!/usr/bin/env python3
"""Makes extensions.txt.

The good values are encoded by openssl from what is expected to be read in them, but for SCT lists, which it only
reads; the bad ones are built here, so that it is known what is wrong with them, and where.
"""

import datetime
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent

OIDS = {
    "subjectKeyIdentifier": "2.5.29.14",
    "authorityKeyIdentifier": "2.5.29.35",
    "certificatePolicies": "2.5.29.32",
    "policyMappings": "2.5.29.33",
    "issuerAltName": "2.5.29.18",
    "nameConstraints": "2.5.29.30",
    "policyConstraints": "2.5.29.36",
    "inhibitAnyPolicy": "2.5.29.54",
    "freshestCRL": "2.5.29.46",
    "subjectInfoAccess": "1.3.6.1.5.5.7.1.11",
    "signedCertificateTimestampList": "1.3.6.1.4.1.11129.2.4.2",
    "tlsFeature": "1.3.6.1.5.5.7.1.24",
}
OPENSSL_NAMES = {"tlsFeature": "tlsfeature"}


# --- DER

def tlv(tag, *contents):
    content = b"".join(contents)
    if len(content) < 0x80:
        return bytes([tag, len(content)]) + content
    length = len(content).to_bytes((len(content).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 + len(length)]) + length + content


def integer(number, tag=2):
    return tlv(tag, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    octets = b""
    for arc in [40 * first + second, *rest]:
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(arc & 0x7F | 0x80)
        octets += bytes(reversed(groups))
    return tlv(6, octets)


def elements(octets):
    """(tag, contents) of each data value."""
    while octets:
        count, start = octets[1], 2
        if count > 0x80:
            start += count - 0x80
            count = int.from_bytes(octets[2:start], "big")
        yield octets[0], octets[start:start + count]
        octets = octets[start + count:]


# --- openssl

def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, check=True, capture_output=True).stdout


KEY = openssl("genpkey", "-algorithm", "ED25519")


def certificate(extension, sections=""):
    config = f"[req]\ndistinguished_name=dn\nx509_extensions=ext\n[dn]\n[ext]\n{extension}\n{sections}\n"
    with tempfile.NamedTemporaryFile("w") as file, tempfile.NamedTemporaryFile() as key:
        file.write(config)
        file.flush()
        key.write(KEY)
        key.flush()
        return openssl("req", "-new", "-x509", "-key", key.name, "-config", file.name, "-subj", "/CN=x",
                       "-outform", "DER")


def values(der):
    """The extensions of a certificate: contents octets of OBJECT IDENTIFIER and value."""
    (_, content), = elements(der)
    tbs = next(elements(content))[1]
    (_, extensions), = elements(dict(elements(tbs))[0xA3])
    for _, extension in elements(extensions):
        fields = list(elements(extension))
        yield fields[0][1], fields[-1][1]


def made(name, setting, want, sections=""):
    """A value that openssl makes from its configuration."""
    value = dict(values(certificate(f"{OPENSSL_NAMES.get(name, name)}={setting}", sections)))[oid(OIDS[name])[2:]]
    return case(name, value, "PC_OK", want)


def case(name, value, *rest):
    return [name, oid(OIDS[name])[2:].hex(), value.hex() or "-", *map(str, rest)]


def good(name, value, want):
    return case(name, value, "PC_OK", want)


def bad(name, value, code, fault, skip=0):
    """'fault' is the octets at which the error is, 'skip' how many of them it comes after."""
    assert value.count(fault) == 1, (value.hex(), fault.hex())
    return case(name, value, "PC_ERR_" + code, value.index(fault) + skip)


EXTRA = b"\x05\x00"
PADDED_OID = tlv(6, b"\x2A\x80\x01")
NEGATIVE = -0x1234


def everywhere(name, value):
    """What is wrong with the frame of any of them."""
    yield bad(name, value + b"\x04\x03end", "DER_EXTRA", b"\x04\x03end")
    yield bad(name, b"\x0C" + value[1:], "DER_TAG", b"\x0C" + value[1:])
    yield bad(name, value[:1], "DER_TRUNCATED", value[:1])
    yield case(name, b"", "PC_ERR_DER_TRUNCATED", 0)


# --- the extensions

URI = "http://a.example/x"
DNS = tlv(0x82, b"a.example")
DIRECTORY = tlv(0x30, tlv(0x31, tlv(0x30, oid("2.5.4.3"), tlv(0x0C, b"Issuer"))))


def subject_key_identifier():
    name = "subjectKeyIdentifier"
    yield made(name, "00:01:02:FE", "000102fe")
    yield good(name, tlv(4), "empty")
    yield good(name, tlv(4, bytes(200)), "00" * 200)
    yield from everywhere(name, tlv(4, b"key"))
    yield bad(name, tlv(0x24, tlv(4, b"key")), "DER_CONSTRUCTED", tlv(0x24, tlv(4, b"key")))


def authority_key_identifier():
    name = "authorityKeyIdentifier"
    key, issuer, serial = tlv(0x80, b"\1\2\3"), tlv(0xA1, tlv(0xA4, DIRECTORY), DNS), tlv(0x82, b"\x12\x34")
    directory = dict(elements(DIRECTORY))[0x30].hex()
    yield made(name, "ASN1:SEQUENCE:aki", f"key=010203 issuer=(4:{directory} 2:a.example) serial=1234", f"""
[aki]
a=IMPLICIT:0,FORMAT:HEX,OCTETSTRING:010203
b=IMPLICIT:1,SEQUENCE:names
c=IMPLICIT:2,INTEGER:0x1234
[names]
a=EXPLICIT:4,SEQUENCE:directory
b=IMPLICIT:2,IA5STRING:a.example
[directory]
a=SET:rdn
[rdn]
a=SEQUENCE:attribute
[attribute]
a=OID:commonName
b=UTF8:Issuer
""")
    yield good(name, tlv(0x30), "none")
    yield good(name, tlv(0x30, key), "key=010203")
    yield good(name, tlv(0x30, tlv(0x80)), "key=")
    yield good(name, tlv(0x30, issuer, serial), f"issuer=(4:{directory} 2:a.example) serial=1234")
    yield good(name, tlv(0x30, integer(NEGATIVE, 0x82)), "serial=edcc")
    yield from everywhere(name, tlv(0x30, key))
    yield bad(name, tlv(0x30, issuer, key), "DER_EXTRA", key)
    yield bad(name, tlv(0x30, key, key + EXTRA), "DER_EXTRA", key + EXTRA)
    yield bad(name, tlv(0x30, tlv(0xA0, b"\4\1!")), "DER_CONSTRUCTED", tlv(0xA0, b"\4\1!"))
    yield bad(name, tlv(0x30, key, tlv(0x81, DNS)), "DER_PRIMITIVE", tlv(0x81, DNS))
    yield bad(name, tlv(0x30, key, tlv(0xA1, DNS, EXTRA)), "DER_TAG", EXTRA)
    yield bad(name, tlv(0x30, key, tlv(0x82, b"\0\1")), "DER_INTEGER", tlv(0x82, b"\0\1"))
    yield bad(name, tlv(0x30, key, tlv(0x82)), "DER_INTEGER", tlv(0x82))


def certificate_policies():
    name = "certificatePolicies"
    cps, notice = oid("1.3.6.1.5.5.7.2.1"), oid("1.3.6.1.5.5.7.2.2")
    yield made(name, "2.5.29.32.0", "2.5.29.32.0")
    yield made(name, "1.2.3.4, @p, 1.2.840.113549",
               "1.2.3.4; 1.5.6 {cps " + URI + "} {cps ftp://b} {notice org='The Org' "
               "numbers=1,2,300 text='The text'} {notice text='\u00dcber'}; 1.2.840.113549", f"""
[p]
policyIdentifier=1.5.6
CPS.1={URI}
CPS.2=ftp://b
userNotice.1=@n1
userNotice.2=@n2
[n1]
organization=The Org
noticeNumbers=1,2,300
explicitText=The text
[n2]
explicitText=UTF8:\u00dcber
""")
    yield made(name, "ia5org, @p", "1.5.6 {notice org='Org' numbers=7 text='Text'}", """
[p]
policyIdentifier=1.5.6
userNotice=@n
[n]
organization=Org
noticeNumbers=7
explicitText=UTF8:Text
""")

    def policies(*qualifiers):
        return tlv(0x30, tlv(0x30, oid("1.2.3"), tlv(0x30, *qualifiers)))

    def notices(*fields):
        return policies(tlv(0x30, notice, tlv(0x30, *fields)))

    text, numbers = tlv(0x1A, b"text"), tlv(0x30, integer(7))
    reference = tlv(0x30, text, numbers)
    yield good(name, notices(), "1.2.3 {notice}")
    yield good(name, notices(tlv(0x30, text, tlv(0x30))), "1.2.3 {notice org='text' numbers=}")
    yield good(name, notices(tlv(0x1E, "\u0416\u20ac".encode("utf-16-be"))), "1.2.3 {notice text='\u0416\u20ac'}")
    yield good(name, notices(tlv(0x0C)), "1.2.3 {notice text=''}")
    yield good(name, policies(tlv(0x30, oid("1.2.9"), EXTRA)), "1.2.3 {1.2.9 05:}")
    yield good(name, policies(tlv(0x30, oid("1.3.6.1.5.5.7.2.3"), text)), "1.2.3 {1.3.6.1.5.5.7.2.3 1a:74657874}")
    yield from everywhere(name, tlv(0x30, tlv(0x30, oid("1.2.3"))))
    yield bad(name, tlv(0x30), "X509_VALUE", tlv(0x30))
    yield bad(name, policies(), "X509_VALUE", tlv(0x30))
    yield bad(name, tlv(0x30, tlv(0x30, oid("1.2.3")), tlv(0x31, oid("1.2.4"))), "DER_TAG", tlv(0x31, oid("1.2.4")))
    yield bad(name, tlv(0x30, tlv(0x30)), "DER_TRUNCATED", tlv(0x30, tlv(0x30)), 4)
    yield bad(name, tlv(0x30, tlv(0x30, PADDED_OID)), "DER_OID", PADDED_OID)
    yield bad(name, tlv(0x30, tlv(0x30, oid("1.2.3"), EXTRA)), "DER_TAG", EXTRA)
    yield bad(name, tlv(0x30, tlv(0x30, oid("1.2.3"), tlv(0x30, tlv(0x30, cps, tlv(0x16, b"u"))), EXTRA)), "DER_EXTRA",
              EXTRA)
    yield bad(name, policies(tlv(0x30, PADDED_OID, text)), "DER_OID", PADDED_OID)
    yield bad(name, policies(tlv(0x30, oid("1.2.9"))), "DER_TRUNCATED", oid("1.2.9"), 4)
    yield bad(name, policies(tlv(0x30, cps, text)), "DER_TAG", text)
    yield bad(name, policies(tlv(0x30, cps, tlv(0x16, b"u"), EXTRA)), "DER_EXTRA", EXTRA)
    yield bad(name, policies(tlv(0x30, oid("1.2.9"), tlv(2))), "DER_INTEGER", tlv(2))
    yield bad(name, notices(tlv(0x13, b"text")), "DER_TAG", tlv(0x13, b"text"))
    yield bad(name, notices(tlv(0x0C, b"\xC0\x80")), "DER_STRING", tlv(0x0C, b"\xC0\x80"))
    yield bad(name, notices(tlv(0x1E, b"odd")), "DER_STRING", tlv(0x1E, b"odd"))
    yield bad(name, notices(text, reference), "DER_EXTRA", reference)
    yield bad(name, notices(tlv(0x30, numbers)), "DER_TAG", numbers)
    yield bad(name, notices(tlv(0x30, text)), "DER_TRUNCATED", text, len(text))
    yield bad(name, notices(tlv(0x30, text, tlv(0x30, integer(1), tlv(2, b"\0\0")))), "DER_INTEGER", tlv(2, b"\0\0"))
    yield bad(name, notices(tlv(0x30, text, numbers, EXTRA)), "DER_EXTRA", EXTRA)


def policy_mappings():
    name = "policyMappings"
    yield made(name, "1.2.3:1.2.4, 2.999.1:2.5.29.32.0", "1.2.3:1.2.4 2.999.1:2.5.29.32.0")
    first = tlv(0x30, oid("1.2.3"), oid("1.2.4"))
    yield from everywhere(name, tlv(0x30, first))
    yield bad(name, tlv(0x30), "X509_VALUE", tlv(0x30))
    yield bad(name, tlv(0x30, first, tlv(0x30, oid("1.2.5"))), "DER_TRUNCATED", oid("1.2.5"), 4)
    yield bad(name, tlv(0x30, first, tlv(0x30, oid("1.2.5"), PADDED_OID)), "DER_OID", PADDED_OID)
    yield bad(name, tlv(0x30, first, tlv(0x30, oid("1.2.5"), oid("1.2.6"), EXTRA)), "DER_EXTRA", EXTRA)
    yield bad(name, tlv(0x30, first, EXTRA), "DER_TAG", EXTRA)


def policy_constraints():
    name = "policyConstraints"
    first, second = integer(3, 0x80), integer(0, 0x81)
    yield made(name, "requireExplicitPolicy:3,inhibitPolicyMapping:0", "require=3 inhibit=0")
    yield made(name, "requireExplicitPolicy:200", "require=200")
    yield made(name, "inhibitPolicyMapping:70000", "inhibit=70000")
    yield good(name, tlv(0x30), "none")
    yield good(name, tlv(0x30, integer(2**63 - 1, 0x80)), f"require={2**63 - 1}")
    yield from everywhere(name, tlv(0x30, first))
    yield bad(name, tlv(0x30, second, first), "DER_EXTRA", first)
    yield bad(name, tlv(0x30, first, second, EXTRA), "DER_EXTRA", EXTRA)
    yield bad(name, tlv(0x30, integer(NEGATIVE, 0x80)), "X509_VALUE", integer(NEGATIVE, 0x80))
    yield bad(name, tlv(0x30, first, integer(-1, 0x81)), "X509_VALUE", integer(-1, 0x81))
    yield bad(name, tlv(0x30, integer(2**63, 0x80)), "DER_RANGE", integer(2**63, 0x80))
    yield bad(name, tlv(0x30, tlv(0x80, b"\0\1")), "DER_INTEGER", tlv(0x80, b"\0\1"))
    yield bad(name, tlv(0x30, tlv(0xA0, integer(1))), "DER_CONSTRUCTED", tlv(0xA0, integer(1)))


def inhibit_any_policy():
    name = "inhibitAnyPolicy"
    yield made(name, "0", "0")
    yield made(name, "70000", "70000")
    yield from everywhere(name, integer(300))
    yield bad(name, integer(NEGATIVE), "X509_VALUE", integer(NEGATIVE))
    yield bad(name, integer(2**64), "DER_RANGE", integer(2**64))
    yield bad(name, tlv(2), "DER_INTEGER", tlv(2))
    yield bad(name, tlv(2, b"\0\1"), "DER_INTEGER", tlv(2, b"\0\1"))


def name_constraints():
    name = "nameConstraints"
    directory = dict(elements(DIRECTORY))[0x30].hex()
    yield made(name, "permitted;DNS:.example.org,permitted;IP:10.0.0.0/255.0.0.0,excluded;email:x@a.example",
               "permitted(2:.example.org/0/- 7:0a000000ff000000/0/-) excluded(1:x@a.example/0/-)")
    yield made(name, "permitted;dirName:d,permitted;IP:2001:db8::/ffff:ffff::",
               f"permitted(4:{directory}/0/- 7:20010db8{'00' * 12}ffffffff{'00' * 12}/0/-)", "[d]\nCN=Issuer")
    yield made(name, "excluded;URI:.example,excluded;DNS:b.example", "excluded(6:.example/0/- 2:b.example/0/-)")
    yield good(name, tlv(0x30), "none")

    def permitted(*contents):
        return tlv(0x30, tlv(0xA0, *contents))

    yield good(name, permitted(tlv(0x30, DNS, integer(0, 0x80))), "permitted(2:a.example/0/-)")
    yield good(name, permitted(tlv(0x30, DNS, integer(2, 0x80), integer(5, 0x81))), "permitted(2:a.example/2/5)")
    yield good(name, permitted(tlv(0x30, DNS, integer(0, 0x81))), "permitted(2:a.example/0/0)")
    subtree = tlv(0x30, DNS)
    yield from everywhere(name, permitted(subtree))
    yield bad(name, permitted(), "X509_VALUE", tlv(0xA0))
    yield bad(name, tlv(0x30, tlv(0xA1)), "X509_VALUE", tlv(0xA1))
    yield bad(name, tlv(0x30, tlv(0xA1, subtree), tlv(0xA0, subtree)), "DER_EXTRA", tlv(0xA0, subtree))
    yield bad(name, tlv(0x30, tlv(0x80, subtree)), "DER_PRIMITIVE", tlv(0x80, subtree))
    yield bad(name, permitted(subtree, EXTRA), "DER_TAG", EXTRA)
    yield bad(name, permitted(subtree, tlv(0x30)), "DER_TRUNCATED", tlv(0x30), 2)
    yield bad(name, permitted(tlv(0x30, tlv(0x89, b"?"))), "DER_TAG", tlv(0x89, b"?"))
    yield bad(name, permitted(tlv(0x30, tlv(0xA4, tlv(0x31)))), "DER_TAG", tlv(0x31))
    yield bad(name, permitted(tlv(0x30, DNS, integer(-1, 0x80))), "X509_VALUE", integer(-1, 0x80))
    yield bad(name, permitted(tlv(0x30, DNS, integer(-1, 0x81))), "X509_VALUE", integer(-1, 0x81))
    yield bad(name, permitted(tlv(0x30, DNS, integer(1, 0x81), integer(2, 0x80))), "DER_EXTRA", integer(2, 0x80))
    yield bad(name, permitted(tlv(0x30, DNS, integer(2**70, 0x80))), "DER_RANGE", integer(2**70, 0x80))


def issuer_alt_name():
    name = "issuerAltName"
    yield made(name, f"DNS:a.example,URI:{URI},IP:10.1.2.3,RID:1.2.3,email:x@a.example",
               f"2:a.example 6:{URI} 7:0a010203 8:2a03 1:x@a.example")
    yield made(name, "otherName:1.2.3;UTF8:text", "0:2a03,0c,74657874")
    yield from everywhere(name, tlv(0x30, DNS))
    yield bad(name, tlv(0x30), "X509_VALUE", tlv(0x30))
    yield bad(name, tlv(0x30, DNS, EXTRA), "DER_TAG", EXTRA)
    yield bad(name, tlv(0x30, DNS, tlv(0x88, b"\x80")), "DER_OID", b"\x80")


def subject_info_access():
    name = "subjectInfoAccess"
    yield made(name, f"caRepository;URI:{URI},1.2.3;DNS:a.example", f"1.3.6.1.5.5.7.48.5=6:{URI} 1.2.3=2:a.example")
    first = tlv(0x30, oid("1.2.3"), DNS)
    yield from everywhere(name, tlv(0x30, first))
    yield bad(name, tlv(0x30), "X509_VALUE", tlv(0x30))
    yield bad(name, tlv(0x30, first, tlv(0x30, oid("1.2.4"))), "DER_TRUNCATED", oid("1.2.4"), 4)
    yield bad(name, tlv(0x30, first, tlv(0x30, oid("1.2.4"), DNS, EXTRA)), "DER_EXTRA", EXTRA)


def freshest_crl():
    name = "freshestCRL"
    yield made(name, f"URI:{URI},URI:http://b.example", f"[full(6:{URI})] [full(6:http://b.example)]")
    yield made(name, "point", f"[full(6:{URI}) reasons=60 issuer(4:{dict(elements(DIRECTORY))[0x30].hex()})]", f"""
[point]
fullname=URI:{URI}
CRLissuer=dirName:issuer
reasons=keyCompromise,CACompromise
[issuer]
CN=Issuer
""")
    rdn = tlv(0x30, oid("2.5.4.3"), tlv(0x0C, b"x"))
    yield made(name, "point", f"[relative={rdn.hex()}]", "[point]\nrelativename=rdn\n[rdn]\nCN=x")
    point = tlv(0x30, tlv(0xA2, DNS))
    yield from everywhere(name, tlv(0x30, point))
    yield bad(name, tlv(0x30), "X509_VALUE", tlv(0x30))
    yield bad(name, tlv(0x30, point, tlv(0x30, EXTRA)), "DER_EXTRA", EXTRA)
    yield bad(name, tlv(0x30, point, tlv(0x30, tlv(0x81, b"\x09!"))), "DER_BIT_STRING", tlv(0x81, b"\x09!"))


def tls_feature():
    name = "tlsFeature"
    yield made(name, "status_request,17", "5 17")
    yield good(name, tlv(0x30), "none")
    yield good(name, tlv(0x30, integer(-1), integer(0x8000)), "-1 32768")
    yield from everywhere(name, tlv(0x30, integer(5)))
    yield bad(name, tlv(0x30, integer(5), tlv(2, b"\0\5")), "DER_INTEGER", tlv(2, b"\0\5"))
    yield bad(name, tlv(0x30, integer(5), EXTRA), "DER_TAG", EXTRA)


def vector(octets):
    return len(octets).to_bytes(2, "big") + octets


def sct(log, timestamp, extensions, algorithms, signature, version=0):
    return vector(bytes([version]) + log + timestamp.to_bytes(8, "big") + vector(extensions) + bytes(algorithms) +
                  vector(signature))


def openssl_scts(value):
    """What openssl reads in an SCT list, written as the test does."""
    lines = openssl("x509", "-inform", "DER", "-noout", "-ext", "ct_precert_scts",
                    data=certificate(f"{OIDS['signedCertificateTimestampList']}=DER:{value.hex()}")).decode()
    scts = []
    for text in lines.split("Signed Certificate Timestamp:")[1:]:
        def octets(key):
            found = re.search(key + r"\s*:\s*((?:[0-9A-F]{2}[:\s]*)+)", text)
            return re.sub(r"[:\s]", "", found[1]).lower() if found else ""
        time = datetime.datetime.strptime(re.search(r"Timestamp\s*: (.*) GMT", text)[1], "%b %d %H:%M:%S.%f %Y")
        milliseconds = (time - datetime.datetime(1970, 1, 1)) // datetime.timedelta(milliseconds=1)
        kind, signature = re.search(r"Signature\s*: (\S+)\s+([0-9A-F:\s]+)", text).groups()
        algorithms = {"ecdsa-with-SHA256": "4/3", "sha256WithRSAEncryption": "4/1"}[kind]
        signature = re.sub(r"[:\s]", "", signature).lower()
        scts.append(f"v0 {octets('Log ID')} {milliseconds} ext={octets('Extensions')} {algorithms} sig={signature}")
    return "; ".join(scts)


def sct_list():
    name = "signedCertificateTimestampList"
    log, other = bytes(range(32)), bytes(range(32, 64))
    first = sct(log, 1700000000123, b"", (4, 3), b"signature")
    second = sct(other, 1466000000999, b"ext", (4, 1), bytes(range(64, 70)))

    def value(*scts):
        return tlv(4, vector(b"".join(scts)))

    for scts in ([first], [first, second], [second, first, first]):
        yield good(name, value(*scts), openssl_scts(value(*scts)))
    yield good(name, value(sct(log, 2**64 - 1, b"", (0, 255), b"")), f"v0 {log.hex()} {2**64 - 1} ext= 0/255 sig=")
    unknown = vector(b"\x07whatever")
    known = openssl_scts(value(first))
    yield good(name, value(first, unknown, first), f"{known}; v7 {unknown[2:].hex()}; {known}")
    yield good(name, value(vector(b"\x01")), "v1 01")
    yield from everywhere(name, value(first))
    yield bad(name, tlv(4), "DER_TRUNCATED", tlv(4), 2)
    yield bad(name, tlv(4, b"\0"), "DER_TRUNCATED", tlv(4, b"\0"), 2)
    yield bad(name, tlv(4, b"\0\0"), "X509_VALUE", tlv(4, b"\0\0"), 2)
    yield bad(name, tlv(4, vector(first) + b"end"), "DER_EXTRA", b"end")
    yield bad(name, tlv(4, b"\xFF\xFF" + first), "DER_TRUNCATED", b"\xFF\xFF")
    yield bad(name, value(first, b"\0\0"), "X509_VALUE", first + b"\0\0", len(first))
    yield bad(name, value(first, b"\0"), "DER_TRUNCATED", first + b"\0", len(first))
    yield bad(name, value(first, b"\0\5abc"), "DER_TRUNCATED", b"\0\5abc")
    for length in (1, 32, 33, 40, 41, 43, 44, 45, 46, 47):
        start = {1: 1, 32: 1, 33: 33, 40: 33, 41: 41, 43: 43, 44: 44, 45: 45, 46: 45, 47: 45}[length]
        cut = vector(first[2:2 + length])
        yield bad(name, value(cut), "DER_TRUNCATED", cut, 2 + start)
    long = vector(first[2:] + b"end")
    yield bad(name, value(long), "DER_EXTRA", b"end")


def main():
    lines = ["# Written by make_extension_vectors.py.",
             "# extension | extnID | value | PC_OK | what is read in it",
             "# extension | extnID | value | error | offset in the value"]
    for make in (subject_key_identifier, authority_key_identifier, certificate_policies, policy_mappings,
                 policy_constraints, inhibit_any_policy, name_constraints, issuer_alt_name, subject_info_access,
                 freshest_crl, tls_feature, sct_list):
        lines += [" | ".join(fields) for fields in make()]
    (HERE / "extensions.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
