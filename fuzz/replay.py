"""Runs a target once over its seeds, which have what fuzz/corpus keeps, and for a fixed number of mutations of these.

usage: replay.py PROGRAM TARGET VECTORS FUZZ_FOLDER
"""
import os
import subprocess
import sys
import tempfile

RUNS = 20000
FEWER = {"handshake": 500}  # of those that take milliseconds


def run(scratch, *command):
    status = subprocess.run(command, cwd=scratch, check=False).returncode
    if status != 0:
        # libFuzzer's own status for a property that does not hold, 77, is what a test says that skips itself.
        sys.exit("%s: exit status %d" % (command[0], status))


def main():
    program, target, vectors, folder = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        seeds, new = os.path.join(scratch, "seeds"), os.path.join(scratch, "new")
        os.mkdir(new)
        run(scratch, sys.executable, os.path.join(folder, "make_seeds.py"), target, vectors, seeds)
        common = [os.path.abspath(program), "-max_len=8192", "-timeout=25"]
        run(scratch, *common, "-runs=0", seeds)
        run(scratch, *common, "-seed=1", "-runs=%d" % FEWER.get(target, RUNS), "-dict=" + os.path.join(folder, "der.dict"), new, seeds)


main()
