"""What single pages need besides: each has the scene of its name here, or the common one."""
import base64
import os
import random
import re
import shutil
import ssl

from certificates import pem, vectors
from scenes import HERE, ROOT, Scene, must, run
from servers import PythonServer

VECTORS = os.path.join(ROOT, "tests", "vectors.jsonl")
TREE = shutil.ignore_patterns(".git", "build*", "__pycache__")


class Tree(Scene):
    """In a copy of the tree: what is built there is for a look, so quickly rather than well."""

    def lay_folder(self):
        shutil.copytree(ROOT, self.folder, ignore=TREE, symlinks=True)

    def __enter__(self):
        self.environment["CFLAGS"] = "-O0"
        return super().__enter__()


class GettingStarted(Tree):
    """Installs peercert itself."""

    def __enter__(self):
        for name in self.installed.environment:
            del self.environment[name]
        return super().__enter__()


class Readme(Tree):
    """With the example's caller, and a certificate that is refused."""

    LINES_MAX = 20
    driver = os.path.join(HERE, "readme_main.c")

    def __enter__(self):
        broken = bytearray(vectors(VECTORS)[0]["der"])
        broken[42] |= 0x20
        with open(self.path("broken.der"), "wb") as file:
            file.write(broken)
        return super().__enter__()

    def compile(self, path, warnings, is_program, has_main):
        with open(path, encoding="utf-8") as example, open(self.driver, encoding="utf-8") as driver:
            text = example.read()
            self.file("main.c", text + driver.read())
        said = super().compile(path, warnings, is_program, has_main)
        if text.count("\n") > self.LINES_MAX:
            said.returncode, said.stdout = 1, "it has more than %d lines" % self.LINES_MAX
        return said

    def judge(self, command, said):
        """The program that is linked prints what Python does, and refuses another name."""
        if not command.text.startswith("cc main.c"):
            return True
        with open(self.path("ca.pem"), encoding="ascii") as file:
            anchor = ssl.PEM_cert_to_DER_cert(file.read())
        with open(self.path("ca.der"), "wb") as file:
            file.write(anchor)
        answers = [run(self.path("a.out"), str(self.server.port), name, self.path("ca.der"), env=self.environment)
                   for name in ("localhost", "other.example")]
        wanted = ascii(ssl._ssl._test_decode_cert(self.path("server.pem")))
        return [(answer.returncode, answer.stdout) for answer in answers] == [(0, wanted), (1, "")]

    def build_cmake(self, block):
        """A project that finds what is installed; the sysroot's own folder for what is not in it."""
        folder = self.path("cmake_user")
        os.mkdir(folder)
        with open(os.path.join(folder, "CMakeLists.txt"), "w", encoding="utf-8") as file:
            file.write("cmake_minimum_required(VERSION 3.16)\nproject(user C)\nadd_executable(main ../main.c)\n" + block.text)
        os.makedirs(os.path.join(self.environment["PKG_CONFIG_SYSROOT_DIR"], "usr/include"), exist_ok=True)
        said = run("cmake", "-S", folder, "-B", folder + "/build", "-G", "Ninja", env=self.environment)
        return said if said.returncode != 0 else run("cmake", "--build", folder + "/build", env=self.environment)

    def build_meson(self, block):
        """A project that has peercert as its subproject."""
        folder = self.path("user")
        os.makedirs(os.path.join(folder, "subprojects"))
        os.symlink(self.folder, os.path.join(folder, "subprojects", "peercert"))
        with open(os.path.join(folder, "meson.build"), "w", encoding="utf-8") as file:
            file.write("project('user', 'c')\n" + block.text +
                       "executable('user', '../main.c', dependencies: [peercert_dep, meson.get_compiler('c').find_library('bearssl')])\n")
        environment = {name: value for name, value in self.environment.items() if not name.startswith("PKG_CONFIG")}
        said = run("meson", "setup", "build", cwd=folder, env=environment)
        return said if said.returncode != 0 else run("ninja", "-C", "build", cwd=folder, env=environment)


class Bulk(Scene):
    """Many certificates, some 1.5 MB of them, so that there are several blocks; and what one process makes of them."""

    COUNT = 4000

    def __enter__(self):
        texts = [pem(vector["der"]) for vector in vectors(VECTORS) if vector["python_repr"]]
        refused = [run(self.path("bin", "peercert"), "decode", self.octets("one.pem", text)).returncode for text in texts]
        random.seed(5)
        chosen = random.choices([text for text, status in zip(texts, refused) if status == 0], k=self.COUNT)
        bundle = self.octets("bundle.pem", b"".join(chosen))
        self.file("machines", "2/:\n")
        os.mkdir(self.path("certs"))
        for i in range(0, self.COUNT, 40):
            self.octets("certs/%d.pem" % i, b"".join(chosen[i:i + 40]))
        self.wanted = must(self.path("bin", "peercert"), "decode", "--format", "json", bundle).splitlines()
        return super().__enter__()

    def octets(self, name, octets):
        with open(self.path(name), "wb") as file:
            file.write(octets)
        return self.path(name)

    def judge(self, command, said):
        """The same lines, in any order where the input has none."""
        if ">bundle" in command.text:
            return said.stdout == ""
        lines = said.stdout.splitlines()
        if command.text.startswith("find"):
            return sorted(lines) == sorted(self.wanted)
        return lines == self.wanted and len(lines) == self.COUNT


class Architecture(Scene):
    """Lists the folders."""

    def lacks(self, text):
        listed = run("git", "-C", ROOT, "ls-tree", "-d", "--name-only", "HEAD")
        names = listed.stdout.split() if listed.returncode == 0 else []
        return [name for name in names if name[0] != "." and not re.search("^%s/ " % name, text, re.M)]


class FromPython(Scene):
    """Names all that Python's ssl has, in its tables' first columns."""

    PYTHONS = (ssl.SSLSocket, ssl.SSLObject)
    OPENSSLS = (ssl.SSLContext, ssl.SSLSession, ssl.MemoryBIO)
    NOT_OF_IT = {"namedtuple", "socket_error", "context", "DefaultVerifyPaths", "SSLErrorNumber", "Options", "Purpose", "TLSVersion",
                 "VerifyFlags", "VerifyMode", "create_connection"}

    def lacks(self, text):
        names = {name for each in self.PYTHONS for name in vars(each)} | {name for each in self.OPENSSLS for name in dir(each)} | {
            name for name, value in vars(ssl).items() if callable(value) and getattr(value, "__module__", "") in ("ssl", "_ssl")}
        told = "\n".join(re.findall(r"^\| ([^|]*)", text, re.M))
        return sorted(name for name in names - self.NOT_OF_IT if name[0] != "_" and not re.search(r'(?<!")\b%s\b' % name, told))


class CortexM(Scene):
    """In links to the tree, with the build that the firmware's own tests run in: so its script has nothing left to build."""

    def lay_folder(self):
        os.makedirs(self.path("build-firmware"))
        for name in os.listdir(ROOT):
            if not name.startswith((".git", "build")):
                os.symlink(os.path.join(ROOT, name), self.path(name))
        os.symlink(os.path.abspath(self.options.build), self.path("build-firmware", "build"))
        os.symlink(os.path.abspath(self.options.credentials), self.path("build-firmware", "credentials"))

    def lay_tools(self):
        """None: its commands are the toolchain's."""

    def lay_certificates(self):
        folder = self.path("build-firmware", "credentials")
        self.server = PythonServer(os.path.join(folder, "ec.pem"), os.path.join(folder, "ec.key"))

    def compile(self, path, warnings, is_program, has_main):
        folders = [option for name in ("examples/firmware", ".", "api", "tls/bearssl") for option in ("-I", self.path(name))]
        return run("arm-none-eabi-gcc", "-mcpu=cortex-m3", "-mthumb", "-Os", *warnings, *folders, "-isystem",
                   self.path("subprojects", "bearssl-0.6", "inc"), "-c", path, "-o", path + ".o")


class Manual(Scene):
    """The server of the page is example.org, and trusted; some files."""

    SERVERS = ("example.org", "192.0.2.1:8443")

    def __enter__(self):
        self.environment["SSL_CERT_FILE"] = self.path("ca.pem")
        with open(self.path("server.pem"), encoding="ascii") as file:
            text = file.read()
        self.file("bundle.pem", text + text)
        self.file("dump", "".join(text.split("\n")[1:-2]) + "\n")
        with open(self.path("cert.der"), "wb") as file:
            file.write(ssl.PEM_cert_to_DER_cert(text))
        return super().__enter__()

    def compile(self, path, warnings, is_program, has_main):
        """And run, on the file."""
        said = super().compile(path, warnings, is_program, has_main)
        wanted = must(self.path("bin", "peercert"), "decode", "--format", "json", self.path("cert.der"))
        if said.returncode == 0:
            said = run("sh", "-c", "./source0 <cert.der", cwd=self.folder, env=self.environment)
            said.returncode = said.returncode or said.stdout + "\n" != wanted
        return said

    def lacks(self, text):
        """mandoc's findings; and in the page on the library, results that it does not name or that are none, and prototypes that are
        not those of the headers."""
        wrong = run("mandoc", "-T", "lint", "-W", "warning", self.file("page", text)).stdout.splitlines()
        if ".Dt PEERCERT 3\n" not in text:
            return wrong
        with open(os.path.join(ROOT, "asn1", "result.h"), encoding="utf-8") as file:
            results = set(re.findall(r"^ +(PC_\w+) =", file.read(), re.M))
        wrong += sorted(results ^ set(re.findall(r"^\.It Dv (\w+)$", text, re.M)))
        shown = ["%s %s(%s);" % (kind, name, ", ".join(re.findall(r'"([^"]*)"', arguments)))
                 for kind, name, arguments in re.findall(r"^\.Ft (.*)\n\.Fn (\w+) (.*)$", text, re.M)]
        names = set(re.findall(r"^\.Nm (\w+)", text, re.M))
        wrong += sorted(name for name in names if not any(name + "(" in line for line in shown))
        source = self.file("prototypes.c", "#include <peercert.h>\n" + "\n".join(shown) + "\n")
        return wrong + super().compile(source, ["-Werror"], False, False).stdout.splitlines()

    def spell(self, text):
        if "sha256//..." in text:
            pin = run("sh", "-c", self.spell("peercert connect --show key-fingerprint --format json localhost:%d" % self.server.port),
                      cwd=self.folder, env=self.environment).stdout
            text = text.replace("sha256//...", "sha256//" + base64.b64encode(bytes.fromhex(pin.strip().strip('"'))).decode())
        for name in self.SERVERS:
            text = text.replace(name, "localhost:%d" % self.server.port)
        return text


SCENES = {
    "README.md": Readme,
    "docs/architecture.md": Architecture,
    "docs/bulk.md": Bulk,
    "docs/cortex-m.md": CortexM,
    "docs/from-python.md": FromPython,
    "docs/getting-started.md": GettingStarted,
}


def scene(name, options, folder):
    kind = SCENES.get(name, Scene if name.endswith(".md") else Manual)
    return kind(options, folder, name)
