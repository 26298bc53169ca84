/* A TLS server over the serial line, which demands a certificate of its client (mTLS), and prints who that is. */
#include "board.h"
#include "credentials.h"
#include "link.h"
#include "report.h"
#include "suites.h"

static struct link link;
static br_ssl_server_context server;

int main(void)
{
        struct pc_bearssl_config config = {.verify = PC_VERIFY_REQUIRED};

        uart_init();
        link_trust(&link, &config);
        suites_server(&server, &link.minimal);
        credentials_serve(&server);
        pc_bearssl_attach_server(&link.tap, &server, &link.minimal, &config);
        if (!link_start(&link, &server.eng) || !br_ssl_server_reset(&server)) {
                report_line("the server cannot start");
                return BOARD_USAGE;
        }
        report_line("listening");
        return link_run(&link, &server.eng);
}
