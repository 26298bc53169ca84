"""The tarball of 'meson dist': configured, built and tested where there is no repository, and installed.

usage: test_dist.py MESON BUILD ROOT VERSION

What it has is what is committed. All of its tests are what script/test runs there; here, those that take a moment.
"""
import glob
import os
import re
import subprocess
import sys
import tarfile
import tempfile

from support import CONSUMER, check_consumer, must
from tap import Tap

MESON, BUILD, ROOT, VERSION = sys.argv[1:]


def unpack(folder):
    """The tarball's top folder; what is not committed stays out of it, which is no error here."""
    said = must(MESON, "dist", "-C", BUILD, "--no-tests", "--allow-dirty", "--formats", "gztar")
    path = os.path.join(BUILD, "meson-dist", "peercert-%s.tar.gz" % VERSION)
    if not os.path.exists(path):
        raise RuntimeError(said)
    with tarfile.open(path) as archive:
        archive.extractall(folder)
    return os.path.join(folder, "peercert-" + VERSION)


def tracked():
    listed = subprocess.run(["git", "-C", ROOT, "ls-tree", "-r", "-z", "--name-only", "HEAD"], stdout=subprocess.PIPE, check=True)
    return {name for name in listed.stdout.decode().split("\0") if name}


def present(top):
    return {os.path.relpath(os.path.join(folder, name), top) for folder, _, names in os.walk(top) for name in names}


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as scratch:
        top, build, prefix = unpack(scratch), os.path.join(scratch, "build"), os.path.join(scratch, "installed")
        wanted, found = tracked(), present(top)
        tap.check(wanted and wanted == found, "the tarball has what is committed", "missing: ", wanted - found, "more: ", found - wanted)

        must(MESON, "setup", build, top, "--prefix", prefix, "--libdir", "lib", "-Doptimization=0", "-Ddebug=false", "-Dwerror=true",
             "-Dcli=false")
        listed = re.findall(r"unit / ((?:asn1|x509|api)_\w+)", must(MESON, "test", "-C", build, "--list"))
        quick = [name for name in listed if not name.endswith("_small")] + ["layers", "text", "symbols", "exports"]
        try:
            said = must(MESON, "test", "-C", build, *quick)
            passed = "Fail:               0" in said and len(quick) > 4
            tap.check(passed, "%d of its tests pass" % len(quick), said)
        except RuntimeError as error:
            tap.check(False, "%d of its tests pass" % len(quick), error)
        check_installed(tap, build, prefix, scratch)
    tap.finish()


def check_installed(tap, build, prefix, scratch):
    """By the prefix that it was configured with."""
    must(MESON, "install", "-C", build, "--no-rebuild", "--quiet")
    packages = glob.glob(os.path.join(prefix, "**/pkgconfig"), recursive=True)[0]
    flags = must("pkg-config", "--cflags", "--libs", "peercert", env=dict(os.environ, PKG_CONFIG_PATH=packages)).split()
    program = os.path.join(scratch, "consumer")
    backends = [name for name in ("bearssl", "openssl", "mbedtls")
                if os.path.exists(os.path.join(prefix, "include/peercert/tls", name))]
    check_consumer(tap, "a program with what the tarball installs", VERSION, backends, program, lambda: must(
        "cc", os.path.join(CONSUMER, "main.c"), "-o", program, *flags),
        env=dict(os.environ, LD_LIBRARY_PATH=os.path.dirname(packages)))


main()
