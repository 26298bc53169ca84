"""Makes a C header of PEM files: the octets of NAME.pem as NAME_octets.

usage: embed.py HEADER FILE...
"""
import base64
import pathlib
import re
import sys

BLOCK = re.compile(r"-----BEGIN (?!EC PARAMETERS)[^-]+-----(.*?)-----END", re.S)

header, *paths = sys.argv[1:]
with open(header, "w", encoding="ascii") as out:
    for path in map(pathlib.Path, paths):
        octets = base64.b64decode(BLOCK.search(path.read_text(encoding="ascii"))[1])
        out.write("static const uint8_t %s_octets[] = {%s};\n" % (path.name.replace(".", "_"), ", ".join(map(str, octets))))
