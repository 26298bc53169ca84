"""Keeps of a folder of inputs what the seeds, and what is kept already, do not reach: as lines of fuzz/corpus/TARGET.

usage: keep.py PROGRAM TARGET VECTORS FOLDER

Inputs with a name of their own broke a property once; they stay.
"""
import os
import subprocess
import sys
import tempfile

import make_seeds


def main():
    program, target, path, folder = sys.argv[1:]
    named = {name: data for name, data in make_seeds.kept(target) if not name.startswith("reach-")}
    with tempfile.TemporaryDirectory() as scratch:
        seeds = make_seeds.write(target, path, scratch, named)
        # The smallest set, at the grain of lines of code and not of how often they run.
        subprocess.run([os.path.abspath(program), "-set_cover_merge=1", "-use_counters=0", "-max_len=4096", scratch, folder],
                       check=True, stderr=subprocess.DEVNULL)
        new = sorted(set(os.listdir(scratch)) - seeds)
        for number, name in enumerate(new):
            with open(os.path.join(scratch, name), "rb") as file:
                named["reach-%03d" % number] = file.read()
    make_seeds.keep(target, named)
    print("%s: %d kept" % (target, len(named)))


main()
