/* Result codes of every layer, and where an input failed. */
#ifndef PC_ASN1_RESULT_H
#define PC_ASN1_RESULT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* A result that must be looked at: the compiler warns where it is not. */
#if defined(__GNUC__)
#define PC_MUST_USE __attribute__((warn_unused_result))
#else
#define PC_MUST_USE
#endif

/*
 * Keeps a function's variables out of its caller's stack, which then holds those of one function at a time; where the
 * compiler goes for size, since that is where stacks are small.
 */
#if defined(__GNUC__) && defined(__OPTIMIZE_SIZE__)
#define PC_APART __attribute__((noinline))
#else
#define PC_APART
#endif

/* Zero is success, positive is not an error, negative is one. Each layer has its range. */
enum pc_result {
        PC_OK = 0, /* success */

        PC_END = 1,            /* an iterator is past its last element */
        PC_NONE = 2,           /* an optional thing is not there */
        PC_NO_CERTIFICATE = 3, /* the peer sent no certificate: Python's None */
        PC_NOT_VALIDATED = 4,  /* a certificate that nobody verified: Python's {} */
        PC_WANT_READ = 5,      /* call again when the transport has input */
        PC_WANT_WRITE = 6,     /* call again when the transport takes output */

        /* DER, X.690 */
        PC_ERR_DER_TRUNCATED = -1,   /* an element is longer than what holds it */
        PC_ERR_DER_TAG = -2,         /* not the element that belongs here */
        PC_ERR_DER_EXTRA = -3,       /* octets after the last element */
        PC_ERR_DER_INDEFINITE = -4,  /* indefinite length */
        PC_ERR_DER_LENGTH = -5,      /* length not in its shortest form */
        PC_ERR_DER_HIGH_TAG = -6,    /* tag number above 30 */
        PC_ERR_DER_CONSTRUCTED = -7, /* constructed where DER wants primitive */
        PC_ERR_DER_PRIMITIVE = -8,   /* primitive where DER wants constructed */
        PC_ERR_DER_EOC = -9,         /* end-of-contents, universal tag 0 */
        PC_ERR_DER_INTEGER = -10,    /* INTEGER empty or padded */
        PC_ERR_DER_BOOLEAN = -11,    /* BOOLEAN not of one octet */
        PC_ERR_DER_BIT_STRING = -12, /* BIT STRING without, or with an impossible, unused-bits octet */
        PC_ERR_DER_NULL = -13,       /* NULL with content */
        PC_ERR_DER_OID = -14,        /* OBJECT IDENTIFIER empty, padded or cut off */
        PC_ERR_DER_STRING = -15,     /* characters that the string type cannot hold */
        PC_ERR_DER_TIME = -16,       /* not a time */
        PC_ERR_DER_RANGE = -17,      /* a number too large for the result */

        /* Certificates, RFC 5280 */
        PC_ERR_X509_EMPTY = -100,          /* no octets at all */
        PC_ERR_X509_SIZE = -101,           /* larger than TLS can carry: 2^24-1 octets */
        PC_ERR_X509_NAME_SIZE = -102,      /* a Name of more than 1048576 octets */
        PC_ERR_X509_ATTRIBUTE_TYPE = -103, /* an attribute value of a type without text */
        PC_ERR_X509_OID_SIZE = -104,       /* an OBJECT IDENTIFIER of more than 586 octets */
        PC_ERR_X509_DUPLICATE = -105,      /* an extension that stands more than once */
        PC_ERR_X509_VALUE = -106,          /* a value that the structure does not allow */
        PC_ERR_X509_IRREGULAR = -107,      /* decodable, but not as RFC 5280 wants it */

        /* What a verifier asks of one certificate */
        PC_ERR_X509_HOST_SYNTAX = -120, /* the host name asked for is not one */
        PC_ERR_X509_HOST = -121,        /* not valid for this host name */
        PC_ERR_X509_IP = -122,          /* not valid for this IP address */
        PC_ERR_X509_PURPOSE = -123,     /* not for this use (extended key usage, key usage) */
        PC_ERR_X509_NOT_YET = -124,     /* notBefore is in the future */
        PC_ERR_X509_EXPIRED = -125,     /* notAfter is in the past */

        /* Textual encoding, RFC 7468 */
        PC_ERR_PEM_BASE64 = -140,  /* not base64 */
        PC_ERR_PEM_END = -141,     /* no matching END line */
        PC_ERR_PEM_SIZE = -142,    /* more octets than the buffer takes */

        /* TLS and its backends */
        PC_ERR_TLS_TRANSPORT = -200,    /* the transport failed */
        PC_ERR_TLS_EOF = -201,          /* the connection ended without close_notify */
        PC_ERR_TLS_PROTOCOL = -202,     /* the TLS library gave up; its text says why */
        PC_ERR_TLS_ALERT = -203,        /* the peer sent a fatal alert */
        PC_ERR_TLS_CHAIN_SIZE = -204,   /* a certificate that did not fit the chain buffer */
        PC_ERR_TLS_UNSUPPORTED = -205,  /* this backend cannot say or do that */
        PC_ERR_TLS_MEMORY = -206,       /* out of memory */
        PC_ERR_TLS_CONFIG = -207,       /* a setting that cannot be used */
        PC_ERR_TLS_NOT_TRUSTED = -208,  /* no path to a trust anchor */
        PC_ERR_TLS_SELF_SIGNED = -209,  /* a self-signed certificate that is no trust anchor */
        PC_ERR_TLS_SIGNATURE = -210,    /* a signature in the chain does not verify */
        PC_ERR_TLS_NOT_CA = -211,       /* issued by a certificate that may not */
        PC_ERR_TLS_WEAK_KEY = -212,     /* a key too short */
        PC_ERR_TLS_CRITICAL = -213,     /* a critical extension that the verifier does not know */
        PC_ERR_TLS_NO_CERTIFICATE = -214, /* a certificate was demanded and none came */
        PC_ERR_TLS_VERIFY = -215,       /* refused by the verifier for another reason; see its text */
        PC_ERR_TLS_FILE = -216,         /* a file could not be read */
        PC_ERR_TLS_SESSION = -217,      /* a saved session that is damaged, or was made for something else */

        /* The facade */
        PC_ERR_API_HANDSHAKE = -300, /* the handshake is not done: Python's ValueError */
        PC_ERR_API_SPACE = -301,     /* the buffer is too small; the length needed is given */
        PC_ERR_API_SINK = -302,      /* the sink or the visitor asked to stop */
        PC_ERR_API_UTF8_START = -303,        /* UTF-8: "invalid start byte" */
        PC_ERR_API_UTF8_CONTINUATION = -304, /* UTF-8: "invalid continuation byte" */
        PC_ERR_API_UTF8_END = -305,          /* UTF-8: "unexpected end of data" */
        PC_ERR_API_PIN = -306                /* the public key is none of those that are pinned */
};

/* A sentence fragment for people, such as "length not in its shortest form". Static, never NULL. */
const char *pc_strerror(enum pc_result code);

#ifdef __cplusplus
}
#endif

#endif
