/*
 * A TLS client over the serial line, which verifies the server for the name that stands in the program's arguments, and
 * prints who it is.
 */
#include <string.h>

#include "board.h"
#include "link.h"
#include "report.h"
#include "suites.h"

static struct link link;
static br_ssl_client_context client;

/* What follows the program's own name. */
static const char *server_name(char *arguments)
{
        char *space = strchr(arguments, ' ');

        return space == NULL ? "" : space + 1;
}

int main(void)
{
        static char arguments[280];
        struct pc_bearssl_config config = {.verify = PC_VERIFY_REQUIRED};

        uart_init();
        if (!board_arguments(arguments, sizeof arguments) || !link_trust(&link, &config)) {
                report_line("no server name, or no trust anchor");
                return BOARD_USAGE;
        }
        config.server_name = server_name(arguments);
        suites_client(&client, &link.minimal, &link.anchor);
        pc_bearssl_attach_client(&link.tap, &client, &link.minimal, &config);
        if (!link_start(&link, &client.eng) || !br_ssl_client_reset(&client, config.server_name, 0)) {
                report_line("the client cannot start");
                return BOARD_USAGE;
        }
        return link_run(&link, &client.eng);
}
