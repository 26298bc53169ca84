"""Builds targets as others would: fuzz/build.sh as OSS-Fuzz calls it, and with AFL++. Each one runs over its seeds.

usage: test_build.py SOURCE
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import zipfile

SANITIZED = "-O1 -g -fsanitize=address,undefined -fsanitize=fuzzer-no-link -fno-sanitize-recover=undefined"
AFL = {"AFL_QUIET": "1", "AFL_NO_UI": "1", "AFL_NO_AFFINITY": "1", "AFL_SKIP_CPUFREQ": "1",
       "AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES": "1"}
SECONDS = 3


def run(*command, **environment):
    done = subprocess.run(command, env=dict(os.environ, **environment), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit("%s: exit status %d\n%s" % (command[0], done.returncode, done.stdout[-4000:]))


def build_and_replay(source, folder):
    """What OSS-Fuzz would take away: programs, seeds, dictionaries."""
    out = folder / "out"
    out.mkdir()
    run(str(source / "fuzz" / "build.sh"), CC="clang", CFLAGS=SANITIZED, LIB_FUZZING_ENGINE="-fsanitize=fuzzer", OUT=str(out))
    archives = sorted(out.glob("*_seed_corpus.zip"))
    if len(archives) < 8:
        sys.exit("%d targets" % len(archives))
    for archive in archives:
        target = archive.name.replace("_seed_corpus.zip", "")
        seeds = folder / target
        zipfile.ZipFile(archive).extractall(seeds)
        run(str(out / target), "-runs=0", "-dict=" + str(out / (target + ".dict")), str(seeds))


def fuzz_with_afl(source, folder):
    build, seeds, out = folder / "afl", folder / "fuzz_der", folder / "found"
    run("meson", "setup", str(build), str(source), "-Dfuzz=true", "-Dcli=false", "-Dtests=false", "-Ddefault_library=static",
        "-Db_lundef=false", "-Dbearssl=disabled", "-Dopenssl=disabled", "-Dmbedtls=disabled", CC="afl-clang-fast", **AFL)
    run("ninja", "-C", str(build), "fuzz/fuzz_der", **AFL)
    run("afl-fuzz", "-V", str(SECONDS), "-i", str(seeds), "-o", str(out), "--", str(build / "fuzz" / "fuzz_der"), **AFL)
    stats = dict(map(str.strip, line.split(":", 1)) for line in (out / "default" / "fuzzer_stats").read_text().splitlines())
    if int(stats["execs_done"]) < 1000 or int(stats["saved_crashes"]) != 0:
        sys.exit("AFL++: %s runs, %s crashes" % (stats["execs_done"], stats["saved_crashes"]))


def main():
    source = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        build_and_replay(source, pathlib.Path(folder))
        fuzz_with_afl(source, pathlib.Path(folder))


main()
