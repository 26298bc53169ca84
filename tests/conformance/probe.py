"""session_probe at one end of a connection."""
import json
import subprocess

from answers import Translator, codes_of

SECONDS = 30  # of any one wait; the probe's own alarm is earlier

SHAPES = ("plain", "octet", "block")


class Crash(Exception):
    """The probe ended in a way that is no answer."""


class Probe:
    def __init__(self, path, codes, world, sanitized):
        self.path = path
        self.translator = Translator(codes_of(codes))
        self.world = world
        self.sanitized = sanitized
        self.backends = {one["name"]: one for one in self.lines(["list"])}

    def lines(self, args):
        """Runs it to its end."""
        done = subprocess.run([self.path, *args], stdin=subprocess.DEVNULL, capture_output=True, timeout=600)
        return self.decode(args, done.returncode, done.stdout, done.stderr)

    @staticmethod
    def decode(args, status, out, err):
        if status != 0 or err:
            raise Crash("session_probe %s: status %d\n%s" % (" ".join(args), status, err.decode(errors="replace")))
        return [json.loads(line) for line in out.decode().splitlines()]

    def end_args(self, end, prefix=""):
        """Who one end is."""
        args = ["--%sverify" % prefix, end.verify]
        if end.trust:
            args += ["--%scafile" % prefix, end.trust]
        if end.chain:
            args += ["--%scert" % prefix, self.world.chain_file(end.chain), "--%skey" % prefix, end.chain[0].key]
        return args

    def args(self, backend, scenario, role, *more):
        end = scenario.end(role)
        args = ["--backend", backend, "--role", role, *self.end_args(end), *more]
        if scenario.version:
            args += ["--protocol-max", {"TLSv1.2": "0303", "TLSv1.3": "0304"}[scenario.version]]
        if role == "client" and end.name is not None:
            args += ["--servername", end.name]
        if not end.check_name:
            args += ["--no-name-check"]
        return args

    def server(self, backend, scenario, *more):
        return ProbeServer(self, ["listen", *self.args(backend, scenario, "server", *more)])

    def client(self, port, backend, scenario, *more):
        """The lines of a client that connects there, once it has ended."""
        return self.lines(["connect", "--port", str(port), *self.args(backend, scenario, "client", *more)])


class ProbeServer:
    """A context manager with a port; 'lines' are there once it has ended."""

    def __init__(self, probe, args):
        self.probe = probe
        self.args = args

    def __enter__(self):
        self.process = subprocess.Popen([self.probe.path, *self.args], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        first = self.process.stdout.readline()
        if not first:
            out, err = self.process.communicate()
            raise Crash("session_probe %s: %s" % (" ".join(self.args), err.decode(errors="replace")))
        self.port = json.loads(first)["port"]
        return self

    def finish(self):
        out, err = self.process.communicate(timeout=SECONDS)
        return self.probe.decode(self.args, self.process.returncode, out, err)

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()
