#!/usr/bin/env python3
"""Times CPython's getpeercert() over certificates given as lines of hexadecimal digits.

usage: cpython.py CERTIFICATES TIMES

TIMES gets "index,minimum,median" in nanoseconds for each certificate that CPython decodes.

The dict is made by the same C function whether a socket, or a certificate of its chain, is asked. So as many
certificates as a TLS handshake can carry are sent behind a server's own, the handshake is done in memory, and
each member of the chain is asked for its dict, again and again. Nothing but that call is timed.
"""
import _ssl
import base64
import os
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter_ns

import ssl

BATCH_OCTETS = 60000  # OpenSSL takes at most 100 kB a chain
ROUNDS = 15
CALLS = 8


def pem(der):
    return "-----BEGIN CERTIFICATE-----\n%s-----END CERTIFICATE-----\n" % base64.encodebytes(der).decode("ascii")


def make_server(folder):
    """A key and a certificate for the server's end."""
    key, certificate = os.path.join(folder, "key.pem"), os.path.join(folder, "server.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                    "/CN=localhost", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with open(certificate, encoding="ascii") as file:
        return key, file.read()


def exchange(source, sink, step):
    try:
        step()
        done = True
    except ssl.SSLWantReadError:
        done = False
    sink.write(source.read())
    return done


def chain_of(key, server, batch, folder):
    """The chain's members as a client's handshake in memory sees them, the server's own left out."""
    path = os.path.join(folder, "chain.pem")
    with open(path, "w", encoding="ascii") as file:
        file.write(server + "".join(pem(der) for der in batch))
    contexts = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for context in contexts:
        context.set_ciphers("DEFAULT@SECLEVEL=0")
    contexts[0].load_cert_chain(path, key)
    contexts[1].check_hostname = False
    contexts[1].verify_mode = ssl.CERT_NONE
    to_client, to_server, from_client, from_server = (ssl.MemoryBIO() for _ in range(4))
    a = contexts[0].wrap_bio(to_server, from_server, server_side=True)
    b = contexts[1].wrap_bio(to_client, from_client)
    done = [False, False]
    for _ in range(20):
        done[1] = done[1] or exchange(from_client, to_server, b.do_handshake)
        done[0] = done[0] or exchange(from_server, to_client, a.do_handshake)
        if all(done):
            return b._sslobj.get_unverified_chain()[1:]
    raise ssl.SSLError("the handshake does not end")


def members(key, server, batch, folder):
    """(index, certificate) for those of the batch that OpenSSL takes: a batch that fails is halved."""
    try:
        chain = chain_of(key, server, [der for _, der in batch], folder)
        if [member.public_bytes(_ssl.ENCODING_DER) for member in chain] == [der for _, der in batch]:
            return [(index, member) for (index, _), member in zip(batch, chain)]
    except ssl.SSLError:
        pass
    if len(batch) == 1:
        return []
    half = len(batch) // 2
    return members(key, server, batch[:half], folder) + members(key, server, batch[half:], folder)


def time_dict(member):
    """Nanoseconds a call, minimum and median; None where Python raises."""
    try:
        member.get_info()
    except (ssl.SSLError, ValueError, SystemError):
        return None
    values = []
    for _ in range(ROUNDS):
        begin = perf_counter_ns()
        for _ in range(CALLS):
            member.get_info()
        values.append((perf_counter_ns() - begin) / CALLS)
    return min(values), statistics.median(values)


def batches(certificates):
    batch, octets = [], 0
    for index, der in enumerate(certificates):
        if batch and octets + len(der) > BATCH_OCTETS:
            yield batch
            batch, octets = [], 0
        batch.append((index, der))
        octets += len(der) + 8
    if batch:
        yield batch


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="ascii") as file:
        certificates = [bytes.fromhex(line) for line in file]
    with tempfile.TemporaryDirectory() as folder, open(sys.argv[2], "w", encoding="ascii") as out:
        key, server = make_server(folder)
        for batch in batches(certificates):
            for index, member in members(key, server, batch, folder):
                timed = time_dict(member)
                if timed:
                    out.write("%d,%.1f,%.1f\n" % (index, *timed))


if __name__ == "__main__":
    main()
