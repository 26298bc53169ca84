"""The processors that are measured, and how the library is compiled for them."""
import glob
import os
import subprocess
from collections import namedtuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# -ffunction-sections as firmware is built, so that the linker leaves out what nobody calls.
FLAGS = ["-std=c99", "-Os", "-ffunction-sections", "-fdata-sections", "-fcallgraph-info=su,da"]

Target = namedtuple("Target", "name prefix flags link")

TARGETS = [
    Target("cortex-m0+", "arm-none-eabi-", ["-mthumb", "-mcpu=cortex-m0plus"], []),
    Target("cortex-m3", "arm-none-eabi-", ["-mthumb", "-mcpu=cortex-m3"], []),
    Target("rv32imc", "riscv64-unknown-elf-", ["-march=rv32imc", "-mabi=ilp32", "--specs=picolibc.specs"], []),
    Target("x86-64", "", ["-fno-pie", "-fcf-protection=none", "-fno-asynchronous-unwind-tables"], ["-no-pie"]),
]


def run(command):
    """What a command prints; its own words where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit("%s\n%s" % (" ".join(command), done.stderr))
    return done.stdout


def tool(target, name):
    return target.prefix + name


def library_sources(oid_names):
    """The freestanding layers that every firmware has; backends belong to their TLS library."""
    names = [os.path.relpath(path, ROOT) for layer in ("asn1", "x509", "api")
             for path in sorted(glob.glob(os.path.join(ROOT, layer, "*.c")))]
    chosen = "x509/oid_name%s.c" % ("" if oid_names == "full" else "_" + oid_names)
    return [name for name in names if name == chosen or not name.startswith("x509/oid_name")]


def compile_sources(target, sources, folder, flags, root=ROOT):
    """Compiles each source into 'folder'; gives the objects in the same order."""
    objects = []
    for source in sources:
        stem = os.path.join(folder, os.path.splitext(source)[0].replace("/", "_"))
        run([tool(target, "gcc")] + FLAGS + target.flags + flags
            + ["-c", os.path.join(root, source), "-o", stem + ".o"])
        objects.append(stem + ".o")
    return objects


def compile_library(target, oid_names, folder):
    """{source: object} of the library."""
    made = os.path.join(folder, "include", "x509")
    os.makedirs(made, exist_ok=True)
    if oid_names != "none":
        run([os.path.join(ROOT, "script", "oid_table"), oid_names, os.path.join(ROOT, "x509", "oid_longnames.tsv"),
             os.path.join(ROOT, "x509", "oid_common.txt"), os.path.join(made, "oid_table_%s.h" % oid_names)])
    sources = library_sources(oid_names)
    objects = compile_sources(target, sources, folder, ["-I" + ROOT, "-I" + os.path.dirname(made)])
    return dict(zip(sources, objects))
