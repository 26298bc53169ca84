/* What OpenSSL says of certificates at times at which clocks break: tests/unit/tls/clocks.txt. */
#ifndef PC_TESTS_UNIT_TLS_CLOCK_H
#define PC_TESTS_UNIT_TLS_CLOCK_H

#include "tls_support.h"

#include <string.h>

#include "x509/verify.h"

struct clock_row {
        const char *name; /* of the certificate, by clock_root */
        int64_t now;
        enum pc_result openssl;
        bool last; /* the second that notAfter names */
};

static inline struct clock_row clock_row(const struct vector *vector)
{
        struct clock_row row = {vector_text(vector, 0), vector_number(vector, 1), vector_result(vector, 2),
                                false};
        struct pc_certificate cert;
        struct pc_time until;

        assert_int_equal(pc_certificate_parse(&cert, tls_certificate(row.name), NULL), PC_OK);
        assert_int_equal(pc_not_after(&cert, &until), PC_OK);
        row.last = pc_time_to_unix(&until) == row.now;
        return row;
}

/* RFC 5280 4.1.2.5: notAfter is within the validity. OpenSSL has it end a second earlier. */
static inline enum pc_result clock_verdict(const struct clock_row *row)
{
        assert_true(!row->last || row->openssl == PC_ERR_X509_EXPIRED);
        return row->last ? PC_OK : row->openssl;
}

#endif
