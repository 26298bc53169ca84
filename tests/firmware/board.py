"""The board in QEMU, and what a run of a program on it came to."""
import json
import os
import re
import subprocess

from servers import SECONDS


# QEMU's own, of a timer that nobody has set yet.
QEMU = "Timer with period zero, disabling\n"


class Ended:
    """What a run of the firmware came to."""

    def __init__(self, status, said):
        self.status = status
        self.said = said.replace("\r\n", "\n").replace(QEMU, "")

    def value(self, name):
        found = re.search(r"^%s: (.*)$" % re.escape(name), self.said, re.M)
        return found.group(1) if found else None

    def dict(self):
        found = re.search(r"^\{.*\}$", self.said, re.M)
        return json.loads(found.group(0)) if found else None

    def says_only(self, *lines):
        """Whether that is all that it said."""
        return self.said.splitlines() == list(lines)

    def __repr__(self):
        return "status %r\n%s" % (self.status, self.said)


class Board:
    """QEMU's, with the serial line at a TCP port: connected to, or listening."""

    def __init__(self, program, line, *arguments, core="cortex-m3"):
        names = ",".join("arg=" + argument for argument in (os.path.basename(program), *arguments))
        self.process = subprocess.Popen(
            ["qemu-system-arm", "-M", "lm3s6965evb", "-cpu", core, "-nographic", "-monitor", "none", "-kernel", program,
             "-semihosting-config", "enable=on,target=native," + names, "-serial", "tcp:127.0.0.1:%s,nodelay=on" % line],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def expect(self, line):
        for said in self.process.stdout:
            if said.decode(errors="replace").strip() == line:
                return
        raise RuntimeError("the board never says " + line)

    def wait(self):
        try:
            said = self.process.communicate(timeout=SECONDS)[0]
        except subprocess.TimeoutExpired:
            self.process.kill()
            return Ended("timeout", self.process.communicate()[0].decode(errors="replace"))
        return Ended(self.process.returncode, said.decode(errors="replace"))


def flash_of(path):
    """Code, constants and the variables' first values."""
    rows = subprocess.run(["arm-none-eabi-size", path], capture_output=True, check=True, encoding="ascii").stdout.split("\n")
    text, data = rows[1].split()[:2]
    return int(text) + int(data)
