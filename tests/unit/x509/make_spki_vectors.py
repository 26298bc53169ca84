#!/usr/bin/env python3
"""Makes spki.txt.

Good keys are made by openssl, which also says what is in them; bad ones are built here, and what is wrong with
them is known from how they were built.
"""

import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
NAMES = HERE.parents[2] / "x509" / "oid_longnames.tsv"
OIDS = {name: octets for _, octets, name in
        (line.split("\t") for line in NAMES.read_text().splitlines() if not line.startswith("#"))}

# RFC 5480 2.1.1.1, RFC 5639, SEC 2's secp256k1, and SM2; of other curves the size is not known.
KNOWN = ("prime192v1 sect163k1 sect163r2 secp224r1 sect233k1 sect233r1 prime256v1 sect283k1 sect283r1 secp384r1 "
         "sect409k1 sect409r1 secp521r1 sect571k1 sect571r1 secp256k1 SM2").split() + \
    [f"brainpoolP{bits}{kind}1" for bits in (160, 192, 224, 256, 320, 384, 512) for kind in "rt"]
UNKNOWN = ["prime239v1", "secp160r1", "secp128r2"]


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, check=True, capture_output=True).stdout


def public(private, *arguments):
    return openssl("pkey", "-pubout", "-outform", "DER", *arguments, data=private)


def described(spki):
    return openssl("pkey", "-pubin", "-inform", "DER", "-noout", "-text", data=spki).decode()


def bits(text):
    return int(re.search(r"\((\d+) bit\)", text)[1])


def fields():
    """The size of each curve's field."""
    text = re.sub(r":\s+", ":", openssl("ecparam", "-list_curves").decode())
    return {name: int(size) for name, size in re.findall(r"(\S+)\s*:.*?(\d+) bit", text)}


FIELDS = fields()


def rsa(*options, algorithm="RSA"):
    spki = public(openssl("genpkey", "-algorithm", algorithm, *(word for o in options for word in ("-pkeyopt", o))))
    text = described(spki)
    modulus = re.search(r"Modulus:\s*([0-9a-f:\s]+)", text)[1]
    exponent = int(re.search(r"Exponent: (\d+)", text)[1])
    number = int(re.sub(r"[:\s]", "", modulus), 16)
    return spki, "PC_OK", "RSA", bits(text), big_endian(number), big_endian(exponent)


def ec(curve, *options, known=True):
    private = openssl("ecparam", "-name", curve, "-genkey", "-noout", *options)
    spki = public(private)
    text = described(spki)
    named = re.search(r"ASN1 OID: (\S+)", text)
    octets = OIDS[named[1].replace("SM2", "sm2")] if named else "-"
    return spki, "PC_OK", "EC", FIELDS[curve] if known and named else 0, octets, "-"


def dsa():
    parameters = openssl("genpkey", "-genparam", "-algorithm", "DSA", "-pkeyopt", "dsa_paramgen_bits:1024",
                         "-pkeyopt", "dsa_paramgen_q_bits:160")
    with tempfile.NamedTemporaryFile() as file:
        file.write(parameters)
        file.flush()
        spki = public(openssl("genpkey", "-paramfile", file.name))
    return spki, "PC_OK", "DSA", bits(described(spki)), "-", "-"


def rfc8410(name, size):
    return public(openssl("genpkey", "-algorithm", name)), "PC_OK", name.upper(), size, "-", "-"


def compressed(curve):
    spki, *rest = ec(curve)
    return (openssl("ec", "-pubin", "-inform", "DER", "-outform", "DER", "-conv_form", "compressed", data=spki), *rest)


def big_endian(number):
    return number.to_bytes((number.bit_length() + 7) // 8, "big").hex()


def tlv(tag, *contents):
    content = b"".join(contents)
    length = len(content)
    if length < 0x80:
        return bytes([tag, length]) + content
    octets = bytes.fromhex(big_endian(length))
    return bytes([tag, 0x80 + len(octets)]) + octets + content


def integer(number):
    return tlv(2, number.to_bytes(number.bit_length() // 8 + 1, "big", signed=True))


def oid(name):
    return tlv(6, bytes.fromhex(OIDS[name]))


def info(algorithm, key, unused=0, end=b""):
    return tlv(0x30, tlv(0x30, *algorithm), tlv(3, bytes([unused]), key), end)


NULL = tlv(5)
RSA = [oid("rsaEncryption"), NULL]
N, E = integer(0xB1234567), integer(65537)
P256 = [oid("id-ecPublicKey"), oid("prime256v1")]
POINT = b"\x04" + bytes(range(64))
KEY32 = bytes(range(0xA0, 0xC0))
DSA = oid("dsaEncryption")


def bad(spki, code, place, fault, skip=0):
    """'fault' is the octets at which the error is, 'skip' how many of them it comes after."""
    assert spki.count(fault) == 1, (spki.hex(), fault.hex())
    return spki, code, spki.index(fault) + skip, place or "-"


def bad_cases():
    value, tag, extra = "PC_ERR_X509_VALUE", "PC_ERR_DER_TAG", "PC_ERR_DER_EXTRA"
    key, parameters = ".subjectPublicKey", ".algorithm.parameters"
    negative, zero, padded = integer(-0x12345678), tlv(2, b"\0"), tlv(2, b"\0\x7F")
    junk = b"\x04\x03abc"

    yield "# RSA: numbers that are none of a key's, and what stands around them"
    for number, code in ((negative, value), (zero, value), (padded, "PC_ERR_DER_INTEGER"), (junk, tag)):
        yield bad(info(RSA, tlv(0x30, number, E)), code, key, number)
        yield bad(info(RSA, tlv(0x30, N, number)), code, key, number)
    yield bad(info(RSA, tlv(0x30, N, E, junk)), extra, key, junk)
    yield bad(info(RSA, tlv(0x30, N, E) + junk), extra, key, junk)
    yield bad(info(RSA, tlv(0x30, N)), "PC_ERR_DER_TRUNCATED", key, N, len(N))
    yield bad(info(RSA, tlv(0x31, N, E)), tag, key, tlv(0x31, N, E))
    yield bad(info(RSA, tlv(0x30, N, E), unused=1), value, key, tlv(0x30, N, E))
    yield bad(info(RSA, tlv(0x30, N, E), unused=8), "PC_ERR_DER_BIT_STRING", key, tlv(3, b"\x08", tlv(0x30, N, E)))
    yield bad(info([oid("rsaEncryption"), junk], tlv(0x30, N, E)), tag, parameters, junk)
    yield bad(info(RSA + [junk], tlv(0x30, N, E)), extra, ".algorithm", junk)
    yield bad(info(RSA, tlv(0x30, N, E), end=junk), extra, key, junk)
    yield bad(info(RSA, tlv(0x30, N, E)) + junk, extra, "", junk)
    yield bad(tlv(0x30, tlv(0x30, tlv(6, b"\x2A\x80\x01"), NULL)), "PC_ERR_DER_OID", ".algorithm",
              tlv(6, b"\x2A\x80\x01"))
    yield bad(tlv(0x30, tlv(0x30, *RSA), tlv(4, N)), tag, key, tlv(4, N))

    yield "# EC: parameters and points"
    yield bad(info([oid("id-ecPublicKey")], POINT), "PC_ERR_DER_TRUNCATED", parameters, tlv(3, b"\0", POINT))
    yield bad(info([oid("id-ecPublicKey"), NULL], POINT), tag, parameters, NULL)
    for form in (0x00, 0x01, 0x05, 0x06, 0x07):
        point = bytes([form]) + POINT[1:]
        yield bad(info(P256, point), value, key, point)
    for length in (1, 33, 64):
        yield bad(info(P256, POINT[:length]), value, key, tlv(3, b"\0", POINT[:length]), 3)
    yield bad(info(P256, POINT + b"\0"), value, key, POINT)
    yield bad(info(P256, b"\2" + KEY32[1:]), value, key, b"\2" + KEY32[1:])
    yield bad(info(P256, b""), "PC_ERR_DER_TRUNCATED", key, tlv(3, b"\0"), 3)

    yield "# RFC 8410: no parameters, octets of one length"
    for name, length in (("X25519", 32), ("X448", 56), ("ED25519", 32), ("ED448", 57)):
        octets = bytes(range(0x60, 0x60 + length))
        yield info([oid(name)], octets), "PC_OK", name, 448 if "448" in name else 255, "-", "-"
        yield bad(info([oid(name), NULL], octets), extra, parameters, NULL)
        yield bad(info([oid(name)], octets[1:]), value, key, octets[1:])
        yield bad(info([oid(name)], octets + b"!"), value, key, octets)
        yield bad(info([oid(name)], octets, unused=3), value, key, octets)

    yield "# DSA"
    p, q, g = integer(0xC000000000000011), integer(0xF1F1), integer(5)
    y = integer(0x1234567)
    yield info([DSA], y), "PC_OK", "DSA", 0, "-", "-"
    yield info([DSA, tlv(0x30, p, q, g)], y), "PC_OK", "DSA", 64, "-", "-"
    yield bad(info([DSA, NULL], y), tag, parameters, NULL)
    yield bad(info([DSA, tlv(0x30, p, q)], y), "PC_ERR_DER_TRUNCATED", parameters, q, len(q))
    yield bad(info([DSA, tlv(0x30, p, negative, g)], y), value, parameters, negative)
    yield bad(info([DSA, tlv(0x30, p, q, g, junk)], y), extra, parameters, junk)
    yield bad(info([DSA], negative), value, key, negative)
    yield bad(info([DSA], y + junk), extra, key, junk)

    yield "# an algorithm that is not known, a curve that is not known, parameters in place of NULL"
    yield info([tlv(6, b"\x2A\x03\x04"), junk], b"anything", unused=3), "PC_OK", "UNKNOWN", 0, "-", "-"
    yield info([oid("id-ecPublicKey"), tlv(6, b"\x2A\x03\x04")], b"\4ab"), "PC_OK", "EC", 0, "2a0304", "-"
    yield info([oid("rsaEncryption")], tlv(0x30, N, E)), "PC_OK", "RSA", 32, "b1234567", "010001"


def good_cases():
    yield "# made by openssl"
    for size in (512, 1023, 1024, 2048):
        yield rsa(f"rsa_keygen_bits:{size}")
    yield rsa("rsa_keygen_bits:1024", "rsa_keygen_pubexp:3")
    yield rsa("rsa_keygen_bits:1024", algorithm="RSA-PSS")
    yield rsa("rsa_keygen_bits:1024", "rsa_pss_keygen_md:sha256", "rsa_pss_keygen_mgf1_md:sha256",
              "rsa_pss_keygen_saltlen:32", algorithm="RSA-PSS")
    for curve in KNOWN:
        yield ec(curve)
    for curve in UNKNOWN:
        yield ec(curve, known=False)
    yield ec("prime256v1", "-param_enc", "explicit")
    yield compressed("prime256v1")
    yield compressed("secp521r1")
    yield compressed("sect571r1")
    yield dsa()
    # field sizes: RFC 7748 4.1 and 4.2
    for name, size in (("X25519", 255), ("ED25519", 255), ("X448", 448), ("ED448", 448)):
        yield rfc8410(name, size)


def main():
    lines = ["# Written by make_spki_vectors.py.",
             "# SubjectPublicKeyInfo | PC_OK | type | bits | modulus or curve | exponent",
             "# SubjectPublicKeyInfo | error | offset | field below tbsCertificate.subjectPublicKeyInfo"]
    for case in [*good_cases(), *bad_cases()]:
        lines.append(case if isinstance(case, str) else " | ".join([case[0].hex(), *map(str, case[1:])]))
    (HERE / "spki.txt").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
