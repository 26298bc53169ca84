#include "asn1/result.h"

static const struct {
        enum pc_result code;
        const char *text;
} result_texts[] = {
        {PC_OK, "success"},
        {PC_END, "an iterator is past its last element"},
        {PC_NONE, "an optional thing is not there"},
        {PC_NO_CERTIFICATE, "the peer sent no certificate"},
        {PC_NOT_VALIDATED, "a certificate that nobody verified"},
        {PC_WANT_READ, "call again when the transport has input"},
        {PC_WANT_WRITE, "call again when the transport takes output"},
        {PC_ERR_DER_TRUNCATED, "an element is longer than what holds it"},
        {PC_ERR_DER_TAG, "not the element that belongs here"},
        {PC_ERR_DER_EXTRA, "octets after the last element"},
        {PC_ERR_DER_INDEFINITE, "indefinite length"},
        {PC_ERR_DER_LENGTH, "length not in its shortest form"},
        {PC_ERR_DER_HIGH_TAG, "tag number above 30"},
        {PC_ERR_DER_CONSTRUCTED, "constructed where DER wants primitive"},
        {PC_ERR_DER_PRIMITIVE, "primitive where DER wants constructed"},
        {PC_ERR_DER_EOC, "end-of-contents, universal tag 0"},
        {PC_ERR_DER_INTEGER, "INTEGER empty or padded"},
        {PC_ERR_DER_BOOLEAN, "BOOLEAN not of one octet"},
        {PC_ERR_DER_BIT_STRING, "BIT STRING without, or with an impossible, unused-bits octet"},
        {PC_ERR_DER_NULL, "NULL with content"},
        {PC_ERR_DER_OID, "OBJECT IDENTIFIER empty, padded or cut off"},
        {PC_ERR_DER_STRING, "characters that the string type cannot hold"},
        {PC_ERR_DER_TIME, "not a time"},
        {PC_ERR_DER_RANGE, "a number too large for the result"},
        {PC_ERR_X509_EMPTY, "no octets at all"},
        {PC_ERR_X509_SIZE, "larger than TLS can carry: 2^24-1 octets"},
        {PC_ERR_X509_NAME_SIZE, "a Name of more than 1048576 octets"},
        {PC_ERR_X509_ATTRIBUTE_TYPE, "an attribute value of a type without text"},
        {PC_ERR_X509_OID_SIZE, "an OBJECT IDENTIFIER of more than 586 octets"},
        {PC_ERR_X509_DUPLICATE, "an extension that stands more than once"},
        {PC_ERR_X509_VALUE, "a value that the structure does not allow"},
        {PC_ERR_X509_IRREGULAR, "decodable, but not as RFC 5280 wants it"},
        {PC_ERR_X509_HOST_SYNTAX, "the host name asked for is not one"},
        {PC_ERR_X509_HOST, "not valid for this host name"},
        {PC_ERR_X509_IP, "not valid for this IP address"},
        {PC_ERR_X509_PURPOSE, "not for this use (extended key usage, key usage)"},
        {PC_ERR_X509_NOT_YET, "notBefore is in the future"},
        {PC_ERR_X509_EXPIRED, "notAfter is in the past"},
        {PC_ERR_PEM_BASE64, "not base64"},
        {PC_ERR_PEM_END, "no matching END line"},
        {PC_ERR_PEM_SIZE, "more octets than the buffer takes"},
        {PC_ERR_TLS_TRANSPORT, "the transport failed"},
        {PC_ERR_TLS_EOF, "the connection ended without close_notify"},
        {PC_ERR_TLS_PROTOCOL, "the TLS library gave up; its text says why"},
        {PC_ERR_TLS_ALERT, "the peer sent a fatal alert"},
        {PC_ERR_TLS_CHAIN_SIZE, "a certificate that did not fit the chain buffer"},
        {PC_ERR_TLS_UNSUPPORTED, "this backend cannot say or do that"},
        {PC_ERR_TLS_MEMORY, "out of memory"},
        {PC_ERR_TLS_CONFIG, "a setting that cannot be used"},
        {PC_ERR_TLS_NOT_TRUSTED, "no path to a trust anchor"},
        {PC_ERR_TLS_SELF_SIGNED, "a self-signed certificate that is no trust anchor"},
        {PC_ERR_TLS_SIGNATURE, "a signature in the chain does not verify"},
        {PC_ERR_TLS_NOT_CA, "issued by a certificate that may not"},
        {PC_ERR_TLS_WEAK_KEY, "a key too short"},
        {PC_ERR_TLS_CRITICAL, "a critical extension that the verifier does not know"},
        {PC_ERR_TLS_NO_CERTIFICATE, "a certificate was demanded and none came"},
        {PC_ERR_TLS_VERIFY, "refused by the verifier for another reason; see its text"},
        {PC_ERR_TLS_FILE, "a file could not be read"},
        {PC_ERR_TLS_SESSION, "a saved session that is damaged, or was made for something else"},
        {PC_ERR_API_HANDSHAKE, "the handshake is not done"},
        {PC_ERR_API_SPACE, "the buffer is too small; the length needed is given"},
        {PC_ERR_API_SINK, "the sink or the visitor asked to stop"},
        {PC_ERR_API_UTF8_START, "UTF-8: invalid start byte"},
        {PC_ERR_API_UTF8_CONTINUATION, "UTF-8: invalid continuation byte"},
        {PC_ERR_API_UTF8_END, "UTF-8: unexpected end of data"},
        {PC_ERR_API_PIN, "the public key is none of those that are pinned"},
};

/*@ assigns \result \from code; */
const char *pc_strerror(enum pc_result code)
{
        size_t i;

        /*@ loop invariant 0 <= i <= sizeof(result_texts) / sizeof(result_texts[0]);
            loop assigns i;
            loop variant sizeof(result_texts) / sizeof(result_texts[0]) - i;
        */
        for (i = 0; i < sizeof result_texts / sizeof result_texts[0]; i++) {
                if (result_texts[i].code == code) {
                        return result_texts[i].text;
                }
        }
        return "unknown result code";
}
