"""The tree is anybody's: no file, and nothing that is built but debugging information, names where it stands."""
import os
import subprocess
import sys
import tempfile

ROOT, BUILD, OBJCOPY, ARCHIVE = sys.argv[1:]
sys.path[:0] = [os.path.join(ROOT, "tests"), os.path.join(ROOT, "bench/footprint")]
import modules
from tap import Tap

LINES_MAX = 500
FOLDERS = ("asn1/", "x509/", "tls/", "api/", "cli/", "fuzz/")


def tracked():
    """The files of the repository; where there is none, of the folder, without what builds and bootstrapping put there."""
    if os.path.exists(os.path.join(ROOT, ".git")):
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], stdout=subprocess.PIPE, check=True)
        return [name for name in listed.stdout.decode().split("\0") if name]
    names = []
    for folder, folders, files in os.walk(ROOT):
        at = os.path.relpath(folder, ROOT)
        folders[:] = [name for name in folders if not name.startswith("build") and name != "__pycache__"
                      and (at != "subprojects" or name == "packagefiles")]
        names += [os.path.normpath(os.path.join(at, name)) for name in files]
    return names


def read(name):
    with open(os.path.join(ROOT, name), "rb") as file:
        return file.read()


def stripped():
    with tempfile.NamedTemporaryFile() as copy:
        subprocess.run([OBJCOPY, "--strip-debug", ARCHIVE, copy.name], check=True)
        return copy.read()


def main():
    tap = Tap()
    names = [name for name in tracked() if os.path.isfile(os.path.join(ROOT, name))]
    if ROOT.count("/") < 2:
        tap.skip("no file names the folder that it stands in", "its name may well be a word: " + ROOT)
    else:
        naming = [name for name in names if ROOT.encode() + b"/" in read(name)]
        tap.check(names and not naming, "no file names the folder that it stands in", *naming)
    tap.check((ROOT + "/").encode() not in stripped(), "the library does not name the folder it was built from")
    sources = [name for name in names if name.endswith((".c", ".h")) and name.startswith(FOLDERS)]
    long = ["%s: %d lines" % (name, count) for name, count in ((n, read(n).count(b"\n")) for n in sources)
            if count > LINES_MAX]
    tap.check(sources and not long, "no source of the library, the command or the fuzz targets has more than %d lines" % LINES_MAX, *long)
    known = {stem + ".c" for _, stems in modules.MODULES for stem in stems}
    core = {name for name in names if name.endswith(".c") and name.startswith(("asn1/", "x509/", "api/"))}
    tap.check(core == known, "script/footprint knows each source of the core", *sorted(core ^ known))
    scripts = [name for name in names if name.startswith(("script/", ".ci/"))]
    tap.check(all(os.access(os.path.join(ROOT, name), os.X_OK) for name in scripts), "every script can be run", *scripts)
    tap.finish()


main()
