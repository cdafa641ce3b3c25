/* SPDX-License-Identifier: Apache-2.0
 *
 * json.c - strict pull reader of JSON (RFC 8259). Layer 0 (base).
 *
 * The state says what may come next; the stack, what is open. A key's string
 * and its colon are one token. */
#include "base/json.h"

#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum state {
    WANT_VALUE,        /* at the start, behind ':' and behind ',' in [ */
    WANT_VALUE_OR_END, /* behind [ */
    WANT_KEY_OR_END,   /* behind { */
    WANT_COMMA_OR_END, /* behind a value inside [ or { */
    WANT_NOTHING       /* behind the whole value */
};

void
nq_json_open(nq_json *j, naql_str in, nq_buf *scratch)
{
    j->in = in;
    j->at = 0;
    j->text = NQ_STR("");
    j->scratch = scratch;
    j->depth = 0;
    j->state = WANT_VALUE;
}

static naql_status
bad(naql_error *err, size_t at, const char *what)
{
    return nq_fail(err, NAQL_BAD_INPUT, at, "bad JSON: %s", what);
}

static naql_status
bad_here(const nq_json *j, naql_error *err, const char *what)
{
    return j->at >= j->in.len ? bad(err, j->at, "it ends too early")
                              : bad(err, j->at, what);
}

static void
skip_space(nq_json *j)
{
    while (j->at < j->in.len) {
        char c = j->in.ptr[j->at];
        if (c != ' ' && c != '\n' && c != '\t' && c != '\r')
            return;
        j->at++;
    }
}

static int
peek(const nq_json *j)
{
    return j->at < j->in.len ? (unsigned char)j->in.ptr[j->at] : -1;
}

/* ---- Strings ----------------------------------------------------------- */

size_t
nq_json_run_plain(naql_str s, unsigned char *high)
{
    unsigned char seen = 0;
    size_t i = 0;
    for (; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '"' || c == '\\' || c < 0x20)
            break;
        seen |= c;
    }
    *high = seen;
    return i;
}

#ifdef __SSE2__
size_t
nq_json_run(naql_str s, unsigned char *high)
{
    const __m128i quote = _mm_set1_epi8('"'), slash = _mm_set1_epi8('\\');
    const __m128i control = _mm_set1_epi8(0x1f);
    unsigned seen = 0;
    size_t i = 0;
    for (; i + 16 <= s.len; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.ptr + i));
        __m128i stop =
            _mm_or_si128(_mm_cmpeq_epi8(v, quote), _mm_cmpeq_epi8(v, slash));
        stop = _mm_or_si128(stop,
                            _mm_cmpeq_epi8(_mm_max_epu8(v, control), control));
        unsigned stops = (unsigned)_mm_movemask_epi8(stop);
        unsigned highs = (unsigned)_mm_movemask_epi8(v);
        if (stops) {
            unsigned before = (unsigned)__builtin_ctz(stops);
            seen |= highs & ((1u << before) - 1);
            *high = seen ? 0x80 : 0;
            return i + before;
        }
        seen |= highs;
    }
    unsigned char rest;
    i += nq_json_run_plain(nq_str(s.ptr + i, s.len - i), &rest);
    *high = (unsigned char)((seen ? 0x80 : 0) | rest);
    return i;
}
#else
size_t
nq_json_run(naql_str s, unsigned char *high)
{
    return nq_json_run_plain(s, high);
}
#endif

/* Four hex digits at j->at; UINT32_MAX when they are not there. */
static uint32_t
hex_four(nq_json *j)
{
    uint32_t unit = 0;
    if (j->in.len - j->at < 4)
        return UINT32_MAX;
    for (unsigned i = 0; i < 4; i++) {
        int digit = nq_str_hex(j->in.ptr[j->at + i]);
        if (digit < 0)
            return UINT32_MAX;
        unit = unit << 4 | (uint32_t)digit;
    }
    j->at += 4;
    return unit;
}

/* The escape "\uXXXX" or a pair of them; j->at stands behind the 'u'. */
static naql_status
unicode_escape(nq_json *j, naql_error *err)
{
    size_t start = j->at - 2;
    uint32_t unit = hex_four(j);
    if (unit == UINT32_MAX)
        return bad(err, start, "\\u needs four hex digits");
    if (unit >= 0xd800 && unit < 0xdc00) {
        uint32_t low = UINT32_MAX;
        if (j->in.len - j->at >= 2 && j->in.ptr[j->at] == '\\' &&
            j->in.ptr[j->at + 1] == 'u') {
            j->at += 2;
            low = hex_four(j);
        }
        if (low < 0xdc00 || low > 0xdfff)
            return bad(err, start, "half of a surrogate pair");
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    } else if (unit >= 0xdc00 && unit < 0xe000) {
        return bad(err, start, "half of a surrogate pair");
    }
    nq_buf_point(j->scratch, unit);
    return NAQL_OK;
}

static naql_status
escape(nq_json *j, naql_error *err)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    j->at++; /* the backslash */
    int c = peek(j);
    if (c < 0)
        return bad(err, j->at, "it ends too early");
    j->at++;
    if (c == 'u')
        return unicode_escape(j, err);
    const char *hit = c ? strchr(from, c) : NULL;
    if (!hit)
        return bad(err, j->at - 2, "unknown escape");
    nq_buf_byte(j->scratch, to[hit - from]);
    return NAQL_OK;
}

static naql_status
check_utf8(naql_str run, size_t at, naql_error *err)
{
    size_t good = nq_utf8_valid(run);
    return good == run.len ? NAQL_OK : bad(err, at + good, "not valid UTF-8");
}

/* A string with an escape in it: its first run is [start, j->at). */
static naql_status
escaped_string(nq_json *j, size_t start, naql_error *err)
{
    nq_buf_reset(j->scratch);
    nq_buf_add(j->scratch, nq_str(j->in.ptr + start, j->at - start));
    for (;;) {
        int c = peek(j);
        if (c == '"')
            break;
        if (c != '\\')
            return bad_here(j, err, "control character in a string");
        NQ_TRY(escape(j, err));
        unsigned char high;
        naql_str rest = nq_str(j->in.ptr + j->at, j->in.len - j->at);
        naql_str run = nq_str(rest.ptr, nq_json_run(rest, &high));
        if (high & 0x80)
            NQ_TRY(check_utf8(run, j->at, err));
        nq_buf_add(j->scratch, run);
        j->at += run.len;
    }
    j->at++;
    if (j->scratch->failed)
        return nq_fail(err, NAQL_NOMEM, j->at, "out of memory");
    j->text = nq_buf_str(j->scratch);
    return NAQL_OK;
}

static naql_status
string(nq_json *j, naql_error *err)
{
    size_t start = ++j->at; /* behind the quote */
    unsigned char high;
    naql_str rest = nq_str(j->in.ptr + start, j->in.len - start);
    naql_str run = nq_str(rest.ptr, nq_json_run(rest, &high));
    if (high & 0x80)
        NQ_TRY(check_utf8(run, start, err));
    j->at += run.len;
    if (peek(j) != '"')
        return escaped_string(j, start, err);
    j->at++;
    j->text = run;
    return NAQL_OK;
}

/* ---- Numbers and words ------------------------------------------------- */

static size_t
digits(nq_json *j)
{
    size_t start = j->at;
    while (j->at < j->in.len && j->in.ptr[j->at] >= '0' &&
           j->in.ptr[j->at] <= '9')
        j->at++;
    return j->at - start;
}

static naql_status
number(nq_json *j, naql_error *err)
{
    size_t start = j->at;
    if (peek(j) == '-')
        j->at++;
    bool zero = peek(j) == '0';
    size_t whole = digits(j);
    if (whole == 0)
        return bad_here(j, err, "a value was expected");
    if (zero && whole > 1)
        return bad(err, start, "a number with a leading zero");
    if (peek(j) == '.') {
        j->at++;
        if (digits(j) == 0)
            return bad_here(j, err, "a digit was expected");
    }
    if (peek(j) == 'e' || peek(j) == 'E') {
        j->at++;
        if (peek(j) == '+' || peek(j) == '-')
            j->at++;
        if (digits(j) == 0)
            return bad_here(j, err, "a digit was expected");
    }
    j->text = nq_str(j->in.ptr + start, j->at - start);
    return NAQL_OK;
}

static naql_status
word(nq_json *j, naql_str expected, naql_error *err)
{
    naql_str rest = nq_str(j->in.ptr + j->at, j->in.len - j->at);
    if (!nq_str_starts(rest, expected))
        return bad(err, j->at, "a value was expected");
    j->at += expected.len;
    return NAQL_OK;
}

/* ---- Structure --------------------------------------------------------- */

static void
after_value(nq_json *j)
{
    j->state = j->depth ? WANT_COMMA_OR_END : WANT_NOTHING;
}

static naql_status
push(nq_json *j, char bracket, naql_error *err)
{
    if (j->depth == NQ_MAX_JSON_DEPTH)
        return nq_fail(err, NAQL_TOO_BIG, j->at, "JSON nested deeper than %u",
                       NQ_MAX_JSON_DEPTH);
    j->stack[j->depth++] = (unsigned char)bracket;
    j->state = bracket == '{' ? WANT_KEY_OR_END : WANT_VALUE_OR_END;
    j->at++;
    return NAQL_OK;
}

static nq_json_kind
pop(nq_json *j)
{
    char open = (char)j->stack[--j->depth];
    j->at++;
    after_value(j);
    return open == '{' ? NQ_JSON_OBJECT_END : NQ_JSON_ARRAY_END;
}

static naql_status
scalar(nq_json *j, nq_json_kind *kind, naql_error *err)
{
    switch (peek(j)) {
    case '"':
        *kind = NQ_JSON_STRING;
        return string(j, err);
    case 't':
        *kind = NQ_JSON_TRUE;
        return word(j, NQ_STR("true"), err);
    case 'f':
        *kind = NQ_JSON_FALSE;
        return word(j, NQ_STR("false"), err);
    case 'n':
        *kind = NQ_JSON_NULL;
        return word(j, NQ_STR("null"), err);
    default:
        *kind = NQ_JSON_NUMBER;
        return number(j, err);
    }
}

static naql_status
value(nq_json *j, nq_json_kind *kind, naql_error *err)
{
    int c = peek(j);
    if (c == '{' || c == '[') {
        *kind = c == '{' ? NQ_JSON_OBJECT : NQ_JSON_ARRAY;
        return push(j, (char)c, err);
    }
    NQ_TRY(scalar(j, kind, err));
    after_value(j);
    return NAQL_OK;
}

static naql_status
key(nq_json *j, nq_json_kind *kind, naql_error *err)
{
    if (peek(j) != '"')
        return bad_here(j, err, "a key in quotes was expected");
    NQ_TRY(string(j, err));
    skip_space(j);
    if (peek(j) != ':')
        return bad_here(j, err, "':' was expected");
    j->at++;
    j->state = WANT_VALUE;
    *kind = NQ_JSON_KEY;
    return NAQL_OK;
}

/* Behind a value: a comma (then what comes next is read), or the end of what
 * is open. */
static naql_status
comma_or_end(nq_json *j, nq_json_kind *kind, naql_error *err)
{
    char open = (char)j->stack[j->depth - 1];
    int c = peek(j);
    if (c == (open == '{' ? '}' : ']')) {
        *kind = pop(j);
        return NAQL_OK;
    }
    if (c != ',')
        return bad_here(j, err, "',' or a closing bracket was expected");
    j->at++;
    skip_space(j);
    return open == '{' ? key(j, kind, err) : value(j, kind, err);
}

naql_status
nq_json_next(nq_json *j, nq_json_kind *kind, naql_error *err)
{
    skip_space(j);
    switch ((enum state)j->state) {
    case WANT_COMMA_OR_END:
        return comma_or_end(j, kind, err);
    case WANT_KEY_OR_END:
        if (peek(j) == '}') {
            *kind = pop(j);
            return NAQL_OK;
        }
        return key(j, kind, err);
    case WANT_VALUE_OR_END:
        if (peek(j) == ']') {
            *kind = pop(j);
            return NAQL_OK;
        }
        return value(j, kind, err);
    case WANT_VALUE:
        return value(j, kind, err);
    case WANT_NOTHING:
        break;
    }
    if (j->at < j->in.len)
        return bad(err, j->at, "something follows the value");
    *kind = NQ_JSON_DONE;
    return NAQL_OK;
}

naql_status
nq_json_skip(nq_json *j, naql_error *err)
{
    uint32_t depth = 0;
    do {
        nq_json_kind kind;
        NQ_TRY(nq_json_next(j, &kind, err));
        if (kind == NQ_JSON_OBJECT || kind == NQ_JSON_ARRAY)
            depth++;
        else if ((kind == NQ_JSON_OBJECT_END || kind == NQ_JSON_ARRAY_END) &&
                 depth > 0)
            depth--;
    } while (depth > 0);
    return NAQL_OK;
}
