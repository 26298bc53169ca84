"""peercert as a subproject of Meson: a program that has it in subprojects/.

usage: test_subproject.py MESON ROOT VERSION [BACKEND...]
"""
import os
import shutil
import sys
import tempfile

from support import CONSUMER, check_consumer, must
from tap import Tap

MESON, ROOT, VERSION, *BACKENDS = sys.argv[1:]


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as scratch:
        source, build = os.path.join(scratch, "source"), os.path.join(scratch, "build")
        shutil.copytree(CONSUMER, source)
        os.mkdir(os.path.join(source, "subprojects"))
        os.symlink(ROOT, os.path.join(source, "subprojects/peercert"))

        def make():
            chosen = ["-Dpeercert:%s=%s" % (name, "enabled" if name in BACKENDS else "disabled")
                      for name in ("bearssl", "openssl", "mbedtls")]
            must(MESON, "setup", build, source, "--force-fallback-for=peercert", "-Doptimization=0", "-Ddebug=false",
                 "-Dwerror=true", "-Dpeercert:default_library=static", *chosen)
            must("ninja", "-C", build, "consumer")

        check_consumer(tap, "a program with peercert as a subproject", VERSION, BACKENDS, os.path.join(build, "consumer"), make)
    tap.finish()


main()
