#include "api/write_text.h"
#include "x509/spki.h"

static void put_curve(struct pc_report *report, const struct pc_public_key *key)
{
        pc_report_put(report, ", ");
        if (key->curve.len > 0) {
                pc_report_oid(report, key->curve);
        } else {
                pc_report_put(report, "explicit parameters");
        }
}

/* Every exponent in use fits 32 bits; 65537 nearly always. */
static void put_exponent(struct pc_report *report, struct pc_slice exponent)
{
        int64_t value = 0;
        size_t i;

        pc_report_put(report, ", exponent ");
        if (exponent.len > 4) {
                pc_report_hex(report, exponent);
                return;
        }
        for (i = 0; i < exponent.len; i++) {
                value = value * 256 + exponent.data[i];
        }
        pc_output_integer(&report->out, value);
}

static void put_public_key(struct pc_report *report, const struct pc_public_key *key)
{
        static const char *const names[] = {
                [PC_KEY_UNKNOWN] = "",      [PC_KEY_RSA] = "RSA",         [PC_KEY_EC] = "EC",
                [PC_KEY_DSA] = "DSA",       [PC_KEY_ED25519] = "Ed25519", [PC_KEY_ED448] = "Ed448",
                [PC_KEY_X25519] = "X25519", [PC_KEY_X448] = "X448",
        };

        if (key->type == PC_KEY_UNKNOWN) {
                pc_report_oid(report, key->algorithm.oid);
        } else {
                pc_report_put(report, names[key->type]);
        }
        if (key->bits > 0) {
                pc_report_put(report, ", ");
                pc_report_count(report, (int64_t)key->bits, "bit");
        }
        if (key->type == PC_KEY_EC) {
                put_curve(report, key);
        } else if (key->type == PC_KEY_RSA) {
                put_exponent(report, key->exponent);
        }
}

void pc_report_key(struct pc_report *report, const struct pc_certificate *cert)
{
        struct pc_public_key key;
        const enum pc_result result = pc_public_key_read(cert, &key, NULL);

        pc_report_row(report, "Public key", false);
        pc_report_line(report);
        if (result == PC_OK) {
                put_public_key(report, &key);
        } else {
                pc_report_put(report, "malformed: ");
                pc_report_put(report, pc_strerror(result));
        }
        pc_report_newline(report);
}
