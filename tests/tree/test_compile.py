"""The sources keep to C99 under strict warnings, with gcc and clang, on 64 and 32 bits, with and without a C library;
and every header stands alone, in C and in C++."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

ROOT, BUILD = sys.argv[1:]
sys.path.insert(0, os.path.join(ROOT, "tests"))
from tap import Tap

STRICT = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror"]
INCLUDES = ["-I" + ROOT, "-I" + os.path.join(ROOT, "api"), "-I" + BUILD]
CORE = ("asn1", "x509", "api")
CXX = ["-std=c++11", "-Wall", "-Wextra", "-Werror"]


def run(*command):
    """What the compiler had to say, or None where it was content."""
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, encoding="utf-8")
    return None if result.returncode == 0 and not result.stdout else result.stdout or "exit code %d" % result.returncode


def check_sources(tap, name, compiler, options, paths):
    if not shutil.which(compiler):
        tap.skip(name, "no " + compiler)
        return
    said = run(compiler, "-fsyntax-only", *STRICT, *INCLUDES, *options, *paths)
    tap.check(paths and said is None, name, said)


def no_libc(target):
    """Options for clang: headers of the compiler's own, and a <string.h> of five functions."""
    resources = subprocess.run(["clang", "-print-resource-dir"], stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return ["--target=" + target, "-ffreestanding", "-nostdinc", "-isystem",
            os.path.join(ROOT, "tests/tree/freestanding"), "-isystem", resources.stdout.strip() + "/include"]


def check_header(compiler, options, path, scratch):
    """A translation unit that is the header, twice, and a declaration, without which it may be empty."""
    unit = os.path.join(scratch, "unit" + (".cc" if options is CXX else ".c"))
    with open(unit, "w", encoding="ascii") as file:
        file.write('#include "%s"\n' % path * 2 + "extern int unit;\n")
    return run(compiler, "-fsyntax-only", *options, *INCLUDES, unit)


def check_headers(tap, language, compiler, options):
    name = "every header stands alone in " + language
    if not compiler:
        tap.skip(name, "no compiler")
        return
    headers = [os.path.relpath(path, ROOT) for top in CORE + ("tls", "cli")
               for path in sorted(glob.glob(os.path.join(ROOT, top, "**/*.h"), recursive=True))]
    with tempfile.TemporaryDirectory() as scratch:
        said = [(path, check_header(compiler, options, path, scratch)) for path in headers]
    tap.check(headers and not any(text for _, text in said), name, *("%s: %s" % pair for pair in said if pair[1]))


def main():
    tap = Tap()
    for folder in CORE:
        paths = sorted(glob.glob(os.path.join(ROOT, folder, "*.c")))
        for compiler in "gcc", "clang":
            check_sources(tap, "%s is strict C99 for %s" % (folder, compiler), compiler, [], paths)
        for target in "i386-unknown-none", "thumbv7m-none-eabi":
            options = no_libc(target) if shutil.which("clang") else []
            check_sources(tap, "%s needs no C library on %s" % (folder, target), "clang", options, paths)
    check_headers(tap, "C", shutil.which("gcc") or shutil.which("clang"), STRICT)
    check_headers(tap, "C++", shutil.which("g++") or shutil.which("clang++"), CXX)
    tap.finish()


main()
