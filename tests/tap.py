"""Test results in the Test Anything Protocol, version 13."""
import sys


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, ok, name, *details):
        """One test; 'details' are printed where it failed."""
        self.count += 1
        print("%s %d - %s" % ("ok" if ok else "not ok", self.count, name.replace("#", "\\#")))
        if not ok:
            self.failed += 1
            self.note(*details)
        return ok

    def skip(self, name, reason):
        self.count += 1
        print("ok %d - %s # SKIP %s" % (self.count, name, reason))

    @staticmethod
    def note(*lines):
        for line in lines:
            print("# " + str(line).replace("\n", "\n# "))

    def finish(self):
        """Prints the plan and ends the program."""
        print("1..%d" % self.count, flush=True)
        sys.exit(1 if self.failed else 0)
