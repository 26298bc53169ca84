"""
What one end says of its connection, in one form whoever is asked: event -> field -> value.

The events: "open", before the handshake; "handshake", after it; "data", after some octets each way; "closed", after the
farewell. A failure is the last of them.
"""
import re

EXACT = ("outcome", "getpeercert", "binary", "verified", "unverified", "version", "compression", "resumed")
REFUSED = ("verify", "no certificate")  # this end did not like the other's certificate
PRESENT = ("cipher", "shared_ciphers", "tls-unique")


def codes_of(path):
    """Number -> name of the results in asn1/result.h."""
    with open(path, encoding="utf-8") as header:
        return {int(number): name for name, number in re.findall(r"\b(PC_\w+) = (-?\d+)", header.read())}


def plain(text):
    """A reason without the words around it, among them which certificate is meant."""
    text = re.sub(r"^certificate verify failed: ", "", text)
    return re.sub(r" \((certificate \d+ of the chain|the trust anchor)\)", "", text).rstrip(".")


def alert_name(reason):
    """'unknown_ca' for OpenSSL's TLSV1_ALERT_UNKNOWN_CA; None for what is no alert."""
    match = re.match(r"(?:TLSV1|SSLV3|TLSV13)_ALERT_(.+)", reason or "")
    return match and match.group(1).lower()


class Translator:
    """From the probe's lines."""

    def __init__(self, codes):
        self.codes = codes

    def outcome(self, line):
        name, text = self.codes[line["result"]], line["error"]
        if name in ("PC_OK", "PC_END"):
            return "ok"
        if name == "PC_ERR_TLS_ALERT":
            alert = re.search(r"fatal alert (\w+)", text)
            return "alert: %s" % (alert.group(1) if alert else text)
        if name in ("PC_ERR_TLS_EOF", "PC_ERR_TLS_TRANSPORT"):
            return "eof"
        if name == "PC_ERR_TLS_NO_CERTIFICATE":
            return "no certificate"
        if line.get("verdict", [0])[0] < 0:
            return "verify: " + plain(text)
        return "failed: %s: %s" % (name, text)

    def value(self, pair):
        """A result with a value: the value, Python's None, or the name of the error."""
        name = self.codes[pair[0]]
        if name in ("PC_NONE", "PC_NO_CERTIFICATE"):
            return None
        return {"PC_OK": pair[1], "PC_NOT_VALIDATED": "{}", "PC_ERR_API_HANDSHAKE": "ValueError"}.get(name, name)

    def list(self, pair):
        name = self.codes[pair[1]]
        return {"PC_END": pair[0], "PC_NONE": None}.get(name, name)

    def event(self, line):
        answer = {"outcome": self.outcome(line)}
        if "state" not in line:
            return answer
        for name in ("getpeercert", "binary", "cipher", "tls-unique", "tls-server-end-point", "tls-exporter",
                     "compression", "server_name"):
            answer[name] = self.value(line[name])
        for name in "verified", "unverified", "shared_ciphers":
            answer[name] = self.list(line[name])
        answer["getpeercert"] = str(answer["getpeercert"])
        answer["version"] = line["version"]
        answer["resumed"] = self.codes[line["resumed"]] == "PC_OK"
        answer["state"] = line["state"]
        answer["verdict"] = line["verdict"]
        return answer

    def events(self, lines):
        return {line["event"]: self.event(line) for line in lines}


def finished(answers):
    """Whether the handshake was done."""
    return answers.get("handshake", {}).get("outcome") == "ok"


def short(value):
    text = repr(value)
    return text if len(text) < 300 else text[:200] + " ... " + text[-80:]


def suffix(outcome):
    """Tells fields apart by how a handshake ended."""
    if outcome in (None, "ok"):
        return ""
    return {"verify": " (refused)", "no certificate": " (none came)"}.get(outcome.split(":")[0], " (failed)")


class Differences:
    """(field, got, wanted), a field being "event.name"."""

    def __init__(self):
        self.all = []
        self.compared = set()

    def expect(self, name, got, wanted):
        self.compared.add(name)
        if got != wanted:
            self.all.append((name, got, wanted))

    def compare(self, got, wanted):
        """With the answers of CPython in the same scenario."""
        for event in wanted:
            if event not in got:
                self.expect(event + ".outcome", "did not happen", wanted[event]["outcome"])
        for event in got:
            if event not in wanted and event != "save":
                self.expect(event + ".outcome", got[event]["outcome"], "did not happen")
                continue
            self.compare_event(event, got[event], wanted.get(event, {}))

    def compare_event(self, event, got, wanted):
        after = suffix(wanted.get("outcome"))
        for name in EXACT:
            if name in wanted and (name in got or name == "outcome"):
                self.expect("%s.%s%s" % (event, name, after if name == "unverified" else ""), got[name], wanted[name])
        for name in PRESENT:
            if name in wanted and name in got:
                same = (got[name] is None) == (wanted[name] is None)
                self.expect("%s.%s%s" % (event, name, after), got[name], got[name] if same else wanted[name])

    def compare_ends(self, got, peer):
        """With what the other end of the same connection says."""
        if not (finished(got) and finished(peer)):
            return
        for name in "cipher", "tls-unique", "version":
            self.expect("handshake.%s (both ends)" % name, got["handshake"][name], peer["handshake"][name])

    def lines(self):
        return ["%s: %s, wanted %s" % (name, short(got), short(wanted)) for name, got, wanted in self.all]
