"""The README's example, as it stands there, against the library as 'meson install' puts it: built by pkg-config, and run
against a TLS server of Python's."""
import glob
import os
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

ROOT, BUILD, MESON = sys.argv[1:]
sys.path.insert(0, os.path.join(ROOT, "tests"))
from tap import Tap

LINES_MAX = 20
WARNINGS = ["-std=gnu99", "-Wall", "-Wextra", "-Werror"]


def run(*command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False, encoding="utf-8", **options)


def must(*command, **options):
    result = run(*command, **options)
    if result.returncode != 0:
        raise RuntimeError("%s\n%s" % (" ".join(command), result.stdout))
    return result.stdout


def declared():
    """Every name in a public header."""
    names = set()
    for path in glob.glob(os.path.join(ROOT, "*", "**", "*.h"), recursive=True):
        with open(path, encoding="utf-8") as file:
            names.update(re.findall(r"\b(?:pc|PC)_\w+", file.read()))
    return names


def install(folder):
    """Installs into 'folder' and gives the flags that pkg-config has for it, and the libraries' folder."""
    must(MESON, "install", "-C", BUILD, "--no-rebuild", "--quiet", "--destdir", folder)
    found = glob.glob(os.path.join(folder, "**/peercert.pc"), recursive=True)
    packages = os.path.dirname(found[0])
    environment = dict(os.environ, PKG_CONFIG_PATH=packages, PKG_CONFIG_SYSROOT_DIR=folder)
    return must("pkg-config", "--cflags", "--libs", "peercert", env=environment).split(), os.path.dirname(packages)


def headers_alone(folder, flags):
    """What the compiler has to say of each installed header by itself."""
    top = os.path.dirname(glob.glob(os.path.join(folder, "**/peercert/api"), recursive=True)[0])
    for path in sorted(glob.glob(os.path.join(top, "**/*.h"), recursive=True)):
        name = os.path.relpath(path, top)
        said = run("cc", *WARNINGS, *flags, "-fsyntax-only", "-include", path, "-xc", "/dev/null")
        if said.returncode != 0:
            yield "%s: %s" % (name, said.stdout)


def make_certificate(folder):
    """A self-signed certificate for localhost: (certificate and key, its DER)"""
    pem, der = os.path.join(folder, "server.pem"), os.path.join(folder, "server.der")
    must("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", pem + ".key", "-out", pem)
    must("openssl", "x509", "-in", pem, "-outform", "DER", "-out", der)
    return pem, der


def serve(listener, pem):
    """One handshake."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, pem + ".key")
    try:
        connection, _ = listener.accept()
        with context.wrap_socket(connection, server_side=True) as tls:
            tls.recv(1)
    except (OSError, ssl.SSLError):
        pass


def talk(program, pem, der, host, libraries):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(20)
        server = threading.Thread(target=serve, args=(listener, pem))
        server.start()
        result = run(program, str(listener.getsockname()[1]), host, der, timeout=20,
                     env=dict(os.environ, LD_LIBRARY_PATH=libraries))
        server.join()
    return result


def main():
    tap = Tap()
    with open(os.path.join(ROOT, "README.md"), encoding="utf-8") as file:
        text = file.read()
    example = re.search(r"^```c\n(.*?)^```$", text, re.S | re.M).group(1)
    tap.check(example.count("\n") <= LINES_MAX, "the README's example has at most %d lines" % LINES_MAX)
    paths = re.findall(r"`((?:docs|script|tests|examples|tls)/[\w./]+)`|^    (script/\w+)", text, re.M)
    lost = [a or b for a, b in paths if not os.path.exists(os.path.join(ROOT, a or b))]
    tap.check(paths and not lost, "the files that the README names exist", *lost)

    unknown = sorted(set(re.findall(r"\b(?:pc|PC)_\w+", text)) - declared())
    tap.check(not unknown, "headers declare all that the README names", *unknown)

    with tempfile.TemporaryDirectory() as scratch:
        flags, libraries = install(os.path.join(scratch, "installed"))
        wrong = list(headers_alone(os.path.join(scratch, "installed"), flags))
        tap.check(not wrong, "every header that is installed can be used there", *wrong)
        source, program = os.path.join(scratch, "example.c"), os.path.join(scratch, "example")
        with open(source, "w", encoding="utf-8") as file:
            file.write(example)
        built = run("cc", *WARNINGS, source, os.path.join(ROOT, "tests/tree/readme_main.c"), "-o", program, *flags, "-lbearssl")
        if tap.check(built.returncode == 0, "it builds against what is installed, by pkg-config", built.stdout):
            pem, der = make_certificate(scratch)
            said = talk(program, pem, der, "localhost", libraries)
            wanted = ascii(ssl._ssl._test_decode_cert(pem))
            tap.check(said.returncode == 0 and said.stdout == wanted, "it prints what Python does", said.stdout, wanted)
            said = talk(program, pem, der, "other.example", libraries)
            tap.check(said.returncode == 1 and said.stdout == "", "it refuses a certificate of another name", said.stdout)
    tap.finish()


main()
