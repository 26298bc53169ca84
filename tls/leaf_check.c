#include "tls/leaf_check.h"

#include "x509/certificate.h"
#include "x509/verify.h"

static struct pc_verify_result verdict(enum pc_result code, const char *text)
{
        const struct pc_verify_result result = {code, 0, text};

        return result;
}

static struct pc_verify_result check_server_name(const struct pc_certificate *leaf, const char *server_name,
                                                 unsigned host_flags)
{
        const enum pc_result code = pc_host_check(leaf, server_name, host_flags);

        switch (code) {
        case PC_OK:
                return verdict(PC_OK, "ok");
        case PC_ERR_X509_HOST:
                return verdict(code, "Hostname mismatch");
        case PC_ERR_X509_IP:
                return verdict(code, "IP address mismatch");
        default:
                return verdict(code, pc_strerror(code));
        }
}

struct pc_verify_result pc_leaf_check(struct pc_slice der, enum pc_role role, const char *server_name,
                                      unsigned host_flags)
{
        struct pc_certificate leaf;
        enum pc_result code = pc_certificate_parse(&leaf, der, NULL);

        if (code != PC_OK) {
                return verdict(code, pc_strerror(code));
        }
        code = pc_purpose_check(&leaf,
                                role == PC_ROLE_CLIENT ? PC_PURPOSE_TLS_SERVER : PC_PURPOSE_TLS_CLIENT);
        if (code != PC_OK) {
                return verdict(code, "unsuitable certificate purpose");
        }
        return server_name == NULL ? verdict(PC_OK, "ok") : check_server_name(&leaf, server_name, host_flags);
}
