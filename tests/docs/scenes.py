"""What the pages take for granted: peercert installed, certificates, a server. Documented ports stand for free ones."""
import contextlib
import functools
import glob
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading

from certs import CA, Issuer
from servers import PythonServer

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PORT = "4433"
LIBRARIES = ["-Wl,--as-needed", "-lbearssl", "-lssl", "-lcrypto", "-lmbedtls", "-lmbedx509", "-lmbedcrypto"]
PATIENCE = 300

# Its commands are for a Cortex-M3: examples/firmware/meson.build runs it.
FIRMWARE = "docs/cortex-m.md"


def all_pages():
    found = glob.glob(os.path.join(ROOT, "docs", "*.md")) + glob.glob(os.path.join(ROOT, "docs", "man", "*.[0-9]"))
    return ["README.md"] + sorted(os.path.relpath(path, ROOT) for path in found)


def host_pages():
    return [page for page in all_pages() if page != FIRMWARE]


@functools.lru_cache(None)
def declared():
    """Every name in a header of the library."""
    names = set()
    for folder in ("api", "asn1", "x509", "tls"):
        for path in glob.glob(os.path.join(ROOT, folder, "**", "*.h"), recursive=True):
            with open(path, encoding="utf-8") as file:
                names.update(re.findall(r"\b(?:pc|PC)_\w+", file.read()))
    return names


def run(*command, **options):
    """Standard output and error together, as a terminal has them."""
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          errors="replace", start_new_session=True, **options) as process:
        try:
            said = process.communicate(timeout=PATIENCE)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return subprocess.CompletedProcess(command, -1, "takes more than %d seconds" % PATIENCE)
    return subprocess.CompletedProcess(command, process.returncode, said)


def must(*command, **options):
    result = run(*command, **options)
    if result.returncode != 0:
        raise RuntimeError("%s\n%s" % (" ".join(command), result.stdout))
    return result.stdout


class Installation:
    """'meson install' into a folder, and what pkg-config has for it."""

    def __init__(self, options, folder):
        self.folder = os.path.join(folder, "installed")
        if not os.path.isdir(self.folder):
            must(options.meson, "install", "-C", options.build, "--no-rebuild", "--quiet", "--destdir", self.folder)
        packages = os.path.dirname(self.find("peercert.pc"))
        self.environment = {"PKG_CONFIG_PATH": packages, "PKG_CONFIG_SYSROOT_DIR": self.folder,
                            "LD_LIBRARY_PATH": os.path.dirname(packages)}

    def find(self, name):
        return glob.glob(os.path.join(self.folder, "**", name), recursive=True)[0]

    def headers_alone(self):
        """What the compiler has to say of each header by itself."""
        top = os.path.dirname(os.path.dirname(self.find("api/peercert.h")))
        for path in sorted(glob.glob(os.path.join(top, "**", "*.h"), recursive=True)):
            said = run("cc", "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", *self.flags(), "-fsyntax-only", "-include", path,
                       "-xc", "/dev/null")
            if said.returncode != 0:
                yield said.stdout

    def flags(self):
        return must("pkg-config", "--cflags", "--libs", "peercert", env=dict(os.environ, **self.environment)).split()


class Certificates:
    """For the server of the pages, and for its client."""

    def __init__(self, folder):
        issuer = Issuer(folder)
        root = issuer.authority("Root")
        clients = issuer.issue("/CN=Clients", extensions=CA, key_name="clients")
        self.server = issuer.server(root, "/C=CH/L=Z\u00fcrich/CN=localhost")
        self.alice = issuer.issue("/CN=alice", clients, extensions=["extendedKeyUsage = clientAuth"], key_name="alice")
        self.files = {"ca.pem": root.path, "server.pem": self.server.path, "server.key": self.server.key,
                      "clients.pem": clients.path, "alice.pem": self.alice.path, "alice.key": self.alice.key}


class Scene:
    """One page's folder on a host."""

    driver = None  # a source that is linked to those of the page that have no main()

    def __init__(self, options, folder, name):
        self.options = options
        self.shared = folder
        self.folder = os.path.join(folder, re.sub(r"\W", "-", name))
        self.environment = dict(os.environ, HOME=self.folder, LC_ALL="C.UTF-8")
        self.lay_folder()
        self.lay_tools()
        self.lay_certificates()

    def lay_tools(self):
        """The command on the path, and the library where pkg-config finds it."""
        self.installed = Installation(self.options, self.shared)
        os.mkdir(self.path("bin"))
        os.symlink(os.path.abspath(self.options.command), self.path("bin", "peercert"))
        self.environment.update(self.installed.environment, PATH=self.path("bin") + ":" + os.environ["PATH"])

    def lay_certificates(self):
        os.mkdir(self.path("pki"))
        self.certificates = Certificates(self.path("pki"))
        for file, path in self.certificates.files.items():
            shutil.copy(path, self.path(file))
        self.server = PythonServer(self.certificates.server.path, self.certificates.server.key)

    def lay_folder(self):
        os.mkdir(self.folder)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def file(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as file:
            file.write(text)
        return self.path(name)

    def __enter__(self):
        self.server.__enter__()
        return self

    def __exit__(self, *error):
        self.server.__exit__(*error)

    def compile(self, path, warnings, is_program, has_main):
        if not is_program:
            return run("cc", *warnings, "-c", path, "-o", path + ".o", *self.installed.flags())
        sources = [path] if has_main else [path, self.driver]
        if None in sources:
            return subprocess.CompletedProcess(path, 1, "it has no main(), and nobody calls it")
        return run("cc", *warnings, *sources, "-o", path[:-2], *self.installed.flags(), *LIBRARIES)

    def run(self, command):
        if command.text.startswith("peercert serve"):
            return self.run_server(command)
        said = run("sh", "-ec", self.spell(command.text).replace(PORT, str(self.server.port)), cwd=self.folder, env=self.environment)
        said.stdout = said.stdout.replace(str(self.server.port), PORT)
        return said

    def spell(self, text):
        """A command, with what is here for what the page has."""
        return text

    def run_server(self, command):
        """A server that gets one client, and is then ended."""
        process = subprocess.Popen(["sh", "-c", "exec " + command.text.replace(PORT, "0")], cwd=self.folder, env=self.environment,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        said = process.stdout.readline()
        try:
            port = said.decode().strip().rsplit(":", 1)[1]
            self.knock(int(port))
            said += process.stdout.readline()
        finally:
            process.terminate()
            timer.cancel()
        rest = process.communicate()[0]
        text = (said + rest).decode(errors="replace").replace(":" + port, ":" + PORT).replace("0.0.0.0", "[::]")
        return subprocess.CompletedProcess(command.text, 0, text)

    def knock(self, port):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.load_verify_locations(self.path("ca.pem"))
        context.load_cert_chain(self.path("alice.pem"), self.path("alice.key"))
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)) as line:
            with context.wrap_socket(line, server_hostname="localhost") as tls:
                tls.recv(1)

    def judge(self, command, said):
        """More that a command's outcome must be."""
        return command and said

    def lacks(self, text):
        """What a page should have and has not."""
        return []

    def read(self, block):
        """What is wrong with a text: it must list files or folders at the beginnings of lines."""
        names = re.findall(r"^(\S+/)(?: |$)", block.text, re.M)
        return [name for name in names if not os.path.exists(os.path.join(ROOT, name))] if names else ["no file is listed"]

