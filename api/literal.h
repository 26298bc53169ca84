/* For write_python.c and write_json.c only: what the two notations of a dict have in common. */
#ifndef PC_API_LITERAL_H
#define PC_API_LITERAL_H

#include "api/output.h"
#include "x509/certificate.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Where they differ. */
struct pc_literal_style {
        char tuple_begin;
        char tuple_end;
        bool single_comma;  /* the only item of a tuple is followed by a comma */
        bool either_quote;  /* a text is quoted by ' unless it has a ' and no ", rather than always by " */
        bool octets_as_hex; /* octets are a string of hexadecimal digits, rather than b'' */
        const char *none;
        /* Puts a control character other than \t \n \r, or one above 7E. */
        void (*escape)(struct pc_output *out, uint32_t character);
};

/* pc_write_python and pc_write_json. */
enum pc_result pc_literal_write(const struct pc_certificate *cert, const struct pc_literal_style *style,
                                pc_sink *sink, void *ctx) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
