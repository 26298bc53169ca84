#include "tls/mbedtls/message.h"
#include "tls/mbedtls/session.h"

/* Those that have a name with OpenSSL. First what a server of Python's takes, in its order; then the others.
 */
const int pc_mbedtls_suites[] = {
        0xC02C, 0xC030, 0xC02B, 0xC02F, 0xCCA9, 0xCCA8, /* ECDHE: AES-256-GCM, AES-128-GCM, ChaCha20 */
        0xC024, 0xC028, 0xC023, 0xC027,                 /* ECDHE: CBC with SHA-384, SHA-256 */
        0x009F, 0x009E, 0x006B, 0x0067,                 /* DHE: GCM, CBC */
        0xC0AD, 0xC0AC, 0xC0AF, 0xC0AE,                 /* ECDHE-ECDSA: CCM, CCM8 */
        0xC00A, 0xC014, 0xC009, 0xC013,                 /* ECDHE: CBC with SHA-1 */
        0x009D, 0x009C, 0xC09D, 0xC0A1, 0xC09C, 0xC0A0, /* RSA: GCM, CCM, CCM8 */
        0x003D, 0x003C, 0x0035, 0x002F,                 /* RSA: CBC */
        0,
};

static bool has_suite(struct pc_slice offered, int suite)
{
        for (size_t i = 0; i + 1 < offered.len; i += 2) {
                if ((offered.data[i] << 8 | offered.data[i + 1]) == suite) {
                        return true;
                }
        }
        return false;
}

static void note_suites(struct pc_mbedtls *tap, struct pc_slice offered)
{
        tap->offered = true;
        tap->shared_len = 0;
        for (const int *suite = pc_mbedtls_suites; *suite != 0; suite++) {
                if (has_suite(offered, *suite)) {
                        tap->shared[tap->shared_len++] = (uint16_t)*suite;
                }
        }
}

void pc_mbedtls_note_hello(struct pc_mbedtls_session *s)
{
        const struct pc_slice hello = pc_mbedtls_client_hello(&s->ssl);
        struct pc_slice offered;

        if (s->config.role == PC_ROLE_CLIENT) {
                s->secrets.extended = pc_message_server_takes(pc_mbedtls_server_hello(&s->ssl),
                                                              PC_MESSAGE_EXTENDED_MASTER_SECRET);
                return;
        }
        /* mbedTLS takes what is offered. */
        s->secrets.extended = pc_message_client_offers(hello, PC_MESSAGE_EXTENDED_MASTER_SECRET);
        if (pc_message_suites(hello, &offered) == PC_OK) {
                note_suites(&s->tap, offered);
        }
}
