#include "suites.h"

void suites_set_verification(br_ssl_engine_context *engine, br_x509_minimal_context *minimal)
{
        br_ssl_engine_set_rsavrfy(engine, br_rsa_i15_pkcs1_vrfy);
        br_ssl_engine_set_ec(engine, &br_ec_prime_i15);
        br_ssl_engine_set_ecdsa(engine, br_ecdsa_i15_vrfy_asn1);
        br_x509_minimal_set_rsa(minimal, br_rsa_i15_pkcs1_vrfy);
        br_x509_minimal_set_ecdsa(minimal, &br_ec_prime_i15, br_ecdsa_i15_vrfy_asn1);
}

void suites_set_hash(br_ssl_engine_context *engine, br_x509_minimal_context *minimal, int id, const br_hash_class *hash)
{
        br_ssl_engine_set_hash(engine, id, hash);
        br_x509_minimal_set_hash(minimal, id, hash);
}
