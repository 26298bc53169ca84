"""docs/bulk.md: each of its commands runs, and prints what one process prints."""
import os
import random
import re
import shutil
import subprocess

from certificates import pem, vectors
from command import HERE, PATIENCE, Ended, Suite

PAGE = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs", "bulk.md")
TOOLS = ("awk", "parallel", "peercert", "split", "xargs")


def commands():
    with open(PAGE, encoding="utf-8") as file:
        return re.findall(r"^```sh\n(.*?)\n```$", file.read(), re.M | re.S)


def good_ones(suite):
    """The vectors that are decoded."""
    found = [pem(vector["der"]) for vector in vectors(suite.args.vectors) if vector["python_repr"]]
    refused = suite.run("decode", stdin=b"".join(found)).err
    numbers = {int(number) for number in re.findall(r"certificate (\d+):", refused)}
    return [text for number, text in enumerate(found, 1) if number not in numbers]


def shell(folder, command):
    environment = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], HOME=folder, LC_ALL="C.UTF-8")
    process = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, capture_output=True, stdin=subprocess.DEVNULL,
                             timeout=PATIENCE, check=False)
    return Ended(process.returncode, process.stdout, process.stderr.decode(errors="replace"))


def prepare(suite):
    """The files that the page speaks of, and the command on the path. Some 1.5 MB, so that there are several blocks."""
    folder = suite.folder.name
    os.symlink(os.path.abspath(suite.args.command), os.path.join(folder, "peercert"))
    random.seed(5)
    chosen = random.choices(good_ones(suite), k=4000)
    suite.file("bundle.pem", b"".join(chosen))
    suite.file("machines", b"2/:\n")
    os.mkdir(os.path.join(folder, "certs"))
    for i in range(0, 4000, 40):
        suite.file("certs/%d.pem" % i, b"".join(chosen[i:i + 40]))
    return folder


def main():
    suite = Suite()
    folder = prepare(suite)
    wanted = suite.run("decode", "--format", "json", os.path.join(folder, "bundle.pem"))
    suite.check(wanted.status == 0 and wanted.out.count(b"\n") == 4000, "one process prints them all", wanted.status, wanted.err[:300])
    page = commands()
    for command in page:
        name = command.split("\n")[0]
        lacking = [tool for tool in TOOLS if re.search(r"\b%s\b" % tool, command) and not shutil.which(tool, path=folder + ":" + os.environ["PATH"])]
        if lacking:
            suite.skip(name, "there is no " + lacking[0])
            continue
        ended = shell(folder, command)
        if ">bundle" in command:
            suite.check((ended.status, ended.out) == (0, b""), name, ended.status, ended.err)
            continue
        lines = (ended.out.splitlines(), wanted.out.splitlines())
        same = sorted(lines[0]) == sorted(lines[1]) if command.startswith("find") else lines[0] == lines[1]
        suite.check(ended.status == 0 and same, name, ended.status, ended.err[:600], len(ended.out), len(wanted.out))
    used = " ".join(page)
    suite.check(len(page) >= 11 and all(tool in used for tool in TOOLS), "the page has commands of every sort", len(page))
    suite.finish()


main()
