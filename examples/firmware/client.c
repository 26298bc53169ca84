/*
 * A TLS client over the serial line, which verifies the server for the name that stands in the program's arguments, and
 * prints who it is.
 */
#include "board.h"
#include "link.h"
#include "report.h"
#include "suites.h"

static struct link link;
static br_ssl_client_context client;

/* What follows the program's own name. */
static const char *server_name(char *arguments)
{
        while (*arguments != '\0' && *arguments++ != ' ') {
        }
        return arguments;
}

int main(void)
{
        static char arguments[280];
        struct pc_bearssl_config config = {.verify = PC_VERIFY_REQUIRED};

        uart_init();
        if (!board_arguments(arguments, sizeof arguments)) {
                report_line("no server name");
                return BOARD_USAGE;
        }
        config.server_name = server_name(arguments);
        link_trust(&link, &config);
        suites_client(&client, &link.minimal);
        pc_bearssl_attach_client(&link.tap, &client, &link.minimal, &config);
        if (!link_start(&link, &client.eng) || !br_ssl_client_reset(&client, config.server_name, 0)) {
                report_line("the client cannot start");
                return BOARD_USAGE;
        }
        return link_run(&link, &client.eng);
}
