"""What 'meson install' installs, by pkg-config: a program built against it, shared, static, and by CMake.

usage: test_install.py MESON BUILD VERSION SHARED|STATIC|BOTH [BACKEND...]
"""
import glob
import os
import shutil
import sys
import tempfile

from support import CONSUMER, check_consumer, must
from tap import Tap

MESON, BUILD, VERSION, KIND, *BACKENDS = sys.argv[1:]
WARNINGS = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror"]


def environment(folder):
    """For pkg-config, and the folder of the libraries. The prefix is moved to where the files are."""
    path = glob.glob(os.path.join(folder, "**/peercert.pc"), recursive=True)[0]
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace("prefix=/", "prefix=%s/" % folder, 1))
    packages = os.path.dirname(path)
    return dict(os.environ, PKG_CONFIG_PATH=packages), os.path.dirname(packages)


def needed(program):
    """The shared libraries that the program names."""
    lines = must("readelf", "-d", program).split("\n")
    return [line.split("[")[1].rstrip("]") for line in lines if "(NEEDED)" in line]


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as scratch:
        prefix = os.path.join(scratch, "installed")
        must(MESON, "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", prefix)
        env, libraries = environment(prefix)
        source = os.path.join(CONSUMER, "main.c")

        def flags(*options):
            return must("pkg-config", *options, "peercert", env=env).split()

        tap.check(flags("--modversion") == [VERSION], "pkg-config has the version", flags("--modversion"))

        command = glob.glob(os.path.join(prefix, "**/bin/peercert"), recursive=True)
        if command:
            said = must(command[0], "--version").strip()
            tap.check(said == "peercert " + VERSION, "so has the command", said)

        if KIND != "STATIC":
            program = os.path.join(scratch, "shared")
            check_consumer(tap, "a program with the shared library", VERSION, BACKENDS, program, lambda: must(
                "cc", *WARNINGS, source, "-o", program, *flags("--cflags", "--libs")),
                env=dict(env, LD_LIBRARY_PATH=libraries))
            soname = "libpeercert.so." + (VERSION.rpartition(".")[0] if VERSION.startswith("0.") else VERSION.split(".")[0])
            tap.check(soname in needed(program), "it asks for " + soname, *needed(program))
            check_cmake(tap, scratch, env)

        if KIND != "SHARED":
            static = os.path.join(scratch, "static")
            check_consumer(tap, "a static program, of what pkg-config --static says", VERSION, BACKENDS, static, lambda: must(
                "cc", *WARNINGS, "-static", source, "-o", static, *flags("--static", "--cflags", "--libs")))
            tap.check(needed(static) == [], "it asks for no shared library", *needed(static))
    tap.finish()


def check_cmake(tap, scratch, env):
    name = "a program made by CMake"
    if not shutil.which("cmake"):
        tap.skip(name, "no cmake")
        return
    folder = os.path.join(scratch, "cmake")

    def build():
        must("cmake", "-S", CONSUMER, "-B", folder, "-G", "Ninja", env=env)
        must("cmake", "--build", folder)

    check_consumer(tap, name, VERSION, BACKENDS, os.path.join(folder, "consumer"), build)


main()
