/*
 * x509/'s own: the extensions of a TBSCertificate, as they are read with it.
 */
#ifndef PC_X509_TBS_EXTENSIONS_H
#define PC_X509_TBS_EXTENSIONS_H

#include "x509/parse.h"

/*@ requires valid_parse(p) && indexing(p);
    assigns p->check, p->cert->index, p->cert->irregularities;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
PC_INLINE enum pc_result pc_tbs_read_extension(struct pc_parse *p)
{
        struct pc_extension extension;
        enum pc_result code = pc_extension_check(&p->check, &extension);

        //@ assert same_offsets{Pre, Here}(p->cert) && same_sizes{Pre, Here}(p->cert);
        if (code != PC_OK) {
                return code;
        }
        //@ assert valid_extension(extension, p->cert->der);
        pc_extension_index_add(p->cert, &extension);
        return PC_OK;
}

/*@ requires valid_parse(p) && indexing(p);
    assigns p->check.irregular, p->cert->extensions;
    ensures p->cert->extensions == p->check.at;
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
PC_INLINE void pc_tbs_start_extensions(struct pc_parse *p)
{
        p->cert->extensions = p->check.at;
        if (p->check.at.len == 0) {
                pc_parse_note(p, PC_IRREGULAR_EXTENSIONS_EMPTY);
        }
        //@ assert same_offsets{Pre, Here}(p->cert) && same_sizes{Pre, Here}(p->cert);
}

/* Extensions ::= SEQUENCE SIZE (1..MAX) OF Extension, already entered. */
/*@ requires valid_parse(p) && indexing(p);
    assigns p->check, p->cert->extensions, p->cert->index, p->cert->irregularities;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at) && p->check.at.len == 0;
    ensures p->cert->extensions == \old(p->check.at);
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
PC_INLINE enum pc_result pc_tbs_read_extension_list(struct pc_parse *p)
{
        pc_tbs_start_extensions(p);
        /*@ loop invariant rest_of(\at(p->check.at, Pre), p->check.at);
            loop invariant part_of(p->cert->der, p->check.at);
            loop invariant valid_index(p->cert);
            loop invariant new_index(p->cert);
            loop assigns p->check, p->cert->index, p->cert->irregularities;
            loop variant p->check.at.len;
        */
        while (p->check.at.len != 0) {
                enum pc_result code = pc_tbs_read_extension(p);

                if (code != PC_OK) {
                        return code;
                }
        }
        return PC_OK;
}

/*@ requires valid_parse(p) && indexing(p);
    assigns p->check, p->cert->extensions, p->cert->index, p->cert->irregularities;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->extensions);
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
PC_INLINE enum pc_result pc_tbs_read_extension_sequence(struct pc_parse *p)
{
        size_t behind;
        enum pc_result code = pc_scope_enter_long(&p->check.at, PC_TAG_SEQUENCE, &behind);

        //@ assert same_offsets{Pre, Here}(p->cert) && same_sizes{Pre, Here}(p->cert);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice list = p->check.at;
        //@ assert entered(\at(p->check.at, Pre), list, behind);
        //@ assert part_of(p->cert->der, list);
        code = pc_tbs_read_extension_list(p);
        //@ assert code == PC_OK ==> left(\at(p->check.at, Pre), p->check.at, behind);
        //@ assert part_of(p->cert->der, p->cert->extensions);
        return pc_scope_leave(&p->check.at, behind, code);
}

/*@ requires valid_parse(p) && indexing(p);
    assigns p->check, p->cert->extensions, p->cert->index, p->cert->irregularities;
    ensures \result <= 0 && checked(\result, \old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> part_of(p->cert->der, p->cert->extensions);
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
PC_INLINE enum pc_result pc_tbs_read_tagged_extensions(struct pc_parse *p)
{
        size_t behind;
        enum pc_result code = pc_scope_enter_long(&p->check.at, PC_TAG_CONTEXT_CONSTRUCTED(3), &behind);

        //@ assert same_offsets{Pre, Here}(p->cert) && same_sizes{Pre, Here}(p->cert);
        if (code != PC_OK) {
                return code;
        }
        //@ ghost struct pc_slice tagged = p->check.at;
        //@ assert entered(\at(p->check.at, Pre), tagged, behind);
        //@ assert part_of(p->cert->der, tagged);
        code = pc_tbs_read_extension_sequence(p);
        //@ assert code == PC_OK && p->check.at.len == 0 ==> left(\at(p->check.at, Pre), p->check.at, behind);
        //@ assert code == PC_OK ==> part_of(p->cert->der, p->cert->extensions);
        return pc_scope_leave(&p->check.at, behind, code);
}

/*@ requires valid_parse(p) && indexing(p) && p->cert->extensions.len == 0;
    assigns p->check, p->cert->extensions, p->cert->index, p->cert->irregularities;
    ensures \result <= 0;
    ensures \result == PC_OK ==> rest_of(\old(p->check.at), p->check.at);
    ensures \result == PC_OK ==> p->cert->extensions.len == 0 || part_of(p->cert->der, p->cert->extensions);
    ensures valid_index(p->cert);
    ensures new_index(p->cert);
*/
PC_INLINE enum pc_result pc_tbs_read_extensions(struct pc_parse *p)
{
        enum pc_result code;

        if (p->check.at.len == 0) {
                return PC_OK;
        }
        if (p->cert->version < 3) {
                pc_parse_note(p, PC_IRREGULAR_VERSION_FIELDS);
        }
        //@ assert same_offsets{Pre, Here}(p->cert) && same_sizes{Pre, Here}(p->cert);
        //@ ghost struct pc_slice before = p->check.at;
        //@ assert rest_of(\at(p->check.at, Pre), before);
        code = pc_tbs_read_tagged_extensions(p);
        //@ assert code == PC_OK ==> follows(before, p->check.at);
        //@ assert code == PC_OK ==> rest_of(\at(p->check.at, Pre), p->check.at);
        return code;
}

#endif
