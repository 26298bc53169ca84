#!/usr/bin/env python3
"""Make the archive for Arduino, ESP-IDF, PlatformIO and Zephyr: packaging/package/, the amalgamation, and what goes with it.

usage: package.py VERSION FOLDER CERTIFICATE OUTPUT FILE...

@VERSION@ is replaced in the files of FOLDER. The examples get CERTIFICATE, a PEM file, as certificate.h; C files
and headers of FILEs stand in src/, others at the top. The same input makes the same archive, octet by octet.
"""
import base64
import os
import re
import sys
import zipfile

TOP = "peercert"
DATE = (1980, 1, 1, 0, 0, 0)
EXAMPLES = ("examples/Decode", "examples/esp_idf/main", "examples/zephyr/src", "examples/platformio/src")

CERTIFICATE = """/* The certificate that the example decodes, DER. */
#include <stdint.h>

static const uint8_t certificate[] = {
%s};
"""


def read(path):
    with open(path, encoding="ascii") as file:
        return file.read()


def templates(folder, version):
    for at, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(at, name)
            yield os.path.relpath(path, folder), read(path).replace("@VERSION@", version)


def certificate_header(path):
    body = re.search("-----BEGIN CERTIFICATE-----(.*?)-----END", read(path), re.S)[1]
    octets = ["0x%02x" % octet for octet in base64.b64decode("".join(body.split()))]
    lines = ["        %s,\n" % ", ".join(octets[i:i + 12]) for i in range(0, len(octets), 12)]
    return CERTIFICATE % "".join(lines)


def main():
    version, folder, certificate, output, *files = sys.argv[1:]
    members = dict(templates(folder, version))
    members.update((example + "/certificate.h", certificate_header(certificate)) for example in EXAMPLES)
    for path in files:
        name = os.path.basename(path)
        members["src/" + name if name.endswith((".c", ".h")) else name] = read(path)
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members):
            entry = zipfile.ZipInfo("%s/%s" % (TOP, name), DATE)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, members[name])


if __name__ == "__main__":
    main()
