"""Executable model of getpeercert(): DER or BER octets -> the dict, without the ssl module.

decode(der) returns the dict that CPython's decoder returns, or raises Malformed where the certificate itself does not
decode, or Raises where it decodes and getpeercert() raises. It follows OpenSSL's tolerance of BER; what it says of
any certificate is held against the live CPython by the tests that use it.
"""
from ber import ANYTAG, CTX, LONG, UNIV, Malformed, choice, explicit, list_of, mstring, prim, seq_of, sequence


def load_names(path):
    """Reads the table of OID names: dotted text, contents octets in hexadecimal, name."""
    with open(path, encoding="ascii") as lines:
        for line in lines:
            if not line.startswith("#"):
                _, octets, name = line.rstrip("\n").split("\t")
                LONG[bytes.fromhex(octets)] = name


class Raises(Exception):
    """getpeercert() raises; the text is "Type: message"."""


# unknown universal tags OpenSSL lets into a Name, then cannot convert
NAME_TAGS = {3, 7, 8, 9, 11, 12, 13, 14, 15, 16, 18, 19, 20, 22, 28, 29, 30}
LATIN = {18, 19, 20, 22}
CANON = {12, 19, 20, 22, 28, 30}


def to_text(v):
    """attribute value -> str, or None when not convertible"""
    if v.t == 12:
        try:
            return v.b.decode("utf-8")
        except UnicodeDecodeError:
            return None
    if v.t in LATIN:
        return v.b.decode("latin-1")
    if v.t in (28, 30):
        w = 4 if v.t == 28 else 2
        cps = [int.from_bytes(v.b[i:i + w], "big") for i in range(0, len(v.b), w)]
        if any(c > 0x10FFFF or 0xD800 <= c <= 0xDFFF for c in cps):
            return None
        return "".join(map(chr, cps))
    return None


name_entry = sequence((prim(6), False), (mstring(NAME_TAGS), False))


def name_(d, p, end, opt):
    r = list_of(d, p, end, UNIV, 16, opt, seq_of(name_entry, tag=17))
    if r is None:
        return None
    for rdn in r[0]:
        for o, v in rdn:
            if v.t in CANON and to_text(v) is None:
                raise Malformed("name string")
    return r


algid = sequence((prim(6), False), (prim(ANYTAG), True))
TIME = mstring({23, 24})
extension = sequence((prim(6), False), (prim(1), True), (prim(4), False))
DIRSTR = mstring({12, 19, 20, 28, 30})


def imp(t, n):
    return prim(t, CTX, n)


general_name = choice(
    sequence((prim(6), False), (explicit(0, prim(ANYTAG)), False), cls=CTX, tag=0),
    imp(22, 1), imp(22, 2), imp(16, 3), explicit(4, name_),
    sequence((explicit(0, DIRSTR), True), (explicit(1, DIRSTR), False), cls=CTX, tag=5),
    imp(22, 6), imp(4, 7), imp(6, 8))

tbs_ = sequence(
    (explicit(0, prim(2)), True), (prim(2), False), (algid, False), (name_, False),
    (sequence((TIME, False), (TIME, False)), False), (name_, False),
    (sequence((algid, False), (prim(3), False)), False),
    (imp(3, 1), True), (imp(3, 2), True), (explicit(3, seq_of(extension)), True))
certificate = sequence((tbs_, False), (algid, False), (prim(3), False))
general_names = seq_of(general_name)
aia_ = seq_of(sequence((prim(6), False), (general_name, False)))
crldp_ = seq_of(sequence(
    (explicit(0, choice(seq_of(general_name, CTX, 0), seq_of(name_entry, CTX, 1))), True),
    (imp(3, 1), True), (seq_of(general_name, CTX, 2), True)))


def oid_text(b, names=True):
    if names and b in LONG:
        return LONG[b]
    if len(b) > 586:
        return None
    arcs, n = [], 0
    for c in b:
        n = (n << 7) | (c & 0x7F)
        if not c & 0x80:
            arcs.append(n)
            n = 0
    f = arcs[0]
    head = [2, f - 80] if f >= 80 else [f // 40, f % 40]
    return ".".join(map(str, head + arcs[1:]))


def name_value(nm):
    out = []
    for rdn in nm:
        if not rdn:
            continue
        r = []
        for o, v in rdn:
            t = oid_text(o.b)
            if t is None:
                raise Raises("SystemError: <class 'ssl.SSLError'> returned a result with an exception set")
            if v.t == 3:
                r.append((t, v.b if v.b else None))
            else:
                s = to_text(v)
                if s is None:
                    raise Raises("SSLError: unknown error (_ssl.c:N)")
                r.append((t, s))
        out.append(tuple(r))
    return tuple(out)


def serial_text(b):
    n = int.from_bytes(b, "big", signed=True)
    m = abs(n)
    h = m.to_bytes(max(1, (m.bit_length() + 7) // 8), "big")
    s = ("-" if n < 0 else "") + h[:35].hex().upper()
    return s + "\\\n" if len(h) > 35 else s


def version_value(v):
    n = int.from_bytes(v.b, "big", signed=True)
    if not -2**63 <= n < 2**63:
        n = -1
    n += 1
    return -2**63 if n == 2**63 else n


MON = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
MDAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def leap(y):
    return y % 400 == 0 or (y % 4 == 0 and y % 100 != 0)


def time_text(v):
    bad = "Bad time value"
    try:
        s = v.b.decode("ascii")
    except UnicodeDecodeError:
        return bad
    gen = v.t == 24

    def two(p):
        x = s[p:p + 2]
        if len(x) != 2 or not all("0" <= c <= "9" for c in x):
            raise ValueError
        return int(x)
    try:
        p = 4 if gen else 2
        y = two(0) * 100 + two(2) if gen else two(0)
        if not gen:
            y += 2000 if y < 50 else 1900
        mo, d, h, mi = (two(p + 2 * i) for i in range(4))
        p += 8
        sec, frac = 0, ""
        if s[p:p + 1] not in ("Z", "+", "-"):
            sec = two(p)
            p += 2
            if gen and s[p:p + 1] == ".":
                q = p + 1
                while q < len(s) and "0" <= s[q] <= "9":
                    q += 1
                frac = s[p + 1:q]
                if not frac:
                    return bad
                p = q
        if not (1 <= mo <= 12 and h <= 23 and mi <= 59 and sec <= 59):
            return bad
        if not 1 <= d <= MDAYS[mo - 1] + (mo == 2 and leap(y)):
            return bad
        z = s[p:p + 1]
        off = 0
        if z == "Z":
            p += 1
        elif z in ("+", "-") and z:
            if len(s) != p + 5:
                return bad
            oh, om = two(p + 1), two(p + 3)
            if oh > 12 or om > 59:
                return bad
            off = (oh * 60 + om) * (1 if z == "-" else -1)
            p += 5
        else:
            return bad
        if p != len(s):
            return bad
    except ValueError:
        return bad
    if off:
        m = h * 60 + mi + off
        dd = m // 1440
        h, mi = divmod(m % 1440, 60)
        d += dd
        if d < 1:
            mo -= 1
            if mo < 1:
                mo, y = 12, y - 1
            d = MDAYS[mo - 1] + (mo == 2 and leap(y))
        elif d > MDAYS[mo - 1] + (mo == 2 and leap(y)):
            d, mo = 1, mo + 1
            if mo > 12:
                mo, y = 1, y + 1
        if not 1900 <= y <= 9999:
            return bad
    return "%s %2d %02d:%02d:%02d%s %d GMT" % (
        MON[mo - 1], d, h, mi, sec, "." + frac if frac else "", y)


def gets(b):
    """one BIO_gets into a 2047-octet buffer"""
    b = b[:2046]
    i = b.find(b"\n")
    return b if i < 0 else b[:i + 1]


def utf8_fault(b):
    """first ill-formed place of b: (start, end, reason), or None"""
    i, n = 0, len(b)
    while i < n:
        c = b[i]
        if c < 0x80:
            i += 1
            continue
        if c < 0xC2 or c > 0xF4:
            return i, i + 1, "invalid start byte"
        need = 1 if c < 0xE0 else 2 if c < 0xF0 else 3
        lo = {0xE0: 0xA0, 0xF0: 0x90}.get(c, 0x80)
        hi = {0xED: 0x9F, 0xF4: 0x8F}.get(c, 0xBF)
        for k in range(1, need + 1):
            if i + k >= n:
                return i, i + k, "unexpected end of data"
            if not lo <= b[i + k] <= hi:
                return i, i + k, "invalid continuation byte"
            lo, hi = 0x80, 0xBF
        i += need + 1
    return None


def u8(b):
    f = utf8_fault(b)
    if f is None:
        return b.decode("utf-8")
    if f[1] == f[0] + 1:
        raise Raises("UnicodeDecodeError: 'utf-8' codec can't decode byte 0x%02x in position %d: %s" % (b[f[0]], f[0], f[2]))
    raise Raises("UnicodeDecodeError: 'utf-8' codec can't decode bytes in position %d-%d: %s" % (f[0], f[1] - 1, f[2]))


OTHER = {bytes.fromhex("2b06010505070809"): (12, b"SmtpUTF8Mailbox:"),
         bytes.fromhex("2b06010505070805"): (12, b"XmppAddr:"),
         bytes.fromhex("2b06010505070807"): (22, b"SRVName:"),
         bytes.fromhex("2b060104018237140203"): (12, b"UPN:"),
         bytes.fromhex("2b06010505070808"): (12, b"NAIRealm:")}


def san_value(names):
    out = []
    for k, v in names:
        if k == 0:
            o, a = v
            want = OTHER.get(o.b)
            if want and a.t == want[0]:
                s = want[1] + a.b.split(b"\0")[0]
            else:
                s = b"<unsupported>"
            out.append(("othername", u8(gets(b"othername:" + s)[10:])))
        elif k in (1, 2, 6):
            out.append(({1: "email", 2: "DNS", 6: "URI"}[k], u8(v.b)))
        elif k == 3:
            out.append(("X400Name", "<unsupported>"))
        elif k == 4:
            out.append(("DirName", name_value(v)))
        elif k == 5:
            out.append(("EdiPartyName", "<unsupported>"))
        elif k == 7:
            if len(v.b) == 4:
                s = "%d.%d.%d.%d" % tuple(v.b)
            elif len(v.b) == 16:
                s = ":".join("%X" % int.from_bytes(v.b[i:i + 2], "big") for i in range(0, 16, 2))
            else:
                s = "<invalid>"
            out.append(("IP Address", s))
        else:
            t = oid_text(v.b)
            if t is None:
                raise Raises("SSLError: unknown error (_ssl.c:N)")
            if len(t) >= 2048:
                t = "<INVALID>"
            elif len(t) == 2047:
                t = t[:2046] + "\0"
            out.append(("Registered ID", t))
    return tuple(out)


def get_ext(exts, oidhex, parser):
    """None when absent, repeated or undecodable; octets after the value are ignored"""
    hit = [e[2].b for e in exts or () if e[0].b == bytes.fromhex(oidhex)]
    if len(hit) != 1:
        return None
    try:
        r = parser(hit[0], 0, len(hit[0]), False)
        return r[0]
    except Malformed:
        return None


def decode(der):
    tbs, _, _ = certificate(der, 0, len(der), False)[0]
    version, serial, _, issuer, validity, subject, spki, _, _, exts = tbs
    if oid_text(spki[0][0].b) is None:
        raise Malformed("spki oid")
    d = {"subject": name_value(subject), "issuer": name_value(issuer),
         "version": 1 if version is None else version_value(version),
         "serialNumber": serial_text(serial.b),
         "notBefore": time_text(validity[0])[:2046], "notAfter": time_text(validity[1])[:2046]}
    names = get_ext(exts, "551d11", general_names)
    if names is not None:
        d["subjectAltName"] = san_value(names)
    infos = get_ext(exts, "2b06010505070101", aia_) or ()
    for key, m in (("OCSP", "2b06010505073001"), ("caIssuers", "2b06010505073002")):
        u = tuple(u8(loc[1].b) for o, loc in infos if o.b == bytes.fromhex(m) and loc[0] == 6)
        if u:
            d[key] = u
    dps = get_ext(exts, "551d1f", crldp_) or ()
    u = tuple(u8(v.b) for dp in dps if dp[0] and dp[0][0] == 0 for k, v in dp[0][1] if k == 6)
    if u:
        d["crlDistributionPoints"] = u
    return d
