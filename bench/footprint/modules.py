"""Which part of the library a source file belongs to."""

MODULES = [
    ("asn1: reader and values", ["asn1/any", "asn1/bit_string", "asn1/charstring", "asn1/der",
                                 "asn1/integer", "asn1/oid", "asn1/time"]),
    ("asn1: words for errors", ["asn1/result"]),
    ("x509: certificate", ["x509/access", "x509/certificate", "x509/check", "x509/distribution_point",
                           "x509/extension", "x509/extension_index", "x509/general_name", "x509/name",
                           "x509/tbs", "x509/times", "x509/usage", "x509/validity"]),
    ("x509: host, purpose", ["x509/host", "x509/ip_address", "x509/purpose"]),
    ("x509: other extensions", ["x509/extension_state", "x509/field", "x509/integer_list", "x509/key_identifier",
                                "x509/lazy", "x509/name_constraints", "x509/policies", "x509/policy_constraints",
                                "x509/sct", "x509/shared_syntax", "x509/tls_feature"]),
    ("x509: public key", ["x509/curve", "x509/spki"]),
    ("x509: words for fields and irregularities", ["x509/diag", "x509/irregular"]),
    ("x509: PEM", ["x509/pem"]),
    ("x509: OID names", ["x509/oid_name", "x509/oid_name_common", "x509/oid_name_none"]),
    ("api: facade", ["api/decode", "api/getpeercert", "api/lookup"]),
    ("api: connection, bindings, pins", ["api/channel_binding", "api/connection", "api/pin", "x509/signature_hash"]),
    ("api: dict, visitor", ["api/dict_check", "api/dict_iter", "api/dict_visit", "api/general_name_text",
                            "api/uri_iter"]),
    ("api: texts", ["api/sink", "api/text", "api/text_oid", "api/text_value"]),
    ("api: Python and JSON", ["api/literal", "api/literal_text", "api/output", "api/plain", "api/write_json",
                              "api/write_python"]),
    ("api: text for people", ["api/report", "api/write_text", "api/write_text_extensions", "api/write_text_key",
                              "api/write_text_names", "api/write_text_usage", "api/write_text_validity"]),
]


def module_of(source):
    stem = source.rsplit(".", 1)[0]
    for name, sources in MODULES:
        if stem in sources:
            return name
    raise SystemExit("modules.py: no module has " + source)
