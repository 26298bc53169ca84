/*
 * Diagnostics: which field of a certificate is at fault, where, and why. The words for a field are linked
 * only by who asks for them, as those for a code are (pc_strerror).
 */
#ifndef PC_X509_DIAG_H
#define PC_X509_DIAG_H

#include "x509/extension.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The fields, in RFC 5280's terms. From PC_FIELD_EXTENSION on there is one for each enum pc_extension_kind,
 * and from PC_FIELD_KEY on one for each enum pc_key of api/dict.h. Their paths: pc_field_path.
 */
enum pc_field {
        PC_FIELD_NONE,
        PC_FIELD_CERTIFICATE,
        PC_FIELD_TBS_CERTIFICATE,
        PC_FIELD_VERSION,
        PC_FIELD_SERIAL_NUMBER,
        PC_FIELD_SIGNATURE,
        PC_FIELD_ISSUER,
        PC_FIELD_VALIDITY,
        PC_FIELD_NOT_BEFORE,
        PC_FIELD_NOT_AFTER,
        PC_FIELD_SUBJECT,
        PC_FIELD_SPKI,
        PC_FIELD_SPKI_ALGORITHM,
        PC_FIELD_SPKI_PARAMETERS,
        PC_FIELD_SPKI_KEY,
        PC_FIELD_ISSUER_UNIQUE_ID,
        PC_FIELD_SUBJECT_UNIQUE_ID,
        PC_FIELD_EXTENSIONS,
        PC_FIELD_SIGNATURE_ALGORITHM,
        PC_FIELD_SIGNATURE_VALUE,
        PC_FIELD_EXTENSION,
        PC_FIELD_KEY = PC_FIELD_EXTENSION + PC_EXTENSION_UNKNOWN + 1
};

/*
 * Where and why an input was refused. Filled on failure only.
 *
 * 'offset' counts octets from the start of the DER that was given. For a value that getpeercert() could not
 * show, 'field' is the dict's key, PC_FIELD_KEY + enum pc_key; 'entry' counts within it from 0, and
 * 'position' and 'length' are the faulty octets within the text, as in Python's UnicodeDecodeError.
 */
struct pc_diag {
        enum pc_result code; /* as returned */
        size_t offset;
        enum pc_field field;
        size_t entry;
        size_t position;
        size_t length;
};

/*
 * The field's path, "tbsCertificate.validity.notBefore"; for a key of the dict, its name; "" for
 * PC_FIELD_NONE. Static, never NULL.
 */
const char *pc_field_path(enum pc_field field);

#ifdef __cplusplus
}
#endif

#endif
