/* How far a long run has come, for a person who waits at a terminal; nothing otherwise. */
#ifndef PC_CLI_PROGRESS_H
#define PC_CLI_PROGRESS_H

/*
 * Shows the number of certificates done on standard error: if that is a terminal and standard output is none,
 * a second after the first call and from then on now and then.
 */
void progress_show(unsigned long long certificates);

/* Removes what is shown, if anything is: before a message, and at the end. */
void progress_clear(void);

#endif
