/* SPDX-License-Identifier: Apache-2.0
 *
 * teaser.c - the opening sentences of other stories, put below an article.
 * Layer 2 (article). */
#include "article/teaser.h"
#include "base/str.h"

typedef enum opening {
    OPENS_ELSE,
    OPENS_STORY, /* a bare verb */
    GOES_ON      /* a joint: "wa-", "as", "it is said" */
} opening;

static opening
opening_of(const nq_article_tools *tools, const nq_line *line)
{
    uint32_t row;
    if (!line->n_head)
        return GOES_ON;
    const nq_word *first = line->words;
    if (nq_table_word(&tools->openings, first->hash, &row))
        return tools->opening_rows[row] == NQ_OPENING_VERB ? OPENS_STORY
                                                           : GOES_ON;
    return nq_str_starts(first->text, NQ_STR("و")) ? GOES_ON : OPENS_ELSE;
}

/* One sentence or two that could open a story. */
static bool
may_be_teaser(const nq_line *line)
{
    return line->n_words >= NQ_PROSE_STOP && line->n_words <= NQ_TEASER_WORDS &&
           !(line->flags & NQ_LINE_ITEM);
}

/* The last kept lines that could be teasers, from the end; stops at the first
 * that cannot. */
typedef struct tail {
    uint32_t at[NQ_TEASERS];
    bool verb[NQ_TEASERS];
    uint32_t n;
} tail;

static tail
read_tail(const nq_article_tools *tools, const nq_lines *lines, uint32_t lead,
          const nq_verdict *v)
{
    tail t = {.n = 0};
    for (uint32_t i = lines->n; i-- > lead + 1 && t.n < NQ_TEASERS;) {
        if (!v[i].keep)
            continue;
        opening o = opening_of(tools, &lines->at[i]);
        if (o == GOES_ON || !may_be_teaser(&lines->at[i]))
            break;
        t.at[t.n] = i;
        t.verb[t.n++] = o == OPENS_STORY;
    }
    return t;
}

/* How many of the tail are teasers: half of them or more open with a verb, the
 * first does. */
static uint32_t
count_teasers(const tail *t)
{
    uint32_t verbs = 0, n = 0;
    for (uint32_t i = 0; i < t->n; i++) {
        verbs += t->verb[i];
        if (t->verb[i] && verbs >= NQ_TEASERS_LEAST && verbs * 2 >= i)
            n = i + 1;
    }
    return n;
}

/* The article above is one that goes on from paragraph to paragraph. In a list
 * every item may open with a verb. */
static bool
is_joined(const nq_article_tools *tools, const nq_lines *lines, uint32_t lead,
          uint32_t end, const nq_verdict *v)
{
    uint32_t n = 0, joined = 0;
    for (uint32_t i = lead + 1; i < end; i++) {
        n += v[i].keep;
        joined += v[i].keep && opening_of(tools, &lines->at[i]) == GOES_ON;
    }
    return n && joined * 3 >= n;
}

void
nq_teasers_drop(const nq_article_tools *tools, const nq_lines *lines,
                uint32_t lead, nq_verdict *verdicts)
{
    tail t = read_tail(tools, lines, lead, verdicts);
    uint32_t n = count_teasers(&t);
    if (!n || !is_joined(tools, lines, lead, t.at[n - 1], verdicts))
        return;
    for (uint32_t i = 0; i < n; i++) {
        verdicts[t.at[i]].keep = false;
        verdicts[t.at[i]].why = NQ_DROP_RELATED;
    }
}
