"""CPython as a client of the same servers: what it says of the peer is what peercert must say."""
import _ssl
import socket
import ssl
from collections import namedtuple

from servers import SECONDS

# 'error' is OpenSSL's reason where verification failed; else None.
Answer = namedtuple("Answer", "error getpeercert binary verified unverified cipher version")


def chain(certificates):
    """What Python 3.13's public methods return."""
    if certificates is None:
        return []
    return [certificate.public_bytes(_ssl.ENCODING_DER) for certificate in certificates]


def ask(port, cafile=None, name="localhost", verify=True, host="127.0.0.1"):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    # As far as BearSSL goes, so that both see the same handshake.
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    if cafile:
        context.load_verify_locations(cafile)
    if not verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    with socket.create_connection((host, port), SECONDS) as connection:
        try:
            with context.wrap_socket(connection, server_hostname=name) as tls:
                return Answer(None, ascii(tls.getpeercert()), tls.getpeercert(True),
                              chain(tls._sslobj.get_verified_chain()), chain(tls._sslobj.get_unverified_chain()),
                              tls.cipher(), tls.version())
        except ssl.SSLCertVerificationError as error:
            return Answer(error.verify_message, None, None, None, None, None, None)
