#include "api/lookup.h"

/* id-at-commonName, 2.5.4.3: RFC 5280 A.1 */
static const uint8_t id_at_common_name[] = {0x55, 0x04, 0x03};

enum pc_result pc_common_name(const struct pc_certificate *cert, struct pc_text *out)
{
        const struct pc_slice type = {id_at_common_name, sizeof id_at_common_name};

        return pc_subject_attribute(cert, type, out);
}

enum pc_result pc_subject_attribute(const struct pc_certificate *cert, struct pc_slice type,
                                    struct pc_text *out)
{
        struct pc_name_iter it = pc_subject(cert);
        struct pc_attribute attribute;

        while (pc_name_next(&it, &attribute) == PC_OK) {
                if (pc_slice_equal(attribute.type, type)) {
                        return pc_attribute_text(&attribute, out) == PC_OK ? PC_OK : PC_NONE;
                }
        }
        return PC_NONE;
}

enum pc_result pc_dns_name(const struct pc_certificate *cert, size_t i, struct pc_slice *out)
{
        struct pc_general_name_iter it = pc_subject_alt_names(cert);
        struct pc_general_name name;

        while (pc_general_name_next(&it, &name) == PC_OK) {
                if (name.type != PC_GENERAL_NAME_DNS) {
                        continue;
                }
                if (i == 0) {
                        *out = name.value;
                        return PC_OK;
                }
                i--;
        }
        return PC_END;
}

enum pc_result pc_valid_from(const struct pc_certificate *cert, int64_t *seconds)
{
        struct pc_time time;
        const enum pc_result result = pc_not_before(cert, &time);

        if (result == PC_OK) {
                *seconds = pc_time_to_unix(&time);
        }
        return result;
}

enum pc_result pc_valid_until(const struct pc_certificate *cert, int64_t *seconds)
{
        struct pc_time time;
        const enum pc_result result = pc_not_after(cert, &time);

        if (result == PC_OK) {
                *seconds = pc_time_to_unix(&time);
        }
        return result;
}

struct pc_text pc_serial_number(const struct pc_certificate *cert)
{
        const struct pc_text text = {PC_TEXT_SERIAL_FULL, PC_TAG_INTEGER, cert->serial, NULL};

        return text;
}
