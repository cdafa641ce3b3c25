/* SPDX-License-Identifier: Apache-2.0
 *
 * address.h - may the network be asked there? Layer 11 (live).
 *
 * A feed names any address it likes: the machine's own, those of its network,
 * those of a cloud's keys. What counts is the number that is connected to,
 * after names were looked up. */
#ifndef NQ_LIVE_ADDRESS_H
#define NQ_LIVE_ADDRESS_H

#include <stdbool.h>

#include <sys/socket.h>

/* Is it an address of the public network? Source: the registries of special
 * addresses, IANA (RFC 6890, RFC 8190); of IPv6 only 2000::/3 is given out. */
bool live_address_public(const struct sockaddr *address);

/* As text, "127.0.0.1"; `room` is 46 bytes at least. */
void live_address_write(const struct sockaddr *address, char *out,
                        unsigned room);

#endif
