/* The WHATs of --show for programs: as Python literals, as JSON, and those that are certificates raw. */
#ifndef PC_CLI_SHOW_DATA_H
#define PC_CLI_SHOW_DATA_H

#include "cli/show.h"

/* Python's None. */
enum status show_data_none(const struct show *show);
/* Octets; and what stands for those that there are not: None, or a message. */
enum status show_data_octets(const struct show *show, enum pc_result result, struct pc_slice octets);

enum status show_data_getpeercert(const struct show *show);
enum status show_data_binary(const struct show *show);
enum status show_data_fingerprint(const struct show *show);
enum status show_data_key_fingerprint(const struct show *show);
enum status show_data_verified_chain(const struct show *show);
enum status show_data_unverified_chain(const struct show *show);

enum status show_data_cipher(const struct show *show);
enum status show_data_shared_ciphers(const struct show *show);
enum status show_data_version(const struct show *show);
enum status show_data_compression(const struct show *show);
enum status show_data_channel_binding(const struct show *show);
enum status show_data_session_reused(const struct show *show);
enum status show_data_server_name(const struct show *show);
enum status show_data_verify_result(const struct show *show);

#endif
