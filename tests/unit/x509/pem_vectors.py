#!/usr/bin/env python3
"""Makes pem_base64.txt. The octets and the verdicts are those of Python's base64 module; where a fault lies, which
Python does not tell, is found by asking it: the shortest prefix that no continuation makes good."""
import base64
import binascii
import itertools
import random

SPACE = b' \t\n\v\f\r'


def decode(text):
    """The octets, or None: padding required, white space ignored, nothing else beside the alphabet."""
    bare = bytes(octet for octet in text if octet not in SPACE)
    if len(bare) % 4:
        return None
    try:
        octets = base64.b64decode(bare, validate=True)
    except binascii.Error:
        return None
    padding = len(bare) - len(bare.rstrip(b'='))
    return octets if len(octets) == len(bare) // 4 * 3 - padding else None


def continuable(text):
    return any(decode(text + bytes(tail)) is not None
               for length in range(4) for tail in itertools.product(b'A=', repeat=length))


def fault(text):
    for end in range(1, len(text) + 1):
        if not continuable(text[:end]):
            return end - 1
    return len(text)


def texts():
    random.seed(7468)
    for length in list(range(0, 14)) + [47, 48, 49, 95, 96, 97, 300]:
        octets = random.randbytes(length)
        bare = base64.b64encode(octets)
        yield bare
        yield base64.encodebytes(octets)
        yield base64.encodebytes(octets).replace(b'\n', b'\r\n')
        yield b' \t\r\n\v\f'.join(bytes([digit]) for digit in bare)
        yield b'\n' + b'\n'.join(bare[i:i + 7] for i in range(0, len(bare), 7)) + b'\n'
    yield base64.b64encode(bytes(range(256)))
    yield base64.b64encode(b'\x00\x10\x83\x10\x51\x87\x20\x92\x8b\x30\xd3\x8f\x41\x14\x93\x51\x55\x97\x61\x96\x9b'
                           b'\x71\xd7\x9f\x82\x18\xa3\x92\x59\xa7\xa2\x9a\xab\xb2\xdb\xaf\xc3\x1c\xb3\xd3\x5d\xb7'
                           b'\xe3\x9e\xbb\xf3\xdf\xbf')
    for text in (b'Q', b'QQ', b'QUJ', b'QQ=', b'=', b'==', b'====', b'Q===', b'QQ===', b'QUI==', b'QUJD=', b'QUJD====',
                 b'QQ==QQ==', b'QQ==Q', b'QQ=Q', b'Q=Q=', b'QQ= =', b'QQ = = ', b'QR==', b'QUK=', b'  ', b'\n',
                 b'QUJD-', b'QUJD_', b'QU*D', b'*QUJ', b'QUJ*', b'QUJDQUJDQUJ\0', b'QUJDQUJDQUJDQU\xffD', b'QUJD\x80',
                 b'\xef\xbb\xbfQUJD', b'QUJD,QUJD', b'Proc-Type: 4,ENCRYPTED\n\nQUJD', b'QUJD\n\n.', b'Q U J\nD\xa0'):
        yield text
    good = base64.b64encode(random.randbytes(12))
    for octet in range(256):
        at = random.randrange(len(good))
        yield good[:at] + bytes([octet]) + good[at + 1:]


def main():
    print('# Made by pem_vectors.py.')
    print('# text | result | octets, or where the fault lies')
    for text in texts():
        octets = decode(text)
        if octets is None:
            print(f'{text.hex() or "-"} | PC_ERR_PEM_BASE64 | {fault(text)}')
        else:
            print(f'{text.hex() or "-"} | PC_OK | {octets.hex() or "-"}')


main()
