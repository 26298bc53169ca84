/*
 * The peer's certificates, copied as they stream by into a buffer of the caller's.
 *
 * Whole certificates are kept, the first ones; once one has not fit, it and all that follow are only counted.
 * The certificates stand at the buffer's start, one after the other; where each one ends is kept at the
 * buffer's end, PC_CHAIN_ENTRY octets a certificate, so that any number can be kept.
 */
#ifndef PC_TLS_CHAIN_H
#define PC_TLS_CHAIN_H

#include "asn1/der.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Octets that the buffer takes for a certificate, besides its own. */
#define PC_CHAIN_ENTRY 4

/* Its fields are the functions' own, but for 'sent'. */
struct pc_chain {
        uint8_t *buf;
        size_t size;
        size_t used;     /* octets of the certificates kept */
        size_t kept;     /* how many */
        size_t sent;     /* certificates that went by, kept or not */
        size_t expected; /* octets of the one that is coming */
        size_t filled;   /* and how many of them have come */
        bool keeping;    /* it is being kept */
};

/* Starts an empty chain; 'buf' may be NULL where 'size' is 0. */
void pc_chain_init(struct pc_chain *chain, uint8_t *buf, size_t size);

/* A certificate of 'len' octets begins. */
void pc_chain_begin(struct pc_chain *chain, size_t len);

/* Some of its octets come. */
void pc_chain_append(struct pc_chain *chain, struct pc_slice octets);

/* It ends. */
void pc_chain_finish(struct pc_chain *chain);

/* The three of them. */
void pc_chain_add(struct pc_chain *chain, struct pc_slice der);

/*
 * What has come behind the leaf, as a list (RFC 5246 7.4.2): each certificate behind its length in 3 octets,
 * which is 0 for one that did not fit. Gives the list's octets, and writes them where 'out' is not NULL.
 */
size_t pc_chain_list_rest(const struct pc_chain *chain, uint8_t *out);

/* Adds the certificates of such a list. */
void pc_chain_add_list(struct pc_chain *chain, struct pc_slice list);

/* Certificate 'i', leaf 0: PC_ERR_TLS_CHAIN_SIZE where it did not fit, PC_END past the last. */
enum pc_result pc_chain_at(const struct pc_chain *chain, size_t i, struct pc_slice *der) PC_MUST_USE;

#ifdef __cplusplus
}
#endif

#endif
