"""The amalgamation: strict C99 for three compilers, of the string functions only, usable from C++, and it decodes what
CPython decodes.

usage: test_amalgamation.py ARCHIVE PROBE CODES

PROBE is decode_probe, linked to the amalgamation, which has all names.
"""
import ast
import os
import re
import shutil
import sys
import tempfile
import zipfile

from support import decodable, must
import peercert
from tap import Tap

ARCHIVE, PROBE, CODES = sys.argv[1:]
STRICT = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
ARM = ["-mcpu=cortex-m3", "-mthumb", "-Os"]
STRING = {"memcmp", "memcpy", "memmove", "memset", "strlen"}
NAMES = {"common": [], "full": ["-DPC_OID_NAMES_FULL"], "none": ["-DPC_OID_NAMES_NONE"]}
LIBRARIES = {"peercert_bearssl": "bearssl.h", "peercert_mbedtls": "mbedtls/ssl.h"}


def fault(*command):
    """What the compiler has to say, or None."""
    try:
        return must(*command) or None
    except RuntimeError as error:
        return error


def check_compiler(tap, compiler, files):
    if not shutil.which(compiler):
        tap.skip("strict C99 for " + compiler, "not installed")
        return
    for name, path, more in files:
        said = fault(compiler, *STRICT, *more, "-fsyntax-only", path)
        tap.check(said is None, "%s is strict C99 for %s" % (name, compiler), said)


def libraries(folder):
    """The host's headers of the TLS libraries, which the other compilers do not see by themselves."""
    found = os.path.join(folder, "libraries")
    os.mkdir(found)
    for path in [os.path.join("/usr/include", name) for name in sorted(os.listdir("/usr/include"))]:
        if re.fullmatch(r"bearssl.*\.h|mbedtls", os.path.basename(path)):
            os.symlink(path, os.path.join(found, os.path.basename(path)))
    return ["-isystem", found]


def check_arm(tap, source, scratch):
    """Nothing but string functions and arithmetic is asked for; nothing is kept."""
    if not shutil.which("arm-none-eabi-gcc"):
        tap.skip("a Cortex-M3's object asks for string functions only", "no arm-none-eabi-gcc")
        return
    made = os.path.join(scratch, "arm.o")
    said = fault("arm-none-eabi-gcc", *STRICT, *ARM, "-c", source, "-o", made)
    if not tap.check(said is None, "a Cortex-M3's object is made without a warning", said):
        return
    asked = {line.split()[-1] for line in must("arm-none-eabi-nm", "-u", made).splitlines()}
    asked = {name for name in asked - STRING if not name.startswith("__aeabi_")}
    tap.check(not asked, "a Cortex-M3's object asks for string functions only", *asked)
    sizes = must("arm-none-eabi-size", made).splitlines()[1].split()
    tap.check(sizes[1:3] == ["0", "0"], "it has no state", sizes)
    tap.note("%s octets of flash, built for size" % sizes[0])


def check_without_library(tap, name, source):
    """Where the library is not there, the file is empty."""
    said = fault("cc", *STRICT, "-nostdinc", "-isystem", os.path.dirname(source), "-fsyntax-only", source)
    tap.check(said is None, name + " is nothing where its library is not", said)


def check_cxx(tap, folder, names):
    cxx = shutil.which("g++") or shutil.which("clang++")
    unit = os.path.join(folder, "unit.cc")
    with open(unit, "w", encoding="ascii") as file:
        file.write("".join('#include "%s.h"\n' % name for name in names) * 2 + 'int main() { return pc_version()[0] == 0; }\n')
    said = fault(cxx, "-std=c++11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", "-I" + folder, unit)
    tap.check(said is None, "the headers are usable from C++", said)


def check_vectors(tap):
    vectors = decodable()
    answers = peercert.Probe(PROBE, peercert.result_names(CODES)).decode([v.der for v in vectors])
    wrong = [(v.name, answer) for v, answer in zip(vectors, answers)
             if answer.name != "PC_OK" or answer.python != ascii(ast.literal_eval(v.python))]
    tap.check(vectors and not wrong, "it says what CPython says of %d vectors" % len(vectors), *wrong)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as scratch:
        with zipfile.ZipFile(ARCHIVE) as archive:
            archive.extractall(scratch)
        src = os.path.join(scratch, "peercert/src")
        core = os.path.join(src, "peercert.c")
        beside = libraries(scratch)
        files = [("peercert.c with %s names" % name, core, more) for name, more in NAMES.items()]
        files += [(name + ".c", os.path.join(src, name + ".c"), beside) for name, header in LIBRARIES.items()
                  if os.path.exists(os.path.join("/usr/include", header))]
        for compiler in "gcc", "clang", "arm-none-eabi-gcc":
            # mbedTLS as Debian configures it wants POSIX threads.
            check_compiler(tap, compiler, files if "arm" not in compiler else [f for f in files if "mbedtls" not in f[0]])
        check_arm(tap, core, scratch)
        for name in LIBRARIES:
            check_without_library(tap, name + ".c", os.path.join(src, name + ".c"))
        check_cxx(tap, src, [os.path.basename(path)[:-2] for _, path, _ in files])
    check_vectors(tap)
    tap.finish()


main()
