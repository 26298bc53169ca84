#include "x509/tls_feature.h"

#include "x509/field.h"
#include "x509/lazy.h"

/*@ requires \valid(in) && valid_slice(*in);
    assigns *in;
    ensures \result <= 0;
*/
enum pc_result pc_tls_feature_check(struct pc_slice *in)
{
        struct pc_slice features;
        enum pc_result code = pc_der_expect(in, PC_TAG_SEQUENCE, &features);

        if (code == PC_OK) {
                code = pc_leave(in, &features, pc_integers_check(&features));
        }
        return code == PC_OK ? pc_der_end(*in) : code;
}

/*@ requires valid_certificate(cert) && \valid(out);
    assigns *out;
    ensures \result == PC_OK ==> part_of(\old(cert->extensions), out->rest);
*/
enum pc_result pc_tls_features(const struct pc_certificate *cert, struct pc_integer_iter *out)
{
        struct pc_slice value;
        enum pc_result code = pc_checked_value(cert, PC_EXTENSION_TLS_FEATURE, pc_tls_feature_check, &value);

        return code == PC_OK ? pc_der_expect(&value, PC_TAG_SEQUENCE, &out->rest) : code;
}
