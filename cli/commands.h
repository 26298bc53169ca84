/* The subcommands. Each gets the arguments behind its name. */
#ifndef PC_CLI_COMMANDS_H
#define PC_CLI_COMMANDS_H

#include "cli/message.h"

enum status command_decode(int argc, char **argv);
enum status command_connect(int argc, char **argv);
enum status command_serve(int argc, char **argv);
enum status command_backends(int argc, char **argv);

#endif
