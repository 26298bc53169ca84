"""The pages: what is in C compiles, links and runs; each command runs, and prints what the page shows.

A block in C is a source of its own, which begins with a comment or an #include, or goes on with the one before it. One whose
comment begins with "/* name.c:" (in Python, "# name.py:") lies under that name in the folder in which the commands run, and they
link and run it; any other one is a program, or the scene has a main() for it. Output is compared where some is
shown, "..." standing for anything; a command must succeed, unless what is shown begins with "peercert:".
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path[:0] = [os.path.dirname(HERE), os.path.join(ROOT, "tests", "live"), os.path.join(ROOT, "tests", "cli")]
import blocks
import exceptions
import pages
import scenes
from tap import Tap

WARNINGS = ["-std=c99", "-pedantic", "-Wall", "-Wextra", "-Wconversion", "-Wshadow", "-Werror", "-D_POSIX_C_SOURCE=200809L"]
PLACEHOLDER = "NAME"


def short(text):
    line = text.split("\n")[0]
    return line if len(line) < 70 else line[:67] + "..."


class Page:
    def __init__(self, tap, name, scene):
        self.tap = tap
        self.name = name
        self.scene = scene
        with open(os.path.join(ROOT, name), encoding="utf-8") as file:
            self.text = file.read()
        self.blocks = blocks.blocks(self.text) if name.endswith(".md") else blocks.manual(self.text)
        self.used = set()

    def check(self, ok, line, what, *details):
        return self.tap.check(ok, "%s:%d: %s" % (self.name, line, what), *details)

    def is_exception(self, text):
        key = self.name, re.split(r" +#|\n", text)[0]
        self.used.add(key)
        return key in exceptions.NOT_RUN

    def lay_sources(self):
        texts = [command.text for block in self.blocks if block.language in ("", "sh") for command in blocks.commands(block)]
        for number, (block, name, text) in enumerate(blocks.sources(self.blocks)):
            path = self.scene.file(name or "source%d.c" % number, text)
            said = self.scene.compile(path, WARNINGS, name is None, "main(" in text)
            self.check(said.returncode == 0, block.line, os.path.basename(path) + " compiles", said.stdout)
            if name:
                self.check(any(name in text for text in texts), block.line, "a command compiles and links " + name)
        for block, name in blocks.scripts(self.blocks):
            self.scene.file(name, block.text)
            self.check(any(name in text for text in texts), block.line, "a command runs " + name)

    def run(self, block):
        for command in blocks.commands(block):
            if self.is_exception(command.text):
                continue
            said = self.scene.run(command)
            ok = said.returncode == 0 or command.shown.startswith("peercert:")
            if command.shown:
                ok = ok and blocks.shows(command.shown, said.stdout)
            self.check(ok and self.scene.judge(command, said), command.line, short(command.text),
                       "exit status %r" % said.returncode, said.stdout, "shown is", command.shown)

    def run_blocks(self):
        for block in self.blocks:
            if block.language in ("", "sh"):
                self.run(block)
            elif block.language == "text":
                wrong = self.scene.read(block)
                self.check(not wrong, block.line, "what is listed exists", *wrong)
            elif block.language not in ("c", "python") and not self.is_exception(block.text):
                handler = getattr(self.scene, "build_" + block.language, None)
                said = handler(block) if handler else None
                self.check(said and said.returncode == 0, block.line, "a block in " + block.language,
                           said.stdout if said else "nobody knows that language")

    def check_exceptions(self):
        stale = [key for key in exceptions.NOT_RUN if key[0] == self.name and key not in self.used]
        self.check(not stale, 1, "it has what is listed as not run", *stale)

    def check_links(self):
        """Files that are named exist, and so does all of ours that is named."""
        folder = os.path.dirname(os.path.join(ROOT, self.name))
        links = [link for link in re.findall(r"\]\(([^)#]+)\)", self.text) if ":" not in link]
        lost = [link for link in links if not os.path.exists(os.path.join(folder, link))]
        paths = re.findall(r"`((?:api|asn1|bench|docs|examples|fuzz|script|subprojects|tests|tls|x509)/[\w./]*)`", self.text)
        lost += [path for path in paths if not os.path.exists(os.path.join(ROOT, path))]
        lost = [name for name in lost if PLACEHOLDER not in name]
        self.check(not lost, 1, "what it names exists", *lost)
        unknown = sorted({name for name in re.findall(r"\b(?:pc|PC)_\w*[A-Za-z0-9]", self.text)
                          if PLACEHOLDER not in name and name not in scenes.declared() and name not in "".join(block.text for block in self.blocks)})
        self.check(not unknown, 1, "headers declare what it names", *unknown)
        lacking = self.scene.lacks(self.text)
        self.check(not lacking, 1, "it has all that it is to have", *lacking)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--command")
    parser.add_argument("--meson", default="meson")
    parser.add_argument("--credentials", help="the firmware's")
    parser.add_argument("pages", nargs="*")
    options = parser.parse_args()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="peercert-docs-") as folder:
        for name in options.pages or scenes.host_pages():
            with pages.scene(name, options, folder) as scene:
                page = Page(tap, name, scene)
                page.check_links()
                page.lay_sources()
                page.run_blocks()
                page.check_exceptions()
        if not options.pages:
            wrong = list(scenes.Installation(options, folder).headers_alone())
            tap.check(not wrong, "every header that is installed can be used there", *wrong)
    if not options.pages:
        known = {key[0] for key in exceptions.NOT_RUN}
        tap.check(known <= set(scenes.all_pages()), "exceptions are for pages", *sorted(known))
    tap.finish()


main()
