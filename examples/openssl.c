/* openssl HOST PORT CAFILE: an OpenSSL client that prints the server's certificate as JSON. */
#include <stdio.h>

#include <peercert.h>
#include <peercert_openssl.h>

int main(int argc, char **argv)
{
        static char json[1 << 16];
        struct pc_buffer buffer = {json, sizeof json - 1, 0};
        enum pc_result result = PC_ERR_API_HANDSHAKE;
        static SSL_CTX *context;
        static BIO *bio;
        struct pc_certificate cert;
        SSL *ssl;

        context = SSL_CTX_new(TLS_client_method());
        bio = BIO_new_ssl_connect(context);
        if (argc != 4 || bio == NULL || SSL_CTX_load_verify_file(context, argv[3]) != 1) {
                return 2;
        }
        BIO_set_conn_hostname(bio, argv[1]);
        BIO_set_conn_port(bio, argv[2]);
        BIO_get_ssl(bio, &ssl);
        SSL_set_tlsext_host_name(ssl, argv[1]);
        SSL_set1_host(ssl, argv[1]);
        SSL_set_verify(ssl, SSL_VERIFY_PEER, NULL);
        if (BIO_do_handshake(bio) == 1) {
                result = pc_getpeercert(pc_openssl_peer(ssl), &cert, NULL);
        }
        if (result == PC_OK) {
                result = pc_write_json(&cert, pc_buffer_sink, &buffer);
                puts(json);
        }
        BIO_free_all(bio);
        SSL_CTX_free(context);
        return result == PC_OK ? 0 : 1;
}
