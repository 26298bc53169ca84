#include "extension_text.h"

#include <inttypes.h>
#include <string.h>

#include "support.h"

#include "asn1/charstring.h"
#include "asn1/integer.h"
#include "asn1/oid.h"
#include "x509/extensions.h"

static char text[16384];
static size_t text_len;

static void emit(const char *format, ...)
{
        va_list arguments;
        int count;

        va_start(arguments, format);
        count = vsnprintf(text + text_len, sizeof text - text_len, format, arguments);
        va_end(arguments);
        assert_in_range(count, 0, sizeof text - text_len - 1);
        text_len += (size_t)count;
}

/* Writes what goes between two things, unless nothing, or just a bracket, stands before. */
static void emit_gap(const char *gap)
{
        if (text_len > 0 && strchr("([{", text[text_len - 1]) == NULL) {
                emit("%s", gap);
        }
}

static void emit_hex(struct pc_slice octets)
{
        size_t i;

        for (i = 0; i < octets.len; i++) {
                emit("%02x", octets.data[i]);
        }
}

static void emit_oid(struct pc_slice oid)
{
        uint8_t dotted[256];
        size_t len;

        assert_int_equal(pc_oid_to_dotted(oid, dotted, sizeof dotted, &len), PC_OK);
        emit("%.*s", (int)len, (const char *)dotted);
}

static void emit_string(const struct pc_element *string)
{
        struct pc_slice rest = string->content;
        struct pc_slice utf8;
        uint8_t buf[PC_STRING_PIECE];

        while (pc_string_next(string->tag, &rest, buf, &utf8) == PC_OK) {
                emit("%.*s", (int)utf8.len, (const char *)utf8.data);
        }
}

static void emit_name(const struct pc_general_name *name)
{
        emit("%d:", (int)name->type);
        switch (name->type) {
        case PC_GENERAL_NAME_EMAIL:
        case PC_GENERAL_NAME_DNS:
        case PC_GENERAL_NAME_URI:
                emit("%.*s", (int)name->value.len, (const char *)name->value.data);
                break;
        case PC_GENERAL_NAME_OTHER:
                emit_hex(name->type_id);
                emit(",%02x,", name->other.tag);
                emit_hex(name->other.content);
                break;
        default:
                emit_hex(name->value);
        }
}

static void emit_names(struct pc_general_name_iter names)
{
        struct pc_general_name name;
        enum pc_result result;

        while ((result = pc_general_name_next(&names, &name)) == PC_OK) {
                emit_gap(" ");
                emit_name(&name);
        }
        assert_int_equal(result, PC_END);
}

static void emit_integers(struct pc_integer_iter integers, const char *gap)
{
        struct pc_slice content;
        enum pc_result result;
        const char *before = "";

        while ((result = pc_integer_next(&integers, &content)) == PC_OK) {
                int64_t number;

                if (pc_integer_to_int64(content, &number) != PC_OK) {
                        number = 0;
                }
                emit("%s%" PRId64, before, number);
                before = gap;
        }
        assert_int_equal(result, PC_END);
}

static enum pc_result read_subject_key_identifier(const struct pc_certificate *cert)
{
        struct pc_slice key_id;
        enum pc_result result = pc_subject_key_identifier(cert, &key_id);

        if (result == PC_OK && key_id.len == 0) {
                emit("empty");
        } else if (result == PC_OK) {
                emit_hex(key_id);
        }
        return result;
}

static enum pc_result read_authority_key_identifier(const struct pc_certificate *cert)
{
        struct pc_authority_key_identifier identifier;
        enum pc_result result = pc_authority_key_identifier(cert, &identifier);

        if (result != PC_OK) {
                return result;
        }
        if (identifier.has_key_id) {
                emit("key=");
                emit_hex(identifier.key_id);
        }
        if (identifier.has_issuer) {
                emit_gap(" ");
                emit("issuer=(");
                emit_names(identifier.issuer);
                emit(")");
        }
        if (identifier.has_serial) {
                emit_gap(" ");
                emit("serial=");
                emit_hex(identifier.serial);
        }
        return result;
}

static void emit_notice(const struct pc_user_notice *notice)
{
        emit("notice");
        if (notice->organization.tag != 0) {
                emit(" org='");
                emit_string(&notice->organization);
                emit("' numbers=");
                emit_integers(notice->notice_numbers, ",");
        }
        if (notice->explicit_text.tag != 0) {
                emit(" text='");
                emit_string(&notice->explicit_text);
                emit("'");
        }
}

static void emit_qualifier(const struct pc_policy_qualifier *qualifier)
{
        switch (qualifier->type) {
        case PC_POLICY_QUALIFIER_CPS:
                emit("cps ");
                emit_string(&qualifier->value);
                break;
        case PC_POLICY_QUALIFIER_NOTICE:
                assert_int_equal(qualifier->value.tag, PC_TAG_SEQUENCE);
                emit_notice(&qualifier->notice);
                break;
        default:
                emit_oid(qualifier->oid);
                emit(" %02x:", qualifier->value.tag);
                emit_hex(qualifier->value.content);
        }
}

static void emit_policy(const struct pc_policy *policy)
{
        struct pc_policy_qualifier_iter qualifiers = policy->qualifiers;
        struct pc_policy_qualifier qualifier;
        enum pc_result result;

        emit_oid(policy->oid);
        while ((result = pc_policy_qualifier_next(&qualifiers, &qualifier)) == PC_OK) {
                emit(" {");
                emit_qualifier(&qualifier);
                emit("}");
        }
        assert_int_equal(result, PC_END);
}

static enum pc_result read_policies(const struct pc_certificate *cert)
{
        struct pc_policy_iter policies;
        struct pc_policy policy;
        enum pc_result result = pc_certificate_policies(cert, &policies);

        if (result != PC_OK) {
                return result;
        }
        while ((result = pc_policy_next(&policies, &policy)) == PC_OK) {
                emit_gap("; ");
                emit_policy(&policy);
        }
        return result == PC_END ? PC_OK : PC_END;
}

static enum pc_result read_policy_mappings(const struct pc_certificate *cert)
{
        struct pc_policy_mapping_iter mappings;
        struct pc_policy_mapping mapping;
        enum pc_result result = pc_policy_mappings(cert, &mappings);

        if (result != PC_OK) {
                return result;
        }
        while ((result = pc_policy_mapping_next(&mappings, &mapping)) == PC_OK) {
                emit_gap(" ");
                emit_oid(mapping.issuer_domain);
                emit(":");
                emit_oid(mapping.subject_domain);
        }
        return result == PC_END ? PC_OK : PC_END;
}

static enum pc_result read_policy_constraints(const struct pc_certificate *cert)
{
        struct pc_policy_constraints constraints;
        enum pc_result result = pc_policy_constraints(cert, &constraints);

        if (result != PC_OK) {
                return result;
        }
        if (constraints.has_require_explicit_policy) {
                emit("require=%" PRId64, constraints.require_explicit_policy);
        }
        if (constraints.has_inhibit_policy_mapping) {
                emit_gap(" ");
                emit("inhibit=%" PRId64, constraints.inhibit_policy_mapping);
        }
        return result;
}

static enum pc_result read_inhibit_any_policy(const struct pc_certificate *cert)
{
        int64_t skip;
        enum pc_result result = pc_inhibit_any_policy(cert, &skip);

        if (result == PC_OK) {
                emit("%" PRId64, skip);
        }
        return result;
}

static void emit_subtrees(const char *name, struct pc_subtree_iter subtrees)
{
        struct pc_subtree subtree;
        enum pc_result result;

        emit_gap(" ");
        emit("%s(", name);
        while ((result = pc_subtree_next(&subtrees, &subtree)) == PC_OK) {
                emit_gap(" ");
                emit_name(&subtree.base);
                emit("/%" PRId64 "/", subtree.minimum);
                if (subtree.has_maximum) {
                        emit("%" PRId64, subtree.maximum);
                } else {
                        emit("-");
                }
        }
        assert_int_equal(result, PC_END);
        emit(")");
}

static enum pc_result read_name_constraints(const struct pc_certificate *cert)
{
        struct pc_name_constraints constraints;
        enum pc_result result = pc_name_constraints(cert, &constraints);

        if (result == PC_OK && constraints.has_permitted) {
                emit_subtrees("permitted", constraints.permitted);
        }
        if (result == PC_OK && constraints.has_excluded) {
                emit_subtrees("excluded", constraints.excluded);
        }
        return result;
}

static enum pc_result read_issuer_alt_names(const struct pc_certificate *cert)
{
        struct pc_general_name_iter names;
        enum pc_result result = pc_issuer_alt_names(cert, &names);

        if (result == PC_OK) {
                emit_names(names);
        }
        return result;
}

static enum pc_result read_subject_info_access(const struct pc_certificate *cert)
{
        struct pc_access_iter accesses;
        struct pc_access access;
        enum pc_result result = pc_subject_info_access(cert, &accesses);

        if (result != PC_OK) {
                return result;
        }
        while ((result = pc_access_next(&accesses, &access)) == PC_OK) {
                emit_gap(" ");
                emit_oid(access.method);
                emit("=");
                emit_name(&access.location);
        }
        return result == PC_END ? PC_OK : PC_END;
}

static void emit_point(const struct pc_distribution_point *point)
{
        if (point->has_full_name) {
                emit("full(");
                emit_names(point->full_name);
                emit(")");
        }
        if (point->has_relative_name) {
                emit("relative=");
                emit_hex(point->relative_name);
        }
        if (point->has_reasons) {
                emit_gap(" ");
                emit("reasons=");
                emit_hex(point->reasons.octets);
        }
        if (point->has_crl_issuer) {
                emit_gap(" ");
                emit("issuer(");
                emit_names(point->crl_issuer);
                emit(")");
        }
}

static enum pc_result read_freshest_crl(const struct pc_certificate *cert)
{
        struct pc_distribution_point_iter points;
        struct pc_distribution_point point;
        enum pc_result result = pc_freshest_crl(cert, &points);

        if (result != PC_OK) {
                return result;
        }
        while ((result = pc_distribution_point_next(&points, &point)) == PC_OK) {
                emit_gap(" ");
                emit("[");
                emit_point(&point);
                emit("]");
        }
        return result == PC_END ? PC_OK : PC_END;
}

static void emit_sct(const struct pc_sct *sct)
{
        emit("v%u ", sct->version);
        if (sct->version != PC_SCT_V1) {
                emit_hex(sct->serialized);
                return;
        }
        emit_hex(sct->log_id);
        emit(" %" PRIu64 " ext=", sct->timestamp);
        emit_hex(sct->extensions);
        emit(" %u/%u sig=", sct->hash_algorithm, sct->signature_algorithm);
        emit_hex(sct->signature);
}

static enum pc_result read_sct_list(const struct pc_certificate *cert)
{
        struct pc_sct_iter scts;
        struct pc_sct sct;
        enum pc_result result = pc_sct_list(cert, &scts);

        if (result != PC_OK) {
                return result;
        }
        while ((result = pc_sct_next(&scts, &sct)) == PC_OK) {
                emit_gap("; ");
                emit_sct(&sct);
        }
        return result == PC_END ? PC_OK : PC_END;
}

static enum pc_result read_tls_features(const struct pc_certificate *cert)
{
        struct pc_integer_iter features;
        enum pc_result result = pc_tls_features(cert, &features);

        if (result == PC_OK) {
                emit_integers(features, " ");
        }
        return result;
}

enum pc_result read_extension(const struct pc_certificate *cert, enum pc_extension_kind kind,
                              const char **out)
{
        static enum pc_result (*const readers[PC_EXTENSION_KINDS])(const struct pc_certificate *) = {
                [PC_EXTENSION_SUBJECT_KEY_IDENTIFIER] = read_subject_key_identifier,
                [PC_EXTENSION_AUTHORITY_KEY_IDENTIFIER] = read_authority_key_identifier,
                [PC_EXTENSION_CERTIFICATE_POLICIES] = read_policies,
                [PC_EXTENSION_POLICY_MAPPINGS] = read_policy_mappings,
                [PC_EXTENSION_ISSUER_ALT_NAME] = read_issuer_alt_names,
                [PC_EXTENSION_NAME_CONSTRAINTS] = read_name_constraints,
                [PC_EXTENSION_POLICY_CONSTRAINTS] = read_policy_constraints,
                [PC_EXTENSION_INHIBIT_ANY_POLICY] = read_inhibit_any_policy,
                [PC_EXTENSION_FRESHEST_CRL] = read_freshest_crl,
                [PC_EXTENSION_SUBJECT_INFO_ACCESS] = read_subject_info_access,
                [PC_EXTENSION_SCT_LIST] = read_sct_list,
                [PC_EXTENSION_TLS_FEATURE] = read_tls_features,
        };
        enum pc_result result;

        text_len = 0;
        text[0] = '\0';
        result = readers[kind](cert);
        if (result == PC_OK && text_len == 0) {
                emit("none");
        }
        *out = text;
        return result;
}
