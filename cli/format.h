/* The output formats, and a certificate in each of them. */
#ifndef PC_CLI_FORMAT_H
#define PC_CLI_FORMAT_H

#include "cli/output.h"
#include "x509/certificate.h"

enum format { FORMAT_PYTHON, FORMAT_JSON, FORMAT_TEXT, FORMAT_PEM, FORMAT_DER };

#define FORMAT_ARGUMENT "FORMAT"
#define FORMAT_HELP     "python, json, text (default), pem or der"

/* By its name; 'name' NULL gives text. False with a message. */
bool format_parse(const char *command, const char *name, enum format *out);

/* Whether it is the certificate itself, so that nothing else can be written in it. */
bool format_is_raw(enum format format);

/*
 * Writes a certificate, in python and json followed by a newline. Nothing has been written where the result
 * is not PC_OK, but for PC_ERR_API_SINK, which the output remembers.
 */
enum pc_result format_certificate(const struct pc_certificate *cert, enum format format,
                                  struct output *output);

/* Writes octets: a bytes literal; hexadecimal digits in quotes, and without for text; PEM as a CERTIFICATE.
 */
void format_octets(struct pc_slice octets, enum format format, struct output *output);

/*
 * Writes ASCII text as a literal: in single quotes for python, in double quotes for json, bare for text.
 * Octets that are no printable ASCII, which may come from a peer, are escaped.
 */
void format_string(const char *text, enum format format, struct output *output);

#endif
