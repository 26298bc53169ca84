"""Every cross file: the library builds without a warning and asks for five functions; the example runs where QEMU has the core."""
import argparse
import configparser
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.join(HERE, ".."), os.path.join(HERE, "../live")]
from _ssl import _test_decode_cert
from board import Board, flash_of
from certs import Certificate, Issuer
from servers import PythonServer
from tap import Tap

# Cores of QEMU's that the board can have. A Cortex-M3 runs what is made for a Cortex-M0+.
CORES = {"cortex-m0plus": "cortex-m3", "cortex-m3": "cortex-m3", "cortex-m4": "cortex-m4"}

# Our members of the archive, and what they may ask for: each other, BearSSL, the five functions, the compiler's own arithmetic.
MEMBER = re.compile(r"\b((?:asn1|x509|api|tls|src)_\w+\.c\.o)\b")
OWN = "asn1_", "x509_", "api_", "tls_"
PERMITTED = re.compile(r"(?:pc|br)_\w+|mem(?:cmp|cpy|move|set)|strlen|__aeabi_\w+|__gnu_thumb1_case_\w+|__\w+[sd]i\d")


def run(*command):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          errors="replace")


class CrossFile:
    def __init__(self, path):
        self.path = path
        self.name = os.path.splitext(os.path.basename(path))[0]
        self.settings = configparser.ConfigParser()
        self.settings.read(path)

    def value(self, section, key):
        return self.settings[section][key].strip("'")


def build(tap, cross, folder, credentials, targets):
    """Configures and builds; whether that went without a warning, as errors are made of them."""
    if not os.path.exists(os.path.join(folder, "build.ninja")):
        done = run("meson", "setup", folder, ROOT, "--cross-file", cross.path, "-Dwerror=true", "-Dfirmware_credentials=" + credentials,
                   "-Dfirmware=" + ("true" if cross.value("host_machine", "cpu") in CORES else "false"))
        if done.returncode != 0:
            return tap.check(False, cross.name + ": configures", done.stdout)
    done = run("ninja", "-C", folder, *targets)
    return tap.check(done.returncode == 0 and "warning:" not in done.stdout, cross.name + ": builds without a warning", done.stdout)


def members(cross, tool, archive, *options):
    """(member, line) of what the tool says of our own members: BearSSL's stand beside them."""
    command = cross.value("binaries", "ar").replace("gcc-ar", tool)
    said = subprocess.run([command, *options, archive], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, encoding="utf-8")
    member = ""
    for line in said.stdout.splitlines():
        found = MEMBER.search(line)
        member = found.group(1) if found else member
        if member.startswith(OWN):
            yield member, line


def check_symbols(tap, cross, archive):
    asked = {(member, line.split()[-1]) for member, line in members(cross, "nm", archive, "-u")
             if re.match(r"\s+U ", line)}
    foreign = ["%s asks for %s" % pair for pair in sorted(asked) if not PERMITTED.fullmatch(pair[1])]
    tap.check(asked and not foreign, cross.name + ": asks for memcpy and its like only", *foreign)
    rows = [(member, line.split()) for member, line in members(cross, "size", archive, "-A", "-d") if re.match(r"\.\w", line)]
    state = ["%s: %s" % (member, row) for member, row in rows if re.match(r"\.(data|bss)(?!\.rel\.ro)", row[0]) and row[1] != "0"]
    tap.check(len(rows) > 100 and not state, cross.name + ": has no variables of its own", *state)


def check_run(tap, cross, program, leaf):
    with PythonServer(leaf.path, leaf.key) as server:
        ended = Board(program, str(server.port), "localhost", core=CORES[cross.value("host_machine", "cpu")]).wait()
    expected = json.loads(json.dumps(_test_decode_cert(leaf.path)))
    tap.check(ended.status == 0 and ended.dict() == expected, cross.name + ": the example runs", ended)
    tap.note("%s: flash %d, stack %s" % (cross.name, flash_of(program), ended.value("stack")))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True, help="the one for the Cortex-M3")
    parser.add_argument("--scratch", required=True, help="folder for the others")
    parser.add_argument("--credentials", required=True)
    args = parser.parse_args()
    tap = Tap()
    trust = Certificate(os.path.join(args.credentials, "trust.pem"), os.path.join(args.credentials, "trust.key"), None)
    paths = sorted(glob.glob(os.path.join(ROOT, "examples/firmware/cross/*.ini")))
    tap.check(len(paths) == 4, "four cross files")
    with tempfile.TemporaryDirectory() as folder:
        leaf = Issuer(folder).server(trust)
        for cross in map(CrossFile, paths):
            into = args.build if cross.name == "cortex-m3" else os.path.join(args.scratch, cross.name)
            program = "examples/firmware/client_small.elf"
            runs = cross.value("host_machine", "cpu") in CORES
            if build(tap, cross, into, args.credentials, ["libpeercert.a"] + ([program] if runs else [])):
                check_symbols(tap, cross, os.path.join(into, "libpeercert.a"))
                if runs:
                    check_run(tap, cross, os.path.join(into, program), leaf)
    tap.finish()


main()
