"""peercert decode on much: every form of input, several threads, and memory that does not grow."""
import ast
import base64
import os
import pty
import random
import re
import resource
import subprocess
import time

from certificates import base64_line, der_of, line, oracle, pem, vectors
from command import Suite, data, read

FORMS = ("pem", "der", "base64")


def is_one_value(der):
    """Whether these octets are a SEQUENCE from the first to the last, so that they can stand among others."""
    if len(der) < 2 or der[0] != 0x30 or der[1] == 0x80 or der[1] > 0x83:
        return False
    count = der[1] & 0x7F if der[1] > 0x80 else 0
    length = int.from_bytes(der[2:2 + count], "big") if count else der[1]
    shortest = length > 0x7F and der[2] != 0 if count else True
    return shortest and 2 + count + length == len(der)


def in_form(form, ders):
    encode = {"pem": pem, "der": bytes, "base64": base64_line}[form]
    return b"".join(map(encode, ders))


def same(suite, name, *args, jobs=("2", "3", "0"), **options):
    """Several threads leave what one leaves, which is returned."""
    alone = suite.run("decode", *args, **options)
    for count in jobs:
        ended = suite.run("decode", "--jobs", count, *args, **options)
        suite.expect("%s, --jobs %s" % (name, count), ended, alone.status, alone.out, alone.err)
    return alone


def forms(suite):
    """The vectors in each form: what is printed is Python's, what is refused is counted right."""
    chosen = [vector for vector in vectors(suite.args.vectors) if is_one_value(vector["der"])]
    ders = [vector["der"] for vector in chosen]
    suite.check(len(ders) > 300, "there are vectors that can stand among others", len(ders))
    for form in FORMS:
        text = in_form(form, ders)
        chose = same(suite, "the vectors as " + form, "--input", form, "--format", "python", stdin=text)
        refused = {int(number) for number in re.findall(r"certificate (\d+)", chose.err)}
        wanted = [ascii(ast.literal_eval(vector["python_repr"])) for number, vector in enumerate(chosen, 1)
                  if number not in refused]
        suite.check(chose.status == 1 and len(wanted) > 200 and chose.out.decode().splitlines() == wanted,
                    "as %s they are Python's dicts, in order" % form, chose.status, len(wanted), len(refused))
        suite.check(all(refused_by_name(line) for line in chose.err.splitlines()), "messages name input and certificate: " + form)
        found = suite.run("decode", "--format", "python", stdin=in_form(form, [der_of("server.pem"), *ders]))
        suite.check(found.out == line(oracle(data("server.pem"))) + chose.out, "%s is found out by looking" % form, found.err[:300])
        if form != "pem":
            first = same(suite, "the vectors as pem again", "--format", "json", stdin=in_form("pem", ders), jobs=())
            other = suite.run("decode", "--input", form, "--format", "json", stdin=text)
            without_lines = re.sub(r" \(line \d+\)", "", other.err)
            suite.check((first.out, first.err) == (other.out, without_lines), "%s gives what pem gives" % form)
    der = suite.run("decode", "--format", "der", data("server.pem"), data("ca.pem"), data("server.pem")).out
    suite.expect("what --format der prints can be read", suite.run("decode", "--format", "der", "--jobs", "2", stdin=der), 0, der, "")


def refused_by_name(text):
    return re.match(r"peercert: standard input: certificate \d+( \(line \d+\))?: ", text)


def lines_of_base64(suite):
    server, ca = oracle(data("server.pem")), oracle(data("ca.pem"))
    good, other = base64_line(der_of("server.pem")), base64_line(der_of("ca.pem"))
    broken = good[:100] + b"*" + good[101:]
    where = "peercert: standard input: certificate %d (line %d): %s\n"

    def python(name, text, wanted, *err, form="auto"):
        ended = same(suite, name, "--input", form, "--format", "python", stdin=text, jobs=("2",))
        suite.expect(name, ended, 1 if err else 0, b"".join(map(line, wanted)), "".join(err))

    python("one line", good, [server])
    python("no newline at the end", good + other[:-1], [server, ca])
    python("blank lines", b"\n \t\n\r\n" + good + b"\n\n" + other + b"\r\n  \n", [server, ca])
    python("CR LF", good.replace(b"\n", b"\r\n") * 2, [server, server])
    python("a byte order mark", b"\xef\xbb\xbf" + good, [server])
    python("a bad line, and the rest goes on", good + b"\n" + broken + other, [server, ca],
           where % (2, 3, "not base64 at byte %d of the file" % (len(good) + 1 + 100)))
    python("a line that is no certificate", good + b"AAAA\n" + other, [server, ca],
           where % (2, 2, "certificate: not the element that belongs here at byte 0"))
    python("lines of words", b"some\nwords\n" + good, [server],
           where % (1, 1, "certificate: not the element that belongs here at byte 0"),
           where % (2, 2, "not base64 at byte 10 of the file"), form="base64")
    long = b"A" * 34000000 + b"\n"
    python("a line of 34 MB", good + long + other, [server, ca],
           where % (2, 2, "larger than TLS can carry: 2^24-1 octets at byte %d of the file" % len(good)))
    suite.expect("only blank lines", suite.run("decode", "--input", "base64", stdin=b"\n\n \n"), 1, b"",
                 "peercert: standard input: contains no certificate\n")
    suite.expect("lines of PEM without its frame are no certificates each", suite.run("decode", stdin=base64.encodebytes(
        der_of("server.pem"))), 1, b"",
                 "peercert: standard input: contains no certificate: neither PEM nor DER nor lines of base64\n")
    python("a heading like base64 before PEM", b"MIT\n\n" + read("server.pem"), [server])


def der_stream(suite):
    server, ca = oracle(data("server.pem")), oracle(data("ca.pem"))
    good, other = der_of("server.pem"), der_of("ca.pem")
    where = "peercert: standard input: certificate %d: certificate: %s\n"
    of_tbs = "peercert: standard input: certificate 2: tbsCertificate: %s\n"

    def python(name, text, wanted, *err):
        ended = same(suite, name, "--format", "python", stdin=text, jobs=("2",))
        suite.expect(name, ended, 1 if err else 0, b"".join(map(line, wanted)), "".join(err))

    python("three in DER", good + other + good, [server, ca, server])
    python("two thousand in DER", (good + other) * 1000, [server, ca] * 1000)
    python("a SEQUENCE that is none", good + b"\x30\x00" + other, [server, ca], of_tbs % "an element is longer than what holds it at byte 2")
    python("the last one cut off", good + other[:-1], [server], where % (2, "an element is longer than what holds it at byte 0"))
    python("a newline behind the last", good + other + b"\n", [server],
           where % (2, "octets after the last element at byte %d" % len(other)))
    python("what is no DER ends it", good + b"\x30\x80" + other, [server], where % (2, "indefinite length at byte 0"))
    large = b"\x30\x83\xa0\x00\x00" + b"\0" * 0xA00000
    python("a large one among others", good + large + other, [server, ca],
           of_tbs % "not the element that belongs here at byte 5")
    suite.expect("text is no DER", suite.run("decode", "--input", "der", stdin=read("server.pem")), 1, b"",
                 where % (1, "not the element that belongs here at byte 0"))
    suite.expect("no DER at all", suite.run("decode", "--input", "der"), 1, b"", "peercert: standard input: is empty\n")
    suite.expect("DER is no PEM", suite.run("decode", "--input", "pem", stdin=good), 1, b"",
                 "peercert: standard input: contains no certificate\n")


def order(suite):
    """Good and bad ones, mixed, in several files of which some cannot be read: all in order."""
    random.seed(3)
    pool = [vector["der"] for vector in vectors(suite.args.vectors)]
    blocks = [pem(der) for der in pool] + [read("trusted.pem"), read("server.key"), b"text\n" * 50]
    blocks += [blocks[-1][:60].replace(b"t", b"-"), pem(pool[0]).replace(b"-----END", b"----END"), pem(b"\0" * 90000)]
    mixed = suite.file("mixed.pem", b"".join(random.choices(blocks, k=6000)))
    lines = suite.file("lines", b"".join(random.choices([*map(base64_line, pool), b"\n", b"?\n"], k=3000)))
    many = [mixed, data("server.key"), "/nonexistent", lines, suite.file("empty", b""), suite.folder.name, data("ca.pem"), mixed]
    for form in "python", "json", "text", "pem", "der":
        alone = same(suite, "6,000 of all sorts as " + form, "--format", form, mixed, jobs=("2", "5"))
        suite.check(alone.status == 1 and alone.out and len(alone.err.splitlines()) > 1000, "there are good and bad ones")
    alone = same(suite, "several inputs", *many, jobs=("2", "16"))
    suite.check(alone.status == 2 and alone.err.count("No such file") == 1, "one of which is missing", alone.status)
    small = [suite.file("small-%d" % i, pem(random.choice(pool))) for i in range(300)]
    same(suite, "many small files", *small, jobs=("4",))
    alone = same(suite, "--strict", "--strict", "--format", "json", mixed, jobs=("3",))
    suite.check("decodable, but not as RFC 5280" in alone.err, "which names irregularities")
    only_bad = suite.file("bad.pem", pem(b"x") * 3000)
    alone = same(suite, "only bad ones", only_bad, jobs=("3", "1024"))
    numbers = [int(number) for number in re.findall(r"certificate (\d+):", alone.err)]
    suite.check(numbers == list(range(1, 3001)), "each is named", len(numbers))


def wrong_usage(suite):
    for option, value in (("--jobs", "x"), ("--jobs", ""), ("--jobs", "-1"), ("--jobs", "1025"), ("--jobs", "1.5"),
                          ("--jobs", "99999999999999999999"), ("--input", "xml"), ("--input", "")):
        suite.expect("%s '%s'" % (option, value), suite.run("decode", option, value), 2, b"",
                     lambda err: err.count("\n") == 1 and "'%s'" % value in err and "--help" in err)


def outputs(suite):
    """A standard output that goes away or is full, with several threads."""
    many = suite.file("many.pem", read("server.pem") * 20000)
    process = suite.start("decode", "--jobs", "3", "--format", "python", many)
    first = process.stdout.read(10)
    process.stdout.close()
    process.stdin.close()
    err = process.stderr.read()
    suite.check((first, process.wait(30), err) == (b"{'subject'", 2, b""), "a closed pipe ends threads quietly", err)
    with open("/dev/full", "wb") as full:
        ended = suite.run("decode", "--jobs", "3", many, stdout=full, stdin=None)
    suite.check((ended.status, ended.err) == (2, "peercert: standard output: No space left on device\n"),
                "/dev/full ends threads", ended)


def read_terminal(master):
    """All that has been written to a terminal that nobody has open any more."""
    shown = b""
    try:
        while True:
            shown += os.read(master, 65536)
    except OSError:
        os.close(master)
    return shown


def progress(suite):
    master, terminal = pty.openpty()
    process = subprocess.Popen([suite.args.command, "decode", "--jobs", "2"], stdin=subprocess.PIPE, stderr=terminal,
                               stdout=subprocess.DEVNULL)
    os.close(terminal)
    text = read("server.pem") * 400
    process.stdin.write(text)
    process.stdin.flush()
    time.sleep(1.2)
    process.stdin.write(text)
    process.stdin.close()
    status = process.wait(30)
    shown = read_terminal(master)
    suite.check(status == 0 and re.search(rb"^\r\d+ certificates", shown) and shown.endswith(b"\r" + b" " * 40 + b"\r"),
                "progress at a terminal, with threads", status, shown)


def peak(process):
    """Of this process so far, in KiB."""
    with open("/proc/%d/status" % process.pid, encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s*(\d+)", status.read()).group(1))


def limit():
    """Less address space than the certificates would take that pass through."""
    resource.setrlimit(resource.RLIMIT_AS, (32 << 20, 32 << 20))


def stream(suite, form, jobs, count):
    """Decodes that many certificates, made as they are read; lines printed, and the peak of the memory."""
    block = in_form(form, [der_of("server.pem")] * 500)
    process = suite.start("decode", "--input", form, "--format", "json", "--jobs", jobs, 
                          preexec_fn=None if suite.args.sanitized else limit)
    writer = os.fork()
    if writer == 0:
        for _ in range(count // 500):
            process.stdin.write(block)
        process.stdin.close()
        os._exit(0)
    process.stdin.close()
    lines = 0
    highest = 0
    while got := process.stdout.read1(1 << 20):
        lines += got.count(b"\n")
        try:
            highest = max(highest, peak(process))
        except (AttributeError, OSError):
            pass  # it has just ended
    os.waitpid(writer, 0)
    return lines, highest, process.wait(30)


def memory(suite):
    for form, jobs in (("pem", "1"), ("der", "1"), ("base64", "1"), ("pem", "3")):
        name = "%s, --jobs %s" % (form, jobs)
        lines, few, status = stream(suite, form, jobs, 5000)
        suite.check((lines, status) == (5000, 0), "5,000 certificates: " + name, lines, status)
        lines, many, status = stream(suite, form, jobs, 100000)
        suite.check((lines, status) == (100000, 0), "100,000 certificates: " + name, lines, status)
        suite.check(0 < many < few + 1024, "in the same memory: " + name, "%d KiB, then %d KiB" % (few, many))


def main():
    suite = Suite()
    for part in (forms, lines_of_base64, der_stream, order, wrong_usage, outputs, progress, memory):
        part(suite)
    suite.finish()


main()
