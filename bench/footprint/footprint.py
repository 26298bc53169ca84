#!/usr/bin/env python3
"""What the library costs a device: octets of code, constants and stack, for some processors."""
import argparse
import glob
import os
import re
import sys
import tempfile
from collections import Counter

from mbedtls import measure_mbedtls
from modules import MODULES, module_of
from sections import KINDS, link, object_sizes
from stack import Graph
from toolchain import ROOT, TARGETS, compile_library, run, tool

PARSE = ["pc_certificate_parse", "pc_name_attributes", "pc_name_next", "pc_general_name_next", "pc_extensions",
         "pc_extension_next", "pc_extension_find", "pc_extension_value", "pc_access_next", "pc_distribution_point_next",
         "pc_basic_constraints", "pc_key_usage", "pc_extended_key_usage", "pc_oid_next", "pc_not_before", "pc_not_after",
         "pc_signature_algorithm"]
VERIFY = ["pc_host_check", "pc_purpose_check", "pc_validity_check"]
OTHERS = ["pc_subject_key_identifier", "pc_authority_key_identifier", "pc_certificate_policies", "pc_policy_mappings",
          "pc_issuer_alt_names", "pc_name_constraints", "pc_policy_constraints", "pc_inhibit_any_policy",
          "pc_freshest_crl", "pc_subject_info_access", "pc_sct_list", "pc_sct_next", "pc_tls_features"]
DICT = ["pc_getpeercert", "pc_getpeercert_binary", "pc_unverified_chain", "pc_verified_chain", "pc_peer_verify_result",
        "pc_dict_visit", "pc_write_json"]

WRITERS = {"pc_write_python", "pc_write_json", "pc_write_text"}
STACK_LIMIT, STACK_LIMIT_WRITER = 512, 768
STRUCT_LIMIT = 200
CODE_LIMIT_TARGET = "cortex-m3"


def flash(sizes):
    return sizes["text"] + sizes["rodata"]


def row(name, sizes, note=""):
    print("    %-34s" % name + "".join("%8d" % sizes[kind] for kind in KINDS) + "%9d  %s" % (sum(sizes.values()), note))


def heading(title):
    print("\n    %-34s" % title + "".join("%8s" % kind for kind in KINDS) + "%9s" % "sum")


def public_functions(layers=("asn1", "x509", "api"), chosen=None):
    """Every function that an installed header declares; of those headers only that are chosen."""
    names = set()
    for layer in layers:
        with open(os.path.join(ROOT, layer, "meson.build"), encoding="utf-8") as file:
            listed = re.search(layer + r"_headers = files\((.*?)\)", file.read(), re.S)[1]
        for header in re.findall(r"'([^']+)'", listed):
            if chosen and layer + "/" + header not in chosen:
                continue
            with open(os.path.join(ROOT, layer, header), encoding="utf-8") as file:
                text = re.sub(r"/\*.*?\*/", "", file.read(), flags=re.S)
            names |= set(re.findall(r"\b(pc_\w+)\(", text))
    return names


def of_library(kept, objects):
    """Of what was linked, the library's part and the compiler's helpers."""
    ours = {os.path.basename(path) for path in objects}
    library, helpers = Counter(), Counter()
    for name, sizes in kept.items():
        if name in ours:
            library += sizes
        elif name.endswith(".a"):
            helpers += sizes
    return library, helpers


class Report:
    def __init__(self):
        self.failed = []

    def check(self, name, value, limit):
        verdict = "reached" if value <= limit else "MISSED"
        print("    %-66s %6d of %6d  %s" % (name, value, limit, verdict))
        if value > limit:
            self.failed.append(name)


def measure_modules(target, folder):
    """Prints the sizes of all objects by module."""
    heading("all objects, by module")
    sums = {}
    for choice in ("none", "common", "full"):
        objects = compile_library(target, choice, os.path.join(folder, choice))
        for source, path in objects.items():
            name = module_of(source)
            if name == "x509: OID names":
                name += ", " + choice
            elif choice != "none":
                continue
            sums.setdefault(name, Counter()).update(object_sizes(target, path))
    for name, _ in MODULES:
        for label in [name] + [name + ", " + choice for choice in ("none", "common", "full")]:
            if label in sums:
                row(label, sums[label])
    return sums


def measure_links(target, folder):
    """Prints what the linker keeps for some uses; {use: (library, helpers)}."""
    uses = [("parse, iterators, dict's extensions", "none", PARSE), ("the same with host, purpose, dates", "none", PARSE + VERIFY),
            ("the same with the other extensions", "none", PARSE + VERIFY + OTHERS), ("facade, visitor, JSON; common names", "common", DICT)]
    heading("what the linker keeps for")
    result = {}
    for i, (name, choice, roots) in enumerate(uses):
        place = os.path.join(folder, choice)
        objects = sorted(glob.glob(os.path.join(place, "*.o")))
        library, helpers = of_library(link(target, objects, roots, folder, "image%d" % i), objects)
        row(name, library, "+ %d of libgcc" % sum(helpers.values()) if helpers else "")
        result[name] = library
    return list(result.values())


def struct_size(target, folder):
    """sizeof(struct pc_certificate), from the size of an object of that type."""
    path = os.path.join(folder, "struct.c")
    with open(path, "w", encoding="ascii") as file:
        file.write('#include "x509/certificate.h"\nchar size_of_certificate[sizeof(struct pc_certificate)];\n')
    run([tool(target, "gcc")] + target.flags + ["-std=c99", "-fno-common", "-I" + ROOT, "-c", path, "-o", path[:-2] + ".o"])
    symbols = run([tool(target, "nm"), "-S", path[:-2] + ".o"])
    return int(re.search(r"^\S+ (\S+) \w size_of_certificate$", symbols, re.M)[1], 16)


def measure_stack(target, folder, everything):
    """Prints the worst case of the public functions, and what else the call graph says; {function: octets}."""
    graph = Graph(target, sorted(glob.glob(os.path.join(folder, "common", "*.o"))))
    worst = {name: graph.worst(name) for name in public_functions() & set(graph.frame)}
    print("\n    worst-case stack, without what a sink or a visitor of the user's needs")
    ordered = sorted(worst.items(), key=lambda item: (-item[1][0], item[0]))
    for name, (octets, path) in ordered if everything else ordered[:12]:
        print("    %6d  %s" % (octets, name))
        if everything:
            print("            " + " > ".join("%s %d" % (step.rsplit(":", 1)[-1], size) for step, size in path))
    places = sorted({(spelled, function.rsplit(":", 1)[-1]) for function, spelled in graph.users})
    print("    calls to what the user gives: " + ", ".join("%s in %s" % place for place in places))
    print("    calls to the surroundings: " + ", ".join(graph.outside()))
    for problem in sorted(set(graph.problems)):
        print("    PROBLEM: " + problem)
    return {name: octets for name, (octets, _) in worst.items()}, graph.problems


def measure(target, folder, report, everything):
    print("\n== " + target.name)
    sums = measure_modules(target, folder)
    core, verify, others, facade = measure_links(target, folder)
    size = struct_size(target, folder)
    worst, problems = measure_stack(target, folder, everything)
    print("\n    limits")
    if target.name == CODE_LIMIT_TARGET:
        report.check("parse, iterators, the extensions that the dict and a verification read", flash(core), 7 * 1024)
        report.check("the other extensions' decoders", flash(others) - flash(verify), 3 * 1024)
        report.check("facade, visitor, JSON writer, common names", flash(facade), 13 * 1024)
    if target.name != "x86-64":
        report.check("sizeof(struct pc_certificate)", size, STRUCT_LIMIT)
        for limit, names in ((STACK_LIMIT, parsers()), (STACK_LIMIT_WRITER, WRITERS)):
            group = {name: octets for name, octets in worst.items() if name in names}
            deepest = max(group, key=group.get)
            report.check("stack of %s and its like" % deepest, group[deepest], limit)
    else:
        print("    sizeof(struct pc_certificate) %d" % size)
    written = sum((sizes for sizes in sums.values()), Counter())
    report.check("data and bss", written["data"] + written["bss"], 0)
    report.check("recursion, calls through unknown pointers, stack of no fixed size", len(problems), 0)


def parsers():
    """Parse and iterators: asn1/ and x509/, and of api/ what leads to them."""
    return public_functions(("asn1", "x509")) | public_functions(("api",), {"api/getpeercert.h", "api/dict.h"}) - {"pc_dict_visit"}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", action="append", choices=[target.name for target in TARGETS])
    parser.add_argument("--stack", action="store_true", help="every function, with the way down to its deepest point")
    parser.add_argument("--mbedtls", metavar="FOLDER", help="an mbedTLS source tree to measure the same way")
    arguments = parser.parse_args()
    report = Report()
    for target in TARGETS:
        if arguments.target is None or target.name in arguments.target:
            with tempfile.TemporaryDirectory() as folder:
                measure(target, folder, report, arguments.stack)
                if arguments.mbedtls:
                    measure_mbedtls(target, os.path.join(folder, "mbedtls"), arguments.mbedtls, row, heading, of_library)
    if report.failed:
        print("\nnot reached: " + "; ".join(report.failed))
    sys.exit(1 if report.failed else 0)


if __name__ == "__main__":
    main()
