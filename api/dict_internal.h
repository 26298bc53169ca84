/* For dict_*.c only. */
#ifndef PC_API_DICT_INTERNAL_H
#define PC_API_DICT_INTERNAL_H

#include "api/dict.h"

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The keys' names and the general names' labels, each once: WORD(text) is what is to be made of one. Keys are
 * LIST, TEXT or NUMBER by what they have.
 */
#define PC_KEY_WORDS(LIST, TEXT, NUMBER)                                                                     \
        LIST("subject")                                                                                      \
        LIST("issuer")                                                                                       \
        NUMBER("version")                                                                                    \
        TEXT("serialNumber")                                                                                 \
        TEXT("notBefore")                                                                                    \
        TEXT("notAfter")                                                                                     \
        LIST("subjectAltName")                                                                               \
        LIST("OCSP")                                                                                         \
        LIST("caIssuers")                                                                                    \
        LIST("crlDistributionPoints")

#define PC_LABEL_WORDS(WORD)                                                                                 \
        WORD("othername")                                                                                    \
        WORD("email")                                                                                        \
        WORD("DNS")                                                                                          \
        WORD("X400Name")                                                                                     \
        WORD("DirName")                                                                                      \
        WORD("EdiPartyName")                                                                                 \
        WORD("URI")                                                                                          \
        WORD("IP Address")                                                                                   \
        WORD("Registered ID")

/* Words one behind the other, each with its NUL; and the 'n'th of them. */
#define PC_WORD(text) text "\0"
const char *pc_word(const char *words, unsigned n);

/* pc_dict_visit without the check, so that there may be what Python cannot show. */
enum pc_result pc_dict_walk(const struct pc_certificate *cert, pc_visit *visit, void *ctx) PC_MUST_USE;

/* As pc_general_name_text, but octets that should be UTF-8 are not checked. False for a directoryName. */
bool pc_general_name_view(const struct pc_general_name *name, struct pc_text *out);

/* URIs of one of the three keys. */
struct pc_uri_iter pc_uris(const struct pc_certificate *cert, enum pc_key key);

/* An OBJECT IDENTIFIER by its name or, without one, as the kind 'dotted'. */
void pc_oid_view(struct pc_slice oid, enum pc_text_kind dotted, struct pc_text *out);

/* An attribute value as the dict has it. */
enum pc_attribute_form {
        PC_ATTRIBUTE_TEXT,   /* a string type */
        PC_ATTRIBUTE_OCTETS, /* a BIT STRING */
        PC_ATTRIBUTE_OTHER   /* a type that Python cannot show */
};
enum pc_attribute_form pc_attribute_form(const struct pc_attribute *attribute);

/*
 * The contents octets of an extension that is a SEQUENCE OF; false where Python's dict ignores the
 * extension.
 */
bool pc_extension_list(const struct pc_certificate *cert, enum pc_extension_kind kind, struct pc_slice *out);

#ifdef __cplusplus
}
#endif

#endif
