#!/usr/bin/env python3
"""Makes certificates that begin and end where clocks break, and clocks.txt: what 'openssl verify' says of each at which time.

All are issued by clock_root, which has been valid since 1950 and always will be, for the key leaf.key.
"""
import calendar
import os
import re
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "live"))
from certs import LOCALHOST, Issuer

FROM_1950, FOR_EVER = "19500101000000Z", "99991231235959Z"

CERTIFICATES = {
    "clock_to_1970": ("19600101000000Z", "19691231235959Z"),
    "clock_from_1970": ("19700101000000Z", "20000101000000Z"),
    "clock_to_2038": ("20000101000000Z", "20380119031407Z"),
    "clock_from_2038": ("20380119031408Z", "20491231235959Z"),
    "clock_to_2106": ("20500101000000Z", "21060207062815Z"),
    "clock_from_2106": ("21060207062816Z", FOR_EVER),
    "clock_always": (FROM_1950, FOR_EVER),
}

# openssl verify(1)
VERDICTS = {None: "PC_OK", 9: "PC_ERR_X509_NOT_YET", 10: "PC_ERR_X509_EXPIRED"}


def seconds(moment):
    return calendar.timegm(time.strptime(moment, "%Y%m%d%H%M%SZ"))


def times():
    """Each end of each validity, and the seconds around it, so far as OpenSSL can tell."""
    ends = {seconds(end) for days in CERTIFICATES.values() for end in days}
    near = {end + less for end in ends for less in (-1, 0, 1)} | {0, 1, 1 << 31, 1 << 32}
    return sorted(moment for moment in near if seconds(FROM_1950) <= moment <= seconds(FOR_EVER))


def verdict(root, leaf, moment):
    done = subprocess.run(["openssl", "verify", "-attime", str(moment), "-CAfile", root, leaf], capture_output=True,
                          check=False)
    error = re.search(r"error (\d+) at 0 depth", done.stderr.decode())
    return VERDICTS[int(error.group(1)) if error else None if done.returncode == 0 else -1]


def main():
    with tempfile.TemporaryDirectory() as folder:
        issuer = Issuer(folder)
        issuer.keys["p256", "leaf"] = os.path.join(HERE, "leaf.key")
        made = {"clock_root": issuer.authority("Clock", days=(FROM_1950, FOR_EVER))}
        usage = LOCALHOST + ["extendedKeyUsage = serverAuth, clientAuth"]
        made.update((name, issuer.server(made["clock_root"], extensions=usage, days=days))
                    for name, days in CERTIFICATES.items())
        for name, certificate in made.items():
            with open(os.path.join(HERE, name + ".pem"), "w", encoding="ascii") as out:
                out.write(certificate.pem)
        with open(os.path.join(HERE, "clocks.txt"), "w", encoding="ascii") as out:
            out.write("# certificate | seconds since 1970 | verdict, as openssl verify -attime has it\n")
            for name in CERTIFICATES:
                for moment in times():
                    out.write("%s | %d | %s\n" % (name, moment, verdict(made["clock_root"].path, made[name].path, moment)))


if __name__ == "__main__":
    main()
