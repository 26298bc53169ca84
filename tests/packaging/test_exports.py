"""packaging/libpeercert.map, the shared library and the installed headers have the same names.

usage: test_exports.py MAP NM LIBRARY HEADERS... --without [BACKEND...]
"""
import re
import sys

from support import must
from tap import Tap

MAP, NM, LIBRARY, *REST = sys.argv[1:]
HEADERS, WITHOUT = REST[:REST.index("--without")], REST[REST.index("--without") + 1:]

FUNCTION = re.compile(r"^(?!static|typedef|#|PC_)(?:[\w ]|\*)*?\b(pc_\w+)\(", re.M)
OBJECT = re.compile(r'^extern [^;("{]*?\b(pc_\w+)(?:\[\w*\])?;', re.M)


def declared():
    """What the headers declare, functions that are defined in them aside."""
    names = set()
    for path in HEADERS:
        with open(path, encoding="ascii") as file:
            text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
        names.update(FUNCTION.findall(text), OBJECT.findall(text))
    return names


def listed():
    """What the map lists, in its order, but for backends that are not compiled in."""
    with open(MAP, encoding="ascii") as file:
        names = re.findall(r"^\s+(\w+);$", file.read(), re.M)
    return names, {name for name in names if not name.startswith(tuple("pc_%s_" % backend for backend in WITHOUT))}


def exported():
    return {line.split()[-1] for line in must(NM, "-D", "--defined-only", LIBRARY).splitlines()}


def main():
    tap = Tap()
    names, wanted = listed()
    tap.check(names and names == sorted(set(names)), "the list of %d symbols is in order" % len(names))
    for what, found in ("the headers declare", declared()), ("the shared library exports", exported()):
        tap.check(found == wanted, what + " what is listed, and nothing more", "missing: ", sorted(wanted - found),
                  "not listed: ", sorted(found - wanted))
    tap.finish()


main()
