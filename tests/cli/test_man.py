"""The manual pages: well-formed, and of the same options and WHATs as the command's help."""
import os
import re
import shutil
import subprocess

from command import HERE, Suite

MAN = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "man")
PAGES = {"decode": "peercert-decode.1", "connect": "peercert-connect.1", "serve": "peercert-serve.1",
         "backends": "peercert-backends.1", None: "peercert.1"}


def text_of(page):
    with open(os.path.join(MAN, page), encoding="ascii") as file:
        return file.read()


def main():
    suite = Suite()
    for command, page in PAGES.items():
        text = text_of(page)
        if shutil.which("mandoc"):
            lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", os.path.join(MAN, page)], capture_output=True,
                                  check=False)
            suite.check(lint.returncode == 0, "mandoc finds nothing in " + page, lint.stdout.decode())
        else:
            suite.skip("mandoc finds nothing in " + page, "there is no mandoc")
        shown = suite.run(*([command] if command else []), "--help").out.decode()
        if command:
            listed = set(re.findall(r"^  --([a-z-]+)", shown, re.M)) - {"help"}
            synopsis = text[text.index(".Sh SYNOPSIS"):text.index(".Sh DESCRIPTION")]
            suite.check(listed == set(re.findall(r"Fl -([a-z-]+)", synopsis)), "the synopsis of %s has its options" % page, listed)
            suite.check(listed == set(re.findall(r"^\.It Fl -([a-z-]+)", text, re.M)), page + " explains each", listed)
        else:
            listed = set(re.findall(r"^  ([a-z]+) ", shown, re.M))
            suite.check(listed == set(re.findall(r"^\.It Cm ([a-z]+)$", text, re.M)) -
                        {"python", "json", "text", "pem", "der"}, page + " explains each command", listed)
    shown = suite.run("connect", "--help").out.decode()
    whats = set(re.findall(r"[a-z:-]+", shown[shown.index("WHAT...] "):shown.index("several are")])) - {"default"}
    explained = set(re.findall(r"^\.It Cm ([a-z:-]+)$", text_of("peercert-connect.1"), re.M))
    suite.check(whats == explained and len(whats) == 16, "each WHAT is explained", whats ^ explained)
    suite.finish()


main()
