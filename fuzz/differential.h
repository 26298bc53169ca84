/* The target 'differential' in one file for each judge: OpenSSL and mbedTLS. */
#ifndef PC_FUZZ_DIFFERENTIAL_H
#define PC_FUZZ_DIFFERENTIAL_H

#include "fuzz.h"

/* What is compared. */
enum item {
        ITEM_ACCEPTED_BY_US_ALONE,
        ITEM_REFUSED_BY_US_ALONE,
        ITEM_VERSION,
        ITEM_SERIAL,
        ITEM_NAME,
        ITEM_TIME,
        ITEM_KEY,
        ITEM_ALGORITHM,
        ITEM_SIGNATURE,
        ITEM_UNIQUE_ID,
        ITEM_EXTENSIONS,
        ITEM_ALT_NAMES,
        ITEM_BASIC_CONSTRAINTS,
        ITEM_KEY_USAGE,
        ITEM_EXTENDED_KEY_USAGE,
        ITEM_KEY_IDENTIFIER,
        ITEM_ACCESS,
        ITEM_DISTRIBUTION_POINTS,
        ITEM_HOST
};

/* A certificate as we see it: 'result' and 'diag' of parsing it, and 'cert' where that is PC_OK. */
struct ours {
        struct pc_slice der;
        enum pc_result result;
        struct pc_diag diag;
        struct pc_certificate cert;
        bool openssl_refuses;
};

/* What is to be the same; where it is not, a row of the judge's table has to explain it. */
struct difference {
        enum item item;
        bool (*explains)(const struct ours *ours);
        const char *reason;
};

void check_same(bool same, enum item item, const struct ours *ours, const struct difference *known, const char *judge);

/* The last row of a table. */
#define NO_DIFFERENCE {ITEM_VERSION, NULL, NULL}

bool same_octets(struct pc_slice slice, const void *data, size_t len);

/* What says that something is BER, and forbidden in DER; and whether we refuse the certificate with it. */
bool is_framing(enum pc_result code);
bool refused_for_framing(const struct ours *ours);

/* Each decodes ours->der itself, and compares all that it knows. OpenSSL is asked first. */
void compare_openssl(struct ours *ours);
void compare_mbedtls(const struct ours *ours);

#endif
