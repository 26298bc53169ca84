#include "api/dict_walk.h"

#include <string.h>

#include "api/utf8_fast.h"
#include "asn1/charstring.h"

/* A visit in Python's order of evaluation. */
struct check {
        const struct pc_certificate *cert;
        struct pc_diag *diag;
        enum pc_result result;
        size_t entry; /* of the list in hand, counted from 0 */
        bool inside;  /* a directoryName, of which the attributes are not counted */
};

/* The irregularities without which nothing can fail. */
#define DOUBTS                                                                                               \
        (PC_IRREGULAR(PC_IRREGULAR_ATTRIBUTE_TYPE) | PC_IRREGULAR(PC_IRREGULAR_OID_SIZE) |                   \
         PC_IRREGULAR(PC_IRREGULAR_IA5_STRING) | PC_IRREGULAR(PC_IRREGULAR_OTHER_NAME))

static void fail(struct check *check, enum pc_key key, enum pc_result code, const uint8_t *at)
{
        struct pc_diag *diag = check->diag;

        check->result = code;
        if (diag != NULL) {
                diag->code = code;
                diag->offset = (size_t)(at - check->cert->der.data);
                diag->field = (enum pc_field)(PC_FIELD_KEY + key);
                diag->entry = check->entry;
                diag->position = 0;
                diag->length = 0;
        }
}

static void check_attribute(struct check *check, enum pc_key key, const struct pc_attribute *attribute)
{
        if (attribute->type.len > PC_OID_SIZE_MAX) {
                fail(check, key, PC_ERR_X509_OID_SIZE, attribute->type.data);
        } else if (pc_attribute_form(attribute) == PC_ATTRIBUTE_OTHER) {
                /* The value's identifier octet, which stands behind the type, is to blame. */
                fail(check, key, PC_ERR_X509_ATTRIBUTE_TYPE, attribute->type.data + attribute->type.len);
        }
}

/* For octets that should be UTF-8, which stand 'before' octets into Python's text. */
PC_SELDOM void judge_utf8(struct check *check, enum pc_key key, struct pc_slice octets, size_t before)
{
        struct pc_utf8_fault fault;
        const enum pc_result result = pc_utf8_check(octets, &fault);

        if (result == PC_OK) {
                return;
        }
        fail(check, key, result, octets.data + fault.position);
        if (check->diag != NULL) {
                check->diag->position = before + fault.position;
                check->diag->length = fault.length;
        }
}

PC_INLINE void check_utf8(struct check *check, enum pc_key key, struct pc_slice octets, size_t before)
{
        if (!PC_FAST || !fast_is_utf8(octets)) {
                judge_utf8(check, key, octets, before);
        }
}

PC_SELDOM void check_name_text(struct check *check, enum pc_key key, const struct pc_general_name *name)
{
        struct pc_text text = {PC_TEXT_CONSTANT, 0, {NULL, 0}, NULL};

        /* A directoryName is no such event. */
        (void)pc_general_name_view(name, &text);
        if (text.kind == PC_TEXT_UTF8) {
                check_utf8(check, key, text.octets, 0);
        } else if (text.kind == PC_TEXT_OTHER_NAME) {
                check_utf8(check, key, text.octets, strlen(text.constant));
        } else if (text.kind == PC_TEXT_REGISTERED_ID && text.octets.len > PC_OID_SIZE_MAX) {
                fail(check, key, PC_ERR_X509_OID_SIZE, text.octets.data);
        }
}

PC_INLINE void check_general_name(struct check *check, enum pc_key key, const struct pc_general_name *name)
{
        const unsigned texts = 1u << PC_GENERAL_NAME_EMAIL | 1u << PC_GENERAL_NAME_DNS | 1u << PC_GENERAL_NAME_URI;

        if (PC_FAST && (texts >> name->type & 1) != 0) {
                check_utf8(check, key, name->value, 0);
        } else {
                check_name_text(check, key, name);
        }
}

PC_INLINE int check_event(void *ctx, const struct pc_event *event)
{
        struct check *check = (struct check *)ctx;

        switch (event->type) {
        case PC_EVENT_LIST:
                check->entry = 0;
                return 0;
        case PC_EVENT_ATTRIBUTE:
                check_attribute(check, event->key, &event->as.attribute);
                break;
        case PC_EVENT_GENERAL_NAME:
                check_general_name(check, event->key, &event->as.name);
                break;
        case PC_EVENT_URI:
                check_utf8(check, event->key, event->as.text.octets, 0);
                break;
        case PC_EVENT_DIRECTORY_NAME:
        case PC_EVENT_DIRECTORY_NAME_END:
                check->inside = event->type == PC_EVENT_DIRECTORY_NAME;
                break;
        case PC_EVENT_LIST_END:
        case PC_EVENT_TEXT:
        case PC_EVENT_INTEGER:
                return 0;
        }
        if (check->result == PC_OK && !check->inside) {
                check->entry++;
        }
        return check->result == PC_OK ? 0 : 1;
}

enum pc_result pc_dict_check(const struct pc_certificate *cert, struct pc_diag *diag)
{
        struct check check = {cert, diag, PC_OK, 0, false};
        enum pc_result result;

        if ((cert->irregularities & DOUBTS) == 0) {
                return PC_OK;
        }
        result = PC_FAST ? pc_walk_dict(cert, check_event, &check) : pc_dict_walk(cert, check_event, &check);
        return result == PC_OK ? PC_OK : check.result;
}
