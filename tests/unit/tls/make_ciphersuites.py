#!/usr/bin/env python3
"""Writes ciphersuites.txt: what Python, with the OpenSSL at hand, says of each cipher suite that BearSSL has too,
and of those that OpenSSL and Python offer besides."""
import os
import ssl

HERE = os.path.dirname(os.path.abspath(__file__))

# BearSSL 0.6's, src/ssl/ssl_hs_common.t0; TLS 1.3's; those with DHE.
IDS = """000A 002F 0035 003C 003D 009C 009D C003 C004 C005 C008 C009 C00A C00D C00E C00F C012 C013 C014 C023 C024 C025 C026
C027 C028 C029 C02A C02B C02C C02D C02E C02F C030 C031 C032 C09C C09D C0A0 C0A1 C0AC C0AD C0AE C0AF CCA8 CCA9
1301 1302 1303 0033 0039 0067 006B 009E 009F CCAA""".split()


def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.set_ciphers("ALL:COMPLEMENTOFALL:@SECLEVEL=0")
    known = {cipher["id"] & 0xFFFF: cipher for cipher in context.get_ciphers()}
    with open(os.path.join(HERE, "ciphersuites.txt"), "w", encoding="ascii") as out:
        out.write("# number | name | protocol | strength_bits, as ssl.SSLContext.get_ciphers() has them; %s\n"
                  % ssl.OPENSSL_VERSION)
        for number in sorted(int(text, 16) for text in IDS):
            if number in known:
                cipher = known[number]
                out.write("%d | %s | %s | %d\n"
                          % (number, cipher["name"], cipher["protocol"], cipher["strength_bits"]))


if __name__ == "__main__":
    main()
