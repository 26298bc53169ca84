#!/usr/bin/env python3
"""Writes the vector files of this folder. What is expected comes from Python's own int, datetime and codecs, or is
an example of X.690, never from the code under test. With --check, only tells whether the files are up to date."""

import calendar
import datetime
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).parent
RANDOM = random.Random(690)


def octets(data):
    return data.hex() if data else "-"


def line(*fields):
    return " | ".join(str(f) for f in fields)


# --- der.txt, expect.txt

def header_of(data):
    """(result, header length, content length) by X.690 8.1.2, 8.1.3 and 10.1"""
    if not data:
        return "TRUNCATED", 0, 0
    if data[0] & 0x1F == 0x1F:
        return "HIGH_TAG", 0, 0
    if data[0] & 0xDF == 0:
        return "EOC", 0, 0
    if len(data) < 2:
        return "TRUNCATED", 0, 0
    if data[1] == 0x80:
        return ("INDEFINITE" if data[0] & 0x20 else "TRUNCATED"), 0, 0
    count = data[1] - 0x80 if data[1] > 0x80 else 0
    number = data[2:2 + count]
    if len(number) < count:
        return "TRUNCATED", 0, 0
    length = int.from_bytes(number, "big") if count else data[1]
    if 2 + count + length > len(data):
        return "TRUNCATED", 0, 0
    if count and (length < 128 or length.bit_length() <= 8 * (count - 1)):
        return "LENGTH", 0, 0
    return "OK", 2 + count, length


def result(name):
    return "PC_OK" if name == "OK" else "PC_ERR_DER_" + name


def der_vectors():
    yield "# octets | result of pc_der_read | header octets | contents octets"
    yield "# examples of X.690: 8.2.2, 8.9.3, 8.19.5, 8.6.4.2, 8.8.2, 8.21.5.4"
    for text, header, content in (
            ("0101ff", 2, 1), ("300a1605536d6974680101ff", 2, 10), ("0603813403", 2, 3),
            ("0307040a3b5f291cd0", 2, 7), ("0500", 2, 0), ("1a054a6f6e6573", 2, 5)):
        yield line(text, "PC_OK", header, content)
    yield "# 8.21.5.4 and 8.6.4.2 in forms that BER allows (what the contents are is not the reader's matter)"
    yield line("3a0904034a6f6e04026573", "PC_OK", 2, 9)
    yield line("3a81054a6f6e6573", "PC_ERR_DER_LENGTH", 0, 0)
    yield line("2380" + "0303000a3b" + "0305045f291cd0" + "0000", "PC_ERR_DER_INDEFINITE", 0, 0)
    yield "# computed"
    cases = [b"", b"\x30", b"\x00\x00", b"\x20\x00", b"\x1f\x01\x00", b"\xbf\x81\x01\x00", b"\x00", b"\x3f", b"\x04\x80",
             b"\x30\x80", b"\x30\x80\x00\x00", b"\x24\x80\x00\x00", b"\xa0\x80\x00\x00", b"\x80\x80\x00\x00", b"\x1f", b"\x20",
             b"\x40\x00", b"\x80\x00", b"\xe0\x00"]
    for length in (0, 1, 127, 128, 129, 200, 255, 256, 257, 1000):
        for extra in (0, 1):
            for count in range(1, 10):
                if length < 256 ** count:
                    cases.append(bytes([0x04, 0x80 + count]) + length.to_bytes(count, "big") + bytes(length + extra))
            if length < 128:
                cases.append(bytes([0x04, length]) + bytes(length + extra))
    for count in (1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 126, 127):
        for first in (0, 1, 0x7F, 0x80, 0xFF):
            for rest in (0, 1, 0xFF):
                number = bytes([first]) + bytes([rest]) * (count - 1)
                cases.append(bytes([0x30, 0x80 + count]) + number)
                cases.append(bytes([0x30, 0x80 + count]) + number + bytes(300))
                cases.append(bytes([0x30, 0x80 + count]) + number[:-1])
    # a length whose low 32 or 64 bits alone would fit
    cases.append(bytes.fromhex("0485" + "0100000005" + "0102030405"))
    cases.append(bytes.fromhex("0489" + "010000000000000005" + "0102030405"))
    cases.append(bytes.fromhex("0488" + "ffffffffffffffff" + "0102030405"))
    cases.append(bytes.fromhex("0484" + "ffffffff" + "0102030405"))
    cases.append(bytes.fromhex("0484" + "fffffffa" + "0102030405"))
    cases.append(bytes.fromhex("0488" + "fffffffffffffff6" + "0102030405"))
    cases.append(bytes.fromhex("0482" + "fffc" + "0102030405"))
    for _ in range(200):
        head = [RANDOM.choice([0x30, 0x02, 0xA3, 0x80, RANDOM.randrange(256)]),
                RANDOM.choice([0x81, 0x82, 0x83, 0x84, RANDOM.randrange(256)])]
        cases.append(bytes(head + [RANDOM.choice([0, 0, 1, 0x80, 0xFF]) for _ in range(4)]) + bytes(RANDOM.randrange(300)))
    for data in dict.fromkeys(cases):
        name, header, content = header_of(data)
        yield line(octets(data), result(name), header, content)


def expect_vectors():
    yield "# octets | wanted tag | result of pc_der_expect (pc_der_optional: TAG, and the end of the input, are PC_NONE)"
    for text, tag, expect in (
            ("0201050403", 0x02, "OK"), ("020105", 0x04, "TAG"), ("3000", 0x30, "OK"), ("1000", 0x30, "PRIMITIVE"),
            ("1000", 0x31, "TAG"), ("220105", 0x02, "CONSTRUCTED"), ("2480040105", 0x04, "CONSTRUCTED"),
            ("a000", 0x80, "CONSTRUCTED"), ("8000", 0xA0, "PRIMITIVE"), ("a100", 0xA0, "TAG"), ("-", 0x30, "TRUNCATED"),
            ("1f0100", 0x30, "HIGH_TAG"), ("3f0100", 0x30, "HIGH_TAG"), ("0000", 0x30, "TAG"), ("2000", 0x30, "TAG"),
            ("30", 0x30, "TRUNCATED"), ("3080", 0x30, "INDEFINITE"), ("0480", 0x04, "TRUNCATED"), ("308100", 0x30, "LENGTH"),
            ("3005", 0x30, "TRUNCATED"), ("3005", 0x02, "TAG"), ("308100", 0x02, "TAG"), ("02", 0x30, "TAG"),
            ("10", 0x30, "PRIMITIVE"), ("30820080" + "00" * 128, 0x30, "LENGTH"), ("308180" + "00" * 128, 0x30, "OK"),
            ("308180" + "00" * 127, 0x30, "TRUNCATED")):
        yield line(text, "0x%02X" % tag, result(expect))


# --- integer.txt, bits.txt

def shortest(number):
    return number.to_bytes((number if number >= 0 else ~number).bit_length() // 8 + 1, "big", signed=True)


def integer_vectors():
    yield "# contents | result of pc_integer_check | result of pc_integer_to_int64 | value (0 where none) | sign | magnitude"
    numbers = {0}
    for bits in [7, 8, 15, 16, 23, 24, 31, 32, 56, 62, 63, 64, 65, 71, 72, 127, 128, 160, 256, 300]:
        for near in range(-2, 3):
            numbers |= {2 ** bits + near, -2 ** bits + near}
    for size in (1, 2, 3, 7, 8, 9, 20, 21, 40):
        for _ in range(6):
            numbers.add(int.from_bytes(RANDOM.randbytes(size), "big", signed=True))
        numbers |= {-(256 ** size), 256 ** size, -(256 ** size) * 255, -(256 ** size) * 2}
    for number in sorted(numbers):
        fits = -2 ** 63 <= number < 2 ** 63
        magnitude = abs(number).to_bytes(max(1, (abs(number).bit_length() + 7) // 8), "big")
        yield line(octets(shortest(number)), "PC_OK", "PC_OK" if fits else "PC_ERR_DER_RANGE", number if fits else 0,
                   "-" if number < 0 else "+", octets(magnitude))
    yield "# X.690 8.3.1, 8.3.2: empty, or nine equal bits at the start"
    bad = [b""]
    for number in sorted(numbers):
        data = shortest(number)
        bad += [(b"\xff" if number < 0 else b"\x00") * extra + data for extra in (1, 2)]
    for data in dict.fromkeys(bad):
        yield line(octets(data), "PC_ERR_DER_INTEGER", "PC_ERR_DER_INTEGER", 0, "+", "-")


def bit_vectors():
    yield "# contents | result | regular | the bits as text, unused ones left out"
    yield "# X.690 8.6.4.2"
    yield line("040a3b5f291cd0", "PC_OK", 1, bin(int("1" + "0A3B5F291CD", 16))[3:])
    for data in (b"", b"\x08", b"\x08\x00", b"\xff\x00", b"\x80\x01"):
        yield line(octets(data), "PC_ERR_DER_BIT_STRING", 0, "-")
    for data in [b"\x00", b"\x01", b"\x07"] + [bytes([unused]) + RANDOM.randbytes(size)[:-1] + bytes([last])
                                              for unused in range(8) for size in (1, 2, 5)
                                              for last in (0, 0xFF, 0x80, 1 << unused, (1 << unused) - 1)]:
        text = "".join("{:08b}".format(octet) for octet in data[1:])
        kept, dropped = text[:len(text) - data[0]], text[max(0, len(text) - data[0]):]
        regular = "1" not in dropped if text else data[0] == 0
        yield line(octets(data), "PC_OK", int(regular), kept or "-")


# --- oid.txt

def subidentifier(number):
    groups = [number & 0x7F]
    while number > 0x7F:
        number >>= 7
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


def oid(*arcs):
    return b"".join(map(subidentifier, (40 * arcs[0] + arcs[1],) + arcs[2:]))


def oid_vectors():
    yield "# contents | result of pc_oid_check | dotted text"
    yield "# X.690 8.19.5; RFC 5280 A.1: id-at-commonName, id-ad-ocsp; RFC 8017: sha256WithRSAEncryption"
    for text, dotted in (("813403", "2.100.3"), ("550403", "2.5.4.3"), ("2b06010505073001", "1.3.6.1.5.5.7.48.1"),
                         ("2a864886f70d01010b", "1.2.840.113549.1.1.11")):
        yield line(text, "PC_OK", dotted)
    arcs = [(root, second) for root in (0, 1) for second in (0, 1, 9, 10, 38, 39)]
    arcs += [(2, n) for n in (0, 1, 19, 20, 39, 40, 47, 48, 99, 100, 919, 920, 999, 9919, 9920, 9999, 10000, 10 ** 6)]
    edges = {10 ** k + d for k in range(0, 25) for d in (-1, 0, 1)} | {2 ** k + d for k in range(0, 140, 7) for d in (-1, 0)}
    edges |= {2 ** 63, 2 ** 64 - 1, 2 ** 64, 2 ** 128, 2 ** 56, 2 ** 56 - 1, 100 ** 9 * 7, 100 ** 12}
    arcs += [(2, n) for n in sorted(edges)] + [(1, 2, n) for n in sorted(edges)]
    arcs += [(2, 10 ** k - 80 + d) for k in range(2, 40) for d in (-1, 0, 1)]
    arcs += [(1, 3) + tuple(RANDOM.getrandbits(RANDOM.choice([3, 7, 14, 40, 90])) for _ in range(RANDOM.randrange(1, 12)))
             for _ in range(60)]
    for case in arcs:
        yield line(octets(oid(*case)), "PC_OK", ".".join(map(str, case)))
    yield "# arcs of 585 to 587 octets"
    for size in (585, 586, 587):
        for number in (2 ** (7 * size) - 1, 2 ** (7 * (size - 1))):
            for case in ((2, number - 80), (1, 2, number, 5)):
                yield line(octets(oid(*case)), "PC_OK", ".".join(map(str, case)))
    yield "# X.690 8.19.2: empty, cut off, padded"
    for data in (b"", b"\x80", b"\x81", b"\xff\xff", b"\x80\x01", b"\x80\x80\x01", b"\x55\x04\x80\x03", b"\x55\x04\x83",
                 b"\x55\x80", b"\x2a\x86\x48\x80\x01", b"\x2a\x86\x80", b"\x2a\x81\x80"):
        yield line(octets(data), "PC_ERR_DER_OID", "-")


# --- time.txt

FORMS = {tag: re.compile(year + r"(\d\d)(\d\d)(\d\d)(\d\d)(?:(\d\d)(\.\d+)?)?(Z|[+-]\d{4})", re.ASCII)
         for tag, year in ((0x17, r"(\d\d)"), (0x18, r"(\d{4})"))}
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def time_of(tag, data):
    """(text, unix, profile) or None. Year 0, which datetime has not, is computed as year 400, a Gregorian cycle later."""
    text = data.decode("latin-1")
    form = FORMS[tag].fullmatch(text)
    if not form or (tag == 0x17 and form[7]):
        return None
    year = int(form[1])
    if tag == 0x17:
        year += 1900 if year >= 50 else 2000
    zone = form[8]
    offset = datetime.timedelta(0)
    if zone != "Z":
        if int(zone[1:3]) > 12 or int(zone[3:]) > 59:
            return None
        offset = datetime.timedelta(hours=int(zone[1:3]), minutes=int(zone[3:])) * (1 if zone[0] == "-" else -1)
    cycle = 400 if year < 400 else 0
    try:
        local = datetime.datetime(year + cycle, int(form[2]), int(form[3]), int(form[4]), int(form[5]), int(form[6] or 0))
        moment = local + offset
    except (ValueError, OverflowError):
        return None
    if offset and not 1900 <= moment.year - cycle <= 9999:
        return None
    unix = calendar.timegm(moment.timetuple()) - (146097 * 86400 if cycle else 0)
    shown = "%s %2d %02d:%02d:%02d%s %d GMT" % (MONTHS[moment.month - 1], moment.day, moment.hour, moment.minute, moment.second,
                                               form[7] or "", moment.year - cycle)
    return shown, unix, int(bool(form[6]) and not form[7] and zone == "Z")


def time_vectors():
    yield "# tag | contents | text, or 'bad' | seconds since 1970 | written as RFC 5280 demands"
    utc, general = [], []
    for day in ("0101", "0229", "0228", "0301", "1231", "0430", "0431", "0100", "0132", "1301", "0001", "0630", "0732"):
        for year in ("00", "49", "50", "99", "70", "24"):
            utc.append(year + day + "000000Z")
        for year in ("0000", "0001", "0004", "0100", "0400", "1582", "1899", "1900", "1970", "2000", "2024", "2100", "9999"):
            general.append(year + day + "235959Z")
            general += [year + day + "0030" + zone for zone in ("+0031", "-0030", "+0000", "-0000", "+1200", "-1200")]
            general += [year + day + "2330" + zone for zone in ("-0030", "-0029", "-1259", "+1259", "-1300", "-0060")]
    for tail in ("Z", "00Z", "59Z", "60Z", "61Z", "5Z", "", "00", "00z", "00 Z", "00ZZ", "00Z ", "00+00", "00+000", "00+00000",
                 "00+0000", "00-0000", "00+1200", "00+1259", "00+1260", "00+1300", "00 0000", "00+0A00", "+0100", "-2359",
                 "00.Z", "00.0Z", "00.123Z", "00.1230Z", "00,1Z", ".5Z", "00.5", "00.5+0100", "00.5-0000", "00..5Z", "00.5.5Z",
                 "00." + "0123456789" * 30 + "Z", "00Z\0", "\0", "00\xb2Z", "\u0660\u0660Z".encode().decode("latin-1")):
        utc.append("2401010000" + tail)
        general.append("202401010000" + tail)
    for text in ("", "Z", "2", "24", "240101", "24010100", "2401010", "24 101000000Z", "-40101000000Z", "240101240000Z",
                 "240101236000Z", "240101235960Z", "2401010000000Z", "24-01-01T00Z", "991231235959-0001", "500101000000+0001"):
        utc.append(text)
        general += [text, "20" + text]
    for _ in range(300):
        fields = [RANDOM.randrange(n) for n in (100, 13, 32, 25, 61, 61)]
        text = "%02d%02d%02d%02d%02d%02d" % tuple(fields) + RANDOM.choice(["Z", "Z", "+%02d%02d", "-%02d%02d"])
        if "%" in text:
            text %= (RANDOM.randrange(14), RANDOM.randrange(61))
        utc.append(text)
        general.append(RANDOM.choice(["00", "18", "19", "20", "99"]) + text)
    for tag, texts in ((0x17, utc + general[:20]), (0x18, general + utc[:20])):
        for text in dict.fromkeys(texts):
            data = text.encode("latin-1")
            found = time_of(tag, data)
            yield line("0x%02X" % tag, octets(data), *(found or ("bad", 0, 0)))


# --- utf8.txt, string.txt

REASONS = {"invalid start byte": "PC_ERR_API_UTF8_START", "invalid continuation byte": "PC_ERR_API_UTF8_CONTINUATION",
           "unexpected end of data": "PC_ERR_API_UTF8_END"}


def utf8_vectors():
    yield "# octets | result | position and length of the fault"
    good = [chr(c).encode() for c in (0, 0x41, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFE, 0xFFFF, 0x10000, 0x10FFFF)]
    cases = [b""] + good + [character[:cut] for character in good for cut in range(1, len(character))]
    cases += [bytes([lead]) + tail for lead in (0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
                                                0xF3, 0xF4, 0xF5, 0xF8, 0xFF)
              for tail in (b"", b"A", b"\x80", b"\x8f", b"\x90", b"\x9f", b"\xa0", b"\xbf", b"\xc0", b"\x80\x80", b"\xa0\x7f",
                           b"\x90\x80\x80", b"\x90\x80", b"\x90\x80A", b"\x8f\xbf\xbf", b"\xbf\xbf", b"\xff")]
    for before in range(0, 18):
        for fault in (b"\xff", b"\xe2\x82", b"\xe2\x82A", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80"):
            cases.append(b"a" * before + fault)
            cases.append(b"a" * before + fault + b"b" * 17)
    for _ in range(200):
        cases.append(b"".join(RANDOM.choice(good + [b"abcdefgh", RANDOM.randbytes(1)]) for _ in range(RANDOM.randrange(1, 12))))
    for data in dict.fromkeys(cases):
        try:
            data.decode("utf-8")
            yield line(octets(data), "PC_OK", 0, 0)
        except UnicodeDecodeError as error:
            yield line(octets(data), REASONS[error.reason], error.start, error.end - error.start)


def string_vectors():
    yield "# tag | contents | result of pc_string_check | the text as UTF-8"
    latin = [b"", b"Jones", bytes(range(256)), b"\xe9" * 100, b"x" * 200, (b"abc" * 9 + b"\xff") * 8, b"\xff" + b"a" * 70]
    wide = [[], [0x41], [0x7F, 0x80, 0x7FF, 0x800, 0xD7FF], [0xD800], [0xDBFF, 0x41], [0xDC00], [0xDFFF], [0xE000, 0xFFFE, 0xFFFF],
            [0x20AC] * 70, [0x41, 0xE9, 0x20AC] * 30, [0xFFFF] * 20, [0x10000], [0x10FFFF] * 40, [0x110000], [0xFFFFFFFF]]
    for tag, codec in ((0x0C, "utf-8"), (0x12, "latin-1"), (0x13, "latin-1"), (0x14, "latin-1"), (0x16, "latin-1"),
                       (0x1A, "latin-1"), (0x1E, "utf-16-be"), (0x1C, "utf-32-be")):
        width = {"utf-16-be": 2, "utf-32-be": 4}.get(codec)
        if width:
            cases = [b"".join(c.to_bytes(width, "big") for c in text) for text in wide if max(text, default=0) < 256 ** width]
            cases += [cases[2][:cut] for cut in range(1, width)] + [cases[2] + bytes(cut) for cut in range(1, width)]
            cases += [bytes.fromhex("d83dde00")] if width == 2 else []
        else:
            cases = latin + ["".join(map(chr, text)).encode("utf-8", "surrogatepass") for text in wide if max(text, default=0) < 0x110000]
        for data in cases:
            try:
                text = data.decode(codec)
                if codec == "utf-16-be" and any(ord(c) > 0xFFFF for c in text):
                    raise ValueError("a BMPString has no surrogate pairs")
                yield line("0x%02X" % tag, octets(data), "PC_OK", octets(text.encode()))
            except ValueError:
                yield line("0x%02X" % tag, octets(data), "PC_ERR_DER_STRING", "-")


FILES = {"der.txt": der_vectors, "expect.txt": expect_vectors, "integer.txt": integer_vectors, "bits.txt": bit_vectors,
         "oid.txt": oid_vectors, "time.txt": time_vectors, "utf8.txt": utf8_vectors, "string.txt": string_vectors}


def main():
    stale = []
    for name, vectors in FILES.items():
        text = "# Written by make_vectors.py.\n" + "\n".join(vectors()) + "\n"
        if "--check" not in sys.argv[1:]:
            (HERE / name).write_text(text)
        elif (HERE / name).read_text() != text:
            stale.append(name)
    if stale:
        sys.exit("not what make_vectors.py writes: " + ", ".join(stale))


if __name__ == "__main__":
    main()
