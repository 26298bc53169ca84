/*
 * Certificate policies: RFC 5280 4.2.1.4.
 *
 *     CertificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
 *     PolicyInformation   ::= SEQUENCE {
 *          policyIdentifier OBJECT IDENTIFIER,
 *          policyQualifiers SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
 *     PolicyQualifierInfo ::= SEQUENCE { policyQualifierId OBJECT IDENTIFIER, qualifier ANY }
 *     CPSuri              ::= IA5String
 *     UserNotice          ::= SEQUENCE { noticeRef    NoticeReference OPTIONAL,
 *                                        explicitText DisplayText OPTIONAL }
 *     NoticeReference     ::= SEQUENCE { organization DisplayText, noticeNumbers SEQUENCE OF INTEGER }
 *     DisplayText         ::= CHOICE { IA5String, VisibleString, BMPString, UTF8String }
 */
#ifndef PC_X509_POLICIES_H
#define PC_X509_POLICIES_H

#include "x509/certificate.h"
#include "x509/integer_list.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Over the qualifiers of a policy. Lives with the caller; the field is pc_policy_qualifier_next's own. */
struct pc_policy_qualifier_iter {
        struct pc_slice rest;
};

/* One PolicyInformation. */
struct pc_policy {
        struct pc_slice oid;                        /* contents octets of policyIdentifier */
        struct pc_policy_qualifier_iter qualifiers; /* empty where absent */
};

/* Over the policies. Lives with the caller; the field is pc_policy_next's own. */
struct pc_policy_iter {
        struct pc_slice rest;
};

/*
 * The policies under which the certificate was issued.
 *
 * PC_NONE where the extension is absent, PC_ERR_X509_DUPLICATE where it is repeated, the decoder's code where
 * it is malformed; 'out' is untouched then. An empty list is PC_ERR_X509_VALUE. Characters are checked as
 * pc_string_check does; neither lengths of texts nor the repetition of policies are.
 */
enum pc_result pc_certificate_policies(const struct pc_certificate *cert,
                                       struct pc_policy_iter *out) PC_MUST_USE;

/* The next policy, PC_END past the last one. It cannot fail where the reader has passed. */
enum pc_result pc_policy_next(struct pc_policy_iter *it, struct pc_policy *out) PC_MUST_USE;

/* What a qualifier is. */
enum pc_policy_qualifier_type {
        PC_POLICY_QUALIFIER_OTHER, /* not looked into */
        PC_POLICY_QUALIFIER_CPS,   /* id-qt-cps: where the practice statement is, a URI */
        PC_POLICY_QUALIFIER_NOTICE /* id-qt-unotice: a text for who relies on the certificate */
};

/* A user notice. What is absent is empty, its tag 0. */
struct pc_user_notice {
        struct pc_element organization;        /* a string; present just if noticeRef is */
        struct pc_integer_iter notice_numbers; /* of texts that the organization has */
        struct pc_element explicit_text;       /* a string: pc_string_next gives UTF-8 */
};

/* One PolicyQualifierInfo. */
struct pc_policy_qualifier {
        enum pc_policy_qualifier_type type; /* by 'oid' */
        struct pc_slice oid;                /* contents octets of policyQualifierId */
        struct pc_element value;            /* the qualifier; for CPS its contents are the URI */
        struct pc_user_notice notice;       /* NOTICE only */
};

/* The next qualifier, PC_END past the last one. It cannot fail where the reader has passed. */
enum pc_result pc_policy_qualifier_next(struct pc_policy_qualifier_iter *it,
                                        struct pc_policy_qualifier *out) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
