#!/usr/bin/env python3
"""Make one C file and one header of many: each file once, in the order in which the compiler would come across it.

usage: amalgamate.py --name NAME --version VERSION --license FILE --folder FOLDER... --output FOLDER [--depfile FILE]
                     [--base NAME HEADER...] [--library HEADER] --headers HEADER... --sources SOURCE...

What is included, "asn1/der.h", is looked for in each --folder. --base says whose header has these HEADERs, and all
that they include, already. A SOURCE "MACRO:FILE,FILE" is the first file where MACRO is defined, else the second; there
may be more of "MACRO:FILE". With --library, the C file is empty where a compiler that can tell does not find HEADER.

Fails where two files have a static function, an object, a type or a macro of the same name.
"""
import argparse
import os
import re
import sys

INCLUDE = re.compile(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
CONDITION = re.compile(r"\s*#\s*(if|endif)")
DEFINED = [re.compile(pattern, re.M) for pattern in (
    r"^(?:static|PC_\w+)\b[^;{=(]*?\b(\w+)(?:\[[^\]]*\])*\s*(?:\(|=|;)",  # functions, objects
    r"^\} (\w+)(?:\[[^\]]*\])* =",  # objects of a type without a name
    r"^\s*(?:static const )?((?:struct|enum|union) \w+) \{")]
MACRO = re.compile(r"^#\s*define (\w+(?:\([^)]*\))?)((?:.*\\\n)*.*)", re.M)

HEAD = """/*
 * peercert %s: %s, made of many files. Who wants to change something finds these, and the tests, in
 * the project's repository.
 *
 * %s
 */
"""

# ISO C wants a declaration in every file.
NEEDS = """
#ifdef __has_include
#if !__has_include(<%s>)
#define PC_NO_LIBRARY
#endif
#endif
#ifdef PC_NO_LIBRARY
struct pc_no_library;
#else
"""


class Amalgam:
    """A text to which files are added, and what is in it."""

    def __init__(self, folders):
        self.folders = folders
        self.files = []
        self.system = set()
        self.lines = []

    def name(self, path):
        """How its users include the file."""
        names = [os.path.relpath(path, folder) for folder in self.folders]
        return min((name for name in names if not name.startswith("..")), key=len)

    def find(self, name):
        for folder in self.folders:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                return path
        sys.exit("amalgamate.py: no such file: " + name)

    def read(self, name):
        with open(self.find(name), encoding="ascii") as file:
            return file.read()

    def include(self, name):
        """Adds a file, unless it is there already."""
        if name in self.files:
            return
        self.files.append(name)
        text = self.read(name)
        depth = -1 if name.endswith(".h") and "#ifndef PC_" in text else 0  # a header is a condition, its guard
        self.lines.append("\n/* %s */\n" % name)
        for line in text.split("\n"):
            found = CONDITION.match(line)
            depth += {"if": 1, "endif": -1}[found[1]] if found else 0
            self.add(name, line, depth > 0)

    def add(self, name, line, conditional):
        found = INCLUDE.match(line)
        if not found:
            self.lines.append(line)
        elif found[1] and conditional:
            sys.exit("amalgamate.py: %s: a condition around an #include: %s" % (name, line))
        elif found[1]:
            self.include(found[1])
        elif found[2] not in self.system:
            self.lines.append(line)
            if not conditional:
                self.system.add(found[2])

    def choose(self, choice):
        """Adds "MACRO:FILE,FILE". What one arm includes is not there for the others."""
        for i, arm in enumerate(choice.split(",")):
            macro, _, path = arm.rpartition(":")
            word = "#if defined " if i == 0 else "#elif defined "
            self.lines.append("\n" + (word + macro if macro else "#else"))
            files, system = list(self.files), set(self.system)
            self.include(self.name(path))
            self.files, self.system = files, system
        self.lines.append("#endif")

    def text(self):
        """One empty line where files left several."""
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self.lines) + "\n")


def definitions(text):
    """What a file defines for itself: name -> its text, for what may stand twice if it is the same."""
    found = {name: None for pattern in DEFINED for name in pattern.findall(text)}
    found.update({"#define " + name.split("(")[0]: body for name, body in MACRO.findall(text)})
    return found


def check_clashes(amalgam, names):
    """A function that is declared, and defined further on, is in one file: that is no clash."""
    home = {}
    for name in names:
        for what, body in definitions(amalgam.read(name)).items():
            other = home.setdefault(what, (name, body))
            if other[0] != name and (body is None or other[1] != body):
                sys.exit("amalgamate.py: %s is in %s and in %s: all sources are also one file; rename one" % (what, other[0], name))


def arguments():
    parser = argparse.ArgumentParser()
    for name in "name", "version", "license", "output":
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--depfile")
    parser.add_argument("--library")
    parser.add_argument("--base", nargs="+", default=[])
    for name in "folder", "headers", "sources":
        parser.add_argument("--" + name, nargs="+", required=True)
    return parser.parse_args()


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="ascii") as file:
        file.write(text)


def main():
    args = arguments()
    with open(args.license, encoding="ascii") as file:
        terms = file.read().strip().replace("\n", "\n * ").replace(" * \n", " *\n")
    amalgam = Amalgam(args.folder)
    guard = "PC_AMALGAM_%s_H" % args.name.upper()
    for path in args.base[1:]:
        amalgam.include(amalgam.name(path))
    amalgam.lines = [HEAD % (args.version, "the header", terms), "#ifndef %s\n#define %s\n" % (guard, guard)]
    amalgam.lines += ['#include "%s.h"' % name for name in args.base[:1]]
    for path in args.headers:
        amalgam.include(amalgam.name(path))
    amalgam.lines.append("\n#endif")
    write(args.output, args.name + ".h", amalgam.text())

    amalgam.lines = [HEAD % (args.version, "the sources", terms), NEEDS % args.library if args.library else "",
                     '#include "%s.h"' % args.name]
    for path in args.sources:
        amalgam.choose(path) if "," in path else amalgam.include(amalgam.name(path))
    amalgam.lines.append("\n#endif" if args.library else "")
    write(args.output, args.name + ".c", amalgam.text())

    check_clashes(amalgam, amalgam.files)
    if args.depfile:
        write(os.path.dirname(args.depfile), os.path.basename(args.depfile), "%s.c: %s\n" % (
            os.path.join(args.output, args.name), " ".join(map(amalgam.find, amalgam.files))))


if __name__ == "__main__":
    main()
