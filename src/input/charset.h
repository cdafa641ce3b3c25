/* SPDX-License-Identifier: Apache-2.0
 *
 * charset.h - bytes of any Arabic charset -> UTF-8. Layer 1 (input).
 *
 * Never in silence: what cannot be told is refused, what was repaired is
 * named. Knows nothing of the form of the text. */
#ifndef NQ_INPUT_CHARSET_H
#define NQ_INPUT_CHARSET_H

#include "base/arena.h"

/* Decodes a whole text: without its byte order mark, CR LF and CR as LF.
 *
 * What the bytes are is told by, in this order: a byte order mark; the zeros
 * and sixes of UTF-16; being valid UTF-8; the letter pairs of Arabic under
 * each one-byte charset, where a label decides between close ones.
 *
 * label    charset that the input claims, any case; empty: none
 * arena    owns *text (a copy, always)
 * charset  static: "utf-8", "utf-16le", "windows-1256", "iso-8859-6",
 *          "x-mac-arabic", "cp720", "windows-1252"; "utf-8 (double-encoded)"
 *          when that was undone, "utf-8 (damaged)" when a few bytes were not
 *          valid and became U+FFFD
 * returns  NAQL_OK; NAQL_NOMEM; NAQL_BAD_INPUT with a reason in err->message
 *          that is made for "PATH: " to stand in front of it
 * cost     O(bytes) */
naql_status nq_charset_decode(naql_str bytes, naql_str label, nq_arena *arena,
                              naql_str *text, naql_str *charset,
                              naql_error *err);

/* A copy of valid UTF-8 in `arena`, CR LF and CR as LF; ptr NULL: no memory. */
naql_str nq_charset_copy(naql_str text, nq_arena *arena);

/* A copy in `arena` of what should be UTF-8 and may not be (names of files,
 * addresses): bad bytes as U+FFFD; ptr NULL: no memory. */
naql_str nq_charset_safe(naql_str text, nq_arena *arena);

/* Undoes UTF-8 that was read as windows-1252, windows-1256 or Mac Roman and
 * written as UTF-8 again, up to three times over. What is not of that kind is
 * left as it stands.
 *
 * text      valid UTF-8; replaced by a copy in `arena` when it is repaired
 * repaired  may be NULL
 * returns   NAQL_OK, NAQL_NOMEM */
naql_status nq_charset_mend(naql_str *text, nq_arena *arena, bool *repaired);

/* UTF-16 and UTF-32 by byte order mark, UTF-16 without one by its zeros and
 * sixes. */
typedef enum nq_wide {
    NQ_WIDE_NONE,
    NQ_WIDE_16LE,
    NQ_WIDE_16BE,
    NQ_WIDE_32LE,
    NQ_WIDE_32BE
} nq_wide;

/* `head` is the start of a text; *mark is the length of its byte order mark. */
nq_wide nq_wide_tell(naql_str head, size_t *mark);
const char *nq_wide_name(nq_wide wide);

/* Decodes as many whole characters as fit. Half a pair becomes U+FFFD.
 *
 * last     nothing will follow: half a character at the end is U+FFFD too
 * to       room for at least 4 bytes
 * used     bytes of `in` that were decoded
 * returns  bytes written */
size_t nq_wide_decode(nq_wide wide, naql_str in, bool last, char *to,
                      size_t room, size_t *used);

/* ---- For the tests ------------------------------------------------------- */

/* Code point of a byte under one of the one-byte charsets above, "mac-roman"
 * too; 0: there is none. */
uint32_t nq_charset_point(const char *charset, unsigned char byte);

#endif
