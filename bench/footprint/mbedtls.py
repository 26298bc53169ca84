"""The same measures for mbedTLS's decoder."""
import os
import re
from collections import Counter

from sections import link, object_sizes
from stack import Graph
from toolchain import ROOT, compile_sources, run, tool

SOURCES = ["library/x509.c", "library/x509_crt.c", "library/asn1parse.c", "library/oid.c"]
PARSE = ["mbedtls_x509_crt_parse_der_nocopy", "mbedtls_x509_crt_free"]
TEXT = PARSE + ["mbedtls_x509_crt_info"]


def flags(source):
    config = os.path.join(ROOT, "bench", "footprint", "mbedtls_config.h")
    return ["-I" + os.path.join(source, "include"), "-I" + os.path.join(source, "library"), "-D_POSIX_C_SOURCE=200112L",
            "-DMBEDTLS_CONFIG_FILE=\"%s\"" % config]


def struct_size(target, folder, source):
    path = os.path.join(folder, "mbedtls_struct.c")
    with open(path, "w", encoding="ascii") as file:
        file.write("#include <mbedtls/x509_crt.h>\nchar size_of_certificate[sizeof(mbedtls_x509_crt)];\n")
    run([tool(target, "gcc")] + target.flags + flags(source) + ["-fno-common", "-c", path, "-o", path[:-2] + ".o"])
    symbols = run([tool(target, "nm"), "-S", path[:-2] + ".o"])
    return int(re.search(r"^\S+ (\S+) \w size_of_certificate$", symbols, re.M)[1], 16)


def measure_mbedtls(target, folder, source, row, heading, of_library):
    """Prints sizes of its objects, of what the linker keeps of them, the struct's size, and the stack."""
    os.makedirs(folder, exist_ok=True)
    objects = compile_sources(target, SOURCES, folder, flags(source), source)
    heading("mbedTLS, all objects")
    sums = Counter()
    for name, path in zip(SOURCES, objects):
        sizes = object_sizes(target, path)
        sums.update(sizes)
        row(name, sizes)
    row("sum", sums)
    heading("mbedTLS, what the linker keeps for")
    for name, roots in (("parse", PARSE), ("parse, certificate as text", TEXT)):
        kept = link(target, objects, roots, folder, "image", ["-Wl,--unresolved-symbols=ignore-all"])
        row(name, of_library(kept, objects)[0], "without its bignum, key and digest code, and the C library's heap")
    print("\n    sizeof(mbedtls_x509_crt) %d" % struct_size(target, folder, source))
    graph = Graph(target, objects)
    for name in TEXT:
        print("    %6d  worst-case stack of %s, without what other modules need" % (graph.worst(name)[0], name))
