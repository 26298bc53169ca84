"""What the tests of packages share: commands that must succeed, and the program that uses the library."""
import ast
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [TESTS, os.path.join(TESTS, "parity")]
from sources import read_vectors  # noqa: E402

CONSUMER = os.path.join(HERE, "consumer")
EACH = 20  # a vector of so many is tried: what is in question is the linking


def must(*command, **options):
    """What the command prints; raises RuntimeError, with all of that, where it fails."""
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            check=False, encoding="utf-8", **options)
    if result.returncode != 0:
        raise RuntimeError("%s\n%s" % (" ".join(command), result.stdout))
    return result.stdout


def decodable():
    """The vectors that both Python and peercert decode."""
    with open(os.path.join(TESTS, "parity/refusals.txt"), encoding="utf-8") as lines:
        refused = {line.split("\t")[0] for line in lines}
    return [v for v in read_vectors(os.path.join(TESTS, "vectors.jsonl")) if v.python is not None and v.name not in refused]


def check_consumer(tap, name, version, backends, program, build, **options):
    """Builds the consumer by the function 'build' and holds its answers against CPython's."""
    try:
        build()
    except RuntimeError as error:
        tap.check(False, name + " can be built", error)
        return
    faults = []
    chosen = decodable()[::EACH]
    for vector in chosen:
        said = subprocess.run([program], input=vector.der, stdout=subprocess.PIPE, check=False, **options)
        lines = said.stdout.decode("ascii").split("\n")
        names = [line.split(" ")[0] for line in lines[2:-1]]
        if said.returncode or lines[:2] != [ascii(ast.literal_eval(vector.python)), "peercert " + version] or names != backends:
            faults.append((vector.name, said))
    tap.check(chosen and not faults, name + " says what CPython says, and has the backends", *faults)
