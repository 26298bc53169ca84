/* A TLS server over the serial line, which demands a certificate of its client (mTLS), and prints who that is. */
#include "board.h"
#include "credentials.h"
#include "link.h"
#include "report.h"

static struct link link;
static br_ssl_server_context server;
static br_skey_decoder_context key;

static br_x509_certificate own_chain;

/* The profile for the sort of key that is compiled in. */
static bool set_up(void)
{
        br_skey_decoder_init(&key);
        br_skey_decoder_push(&key, own_key.data, own_key.len);
        own_chain.data = (unsigned char *)(uintptr_t)own_certificate.data;
        own_chain.data_len = own_certificate.len;
        switch (br_skey_decoder_key_type(&key)) {
        case BR_KEYTYPE_RSA:
                br_ssl_server_init_full_rsa(&server, &own_chain, 1, br_skey_decoder_get_rsa(&key));
                return true;
        case BR_KEYTYPE_EC:
                br_ssl_server_init_full_ec(&server, &own_chain, 1, BR_KEYTYPE_EC, br_skey_decoder_get_ec(&key));
                return true;
        default:
                return false;
        }
}

int main(void)
{
        struct pc_bearssl_config config = {.verify = PC_VERIFY_REQUIRED};

        uart_init();
        if (!link_trust(&link, &config) || !set_up()) {
                report_line("no trust anchor, or no key");
                return BOARD_USAGE;
        }
        br_x509_minimal_init_full(&link.minimal, &link.anchor, 1);
        pc_bearssl_attach_server(&link.tap, &server, &link.minimal, &config);
        if (!link_start(&link, &server.eng) || !br_ssl_server_reset(&server)) {
                report_line("the server cannot start");
                return BOARD_USAGE;
        }
        report_line("listening");
        return link_run(&link, &server.eng);
}
