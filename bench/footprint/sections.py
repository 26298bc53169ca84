"""Sizes: of objects, and of what the linker keeps of them."""
import os
import re
from collections import Counter

from toolchain import run, tool

KINDS = ("text", "rodata", "data", "bss")


def kind_of(section):
    """Which of the four a section counts as; None for what no device holds."""
    for prefix, kind in ((".text", "text"), (".rodata", "rodata"), (".srodata", "rodata"), (".data", "data"),
                         (".sdata", "data"), (".bss", "bss"), (".sbss", "bss"), (".init_array", "data")):
        if section == prefix or section.startswith(prefix + "."):
            return kind
    return None


def object_sizes(target, path):
    """Counter of the four over one object."""
    sizes = Counter()
    for line in run([tool(target, "size"), "-A", path]).splitlines():
        words = line.split()
        if len(words) == 3 and words[1].isdigit() and kind_of(words[0]):
            sizes[kind_of(words[0])] += int(words[1])
    return sizes


def link(target, objects, roots, folder, name, flags=()):
    """Links what the functions 'roots' need and nothing else; {object: Counter}, the compiler's helpers by archive."""
    image = os.path.join(folder, name)
    stubs = os.path.join(folder, "stubs.c")
    with open(stubs, "w", encoding="ascii") as file:
        file.write("#include <stddef.h>\n"
                   "void *memcpy(void *to, const void *from, size_t n) { (void)from; (void)n; return to; }\n"
                   "void *memmove(void *to, const void *from, size_t n) { (void)from; (void)n; return to; }\n"
                   "void *memset(void *to, int octet, size_t n) { (void)octet; (void)n; return to; }\n"
                   "int memcmp(const void *a, const void *b, size_t n) { return a != b && n; }\n"
                   "size_t strlen(const char *s) { return *s != 0; }\n")
    run([tool(target, "gcc")] + target.flags + target.link
        + ["-Os", "-fno-builtin", "-nostdlib", "-nostartfiles", "-Wl,--gc-sections", "-Wl,-e,0", "-Wl,--build-id=none",
           "-Wl,-Map," + image + ".map"]
        + ["-Wl,-u," + root for root in roots] + list(flags) + [stubs] + objects + ["-lgcc", "-o", image])
    return read_map(image + ".map")


def read_map(path):
    """What of each input the linker has kept."""
    kept = {}
    with open(path, encoding="utf-8") as file:
        text = file.read().split("Linker script and memory map", 1)[1]
    # A long section name stands on a line of its own.
    text = re.sub(r"\n (\.\S+)\n\s+0x", r"\n \1 0x", text)
    for section, address, size, source in re.findall(
            r"^ (\.\S+)\s+0x([0-9a-f]+)\s+0x([0-9a-f]+)\s+(\S+)$", text, re.M):
        kind = kind_of(section)
        if kind and int(size, 16):
            name = os.path.basename(source.split("(")[0])
            kept.setdefault(name, Counter())[kind] += int(size, 16)
    return kept
