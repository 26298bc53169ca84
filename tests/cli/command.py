"""Runs the peercert command, and says how it ended."""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections import namedtuple

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Tap  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.join(HERE, "data")

Ended = namedtuple("Ended", "status out err")

# No test comes near it; a command that hangs does.
PATIENCE = 60


def data(name):
    return os.path.join(DATA, name)


def read(name):
    with open(data(name), "rb") as file:
        return file.read()


class Suite(Tap):
    def __init__(self):
        super().__init__()
        parser = argparse.ArgumentParser()
        parser.add_argument("--command", required=True)
        parser.add_argument("--vectors")
        parser.add_argument("--resolver", help="a library whose look-ups take long")
        parser.add_argument("--sanitized", action="store_true", help="the command reserves address space of its own")
        self.args = parser.parse_args()
        self.folder = tempfile.TemporaryDirectory(prefix="peercert-cli-")

    def file(self, name, octets):
        path = os.path.join(self.folder.name, name)
        with open(path, "wb") as file:
            file.write(octets)
        return path

    def start(self, *args, **options):
        options.setdefault("stdin", subprocess.PIPE)
        options.setdefault("stdout", subprocess.PIPE)
        return subprocess.Popen([self.args.command, *args], stderr=subprocess.PIPE, **options)

    def run(self, *args, stdin=b"", **options):
        process = self.start(*args, **options)
        try:
            out, err = process.communicate(stdin, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            return Ended("timeout", out, err.decode(errors="replace"))
        return Ended(process.returncode, out, err.decode(errors="replace"))

    def expect(self, name, ended, status, out=None, err=None):
        """A test of all that a run left; 'out' and 'err' may be functions that judge it."""
        def fits(got, wanted):
            return wanted is None or (wanted(got) if callable(wanted) else got == wanted)

        return self.check(ended.status == status and fits(ended.out, out) and fits(ended.err, err), name,
                          "status %r, wanted %r" % (ended.status, status), "stdout %r" % ended.out[:600],
                          "stderr %r" % ended.err[:600])


def peak_memory():
    """Of the largest child process so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
