/* SPDX-License-Identifier: Apache-2.0
 *
 * onebyte.c - one-byte charsets, and which of them a text is in. Layer 1
 * (input).
 *
 * Each candidate is judged by the mean cost in bits of its letter pairs: news
 * read with the right table costs 3.7 bits a pair, at most 4.6 over any 40
 * letters tried, with a wrong one mostly over 6. Where two tables give the
 * same letters (ISO 8859-6 and Mac Arabic mostly do) the first is taken. */
#include "input/onebyte.h"

#include "base/str.h"
#include "base/utf8.h"
#include "input/arabic_pairs.h"
#include "input/charset_codes.h"
#include "input/tune.h"

enum { NO_LETTER = 0, LATIN = 0xfd, MARK = 0xfe, ODD = 0xff };
#define N_LETTERS 36u

static const struct {
    const char *name;
    const uint16_t *points;
} charsets[] = {
    [NQ_ONEBYTE_1256] = {"windows-1256", windows_1256},
    [NQ_ONEBYTE_8859_6] = {"iso-8859-6", iso_8859_6},
    [NQ_ONEBYTE_MAC_ARABIC] = {"x-mac-arabic", mac_arabic},
    [NQ_ONEBYTE_720] = {"cp720", cp720},
    [NQ_ONEBYTE_1252] = {"windows-1252", windows_1252},
    [NQ_ONEBYTE_MAC_ROMAN] = {"mac-roman", mac_roman},
};

/* Labels as they are met in pages and headers; lower case. */
static const struct {
    const char *label;
    nq_onebyte charset;
} labels[] = {
    {"windows-1256", NQ_ONEBYTE_1256},
    {"cp1256", NQ_ONEBYTE_1256},
    {"cp-1256", NQ_ONEBYTE_1256},
    {"x-cp1256", NQ_ONEBYTE_1256},
    {"windows1256", NQ_ONEBYTE_1256},
    {"iso-8859-6", NQ_ONEBYTE_8859_6},
    {"iso8859-6", NQ_ONEBYTE_8859_6},
    {"iso_8859-6", NQ_ONEBYTE_8859_6},
    {"asmo-708", NQ_ONEBYTE_8859_6},
    {"arabic", NQ_ONEBYTE_8859_6},
    {"ecma-114", NQ_ONEBYTE_8859_6},
    {"x-mac-arabic", NQ_ONEBYTE_MAC_ARABIC},
    {"macarabic", NQ_ONEBYTE_MAC_ARABIC},
    {"cp720", NQ_ONEBYTE_720},
    {"dos-720", NQ_ONEBYTE_720},
    {"ibm720", NQ_ONEBYTE_720},
    {"windows-1252", NQ_ONEBYTE_1252},
    {"cp1252", NQ_ONEBYTE_1252},
    {"iso-8859-1", NQ_ONEBYTE_1252},
    {"iso8859-1", NQ_ONEBYTE_1252},
    {"latin1", NQ_ONEBYTE_1252},
    {"iso-8859-15", NQ_ONEBYTE_1252},
};

const char *
nq_onebyte_name(nq_onebyte charset)
{
    return charsets[charset].name;
}

const uint16_t *
nq_onebyte_points(nq_onebyte charset)
{
    return charsets[charset].points;
}

static bool
same_letters(naql_str s, const char *lower)
{
    if (s.len != strlen(lower))
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c | 0x20);
        if (c != lower[i])
            return false;
    }
    return true;
}

nq_onebyte
nq_onebyte_labelled(naql_str label)
{
    label = nq_str_trim(label);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (same_letters(label, labels[i].label))
            return labels[i].charset;
    return NQ_ONEBYTE_NONE;
}

/* ---- Statistics ---------------------------------------------------------- */

static bool
is_persian(uint32_t c)
{
    return c == 0x067e || c == 0x0686 || c == 0x0698 || c == 0x06a9 ||
           c == 0x06af || c == 0x06cc;
}

/* Punctuation above ASCII that stands in Arabic news: Arabic comma and
 * semicolon, question mark, per cent, digits, quotation marks, dashes, bullet,
 * ellipsis, direction marks, spaces. */
static bool
is_punctuation(uint32_t c)
{
    return c == 0x060c || c == 0x061b || c == 0x061f ||
           (c >= 0x0660 && c <= 0x066c) || (c >= 0x06f0 && c <= 0x06f9) ||
           (c >= 0x2010 && c <= 0x2026) || (c >= 0x200c && c <= 0x200f) ||
           c == 0x2039 || c == 0x203a || c == 0x00a0 || c == 0x00ab ||
           c == 0x00bb || c == 0x00a9 || c == 0x00ae || c == 0x00b0 ||
           c == 0x00b7 || c == 0x00ad;
}

static unsigned char
class_of(uint32_t c)
{
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return LATIN;
    if (c < 0x80)
        return c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f'
                   ? ODD
                   : NO_LETTER;
    if (c >= 0x0621 && c <= 0x063a)
        return (unsigned char)(c - 0x0621 + 1);
    if (c >= 0x0641 && c <= 0x064a)
        return (unsigned char)(c - 0x0641 + 27);
    if (c == 0x0640 || (c >= 0x064b && c <= 0x0652))
        return MARK;
    return is_punctuation(c) || is_persian(c) ? NO_LETTER : ODD;
}

struct reading {
    uint64_t cost; /* of all pairs, in 1/8 bit */
    size_t pairs, odd;
};

/* Adds what `now` costs behind `last`; returns what it is for the next one. A
 * Latin letter that touches an Arabic one is as odd as a sign would be. */
static unsigned
count_pair(struct reading *r, unsigned last, unsigned now)
{
    bool mixed = (last == LATIN && now - 1u < N_LETTERS) ||
                 (now == LATIN && last - 1u < N_LETTERS);
    if (now == ODD || mixed) {
        r->odd += now == ODD;
        r->pairs++;
        r->cost += NQ_TUNE_ODD_COST;
        return now == ODD ? NO_LETTER : now;
    }
    unsigned left = last == LATIN ? NO_LETTER : last;
    unsigned right = now == LATIN ? NO_LETTER : now;
    if (left | right) {
        r->pairs++;
        r->cost += arabic_pairs[left][right];
    }
    return now;
}

static struct reading
read_as(nq_onebyte charset, naql_str bytes)
{
    unsigned char class[256];
    for (unsigned i = 0; i < 256; i++) {
        uint32_t c = i < 0x80 ? i : charsets[charset].points[i - 0x80];
        class[i] = i >= 0x80 && c == 0 ? ODD : class_of(c);
    }
    struct reading r = {0};
    unsigned last = NO_LETTER;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned now = class[(unsigned char)bytes.ptr[i]];
        if (now != MARK)
            last = count_pair(&r, last, now);
    }
    return r;
}

/* Mean cost of a pair, in 1/8 bit; high when there is none. */
static unsigned
mean(const struct reading *r)
{
    return r->pairs ? (unsigned)(r->cost / r->pairs) : UINT16_MAX;
}

/* Latin text in windows-1252: a letter above ASCII here and there. */
static bool
is_latin(naql_str bytes)
{
    size_t high = 0, bad = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        high += c >= 0x80;
        bad += class_of(c) == ODD && c < 0x80;
        bad += c >= 0x80 && windows_1252[c - 0x80] == 0;
    }
    return bad == 0 && high * NQ_TUNE_LATIN_SHARE < bytes.len;
}

nq_onebyte
nq_onebyte_tell(naql_str bytes, nq_onebyte label, unsigned *odd_percent)
{
    if (bytes.len > NQ_TUNE_CHARSET_SAMPLE)
        bytes.len = NQ_TUNE_CHARSET_SAMPLE;
    struct reading read[NQ_ONEBYTE_N_ARABIC];
    unsigned best = 0, odd = UINT8_MAX;
    for (unsigned i = 0; i < NQ_ONEBYTE_N_ARABIC; i++) {
        read[i] = read_as((nq_onebyte)i, bytes);
        unsigned percent =
            (unsigned)((read[i].odd * 100 + bytes.len - 1) / bytes.len);
        odd = percent < odd ? percent : odd;
        if (mean(&read[i]) < mean(&read[best]))
            best = i;
    }
    *odd_percent = odd;
    if (label < NQ_ONEBYTE_N_ARABIC &&
        mean(&read[label]) <= mean(&read[best]) + NQ_TUNE_LABEL_BONUS)
        best = label;
    if (mean(&read[best]) <= NQ_TUNE_ARABIC_COST)
        return (nq_onebyte)best;
    return is_latin(bytes) ? NQ_ONEBYTE_1252 : NQ_ONEBYTE_NONE;
}

size_t
nq_onebyte_decode(nq_onebyte charset, naql_str bytes, char *to)
{
    const uint16_t *points = charsets[charset].points;
    size_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.ptr[i];
        if (c < 0x80)
            to[n++] = (char)c;
        else
            n += nq_utf8_write(points[c - 0x80] ? points[c - 0x80] : 0xfffd,
                               to + n);
    }
    return n;
}
