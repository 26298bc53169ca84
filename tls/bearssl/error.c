#include "tls/bearssl/internal.h"

struct error_text {
        int error;
        const char *text;
};

static const struct error_text error_texts[] = {
        {BR_ERR_OK, "no error"},
        {BR_ERR_BAD_PARAM, "value out of range in a message of the peer's"},
        {BR_ERR_BAD_STATE, "operation not possible in this state"},
        {BR_ERR_UNSUPPORTED_VERSION,
         "the peer speaks a TLS version that is not to be used, or no TLS at all"},
        {BR_ERR_BAD_VERSION, "record of another protocol version than agreed on"},
        {BR_ERR_BAD_LENGTH, "record of an impossible length"},
        {BR_ERR_TOO_LARGE, "record too large for the buffer"},
        {BR_ERR_BAD_MAC, "record that does not authenticate"},
        {BR_ERR_NO_RANDOM, "no source of randomness"},
        {BR_ERR_UNKNOWN_TYPE, "record of an unknown type: the peer may not speak TLS"},
        {BR_ERR_UNEXPECTED, "unexpected message"},
        {BR_ERR_BAD_CCS, "malformed ChangeCipherSpec"},
        {BR_ERR_BAD_ALERT, "malformed alert"},
        {BR_ERR_BAD_HANDSHAKE, "malformed handshake message"},
        {BR_ERR_OVERSIZED_ID, "session ID too long"},
        {BR_ERR_BAD_CIPHER_SUITE, "the server chose a cipher suite that was not offered"},
        {BR_ERR_BAD_COMPRESSION, "the server chose a compression method that was not offered"},
        {BR_ERR_BAD_FRAGLEN, "the server chose another maximum fragment length than offered"},
        {BR_ERR_BAD_SECRENEG, "secure renegotiation does not match"},
        {BR_ERR_EXTRA_EXTENSION, "the server sent an extension that was not asked for"},
        {BR_ERR_BAD_SNI, "malformed server_name extension"},
        {BR_ERR_BAD_HELLO_DONE, "malformed ServerHelloDone"},
        {BR_ERR_LIMIT_EXCEEDED, "a key or a parameter of the server's is too large"},
        {BR_ERR_BAD_FINISHED, "the Finished message does not match the handshake"},
        {BR_ERR_RESUME_MISMATCH, "the session was resumed with other parameters"},
        {BR_ERR_INVALID_ALGORITHM, "the server chose an unsupported or invalid algorithm"},
        {BR_ERR_BAD_SIGNATURE, "the handshake's signature does not verify"},
        {BR_ERR_WRONG_KEY_USAGE, "the certificate's key or key usage does not fit the cipher suite"},
        {BR_ERR_NO_CLIENT_AUTH, "the client did not authenticate itself"},
        {BR_ERR_IO, "the transport failed"},
        {BR_ERR_X509_OK, "no error"},
        {BR_ERR_X509_INVALID_VALUE, "invalid value in a certificate"},
        {BR_ERR_X509_TRUNCATED, "certificate cut off"},
        {BR_ERR_X509_EMPTY_CHAIN, "no certificate"},
        {BR_ERR_X509_INNER_TRUNC, "element that runs past what holds it"},
        {BR_ERR_X509_BAD_TAG_CLASS, "unsupported tag class in a certificate"},
        {BR_ERR_X509_BAD_TAG_VALUE, "unsupported tag in a certificate"},
        {BR_ERR_X509_INDEFINITE_LENGTH, "indefinite length in a certificate"},
        {BR_ERR_X509_EXTRA_ELEMENT, "extra element in a certificate"},
        {BR_ERR_X509_UNEXPECTED, "unexpected element in a certificate"},
        {BR_ERR_X509_NOT_CONSTRUCTED, "primitive element where it must be constructed"},
        {BR_ERR_X509_NOT_PRIMITIVE, "constructed element where it must be primitive"},
        {BR_ERR_X509_PARTIAL_BYTE, "BIT STRING of a broken octet"},
        {BR_ERR_X509_BAD_BOOLEAN, "malformed BOOLEAN"},
        {BR_ERR_X509_OVERFLOW, "number too large in a certificate"},
        {BR_ERR_X509_BAD_DN, "invalid distinguished name"},
        {BR_ERR_X509_BAD_TIME, "invalid date"},
        {BR_ERR_X509_UNSUPPORTED, "certificate with an unsupported feature"},
        {BR_ERR_X509_LIMIT_EXCEEDED, "key or signature too large"},
        {BR_ERR_X509_WRONG_KEY_TYPE, "key of another type than expected"},
        {BR_ERR_X509_BAD_SIGNATURE, "invalid signature on a certificate"},
        {BR_ERR_X509_TIME_UNKNOWN, "the time is not known"},
        {BR_ERR_X509_EXPIRED, "certificate expired or not yet valid"},
        {BR_ERR_X509_DN_MISMATCH, "issuer and subject do not match in the chain"},
        {BR_ERR_X509_BAD_SERVER_NAME, "certificate for another server name"},
        {BR_ERR_X509_CRITICAL_EXTENSION, "unknown critical extension"},
        {BR_ERR_X509_NOT_CA, "issued by a certificate that is no CA, or too deep below it"},
        {BR_ERR_X509_FORBIDDEN_KEY_USAGE, "key usage that forbids this use"},
        {BR_ERR_X509_WEAK_PUBLIC_KEY, "key too small"},
        {BR_ERR_X509_NOT_TRUSTED, "no path to a trust anchor"},
};

const char *pc_bearssl_error_text(int error)
{
        if (error >= BR_ERR_SEND_FATAL_ALERT) {
                return "a fatal alert was sent";
        }
        if (error >= BR_ERR_RECV_FATAL_ALERT) {
                return "the peer sent a fatal alert";
        }
        for (size_t i = 0; i < sizeof error_texts / sizeof error_texts[0]; i++) {
                if (error_texts[i].error == error) {
                        return error_texts[i].text;
                }
        }
        return "unknown error";
}
