/* SPDX-License-Identifier: Apache-2.0
 *
 * issuer.c - who speaks in a paper: whoever issued it. "A report OF X", "a
 * study that X MADE", and "the study" that takes it up. Layer 5 (claim). Knows
 * nothing of who spoke before. */
#include "claim/speaker.h"

#include "claim/tune.h"

static bool
is_paper(const nq_scene *s, uint32_t i)
{
    uint8_t noun = s->tags[i].word->noun;
    return (noun == NQ_NOUN_DOC || noun == NQ_NOUN_STUDY) &&
           !s->tags[i].mention;
}

/* "ISSUED BY", "which MADE (it)": the token behind the words before `limit`
 * that lead to the issuer, or `i`. */
static uint32_t
behind_issued(const nq_scene *s, uint32_t i, uint32_t limit)
{
    nq_walk w = {0};
    uint32_t behind = i;
    for (uint32_t k = i; k < limit && nq_is_word(s, k); k++) {
        if (k > i && (s->tags[k].date || nq_has_role(s, k, NQ_ROLE_ADV)))
            continue; /* "issued LATELY by" */
        if (!nq_table_step(&s->book->issued, &w, s->tokens[k].hash))
            break;
        if (w.n)
            behind = k + 1;
    }
    return behind;
}

/* "the institute "X"", "the Russian fleet": one body, though no list has its
 * name. */
static bool
is_one_body(const nq_scene *s, const nq_np *np)
{
    return np->noun == NQ_NOUN_BODY && np->end > np->first + 1 &&
           (np->definite || (np->end > np->first + 2 &&
                             s->tokens[np->end - 1].kind == NQ_TOKEN_MARK));
}

/* A person, a body, an outlet, several of them: the phrase at token i. */
static bool
read_party(const nq_scene *s, uint32_t i, uint32_t limit, nq_np *np,
           nq_speaker *who)
{
    return i < limit && nq_np_read_glued(s, i, limit, np) &&
           np->noun != NQ_NOUN_NONE && np->noun != NQ_NOUN_DOC &&
           np->noun != NQ_NOUN_STUDY && nq_np_speaker(s, np, who) &&
           who->span.end > who->span.start;
}

/* Where the words end in which the paper at token i may tell its issuer. */
static uint32_t
limit_of(const nq_scene *s, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < s->n && end < i + NQ_TUNE_ISSUED &&
           !(s->tokens[end].flags & (NQ_TOKEN_SENTENCE | NQ_TOKEN_LINE)) &&
           !nq_has_role(s, end, NQ_ROLE_THAT))
        end++;
    return end;
}

/* The issuer of the paper at token `paper`, by the words behind it. */
static bool
read_issuer(const nq_scene *s, uint32_t paper, nq_speaker *who)
{
    uint32_t limit = limit_of(s, paper);
    bool statement =
        s->tags[paper].word->noun != NQ_NOUN_STUDY && nq_is_definite(s, paper);
    nq_np np;
    for (uint32_t i = paper + 1; i < limit; i++) {
        uint32_t behind = behind_issued(s, i, limit);
        if (behind > i) /* "a study by researchers" names nobody */
            return read_party(s, behind, limit, &np, who) &&
                   (who->entity != NQ_NO_ENTITY || who->outlet ||
                    is_one_body(s, &np));
        bool near = i <= paper + 2 && nq_is_word(s, i);
        if (near && !statement && (s->tags[i].glue & NQ_CLITIC_LAM) &&
            read_party(s, i, limit, &np, who))
            return true; /* but "a poll OF OPINION that X made" */
        bool from = near && !s->tags[i].glue &&
                    nq_has_role(s, i, NQ_ROLE_TIE) &&
                    nq_has_role(s, i, NQ_ROLE_REL);
        if (from && read_party(s, i + 1, limit, &np, who) &&
            who->entity != NQ_NO_ENTITY)
            return true; /* "a statement FROM X" */
        if (s->tokens[i].kind == NQ_TOKEN_MARK || is_paper(s, i))
            return false;
    }
    return false;
}

/* "The report": the issuer of the paper before it that it takes up. */
static bool
taken_up(const nq_scene *s, uint32_t at, nq_speaker *who)
{
    uint32_t lo = at > NQ_TUNE_PAPER_BACK ? at - NQ_TUNE_PAPER_BACK : 0;
    uint32_t papers = 0;
    for (uint32_t i = at; i-- > lo && papers < NQ_TUNE_PAPERS;) {
        if (!is_paper(s, i) ||
            !nq_words_alike(s->tags[i].word, s->tags[at].word))
            continue;
        if (read_issuer(s, i, who))
            return true;
        papers++;
    }
    return false;
}

bool
nq_speaker_issuer(const nq_scene *s, const nq_np *np, nq_speaker *who)
{
    nq_speaker found;
    uint32_t first =
        np->first + (np->end > np->first + 1 && !is_paper(s, np->first) &&
                     is_paper(s, np->first + 1));
    if (!is_paper(s, first) || who->entity != NQ_NO_ENTITY ||
        !read_issuer(s, first, &found))
        return false; /* "the statement" is of who spoke last */
    *who = found;
    return true;
}

bool
nq_speaker_issuer_told(const nq_scene *s, const nq_np *np, nq_speaker *who)
{
    uint32_t at = np->first;
    uint32_t lo = at > NQ_TUNE_PAPER_BACK ? at - NQ_TUNE_PAPER_BACK : 0;
    nq_speaker found;
    if (who->entity != NQ_NO_ENTITY || np->noun != NQ_NOUN_DOC ||
        np->end > at + 1 || !is_paper(s, at) || !nq_is_definite(s, at))
        return false;
    for (uint32_t i = at; i-- > lo;) {
        if (!is_paper(s, i) || nq_is_definite(s, i) ||
            !nq_words_alike(s->tags[i].word, s->tags[at].word))
            continue;
        if (!read_issuer(s, i, &found) || found.entity == NQ_NO_ENTITY ||
            found.noun == NQ_NOUN_PERSON || found.noun == NQ_NOUN_OUTLET)
            return false; /* "a word TO the paper X" */
        naql_span words = who->span;
        *who = found;
        who->span = words;
        return true;
    }
    return false;
}

void
nq_speaker_issuer_before(const nq_scene *s, const nq_np *np, nq_speaker *who)
{
    nq_speaker found;
    if (who->entity != NQ_NO_ENTITY || np->noun != NQ_NOUN_STUDY ||
        !is_paper(s, np->first) || !taken_up(s, np->first, &found))
        return;
    naql_span words = who->span;
    *who = found;
    if (found.entity != NQ_NO_ENTITY)
        who->span = words;
}
