"""The API reference: Doxygen finds nothing undocumented in the headers that are installed, and no reference to nothing.

usage: test_reference.py DOXYGEN DOXYFILE LIBRARY
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests"))
from tap import Tap

DOXYGEN, DOXYFILE, LIBRARY = sys.argv[1:]

HEADER = '''/* A header. */
#ifndef PC_SAMPLE_H
#define PC_SAMPLE_H

/* A macro. */
#define PC_SAMPLE 1

/* An enum. */
enum pc_sample {
        PC_SAMPLE_A, /* a value */
        PC_SAMPLE_B  /* another */
};

/* A struct of 'length' octets. */
struct pc_samples {
        int count; /* a member */
        int length;
        int (*next)(int at); /* a function */
};

/* A function, as pc_sample_next. */
int pc_sample_first(int count);
int pc_sample_next(int count);

#endif
'''
# What is taken away from it, and what Doxygen is to say then.
FAULTS = {
    "a macro": ("/* A macro. */\n", "PC_SAMPLE .macro definition. .* not documented"),
    "an enum": ("/* An enum. */\n", "pc_sample .enumeration. .* not documented"),
    "a struct": ("/* A struct of 'length' octets. */\n", "Compound pc_samples is not documented"),
    "a member": (" /* a member */", "count .variable. .* not documented"),
    "a member in its struct's comment": (" of 'length' octets", "length .variable. .* not documented"),
    "a function in a struct": (" /* a function */", "next.* not documented"),
    "a function": ("/* A function, as pc_sample_next. */\n", "pc_sample_first.* not documented"),
    "what a reference names": ("int pc_sample_next(int count);\n", "unable to resolve reference to 'pc_sample_next'"),
}


def doxygen(folder, **settings):
    """What Doxygen finds wrong: lines. Its XML comes to 'folder'."""
    settings.update(OUTPUT_DIRECTORY=folder, GENERATE_HTML="NO")
    with open(DOXYFILE, encoding="utf-8") as file:
        text = file.read() + "".join("%s = %s\n" % setting for setting in settings.items())
    ended = subprocess.run([DOXYGEN, "-"], input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    lines = [line for line in ended.stdout.splitlines() if line]
    return lines or ([] if ended.returncode == 0 else ["Doxygen's exit status is %d" % ended.returncode])


def inputs():
    """The headers."""
    with open(DOXYFILE, encoding="utf-8") as file:
        return re.findall(r'"([^"]+\.h)"', re.search(r"^INPUT .*$", file.read(), re.M)[0])


def listed():
    """Those of the main page."""
    with open(os.path.join(ROOT, "docs", "reference.md"), encoding="utf-8") as file:
        return re.findall(r"^\| (\S+\.h) \|", file.read(), re.M)


def is_documented(node):
    return any("".join(node.find(part).itertext()).strip() for part in ("briefdescription", "detaileddescription"))


class Reference:
    """What is in Doxygen's XML."""

    def __init__(self, folder):
        self.files, self.names, self.bare_values = {}, set(), []
        for name in os.listdir(os.path.join(folder, "xml")):
            if name.endswith(".xml") and name != "index.xml":
                for compound in xml.etree.ElementTree.parse(os.path.join(folder, "xml", name)).iter("compounddef"):
                    self.add(compound)

    def add(self, compound):
        if compound.get("kind") == "file":
            self.files[compound.find("location").get("file")] = is_documented(compound)
        for member in compound.iter("memberdef"):
            if is_documented(member):
                self.names.add(member.findtext("name"))
            self.bare_values += [value.findtext("name") for value in member.iter("enumvalue") if not is_documented(value)]


def exported():
    """The functions and data of the library that headers declare."""
    listed = subprocess.run(["nm", "--defined-only", "--extern-only", "--format=posix", LIBRARY], stdout=subprocess.PIPE, check=True,
                            encoding="utf-8").stdout
    words = set()
    for path in inputs():
        with open(path, encoding="utf-8") as file:
            words.update(re.findall(r"^(?!#| ?\*)[\w *]*?\b(pc_\w+)(?:\(|;)", file.read(), re.M))
    return {line.split()[0] for line in listed.splitlines() if " " in line} & words


def sample_says(folder, text):
    path = os.path.join(folder, "sample.h")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return doxygen(folder, INPUT='"%s"' % path)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        wrong = doxygen(folder)
        tap.check(not wrong, "nothing in the headers is undocumented, and no reference is broken", *wrong)
        reference = Reference(folder)
        bare = [path for path in inputs() if not any(path.endswith("/" + name) and documented
                                                     for name, documented in reference.files.items())]
        tap.check(not bare and len(inputs()) > 30, "each header says what it is", *bare)
        unlisted = {os.path.relpath(path, ROOT) for path in inputs()} - set(listed())
        lost = [name for name in listed() if not os.path.exists(os.path.join(ROOT, name))]
        tap.check(not unlisted and not lost and len(set(listed())) == len(listed()), "the main page lists the headers", *unlisted, *lost)
        tap.check(not reference.bare_values, "all values of an enum are documented, or none of them is", *reference.bare_values)
        lost = exported() - reference.names
        tap.check(not lost and len(exported()) > 100, "the reference has all that the library exports", *sorted(lost))

        tap.check(sample_says(folder, HEADER) == [], "a header that is documented passes", *sample_says(folder, HEADER))
        for name, (taken, said) in FAULTS.items():
            wrong = sample_says(folder, HEADER.replace(taken, ""))
            tap.check(HEADER.count(taken) == 1 and re.search(said, "\n".join(wrong)), "the lack of %s is found" % name, *wrong)
    tap.finish()


main()
