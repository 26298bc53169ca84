"""What the static library defines and what it asks for: names that begin with pc_, and no heap, no stdio, no state."""
import os
import re
import subprocess
import sys

ROOT, NM, SIZE, ARCHIVE = sys.argv[1:]
sys.path.insert(0, os.path.join(ROOT, "tests"))
import hosts
from tap import Tap

# All that a freestanding member may ask of its surroundings.
STRING = {"memcmp", "memcpy", "memmove", "memset", "strlen"}

# What a compiler adds by itself: arithmetic that the processor lacks, hardening, position independence.
COMPILER = re.compile(r"_GLOBAL_OFFSET_TABLE_|__stack_chk_(fail|guard)|__mem(cpy|move|set)_chk|__aeabi_\w+"
                      r"|__(u?div|u?mod|mul|ash[lr]|lshr)[dt]i[34]")


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True, encoding="utf-8").stdout


def symbols(*options):
    """(member, type, name) of each symbol."""
    for line in output(NM, "-A", *options, ARCHIVE).splitlines():
        found = re.match(r".*?[:\[]([^:\]]+\.o)\]?: *(?:[0-9a-f]+)? *(\w) (\S+)$", line)
        if found:
            yield found.groups()


def backend(member):
    """The one that the member belongs to, or None."""
    return next((name for name in hosts.backends(ROOT) if member.startswith("tls_%s_" % name)), None)


def source(member):
    """The file that a member of tls/ was made from: tls_bearssl_clock.c.o is tls/bearssl/clock.c's."""
    stem = member[:-len(".c.o")]
    own = backend(member)
    return "tls/%s/%s.c" % (own, stem[len("tls_%s_" % own):]) if own else "tls/%s.c" % stem[len("tls_"):]


def freestanding(member):
    if member.startswith("tls_"):
        return not hosts.is_for_hosts(ROOT, source(member))
    return member.startswith(("asn1_", "x509_", "api_"))


def libc():
    """What the C library has; a backend's library has other names."""
    path = output("cc", "-print-file-name=libc.so.6").strip()
    return {line.split()[-1].split("@")[0] for line in output(NM, "-D", "--defined-only", path).splitlines()}


def permitted(member, name, libc_names):
    if name.startswith("pc_") or name in STRING or COMPILER.fullmatch(name):
        return True
    return backend(member) is not None and name not in libc_names


def section_sizes():
    """(member, section, octets)"""
    member = None
    for line in output(SIZE, "-A", "-d", ARCHIVE).splitlines():
        head = re.match(r"(\S+\.o)\s+\(ex ", line)
        row = re.match(r"(\.\S+)\s+(\d+)\s+\d+$", line)
        if head:
            member = head.group(1)
        elif row:
            yield member, row.group(1), int(row.group(2))


def main():
    tap = Tap()
    defined = list(symbols("-g", "--defined-only"))
    foreign = ["%s defines %s" % (member, name) for member, _, name in defined if not name.startswith("pc_")]
    tap.check(defined and not foreign, "all %d external symbols begin with pc_" % len(defined), *foreign)

    libc_names = libc()
    undefined = [(member, name) for member, _, name in symbols("-u") if freestanding(member)]
    asked = ["%s asks for %s" % pair for pair in undefined if not permitted(*pair, libc_names)]
    tap.check(undefined and not asked, "the freestanding members ask for string functions only", *asked)

    sizes = [row for row in section_sizes() if freestanding(row[0])]
    state = ["%s: %d octets in %s" % (member, size, section) for member, section, size in sizes
             if size and re.match(r"\.(data|bss|tdata|tbss|tm_clone_table)(?!\.rel\.ro)", section)]
    tap.check(sizes and not state, "no mutable state", *state)

    members = {member for member, _, _ in defined}
    missing = [prefix for prefix in ("asn1_", "x509_", "api_", "tls_") if not any(m.startswith(prefix) for m in members)]
    tap.check(not missing and "tls_session.c.o" in members, "every layer is in the library", *missing)
    tap.finish()


main()
