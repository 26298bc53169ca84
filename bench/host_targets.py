#!/usr/bin/env python3
"""What the command and the BearSSL tap have to reach: certificates a second, memory, instructions of a handshake.

usage: host_targets.py BUILD

BUILD is a release build's folder.
"""
import os
import re
import resource
import subprocess
import sys
import tempfile

TLS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests", "unit", "tls")
ROOTS = "/etc/ssl/certs/ca-certificates.crt"
PER_SECOND = 250000
MEMORY_SLACK_KB = 256
TAP_PERCENT = 1.0


def run_bulk(command, path):
    """(processor seconds, kilobytes at most) of decoding a bundle to JSON, by a child of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        with open(path, "rb") as bundle:
            status = subprocess.run([command, "decode", "--format", "json", "-"], stdin=bundle,
                                    stdout=subprocess.DEVNULL, check=False).returncode
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(writer, b"%d %f %d" % (status, used.ru_utime + used.ru_stime, used.ru_maxrss))
        os._exit(0)
    os.waitpid(child, 0)
    status, seconds, kilobytes = os.read(reader, 100).split()
    os.close(reader)
    os.close(writer)
    if int(status) != 0:
        sys.exit("peercert decode: exit code %d" % int(status))
    return float(seconds), int(kilobytes)


def measure_bulk(build, folder):
    """(certificates a processor second, kilobytes for few, for many)."""
    command = os.path.join(build, "cli", "peercert")
    with open(ROOTS, encoding="ascii") as file:
        roots = file.read()
    few, many = os.path.join(folder, "few.pem"), os.path.join(folder, "many.pem")
    times = 1000
    with open(few, "w", encoding="ascii") as file:
        file.write(roots)
    with open(many, "w", encoding="ascii") as file:
        for _ in range(times):
            file.write(roots)
    _, small = run_bulk(command, few)
    seconds, large = min(run_bulk(command, many) for _ in range(3))
    return roots.count("BEGIN CERTIFICATE") * times / seconds, small, large


def handshake(build, folder, mode):
    """Instructions of the client's side."""
    out = os.path.join(folder, "callgrind." + mode)
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out, "--toggle-collect=measured",
         os.path.join(build, "bench", "handshake"), mode]
        + [os.path.join(TLS, name) for name in ("root.pem", "leaf.key", "leaf.pem", "intermediate.pem")],
        capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    with open(out, encoding="utf-8") as file:
        return int(re.search(r"^(?:totals|summary): (\d+)", file.read(), re.M)[1])


def target(name, value, relation, limit, reached):
    print("%-58s %8.2f  %s %g  %s" % (name, value, relation, limit, "reached" if reached else "MISSED"))
    return reached


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        rate, small, large = measure_bulk(sys.argv[1], folder)
        reached = [target("JSON of a PEM bundle, certificates a second and core", rate, "at least", PER_SECOND,
                          rate >= PER_SECOND),
                   target("memory for 1000 times as many certificates, kB more", large - small, "at most",
                          MEMORY_SLACK_KB, large - small <= MEMORY_SLACK_KB)]
        if os.path.exists(os.path.join(sys.argv[1], "bench", "handshake")):
            plain = handshake(sys.argv[1], folder, "plain")
            for mode, name in (("tap", "the tap"), ("anchors", "the tap, anchors known,")):
                percent = (handshake(sys.argv[1], folder, mode) / plain - 1) * 100
                reached.append(target("instructions that %s adds to a handshake, %%" % name, percent, "at most",
                                      TAP_PERCENT, percent <= TAP_PERCENT))
    sys.exit(0 if all(reached) else 1)


if __name__ == "__main__":
    main()
