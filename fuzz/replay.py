"""Runs a target once over its seeds and over what fuzz/corpus has for it, and for a fixed number of mutations of these.

usage: replay.py PROGRAM TARGET VECTORS FUZZ_FOLDER
"""
import os
import subprocess
import sys
import tempfile

RUNS = 20000


def main():
    program, target, vectors, folder = sys.argv[1:]
    kept = os.path.join(folder, "corpus", target)
    with tempfile.TemporaryDirectory() as scratch:
        seeds, new = os.path.join(scratch, "seeds"), os.path.join(scratch, "new")
        os.mkdir(new)
        subprocess.run([sys.executable, os.path.join(folder, "make_seeds.py"), target, vectors, seeds], check=True)
        folders = [seeds] + ([kept] if os.path.isdir(kept) else [])
        common = [program, "-max_len=8192", "-timeout=25"]
        subprocess.run(common + ["-runs=0"] + folders, cwd=scratch, check=True)
        subprocess.run(common + ["-seed=1", "-runs=%d" % RUNS, "-dict=" + os.path.join(folder, "der.dict"), new] + folders,
                       cwd=scratch, check=True)


main()
