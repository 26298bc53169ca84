"""The backends that are compiled in, as the command lists them."""
import re
from collections import namedtuple

# 'versions': of TLS, as Python names them; 'cannot': what of --show -> why, or None; 'limits': what -> why.
Backend = namedtuple("Backend", "name version versions cannot limits")
VERSIONS = ["TLSv1.2", "TLSv1.3"]


def backends(suite):
    found = []
    for line in suite.run("backends").out.decode().splitlines():
        head = re.fullmatch(r"(\w+) (\d[\w.+~-]*)", line)
        has = re.fullmatch(r"    has     (TLSv1\.\d)(?: to (TLSv1\.\d))?", line)
        cannot = re.fullmatch(r"    cannot  ((?:channel-binding:)?[a-z-]+)(?:: (.+))?", line)
        limit = re.fullmatch(r"    limit   ([^:]+): (.+)", line)
        if head:
            found.append(Backend(head[1], head[2], [], {}, {}))
        elif has:
            found[-1].versions.extend(VERSIONS[VERSIONS.index(has[1]):VERSIONS.index(has[2] or has[1]) + 1])
        elif cannot:
            found[-1].cannot[cannot[1]] = cannot[2]
        elif limit:
            found[-1].limits[limit[1]] = limit[2]
        else:
            raise ValueError("a line of backends that nobody knows: %r" % line)
    return found
