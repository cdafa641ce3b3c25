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
 * label    charset that the input claims, any case; empty: none
 * arena    owns *text (a copy, always)
 * charset  static: "utf-8", "utf-16le", "windows-1256"...
 * returns  NAQL_OK; NAQL_NOMEM; NAQL_BAD_INPUT with a reason in err->message
 *          that is made for "PATH: " to stand in front of it */
naql_status nq_charset_decode(naql_str bytes, naql_str label, nq_arena *arena,
                              naql_str *text, naql_str *charset,
                              naql_error *err);

/* A copy of valid UTF-8 in `arena`, CR LF and CR as LF; ptr NULL: no memory. */
naql_str nq_charset_copy(naql_str text, nq_arena *arena);

#endif
