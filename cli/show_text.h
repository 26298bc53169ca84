/* The WHATs of --show for people to read. */
#ifndef PC_CLI_SHOW_TEXT_H
#define PC_CLI_SHOW_TEXT_H

#include "cli/show.h"

/* A line "NAME: VALUE". */
void show_text_line(const struct show *show, const char *name, const char *value);

enum status show_text_getpeercert(const struct show *show);
enum status show_text_binary(const struct show *show);
enum status show_text_fingerprint(const struct show *show);
enum status show_text_key_fingerprint(const struct show *show);
enum status show_text_verified_chain(const struct show *show);
enum status show_text_unverified_chain(const struct show *show);

enum status show_text_cipher(const struct show *show);
enum status show_text_shared_ciphers(const struct show *show);
enum status show_text_version(const struct show *show);
enum status show_text_compression(const struct show *show);
enum status show_text_channel_binding(const struct show *show);
enum status show_text_session_reused(const struct show *show);
enum status show_text_server_name(const struct show *show);
enum status show_text_verify_result(const struct show *show);

#endif
