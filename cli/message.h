/* What the command says on standard error, and how it ends. */
#ifndef PC_CLI_MESSAGE_H
#define PC_CLI_MESSAGE_H

/* Exit statuses; where several apply, the highest. */
enum status {
        STATUS_OK = 0,
        STATUS_REFUSED = 1, /* a certificate was refused, or its verification failed */
        STATUS_USAGE = 2,   /* the command line, or reading and writing files */
        STATUS_NETWORK = 3  /* no connection, or no TLS */
};

enum status status_worse(enum status a, enum status b);

#if defined(__GNUC__)
#define PC_CLI_PRINTF __attribute__((format(printf, 1, 2)))
#else
#define PC_CLI_PRINTF
#endif

/* Prints "peercert: ", the text, and a newline. Control characters, which may come from a peer, are escaped.
 */
void message(const char *format, ...) PC_CLI_PRINTF;

#endif
