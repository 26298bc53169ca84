/* Sessions in files, to be resumed by the next connection. */
#ifndef PC_CLI_SESSION_FILE_H
#define PC_CLI_SESSION_FILE_H

#include "cli/talk.h"

/* Reads one; a file that does not exist gives an empty slice. False with a message. Free it by pc_wipe_free.
 */
bool session_file_read(const char *path, struct pc_slice *out);

/*
 * Saves the session, readable by nobody else, in place of what the file was. With TLS 1.3 it waits for the
 * server to send it. Where there is nothing to save, a message says so and the file stays as it is.
 */
enum status session_file_write(const char *path, struct talk *talk);

#endif
