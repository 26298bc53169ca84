#!/usr/bin/env python3
"""Shows a header to Doxygen: the comments are plain ones, and this says which of them document what. Lines keep their numbers.

- The file's first comment, and any other one in front of an empty line, is about the file.
- One above a declaration is about that and all that follow without an empty line.
- One behind a member, a value or a macro is about it; one above such a member is a heading.
- A member without a comment is documented where the struct's own comment names it as 'name', or says whose own the fields are; the
  values of an enum are by the enum's where none of them has a comment.
- Contracts for Frama-C are left out.

In the text, 'name' is a parameter, a name that begins with pc_ or PC_ a reference, which must exist, and what is set in by four
spaces stays as it is.

usage: doxygen_filter.py HEADER
"""
import re
import sys

NAME = re.compile(r"\b((?:pc|PC)_\w*[A-Za-z0-9])\b(?!\.[ch]\b)")
PARAMETER = re.compile(r"(?<![\w'])'([a-z_]\w*)'")
SPECIAL = re.compile(r"[\\@<>#%&$*`~|]|(?<!\w)_|\"")
DECLARED = re.compile(r"#define (\w+)|(?:typedef .*?|[\w *]*?\b)(\w+)(?:\(|;|\[)")
SEVERAL = re.compile(r"^(\s+(?:const |enum |struct )?\w+) ((?:\w+, )+\w+);\s*$")
OWN = re.compile(r"\bfields?\b[^.]*\b(?:is|are)\b[^.]*\bown\b")
BEHIND = re.compile(r"^(?P<code>\s*[^\s/].*?)/\*(?!\*)(?P<rest>.*)$")


def prose(text):
    """Text as Doxygen is to read it: nothing of it is a command or markup, but for parameters and references."""
    text = SPECIAL.sub(lambda match: "\\" + match[0] if match[0] not in "*`~|_" else "&#%d;" % ord(match[0]), text)
    return NAME.sub(r'@ref \1 "\1"', PARAMETER.sub(r"@p \1", text))


def documentation(lines, opening):
    """The lines of a comment, its marks included, as one of Doxygen's."""
    shown = []
    literal = False
    for number, line in enumerate(lines):
        body = re.sub(r"^\s*(?:/\*|\*(?!/))?", "", line) if number else re.sub(r"^\s*/\*", "", line)
        end = body.rstrip().endswith("*/") or line.strip() == "*/"
        body = re.sub(r"\s*\*/\s*$", "", body)
        set_in = number > 0 and body.startswith("     ")
        if set_in and not literal and not shown[-1].strip(" *"):
            literal = True
            shown[-1] += " @verbatim"
        elif literal and not set_in and (not body.strip() or end):
            literal = False
            body, set_in = " @endverbatim" + body, True
        if number == 0:
            body = opening + prose(body)
        elif not literal and not set_in:
            body = " *" + prose(body)
        shown.append(body + (" */" if end else ""))
    return shown


class Header:
    def __init__(self, text):
        self.lines = text.split("\n")
        self.at = 0
        self.shown = []
        self.depth = 0          # of structs, unions and enums
        self.seen_first = False
        self.commented = False  # the comment just above is this line's
        self.above = None       # what the comment of this paragraph has documented
        self.last = ""          # the text of the last comment
        self.bare_enum = False  # none of its values has a comment

    def take_comment(self):
        start = self.at
        while "*/" not in self.lines[self.at]:
            self.at += 1
        self.at += 1
        return self.lines[start:self.at]

    def next_code(self):
        """The line behind a comment, contracts passed over."""
        at = self.at
        while at < len(self.lines) and self.lines[at].startswith("/*@"):
            while "*/" not in self.lines[at]:
                at += 1
            at += 1
        return self.lines[at] if at < len(self.lines) else ""

    def is_heading(self):
        """Whether the member or value below has a comment of its own."""
        at = self.at
        while at < len(self.lines) and not re.search(r"[,;{]\s*(?:/\*|$)|/\*", self.lines[at]):
            at += 1
        return self.depth > 0 and BEHIND.match(self.lines[at]) is not None

    def comment(self):
        lines = self.take_comment()
        if lines[0].lstrip().startswith("/*@"):
            self.shown += [""] * len(lines)
            return
        below = self.next_code()
        if not self.seen_first or (self.depth == 0 and not below.strip()):
            self.shown += documentation(lines, "/**")
            self.shown[-1] = self.shown[-1][:-2] + "@file */"
            self.seen_first = True
        elif self.is_heading() or not below.strip():
            self.shown += lines
        else:
            self.shown += documentation(lines, "/**")
            self.above = True
            self.last = " ".join(lines) if self.depth == 0 else self.last
            self.commented = True

    def body(self):
        """A function's, as it is."""
        while True:
            self.shown.append(self.lines[self.at])
            self.at += 1
            if self.shown[-1] == "}":
                return

    def documented(self, behind):
        """A line with a comment behind it."""
        code = behind["code"]
        self.lines[self.at] = "/*" + behind["rest"]
        lines = documentation(self.take_comment(), "/**<")
        names = SEVERAL.match(code)
        if names:
            text = " ".join(line.strip(" *") if number else line for number, line in enumerate(lines))
            lines = [" ".join("%s %s; %s" % (names[1], name, text) for name in names[2].split(", "))] + [""] * (len(lines) - 1)
        else:
            lines[0] = code + lines[0]
        self.shown += lines
        self.enter(code)

    def code(self):
        line = self.lines[self.at]
        behind = BEHIND.match(line)
        if line == "{":
            self.body()
        elif behind and (self.depth > 0 or line.startswith("#define")):
            self.documented(behind)
        else:
            self.at += 1
            self.shown.append(self.member(line) if self.depth > 0 and not self.commented else self.copied(line))
            self.enter(line)
        self.commented = False

    def enter(self, line):
        """Follows where a struct, union or enum begins and ends, and a paragraph."""
        if re.match(r"\s*(?:typedef )?(?:struct|union|enum)\b[^()]*\{", line):
            self.depth += 1
            rest = "\n".join(self.lines[self.at:])
            self.bare_enum = line.startswith("enum") and "/*" not in rest[:rest.index("\n}")]
        elif re.match(r"\s*\}", line) and self.depth > 0:
            self.depth -= 1
            self.above = None
        elif not line.strip():
            self.above = None

    def member(self, line):
        """One without a comment, which the struct's own may stand for."""
        if self.bare_enum and re.match(r"\s+\w+(?: = [^,]*)?,?$", line):
            return line + " /**< See the description of the whole. */"
        name = re.search(r"(\w+)(?:\[\w+\])?;$", line)
        if name and OWN.search(self.last):
            return line[:-1].replace(",", " /**< Not for callers. */,") + "; /**< Not for callers. */"
        if name and "'%s'" % name[1] in self.last:
            return line + " /**< See the description of the whole. */"
        return line

    def copied(self, line):
        """A declaration that shares the comment of the one above."""
        if self.depth > 0 or self.above is None or line.startswith((" ", "#if", "#e", "#i", "}", "{")):
            return line
        declared = DECLARED.match(line)
        if not declared:
            return line
        first, self.above = self.above, self.above if self.above is not True else declared[1] or declared[2]
        if first in (True, declared[1] or declared[2]):
            return line
        copy = "@copydoc " + first
        return "%s /**< %s */" % (line, copy) if line.startswith("#") else "/** %s */ %s" % (copy, line)

    def show(self):
        while self.at < len(self.lines):
            if self.lines[self.at].lstrip().startswith("/*"):
                self.comment()
            else:
                self.code()
        return "\n".join(self.shown)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        print(Header(file.read()).show(), end="")


main()
