/* SPDX-License-Identifier: Apache-2.0
 *
 * keys.c - a name that is looked for, without an article at hand. Layer 4
 * (name). */
#include "name/keys.h"

#include "base/fold.h"
#include "base/str.h"
#include "name/tools.h"

/* Bytes of a name that is respelled; a longer one stays as it is. */
#define ROOM 512u

/* The name in usual spelling, as those of entities are (usual.h); it, or in
 * `room`. */
static naql_str
usual_spelling(const nq_usual *u, naql_str name, char room[ROOM])
{
    size_t at = 0, n = 0;
    uint32_t row;
    naql_str word;
    while (nq_fold_next_word(name, &at, &word)) {
        if (nq_table_word(&u->spellings, nq_fold_hash(word), &row))
            word = nq_table_cell(&u->spellings, row, u->usual);
        if (n + word.len + 1 > ROOM)
            return name;
        memcpy(room + n, word.ptr, word.len);
        n += word.len;
        room[n++] = ' ';
    }
    return nq_str(room, n);
}

/* Those of the usual name of whoever is called so. */
static void
words_of(const nq_name_tools *tools, naql_str name, nq_name_words *out)
{
    const nq_variants *v = &tools->variants;
    char room[ROOM];
    name = usual_spelling(&tools->usual, name, room);
    nq_name_words_of(v, name, out);
    nq_called_so called = {.name = name, .words = out, .person = true};
    naql_str usual = nq_usual_name_of(&tools->usual_names, v, &called);
    if (usual.len)
        nq_name_words_of(v, usual, out);
}

void
nq_name_keys_of(const nq_name_tools *tools, naql_str name, nq_name_keys *out)
{
    nq_name_words words;
    words_of(tools, name, &words);
    *out = (nq_name_keys){.whole = nq_name_key(&tools->variants, &words)};
    for (uint32_t i = 0; i < words.n; i++) {
        uint32_t k = 0;
        while (k < out->n && out->words[k] != words.loose[i])
            k++;
        if (k == out->n)
            out->words[out->n++] = words.loose[i];
    }
}

/* Word i of `from` becomes the next of `to`. */
static void
take_word(const nq_name_words *from, uint32_t i, nq_name_words *to)
{
    to->tight[to->n] = from->tight[i];
    to->loose[to->n] = from->loose[i];
    to->front[to->n] = from->front[i];
    to->letters[to->n] = from->letters[i];
    to->article[to->n] = from->article[i];
    to->n++;
}

/* The word of a name that is word i of another one, as closely as can be; its
 * n: none. */
static uint32_t
find_word(const nq_name_words *name, const nq_name_words *asked, uint32_t i)
{
    for (uint32_t k = 0; k < name->n; k++)
        if (name->tight[k] == asked->tight[i])
            return k;
    for (uint32_t k = 0; k < name->n; k++)
        if (name->loose[k] == asked->loose[i])
            return k;
    return name->n;
}

bool
nq_name_is_asked(const nq_name_tools *tools, naql_str asked, naql_str name)
{
    const nq_variants *v = &tools->variants;
    nq_name_words a, b, found = {.n = 0};
    uint32_t same = 0;
    words_of(tools, asked, &a);
    words_of(tools, name, &b);
    if (!a.n || !b.n)
        return false;
    if (nq_name_key(v, &a) == nq_name_key(v, &b))
        return true;
    for (uint32_t i = 0; i < a.n; i++) {
        uint32_t k = find_word(&b, &a, i);
        if (k == b.n)
            return false;
        same += b.tight[k] == a.tight[i];
        take_word(&b, k, &found);
    }
    return same == a.n || (same && nq_names_alike(v, &a, &found));
}
