"""Sums the results in the logs of 'meson test', each case of a test counted: "N passed, N failed, N skipped".

usage: count.py [--passed N] [--failed N] FOLDER...

--passed and --failed add to the sums. A folder whose tests left no log counts as one failure.
"""
import argparse
import json
import os
import sys
import xml.etree.ElementTree


def read_suites(path):
    """Suite -> (passed, failed, skipped) of its cases. A test that reports cases is a suite, "project.test"."""
    suites = {}
    for suite in xml.etree.ElementTree.parse(path).getroot().iter("testsuite"):
        cases = suite.findall("testcase")
        failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
        skipped = sum(case.find("skipped") is not None for case in cases)
        suites[suite.get("name")] = len(cases) - failed - skipped, failed, skipped
    return suites


def test_result(result):
    return {"OK": (1, 0, 0), "EXPECTEDFAIL": (1, 0, 0), "SKIP": (0, 0, 1)}.get(result, (0, 1, 0))


def count_test(test, suites):
    """One line of testlog.json. A test that failed counts as a failure even if none of its cases does."""
    project = test["name"].split(":")[0]
    passed, failed, skipped = suites.get(project + "." + test["name"], (0, 0, 0))
    whole = test_result(test["result"])
    if passed + failed + skipped == 0:
        return whole
    return passed, max(failed, whole[1]), skipped


def count_folder(folder):
    logs = os.path.join(folder, "meson-logs")
    suites = read_suites(os.path.join(logs, "testlog.junit.xml"))
    with open(os.path.join(logs, "testlog.json"), encoding="utf-8") as lines:
        return [count_test(json.loads(line), suites) for line in lines]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--passed", type=int, default=0)
    parser.add_argument("--failed", type=int, default=0)
    parser.add_argument("folders", nargs="+")
    args = parser.parse_args()
    counts = [(args.passed, args.failed, 0)]
    for folder in args.folders:
        try:
            counts += count_folder(folder) or [(0, 1, 0)]
        except (OSError, xml.etree.ElementTree.ParseError):
            counts.append((0, 1, 0))
    passed, failed, skipped = (sum(column) for column in zip(*counts))
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    sys.exit(1 if failed else 0)


main()
