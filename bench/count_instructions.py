#!/usr/bin/env python3
"""Counts the instructions of the hottest stages under callgrind and compares them with a file.

usage: count_instructions.py PROGRAM FILE COMPILER [--update]

PROGRAM is bench/instructions of a release build. Only the program's own instructions count, not those of the C
library, whose functions depend on the processor. Fails where a stage needs more than 3 % more than FILE
says; --update writes FILE anew. The numbers are those of one compiler: with another one nothing is compared.
"""
import hashlib
import os
import platform
import re
import subprocess
import sys
import tempfile

STAGES = ["parse", "parse + visit", "parse + Python literal", "parse + JSON", "parse + name match"]
VECTORS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "vectors.jsonl")
ROOTS = "/etc/ssl/certs/ca-certificates.crt"
SLACK = 1.03


def own_instructions(path, program):
    """The sum of the costs in the program's object, from callgrind's file."""
    names, current, total, skip = {}, None, 0, False
    with open(path, encoding="utf-8") as file:
        for line in file:
            found = re.match(r"(c?)ob=\((\d+)\)(?: (.*))?$", line)
            if found:
                name = names.setdefault(found[2], found[3])
                current = current if found[1] else name
            elif line.startswith("calls="):
                skip = True  # the next line is what the callee needed, which is counted there
            elif re.match(r"[-+*\d]", line):
                if not skip and current == program:
                    total += int(line.split()[-1])
                skip = False
    return total


def sets(known, update):
    """{name: file}. The system's roots change from time to time: they count where they are those of the file."""
    result = {"vectors": VECTORS}
    if os.path.exists(ROOTS):
        with open(ROOTS, "rb") as file:
            name = "roots " + hashlib.sha256(file.read()).hexdigest()[:12]
        if update or any(key.startswith(name) for key in known):
            result[name] = ROOTS
        else:
            print("other roots than the file's: left out")
    return result


def count(program, stage, certificates, folder):
    """(instructions, certificates) of one stage over a file of certificates."""
    out = os.path.join(folder, "callgrind.out")
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out, "--toggle-collect=measured",
                           program, stage, certificates], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    instructions = own_instructions(out, program)
    if instructions == 0:
        sys.exit("%s: no instructions of %s" % (stage, program))
    return instructions, int(done.stdout)


def read(path):
    """{name: number or text} of the file."""
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        lines = [line.split(":", 1) for line in file if ":" in line and not line.startswith("#")]
    return {name.strip(): value.strip() for name, value in lines}


def write(path, compiler, counts):
    with open(path, "w", encoding="utf-8") as file:
        file.write("# Instructions of each stage over the good vectors of tests/ and over Debian's roots, in a release\n"
                   "# build. Made by script/bench --instructions --update\n")
        file.write("compiler: %s\n" % compiler)
        for stage, number in counts.items():
            file.write("%s: %d\n" % (stage, number))


def main():
    arguments = [word for word in sys.argv[1:] if word != "--update"]
    if len(arguments) != 3:
        sys.exit(__doc__)
    program, path, compiler = arguments
    program = os.path.realpath(program)
    compiler += ", " + platform.machine()
    known = read(path)
    update = "--update" in sys.argv
    if not update and known.get("compiler") != compiler:
        print("%s is for %s; this is %s: nothing is compared" % (os.path.basename(path), known.get("compiler"), compiler))
        return
    failed, counts = False, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, certificate_set, stage in [("%s, %s" % (label, stage), place, stage)
                                             for label, place in sets(known, update).items() for stage in STAGES]:
            counts[name], certificates = count(program, stage, certificate_set, folder)
            before = int(known.get(name, 0))
            grown = not update and counts[name] > before * SLACK
            failed = failed or grown
            print("%-44s %10d  %8.0f a certificate  %+6.2f %%%s" % (
                name, counts[name], counts[name] / certificates,
                (counts[name] / before - 1) * 100 if before else 0, "  GREW" if grown else ""))
    if update:
        write(path, compiler, counts)
    if failed:
        print("\nA stage needs more instructions. If that is worth it: script/bench --instructions --update")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
