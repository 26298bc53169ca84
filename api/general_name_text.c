#include <string.h>

#include "api/dict_internal.h"
#include "asn1/charstring.h"
#include "x509/shape.h"

/* Python reads OpenSSL's "othername:UPN:..." as one line into a buffer, which takes this many characters. */
#define LINE_SHOWN (2046 - 10)

const char *pc_general_name_label(enum pc_general_name_type type)
{
        return pc_word(PC_LABEL_WORDS(PC_WORD), type);
}

/* The otherNames that OpenSSL prints, each with the string type that its type-id calls for. */
static const struct other_form {
        uint8_t oid[10];
        uint8_t oid_len;
        uint8_t tag;
        const char *prefix;
} other_forms[] = {
        /* userPrincipalName, 1.3.6.1.4.1.311.20.2.3 */
        {{0x2B, 0x06, 0x01, 0x04, 0x01, 0x82, 0x37, 0x14, 0x02, 0x03}, 10, PC_TAG_UTF8_STRING, "UPN:"},
        /* id-on-SmtpUTF8Mailbox, RFC 9598 3: 1.3.6.1.5.5.7.8.9 */
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x09}, 8, PC_TAG_UTF8_STRING, "SmtpUTF8Mailbox:"},
        /* id-on-xmppAddr, RFC 6120 13.7.1.4: 1.3.6.1.5.5.7.8.5 */
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x05}, 8, PC_TAG_UTF8_STRING, "XmppAddr:"},
        /* id-on-dnsSRV, RFC 4985 2: 1.3.6.1.5.5.7.8.7 */
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x07}, 8, PC_TAG_IA5_STRING, "SRVName:"},
        /* id-on-naiRealm, RFC 7585 2.2: 1.3.6.1.5.5.7.8.8 */
        {{0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x08, 0x08}, 8, PC_TAG_UTF8_STRING, "NAIRealm:"},
};

static const struct other_form *find_form(const struct pc_general_name *name)
{
        size_t i;

        for (i = 0; i < sizeof other_forms / sizeof other_forms[0]; i++) {
                const struct pc_slice oid = {other_forms[i].oid, other_forms[i].oid_len};

                if (other_forms[i].tag == name->other.tag && pc_slice_equal(oid, name->type_id)) {
                        return &other_forms[i];
                }
        }
        return NULL;
}

/*
 * What is left of an otherName that is printed as a C string and read as a line: all before the first NUL,
 * the first newline included, 'room' octets at most.
 */
static size_t shown(struct pc_slice octets, size_t room)
{
        size_t i;

        if (octets.len > room) {
                octets.len = room;
        }
        if (PC_FAST && octets.len >= 8 && pc_shape_is_plain(octets.data, octets.len)) {
                return octets.len;
        }
        for (i = 0; i < octets.len; i++) {
                if (octets.data[i] == '\0') {
                        return i;
                }
                if (octets.data[i] == '\n') {
                        return i + 1;
                }
        }
        return i;
}

static void view_other_name(const struct pc_general_name *name, struct pc_text *out)
{
        const struct other_form *form = find_form(name);

        if (form != NULL) {
                out->kind = PC_TEXT_OTHER_NAME;
                out->constant = form->prefix;
                out->octets.data = name->other.content.data;
                out->octets.len = shown(name->other.content, LINE_SHOWN - strlen(form->prefix));
        }
}

bool pc_general_name_view(const struct pc_general_name *name, struct pc_text *out)
{
        static const uint8_t kinds[] = {
                [PC_GENERAL_NAME_OTHER] = PC_TEXT_CONSTANT,     [PC_GENERAL_NAME_EMAIL] = PC_TEXT_UTF8,
                [PC_GENERAL_NAME_DNS] = PC_TEXT_UTF8,           [PC_GENERAL_NAME_X400] = PC_TEXT_CONSTANT,
                [PC_GENERAL_NAME_EDI_PARTY] = PC_TEXT_CONSTANT, [PC_GENERAL_NAME_URI] = PC_TEXT_UTF8,
                [PC_GENERAL_NAME_IP] = PC_TEXT_IP_ADDRESS,
        };

        if (name->type == PC_GENERAL_NAME_DIRECTORY) {
                return false;
        }
        if (name->type == PC_GENERAL_NAME_REGISTERED_ID) {
                pc_oid_view(name->value, PC_TEXT_REGISTERED_ID, out);
                return true;
        }
        out->kind = (enum pc_text_kind)kinds[name->type];
        out->tag = 0;
        out->octets = name->value;
        out->constant = "<unsupported>";
        if (name->type == PC_GENERAL_NAME_OTHER) {
                view_other_name(name, out);
        }
        return true;
}

enum pc_result pc_general_name_text(const struct pc_general_name *name, struct pc_text *out)
{
        struct pc_utf8_fault fault;
        struct pc_text text;

        if (!pc_general_name_view(name, &text)) {
                return PC_NONE;
        }
        if (text.kind == PC_TEXT_UTF8 || text.kind == PC_TEXT_OTHER_NAME) {
                const enum pc_result result = pc_utf8_check(text.octets, &fault);

                if (result != PC_OK) {
                        return result;
                }
        }
        *out = text;
        return PC_OK;
}
