/*
 * x509/'s own: how structures are checked before they are iterated.
 *
 * A check consumes one structure from its cursor. Unlike a reader it leaves the cursor, when it fails, where
 * the error is, maybe deep inside the structure, so that the error's offset is known; its 'data' only, there is
 * nothing to be read from it any more. A few of them need no more than the cursor.
 */
#ifndef PC_X509_CHECK_H
#define PC_X509_CHECK_H

#include "x509/diag.h"
#include "x509/extension.h"
#include "x509/general_name.h"
#include "x509/irregular.h"
#include "x509/scope.h"

/* A check under way: where it is, and the irregularities that it has met, bits PC_IRREGULAR(...). */
struct pc_check {
        struct pc_slice at;
        uint32_t irregular;
};

/*@ predicate valid_check(struct pc_check *c) = \valid(c) && valid_slice(c->at); */

/*
 * Whether an optional field of the tag 'tag' stands at the cursor. One whose constructed bit is wrong is there, and
 * so is a high tag number: what reads the field says how wrong that is.
 */
bool pc_is_next(const struct pc_slice *in, uint8_t tag);

/* BOOLEAN DEFAULT FALSE. An encoded FALSE is FALSE, and not DER (X.690 11.5). */
enum pc_result pc_default_false_read(struct pc_check *c, bool *out) PC_MUST_USE;

/* OBJECT IDENTIFIER and INTEGER, checked. */
enum pc_result pc_read_oid(struct pc_slice *in, struct pc_slice *oid) PC_MUST_USE;
enum pc_result pc_read_integer(struct pc_slice *in, struct pc_slice *number) PC_MUST_USE;

/*
 * A code for the element at the cursor that no leniency covers: where the type has no other form even in BER,
 * a wrong constructed bit makes it another element.
 */
enum pc_result pc_wrong_form(enum pc_result code);

/* The same for a string, which BER lets be constructed: the element at the cursor is, see
 * pc_constructed_fault. */
enum pc_result pc_string_form(const struct pc_slice *in);

/* BIT STRING: its contents octets, and all of it under the tag 'tag'; 'contents' gets its contents octets. */
enum pc_result pc_bit_string_contents_check(struct pc_check *c, const struct pc_slice *content) PC_MUST_USE;
enum pc_result pc_bit_string_check(struct pc_check *c, uint8_t tag, struct pc_slice *contents) PC_MUST_USE;

/* AlgorithmIdentifier; 'contents' gets its contents octets, 'oid' those of the algorithm. */
enum pc_result pc_algorithm_check(struct pc_slice *in, struct pc_slice *contents, struct pc_slice *oid) PC_MUST_USE;

/* Name, with its header; 'contents' gets its contents octets. */
enum pc_result pc_name_check(struct pc_check *c, struct pc_slice *contents) PC_MUST_USE;

/*
 * RelativeDistinguishedName: PC_TAG_SET, or another tag for one that stands outside a Name. Its strings' characters
 * are not checked then, as in OpenSSL.
 */
enum pc_result pc_rdn_check(struct pc_check *c, uint8_t tag) PC_MUST_USE;

/* GeneralName, and SEQUENCE OF GeneralName under the tag 'tag'. */
enum pc_result pc_general_name_check(struct pc_check *c) PC_MUST_USE;
enum pc_result pc_general_names_check(struct pc_check *c, uint8_t tag) PC_MUST_USE;

/* Goes into a SEQUENCE OF under the tag 'tag', as pc_scope_enter does; an empty one is irregular. */
enum pc_result pc_list_enter(struct pc_check *c, uint8_t tag, size_t *behind) PC_MUST_USE;

/* Whole extension values: SEQUENCE OF AccessDescription, SEQUENCE OF DistributionPoint. */
enum pc_result pc_access_check(struct pc_check *c) PC_MUST_USE;
enum pc_result pc_distribution_point_check(struct pc_check *c) PC_MUST_USE;

/* basicConstraints, keyUsage, extendedKeyUsage. */
enum pc_result pc_basic_constraints_check(struct pc_check *c) PC_MUST_USE;
enum pc_result pc_key_usage_check(struct pc_check *c) PC_MUST_USE;
enum pc_result pc_extended_key_usage_check(struct pc_check *c) PC_MUST_USE;

/* What kinds of octets a text of one octet a character has. */
#define PC_OCTETS_CONTROL 1u /* 00..1F, 7F */
#define PC_OCTETS_HIGH    2u /* 80..FF */
unsigned pc_octets_scan(const struct pc_slice *text);

/* One Extension, with its header. */
enum pc_result pc_extension_check(struct pc_check *c, struct pc_extension *out) PC_MUST_USE;

/* Whether there is one of the kind: PC_NONE where there is none, PC_ERR_X509_DUPLICATE where there are more. */
enum pc_result pc_extension_index_find(const struct pc_extension_index *index,
                                       enum pc_extension_kind kind) PC_MUST_USE;

/* Remembers where the first extension of its kind is, and whether there are more. */
struct pc_certificate;
void pc_extension_index_add(struct pc_certificate *cert, const struct pc_extension *extension);

/*
 * Checks the contents of what has been added, and keeps each outcome. Fails where an extension that Python
 * shows is not DER: 'at' is then where the error is, and 'field' its field.
 */
enum pc_result pc_extension_index_check(struct pc_certificate *cert, struct pc_slice *at,
                                        enum pc_field *field) PC_MUST_USE;

#endif
