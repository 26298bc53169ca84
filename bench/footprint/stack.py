"""Worst-case stack of each function, from what the compiler says about frames and calls (-fcallgraph-info)."""
import os
import re
from collections import defaultdict

from toolchain import run, tool

NODE = re.compile(r'^node: \{ title: "([^"]+)" label: "([^"]*)"')
EDGE = re.compile(r'^edge: \{ sourcename: "([^"]+)" targetname: "([^"]+)" label: "([^"]*)"')
FRAME = re.compile(r"\\n(\d+) bytes \((static|dynamic|dynamic,bounded)\)")
INDIRECT = "__indirect_call"
BRANCHES = {"R_ARM_THM_CALL", "R_ARM_THM_JUMP24", "R_ARM_THM_JUMP11", "R_ARM_CALL", "R_ARM_JUMP24", "R_RISCV_CALL",
            "R_RISCV_CALL_PLT", "R_RISCV_JAL", "R_X86_64_PLT32"}

# Through which pointer a call goes, as its line spells it, and the parameters of the functions that it may reach.
SINK = "void *ctx, const void *data, size_t len"
VISITOR = "void *ctx, const struct pc_event *event"
POINTERS = {
    "sink": SINK,
    "walk->visit": VISITOR,
    "style->escape": "uint8_t *at, uint32_t character",
    "style->choose_quote": "const struct pc_text *text",
    "style->put_octets": "struct pc_literal *literal, const struct pc_bit_string *bits",
    "row->report": "struct pc_report *report, const struct pc_certificate *cert",
    "checks[]": "struct pc_check *c",
    "check": "struct pc_slice *in",
    "lazy_checks[]": "struct pc_slice *in",
}
# Those that the library's user has given; what they need is not ours to say.
USERS = {"out->sink": "sink", "backend->": "TLS backend"}
GIVEN = {SINK: "sink", VISITOR: "visitor"}


class Graph:
    """Frames, calls and references of a set of objects."""

    def __init__(self, target, objects):
        self.frame = {}
        self.calls = defaultdict(set)
        self.indirect = defaultdict(set)  # function: places
        self.references = defaultdict(set)
        self.parameters = {}
        self.problems = []
        self.users = set()  # (function, whose pointer it calls)
        for path in objects:
            self.read_calls(path[:-2] + ".ci")
        for path in objects:
            self.read_references(target, path)

    def read_calls(self, path):
        unit = os.path.basename(path)
        local = {}

        def name(title):
            # Static functions are 'file:name'; two files may have the same name.
            short = title.rsplit(":", 1)[-1]
            if ":" in title:
                local[short] = unit + ":" + short
                return local[short]
            return short

        with open(path, encoding="utf-8") as file:
            for line in file:
                node, edge = NODE.match(line), EDGE.match(line)
                if node:
                    frame = FRAME.search(node[2])
                    if frame:
                        self.frame[name(node[1])] = int(frame[1])
                        self.read_parameters(name(node[1]), node[2])
                        if frame[2] == "dynamic":
                            self.problems.append("%s: stack of no fixed size" % name(node[1]))
                elif edge and edge[2] == INDIRECT:
                    self.indirect[name(edge[1])].add(edge[3])
                elif edge:
                    self.calls[name(edge[1])].add(name(edge[2]))

    def read_parameters(self, function, label):
        """The parameters as the definition's lines spell them."""
        place = re.search(r"\\n(/[^\\]+):(\d+):\d+", label)
        if place:
            with open(place[1], encoding="utf-8") as file:
                text = "".join(file.readlines()[int(place[2]) - 1:int(place[2]) + 5])
            found = re.search(r"\b%s\(([^()]*)\)" % re.escape(function.rsplit(":", 1)[-1]), text)
            if found:
                self.parameters[function] = re.sub(r"\s+", " ", found[1])

    def read_references(self, target, path):
        """Whose address each section takes: 'text.f' stands for f, other sections for themselves."""
        unit = os.path.basename(path)[:-2] + ".ci"
        section = None
        for line in run([tool(target, "readelf"), "-rW", path]).splitlines():
            header = re.match(r"Relocation section '\.rela?(\.\S+)'", line)
            if header:
                section = self.holder(unit, header[1])
                continue
            words = line.split()
            if section and len(words) >= 5 and words[2].startswith("R_") and words[2] not in BRANCHES:
                self.references[section].add(self.holder(unit, words[4]))

    def holder(self, unit, symbol):
        if symbol.startswith(".text."):
            symbol = symbol[len(".text."):]
            return unit + ":" + symbol if unit + ":" + symbol in self.frame else symbol
        if symbol.startswith(".") or symbol not in self.frame:
            local = unit + ":" + symbol
            return local
        return symbol

    def reach(self, root):
        """All that a function can get to: by call, or by an address that it or its constants hold."""
        seen, left = set(), [root]
        while left:
            item = left.pop()
            if item not in seen:
                seen.add(item)
                left += self.calls[item] | self.references[item]
                # A constant's section is named after it.
                unit, _, name = item.rpartition(":")
                left += [key for key in list(self.references)
                         if unit and key.startswith(unit + ":.") and key.endswith("." + name)]
        return seen

    def targets(self, function, place, reach, visitors):
        """The library's functions that an indirect call may reach; of visitors, those that were named on the way."""
        path, line, column = place.rsplit(":", 2)
        with open(path, encoding="utf-8") as file:
            text = file.readlines()[int(line) - 1]
        spelled = [re.sub(r"\[[^]]*\]", "[]", word) for word in re.findall(r"([\w>.-]+(?:\[[^]]*\])?)\(", text)]
        for word in spelled:
            for prefix, whose in USERS.items():
                if prefix in word:
                    self.users.add((function, whose))
                    return set()
            if word in POINTERS:
                wanted = POINTERS[word]
                if wanted in GIVEN:
                    self.users.add((function, GIVEN[wanted]))
                if wanted == VISITOR and visitors:
                    return visitors
                return {f for f in self.taken(reach) if self.parameters.get(f) == wanted and f != function}
        self.problems.append("%s: call through an unknown pointer: %s" % (function, text.strip()))
        return set()

    def taken(self, reach):
        return {g for f in reach for g in self.references[f]}

    def worst(self, root):
        """(octets, path) of the deepest way down from 'root'; problems are noted."""
        reach = self.reach(root)
        memo, active = {}, []

        def visit(function, visitors):
            if function in active:
                cycle = " -> ".join(active[active.index(function):] + [function])
                self.problems.append("recursion: " + cycle)
                return 0, []
            visitors = frozenset(f for f in self.references[function]
                                 if self.parameters.get(f) == VISITOR) or visitors
            if (function, visitors) not in memo:
                active.append(function)
                below = set(self.calls[function])
                for place in self.indirect[function]:
                    below |= self.targets(function, place, reach, visitors)
                deepest = max((visit(callee, visitors) for callee in sorted(below)), default=(0, []),
                              key=lambda d: d[0])
                active.pop()
                memo[function, visitors] = (self.frame.get(function, 0) + deepest[0],
                                            [(function, self.frame.get(function, 0))] + deepest[1])
            return memo[function, visitors]

        return visit(root, frozenset())

    def outside(self):
        """Functions that are called but not defined here."""
        called = {g for calls in self.calls.values() for g in calls}
        return sorted(called - set(self.frame))
