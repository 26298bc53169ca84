#include "cli/refusal.h"

#include <stdio.h>
#include <string.h>

#include "cli/identify.h"
#include "cli/message.h"
#include "x509/irregular.h"

static bool is_utf8_fault(enum pc_result code)
{
        return code == PC_ERR_API_UTF8_START || code == PC_ERR_API_UTF8_CONTINUATION ||
               code == PC_ERR_API_UTF8_END;
}

/* Whether the failure is one of pc_dict_check's, whose field is the dict's key and has entries. */
static bool has_entry(enum pc_result code)
{
        return is_utf8_fault(code) || code == PC_ERR_X509_ATTRIBUTE_TYPE || code == PC_ERR_X509_OID_SIZE;
}

/* The words of Python's UnicodeDecodeError. */
static void decode_error(char *buf, size_t size, struct pc_slice der, const struct pc_diag *diag)
{
        if (diag->length > 1) {
                (void)snprintf(buf, size, " ('utf-8' codec can't decode bytes in position %zu-%zu)",
                               diag->position, diag->position + diag->length - 1);
        } else if (diag->offset < der.len) {
                (void)snprintf(buf, size, " ('utf-8' codec can't decode byte 0x%02x in position %zu)",
                               der.data[diag->offset], diag->position);
        }
}

void refusal_text(char text[REFUSAL_SIZE], const char *where, struct pc_slice der, const struct pc_diag *diag)
{
        const char *what = identify_der(der);
        const char *field = pc_field_path(diag->field);
        char entry[32] = "";
        char more[128] = "";

        if (is_utf8_fault(diag->code)) {
                decode_error(more, sizeof more, der, diag);
        } else if (what != NULL) {
                (void)snprintf(more, sizeof more, " (this is %s)", what);
        }
        if (has_entry(diag->code)) {
                (void)snprintf(entry, sizeof entry, "[%zu]", diag->entry);
        }
        (void)snprintf(text, REFUSAL_SIZE, "%s: %s%s%s%s at byte %zu%s", where, field, entry,
                       *field != '\0' ? ": " : "", pc_strerror(diag->code), diag->offset, more);
}

void refusal_message(const char *where, struct pc_slice der, const struct pc_diag *diag)
{
        char text[REFUSAL_SIZE];

        refusal_text(text, where, der, diag);
        message("%s", text);
}

void refusal_irregular(char text[REFUSAL_SIZE], const char *where, uint32_t irregularities)
{
        const char *before = ": ";
        size_t used =
                (size_t)snprintf(text, REFUSAL_SIZE, "%s: %s", where, pc_strerror(PC_ERR_X509_IRREGULAR));
        unsigned i;

        for (i = 0; i < PC_IRREGULAR_COUNT && used < REFUSAL_SIZE; i++) {
                if ((irregularities & PC_IRREGULAR(i)) != 0) {
                        used += (size_t)snprintf(text + used, REFUSAL_SIZE - used, "%s%s", before,
                                                 pc_irregularity_text((enum pc_irregularity)i));
                        before = "; ";
                }
        }
}
