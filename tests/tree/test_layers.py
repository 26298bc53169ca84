"""Includes go down only: each folder may name the folders below it, and what else is listed here, and nothing more."""
import os
import re
import sys

ROOT = sys.argv[1]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import hosts
from tap import Tap

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

# What a freestanding implementation of C99 has (C99 4), and <string.h> for memcpy, memmove, memset, memcmp, strlen.
FREESTANDING = {"limits.h", "stdbool.h", "stddef.h", "stdint.h", "string.h"}

# Folder -> the prefixes of what its files may include. The longest folder that a file lies in counts.
ALLOWED = {
    "asn1": ("asn1/",),
    "x509": ("x509/", "asn1/"),
    "tls": ("tls/", "x509/", "asn1/"),
    "api": ("api/", "tls/backend.h", "tls/ciphersuite.h", "x509/", "asn1/"),
    "cli": ("cli/", "api/", "tls/", "x509/", "asn1/", "peercert.h"),
}

# Of a backend's folder, who outside of it may include what: nobody.
BACKENDS = tuple("tls/%s/" % name for name in hosts.backends(ROOT))
ALLOWED.update({backend.rstrip("/"): ("tls/", "x509/", "asn1/") for backend in BACKENDS})

# The headers of a backend's library, <bearssl.h> and <mbedtls/...>, stand in its folder alone.
LIBRARIES = {name: "tls/" + name for name in hosts.backends(ROOT)}


def sources():
    for top in ("asn1", "x509", "tls", "api", "cli"):
        for folder, _, names in os.walk(os.path.join(ROOT, top)):
            for name in sorted(names):
                if name.endswith((".c", ".h", ".c.in")):
                    yield os.path.relpath(os.path.join(folder, name), ROOT)


def home(path):
    """The folder of ALLOWED that the file lies in."""
    return max((folder for folder in ALLOWED if path.startswith(folder + "/")), key=len)


def quoted_fault(path, name):
    folder = home(path)
    if not name.startswith(ALLOWED[folder]):
        return "no arrow from %s to it" % folder
    if folder != "cli" and any(name.startswith(b) and not path.startswith(b) for b in BACKENDS):
        return "a backend's own"
    return None


def system_fault(path, name):
    library = re.split(r"[/.]", name)[0]
    if library in LIBRARIES:
        return None if home(path) == LIBRARIES[library] else "belongs to %s" % LIBRARIES[library]
    if home(path) == "cli" or name in FREESTANDING or path.startswith("tls/") and hosts.is_for_hosts(ROOT, path):
        return None
    return "not freestanding"


def faults(path):
    for mark, name in INCLUDE.findall(hosts.read(ROOT, path)):
        fault = (system_fault if mark == "<" else quoted_fault)(path, name)
        if fault:
            yield "%s includes %s: %s" % (path, name, fault)


def main():
    tap = Tap()
    paths = list(sources())
    for folder in ALLOWED:
        own = [path for path in paths if home(path) == folder]
        found = [fault for path in own for fault in faults(path)]
        tap.check(own and not found, "%s: includes of %d files" % (folder, len(own)), *found)
    tap.finish()


main()
