"""The blocks of a page in Markdown: fenced ones with their language, and those that are set in."""
import re
from collections import namedtuple

Block = namedtuple("Block", "line language text")
Command = namedtuple("Command", "line text shown")


def blocks(text):
    """Every block, in order. One that is set in, or fenced without a language, has the language ''."""
    found, lines, at = [], text.split("\n"), 0
    while at < len(lines):
        fence = re.match(r"```(\w*)$", lines[at])
        end = at + 1
        if fence:
            while lines[end] != "```":
                end += 1
            found.append(Block(at + 2, fence[1], "\n".join(lines[at + 1:end]) + "\n"))
            end += 1
        elif lines[at].startswith("    ") and not lines[at - 1].strip():
            while end < len(lines) and (lines[end].startswith("    ") or not lines[end].strip()):
                end += 1
            found.append(Block(at + 1, "", "\n".join(line[4:] for line in lines[at:end]).rstrip("\n") + "\n"))
        at = end
    return found


def manual(text):
    """The literal displays of a manual page's examples."""
    found, lines = [], text.split("\n")
    for at in range(text[:text.find(".Sh EXAMPLES")].count("\n"), len(lines)):
        if lines[at].startswith(".Sh ") and lines[at] != ".Sh EXAMPLES":
            break
        if lines[at].startswith(".Bd -literal"):
            shown = "\n".join(lines[at + 1:lines.index(".Ed", at)]).replace("\\e", "\\") + "\n"
            found.append(Block(at + 2, "c" if shown.startswith("#include") else "sh", shown))
    return found


def is_transcript(block):
    return block.language in ("", "sh") and block.text.startswith("$ ")


def commands(block):
    """Those of a transcript, each with the output that is shown; or the whole block as one."""
    if not is_transcript(block):
        return [Command(block.line, block.text, "")]
    found = []
    for number, line in enumerate(block.text.split("\n")):
        if line.startswith("$ "):
            found.append([block.line + number, line[2:], []])
        elif found[-1][1].endswith("\\"):
            found[-1][1] += "\n" + line
        else:
            found[-1][2].append(line)
    return [Command(line, text, "\n".join(shown).rstrip("\n")) for line, text, shown in found]


def sources(page_blocks):
    """C sources, each from its first block, which begins with a comment or an #include, with all that go on with it:
    [(block, name or None, text)]."""
    found = []
    for block in page_blocks:
        if block.language == "c" and re.match(r"/\*|#include", block.text):
            name = re.match(r"/\* ([\w.]+\.c):", block.text)
            found.append([block, name and name[1], block.text])
        elif block.language == "c":
            found[-1][2] += "\n" + block.text
    return found


def scripts(page_blocks):
    """Programs in Python, by the name in the comment that each begins with: [(block, name)]."""
    return [(block, re.match(r"# ([\w.]+\.py):", block.text)[1]) for block in page_blocks if block.language == "python"]


def shows(shown, said):
    """Whether a program said what is shown; '...' stands for anything."""
    pattern = ".*".join(re.escape(part) for part in shown.split("..."))
    return re.fullmatch(pattern + r"\n?", said, re.S) is not None
