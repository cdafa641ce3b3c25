/* SPDX-License-Identifier: Apache-2.0
 *
 * address.c - may the network be asked there? Layer 11 (live). */
#include "live/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

struct block4 {
    uint32_t start;
    unsigned bits;
};

#define IP(a, b, c, d)                                                         \
    ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 |          \
     (uint32_t)(d))

/* clang-format off */
static const struct block4 special4[] = {
    {IP(0, 0, 0, 0), 8},       /* this network */
    {IP(10, 0, 0, 0), 8},      /* private */
    {IP(100, 64, 0, 0), 10},   /* of carriers */
    {IP(127, 0, 0, 0), 8},     /* this machine */
    {IP(169, 254, 0, 0), 16},  /* link; keys of clouds */
    {IP(172, 16, 0, 0), 12},   /* private */
    {IP(192, 0, 0, 0), 24},    /* protocols */
    {IP(192, 0, 2, 0), 24},    /* documents */
    {IP(192, 88, 99, 0), 24},  /* 6to4 relays */
    {IP(192, 168, 0, 0), 16},  /* private */
    {IP(198, 18, 0, 0), 15},   /* measuring */
    {IP(198, 51, 100, 0), 24}, /* documents */
    {IP(203, 0, 113, 0), 24},  /* documents */
    {IP(224, 0, 0, 0), 3},     /* many at once; not given out; all */
};

struct block6 {
    unsigned char start[6];
    unsigned bits;
};

/* Of 2000::/3. */
static const struct block6 special6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},       /* protocols, Teredo */
    {{0x20, 0x01, 0x0d, 0xb8}, 32},       /* documents */
    {{0x20, 0x02}, 16},                   /* 6to4 */
    {{0x3f, 0xff, 0x00}, 20},             /* documents */
};
/* clang-format on */

static bool
public4(uint32_t ip)
{
    for (size_t i = 0; i < sizeof special4 / sizeof *special4; i++)
        if ((ip ^ special4[i].start) >> (32 - special4[i].bits) == 0)
            return false;
    return true;
}

static bool
starts(const unsigned char *ip, const unsigned char *start, unsigned bits)
{
    unsigned whole = bits / 8, rest = bits % 8;
    return memcmp(ip, start, whole) == 0 &&
           (!rest || (ip[whole] ^ start[whole]) >> (8 - rest) == 0);
}

static bool
public6(const unsigned char *ip)
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    static const unsigned char nat64[12] = {0, 0x64, 0xff, 0x9b};
    if (memcmp(ip, mapped, 12) == 0 || memcmp(ip, nat64, 12) == 0)
        return public4(IP(ip[12], ip[13], ip[14], ip[15]));
    if (ip[0] >> 5 != 1)
        return false;
    for (size_t i = 0; i < sizeof special6 / sizeof *special6; i++)
        if (starts(ip, special6[i].start, special6[i].bits))
            return false;
    return true;
}

bool
live_address_public(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, address, sizeof in);
        return public4(ntohl(in.sin_addr.s_addr));
    }
    if (address->sa_family == AF_INET6) {
        struct sockaddr_in6 in;
        memcpy(&in, address, sizeof in);
        return public6(in.sin6_addr.s6_addr);
    }
    return false;
}

void
live_address_write(const struct sockaddr *address, char *out, unsigned room)
{
    const void *ip = NULL;
    struct sockaddr_in in4;
    struct sockaddr_in6 in6;
    if (address->sa_family == AF_INET) {
        memcpy(&in4, address, sizeof in4);
        ip = &in4.sin_addr;
    } else if (address->sa_family == AF_INET6) {
        memcpy(&in6, address, sizeof in6);
        ip = &in6.sin6_addr;
    }
    if (!ip || !inet_ntop(address->sa_family, ip, out, room))
        snprintf(out, room, "unknown");
}
