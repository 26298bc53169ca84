"""Makes a C file of three PEM files: the trust anchor, and this end's own certificate and key, as octets in flash.

    embed.py OUTPUT TRUST_ANCHOR CERTIFICATE KEY
"""
import base64
import re
import sys

BLOCK = re.compile(r"-----BEGIN (?!EC PARAMETERS)[^-]+-----(.*?)-----END", re.S)


def octets(path):
    with open(path, encoding="ascii") as text:
        return base64.b64decode(BLOCK.search(text.read()).group(1))


def definition(name, data):
    rows = [", ".join("0x%02X" % octet for octet in data[i:i + 16]) for i in range(0, len(data), 16)]
    return ("static const uint8_t %s_octets[] = {\n        %s};\n"
            "const struct pc_slice %s = {%s_octets, sizeof %s_octets};\n" % (name, ",\n        ".join(rows), name, name, name))


output, *paths = sys.argv[1:]
with open(output, "w", encoding="ascii") as source:
    source.write('#include "credentials.h"\n')
    for name, path in zip(("trust_anchor", "own_certificate", "own_key"), paths):
        source.write("\n" + definition(name, octets(path)))
