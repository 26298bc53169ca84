"""BER as OpenSSL decodes it by templates, its tolerance of what is not DER included.

A template is called as f(octets, start, end, optional) and returns (value, end of the element), or None where it is
optional and another tag is there; it raises Malformed where OpenSSL refuses.
"""

# The objects that OpenSSL knows, from contents octets to long name: known ones are not looked into.
LONG = {}

# How many octets OpenSSL wants to see behind a length in the long form, whatever the length: 1 up to 3.0.20, 0 in 3.0.22.
BEHIND_LENGTH = 0


class Malformed(Exception):
    """It does not decode; of a certificate, on the wire, a failed handshake."""


UNIV, CTX = 0, 2
ANYTAG = object()


class V:
    """one decoded value: universal type number, content octets"""
    __slots__ = ("t", "b")

    def __init__(self, t, b):
        self.t, self.b = t, b


def header(d, p, end):
    """-> (class, constructed, tag, content_start, length or None)"""
    if p >= end:
        raise Malformed("no data")
    o = d[p]
    cls, cons, tag = o >> 6, bool(o & 0x20), o & 0x1F
    p += 1
    if tag == 31:
        tag = 0
        while True:
            if p >= end:
                raise Malformed("tag")
            c = d[p]
            p += 1
            if not c & 0x80:
                tag = (tag << 7) | c
                break
            tag = (tag << 7) | (c & 0x7F)
            if p >= end or tag > (0x7FFFFFFF >> 7):
                raise Malformed("tag")
    if p >= end:
        raise Malformed("no length")
    o = d[p]
    p += 1
    if o == 0x80:
        if not cons:
            raise Malformed("indefinite primitive")
        return cls, cons, tag, p, None
    if o & 0x80:
        n = o & 0x7F
        if end - p < n + BEHIND_LENGTH:
            raise Malformed("length")
        while n > 0 and d[p] == 0:
            p += 1
            n -= 1
        if n > 8:
            raise Malformed("length")
        length = int.from_bytes(d[p:p + n], "big")
        p += n
        if length > 0x7FFFFFFFFFFFFFFF:
            raise Malformed("length")
    else:
        length = o
    if length > end - p:
        raise Malformed("too long")
    return cls, cons, tag, p, length


def at_eoc(d, p, end):
    return end - p >= 2 and d[p] == 0 and d[p + 1] == 0


def expect(d, p, end, cls, tag, opt):
    """header with an expected tag; None when optional and something else is there"""
    h = header(d, p, end)
    if (h[0], h[2]) != (cls, tag):
        if opt:
            return None
        raise Malformed("wrong tag")
    return h


def seq_fields(d, p, end, cls, tag, opt, fields):
    """SEQUENCE. fields: list of (parser(d,p,end,opt) -> (value,p) or None, optional)"""
    h = expect(d, p, end, cls, tag, opt)
    if h is None:
        return None
    _, cons, _, q, ln = h
    if not cons:
        raise Malformed("primitive sequence")
    indef = ln is None
    stop = end if indef else q + ln
    out, i = [], 0
    eoc = indef
    while i < len(fields):
        if q == stop:
            break
        if at_eoc(d, q, stop):
            if not eoc:
                raise Malformed("eoc")
            q += 2
            eoc = False
            break
        f, fopt = fields[i]
        r = f(d, q, stop, fopt and i != len(fields) - 1)
        if r is None:
            out.append(None)
        else:
            out.append(r[0])
            q = r[1]
        i += 1
    if eoc:
        if not at_eoc(d, q, stop):
            raise Malformed("missing eoc")
        q += 2
    if not indef and q != stop:
        raise Malformed("sequence length")
    for j in range(i, len(fields)):
        if not fields[j][1]:
            raise Malformed("field missing")
        out.append(None)
    return out, q


def each_element(d, p, end, indef, take):
    """take(p) -> p for each element up to the end or, where the length is indefinite, the end-of-contents octets"""
    while p < end:
        if at_eoc(d, p, end):
            if not indef:
                raise Malformed("eoc")
            return p + 2
        p = take(p)
    if indef:
        raise Malformed("missing eoc")
    return p


def list_of(d, p, end, cls, tag, opt, item):
    """SEQUENCE OF / SET OF: the constructed bit is not looked at"""
    h = expect(d, p, end, cls, tag, opt)
    if h is None:
        return None
    _, _, _, q, ln = h
    stop = end if ln is None else q + ln
    out = []

    def take(q):
        v, q = item(d, q, stop, False)
        out.append(v)
        return q
    return out, each_element(d, q, stop, ln is None, take)


def explicit(tag, inner):
    def f(d, p, end, opt):
        h = expect(d, p, end, CTX, tag, opt)
        if h is None:
            return None
        _, cons, _, q, ln = h
        if not cons:
            raise Malformed("explicit primitive")
        stop = end if ln is None else q + ln
        if q >= stop:
            raise Malformed("empty explicit")
        v, q = inner(d, q, stop, False)
        if ln is None:
            if not at_eoc(d, q, stop):
                raise Malformed("missing eoc")
            q += 2
        elif q != stop:
            raise Malformed("explicit length")
        return v, q
    return f


def collect(d, p, end, indef, depth):
    """content of a constructed string; inner tags are ignored"""
    parts = []

    def take(p):
        _, cons, _, q, ln = header(d, p, end)
        if not cons:
            parts.append(d[q:q + ln])
            return q + ln
        if depth >= 5:
            raise Malformed("string nest")
        octets, q = collect(d, q, end if ln is None else q + ln, ln is None, depth + 1)
        parts.append(octets)
        return q
    p = each_element(d, p, end, indef, take)
    return b"".join(parts), p


def find_end(d, p, end):
    want = 1
    while p < end:
        if at_eoc(d, p, end):
            p += 2
            want -= 1
            if want == 0:
                return p
            continue
        _, _, _, q, ln = header(d, p, end)
        if ln is None:
            want += 1
        else:
            q += ln
        p = q
    raise Malformed("missing eoc")


def check_oid(b):
    if not b or b[-1] & 0x80:
        raise Malformed("oid")
    if b in LONG:
        return
    for i, c in enumerate(b):
        if c == 0x80 and (i == 0 or not b[i - 1] & 0x80):
            raise Malformed("oid")


def check_int(b):
    if not b:
        raise Malformed("int")
    if len(b) > 1 and ((b[0] == 0 and not b[1] & 0x80) or
                       (b[0] == 0xFF and any(b[1:]) and b[1] & 0x80)):
        raise Malformed("int padding")


def prim(t, cls=UNIV, tag=None):
    """a primitive of universal type t (or ANYTAG), possibly implicitly tagged"""
    def f(d, p, end, opt):
        typ = t
        if typ is ANYTAG:
            h = header(d, p, end)
            typ = h[2] if h[0] == UNIV else "other"
        elif tag is None:
            h = expect(d, p, end, UNIV, typ, opt)
        else:
            h = expect(d, p, end, cls, tag, opt)
        if h is None:
            return None
        _, cons, _, q, ln = h
        if typ in (16, 17, "other"):
            if typ != "other" and not cons:
                raise Malformed("type not constructed")
            q = find_end(d, q, end) if ln is None else q + ln
            return V(typ, d[p:q]), q
        if cons:
            if typ in (1, 2, 5, 6, 10):
                raise Malformed("not primitive")
            b, q = collect(d, q, end if ln is None else q + ln, ln is None, 0)
        else:
            b = d[q:q + ln]
            q += ln
        if typ == 6:
            check_oid(b)
        elif typ == 5 and b:
            raise Malformed("null")
        elif typ == 1 and len(b) != 1:
            raise Malformed("boolean")
        elif typ in (2, 10):
            check_int(b)
        elif typ == 3:
            if not b or b[0] > 7:
                raise Malformed("bit string")
            u = b[0]
            b = b[1:]
            if b:
                b = b[:-1] + bytes([b[-1] & (0xFF << u) & 0xFF])
        elif typ == 30 and len(b) & 1:
            raise Malformed("bmp")
        elif typ == 28 and len(b) & 3:
            raise Malformed("universal")
        return V(typ, b), q
    return f


def mstring(allowed):
    def f(d, p, end, opt):
        h = header(d, p, end)
        if h[0] != UNIV or h[2] not in allowed:
            if opt:
                return None
            raise Malformed("mstring")
        return prim(h[2])(d, p, end, False)
    return f


def choice(*alts):
    def f(d, p, end, opt):
        for i, a in enumerate(alts):
            r = a(d, p, end, True)
            if r is not None:
                return (i, r[0]), r[1]
        if opt:
            return None
        raise Malformed("choice")
    return f


def sequence(*fields, cls=UNIV, tag=16):
    return lambda d, p, end, opt: seq_fields(d, p, end, cls, tag, opt, fields)


def seq_of(item, cls=UNIV, tag=16):
    return lambda d, p, end, opt: list_of(d, p, end, cls, tag, opt, item)
