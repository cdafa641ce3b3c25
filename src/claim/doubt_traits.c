/* SPDX-License-Identifier: Apache-2.0
 *
 * doubt_traits.c - what there is to see of a verb that may be one of saying.
 * Layer 5 (claim). Knows nothing of what it is worth. */
#include "claim/doubt.h"

#include "claim/end_words.h"
#include "claim/trait_name.h"

#include <stdio.h>

#define ACTS  64u  /* of a cue, by a hash of its name */
#define STEMS 512u /* of the word, by its hash */
#define STEPS 8u   /* of a number of words */

/* Where each block of features starts. */
enum {
    ACT = 0,                       /* by whether anything speaks against it */
    ACT_WAY = ACT + ACTS * 2,      /* and by how content is tied */
    STEM = ACT_WAY + ACTS * 6,     /* the same */
    FORM = STEM + STEMS * 2,       /* level, inflection, way */
    FORM_DOUBT = FORM + 4 * 6 * 6, /* what speaks against, inflection */
    WAY_DOUBT = FORM_DOUBT + 6 * NQ_DOUBTS, /* the same, way */
    GLUE = WAY_DOUBT + 6 * NQ_DOUBTS,       /* inflection, glued and, place */
    BEFORE = GLUE + 6 * 2 * 4,              /* class of the word before */
    FORMER = BEFORE + NQ_END_CLASSES * 2,   /* and of the one before that */
    BEHIND = FORMER + NQ_END_CLASSES * 2,   /* the word behind the cue */
    OPENS = BEHIND + NQ_END_CLASSES * 2,    /* the first of its content */
    OPENS_WAY = OPENS + NQ_END_CLASSES * 2,
    THEN = OPENS_WAY + NQ_END_CLASSES * 6, /* the second */
    FAR = THEN + NQ_END_CLASSES,           /* words from cue to content */
    LEFT = FAR + STEPS * 6,     /* from there to the sentence's end */
    SUBJECT = LEFT + STEPS * 6, /* behind it: noun, definite, name */
    WHO = SUBJECT + 40,         /* how he was found, what he is */
    WHO_DOUBT = WHO + 7 * 12 * 2,
    AGREES = WHO_DOUBT + 12 * NQ_DOUBTS, /* the verb and whom they found */
    HERE = AGREES + 16,                  /* statements in the sentence, title */
    AFTER = HERE + 8,                    /* words since the last one's end */
    GRAMMAR = AFTER + STEPS,
    DEPTH = GRAMMAR + 16 * 6,   /* words before it in the sentence */
    CLOSED = DEPTH + STEPS * 2, /* "according to X" behind it */
    LINKS = CLOSED + 8,        /* what its row takes, and how content is tied */
    STEM_WAY = LINKS + 32 * 6, /* the word, and how content is tied */
    SAYS = STEM_WAY + STEMS * 3, /* "that" or a quotation near its start */
    LAST = SAYS + 24,            /* by who spoke last */
    INSIDE = LAST + 8,     /* verbs of saying in its content, or behind it */
    BETWEEN = INSIDE + 16, /* another between the cue and its content */
    TRAITS = BETWEEN + 24
};

static const nq_trait_row blocks[] = {{"act", ACT},
                                      {"act-way", ACT_WAY},
                                      {"stem", STEM},
                                      {"form", FORM},
                                      {"form-doubt", FORM_DOUBT},
                                      {"way-doubt", WAY_DOUBT},
                                      {"glue", GLUE},
                                      {"before", BEFORE},
                                      {"former", FORMER},
                                      {"behind", BEHIND},
                                      {"opens", OPENS},
                                      {"opens-way", OPENS_WAY},
                                      {"then", THEN},
                                      {"far", FAR},
                                      {"left", LEFT},
                                      {"subject", SUBJECT},
                                      {"who", WHO},
                                      {"who-doubt", WHO_DOUBT},
                                      {"agrees", AGREES},
                                      {"here", HERE},
                                      {"after", AFTER},
                                      {"grammar", GRAMMAR},
                                      {"depth", DEPTH},
                                      {"closed", CLOSED},
                                      {"links", LINKS},
                                      {"stem-way", STEM_WAY},
                                      {"says", SAYS},
                                      {"last", LAST},
                                      {"inside", INSIDE},
                                      {"between", BETWEEN},

                                      {NULL, TRAITS}};

uint32_t
nq_doubt_n_traits(void)
{
    return TRAITS;
}

uint32_t
nq_doubt_trait(naql_str name)
{
    uint32_t trait;
    return nq_trait_number(blocks, name, &trait) ? trait : TRAITS;
}

void
nq_doubt_name(uint32_t trait, char *at, size_t room)
{
    uint32_t place;
    const char *block = nq_trait_name(blocks, trait, &place);
    snprintf(at, room, "%s %u", block, place);
}

typedef struct sight {
    const nq_doubted *c;
    const nq_scene *s;
    const nq_cue *cue;
    nq_doubt_traits *out;
    uint32_t doubt; /* the first thing that speaks against it */
    bool any;
} sight;

static void
put(sight *v, uint32_t trait)
{
    v->out->at[v->out->n++] = (uint16_t)trait;
}

static uint32_t
step_of(uint32_t words)
{
    static const uint32_t steps[STEPS - 1] = {0, 1, 2, 4, 7, 12, 24};
    return nq_trait_step(words, steps, STEPS - 1);
}

static void
put_cue(sight *v)
{
    const nq_cue *c = v->cue;
    uint32_t act = 0;
    for (size_t k = 0; k < c->lemma->act.len; k++)
        act = act * 31 + (uint8_t)c->lemma->act.ptr[k];
    act %= ACTS;
    put(v, ACT + act * 2 + v->any);
    put(v, ACT_WAY + act * 6 + c->way);
    uint32_t stem = (uint32_t)(v->s->tokens[c->at].stem % STEMS);
    put(v, STEM + stem * 2 + v->any);
    put(v, FORM + (c->lemma->level * 6u + c->inflection) * 6u + c->way);
    put(v, FORM_DOUBT + v->doubt * 6u + c->inflection);
    put(v, WAY_DOUBT + v->doubt * 6u + c->way);
    put(v, GRAMMAR + c->inflection * 16u + (c->grammar & 15u));
}

static uint32_t
class_at(const sight *v, uint32_t i)
{
    return nq_end_class(v->s, i);
}

static void
put_words(sight *v)
{
    const nq_cue *c = v->cue;
    const nq_maker *m = v->c->m;
    uint32_t first = m->sentence, i = c->at;
    uint32_t b = i > first ? class_at(v, i - 1) : 0;
    uint32_t f = i > first + 1 ? class_at(v, i - 2) : 0;
    put(v, BEFORE + b * 2 + v->any);
    put(v, FORMER + f * 2 + v->any);
    put(v, BEHIND + class_at(v, c->end) * 2 + v->any);
    uint32_t o = class_at(v, c->content);
    put(v, OPENS + o * 2 + v->any);
    put(v, OPENS_WAY + o * 6 + c->way);
    put(v, THEN + class_at(v, c->content + 1));
    bool joined = nq_maker_is_joined(v->s, i);
    uint32_t place = i == first                                  ? 0
                     : nq_is_mark(v->s, i - 1, NQ_MARK_COMMA)    ? 1
                     : v->s->tokens[i - 1].kind == NQ_TOKEN_MARK ? 2
                                                                 : 3;
    put(v, GLUE + (c->inflection * 2u + joined) * 4u + place);
    put(v, FAR + step_of(c->content > c->end ? c->content - c->end : 0) * 6 +
               c->way);
    uint32_t sent = nq_sentence_of(v->s->text, i);
    uint32_t end = v->s->text->sentences[sent].end;
    put(v,
        LEFT + step_of(end > c->content ? end - c->content : 0) * 6 + c->way);
    put(v, DEPTH + step_of(i - first) * 2 + v->any);
    uint32_t closed = 0;
    for (uint32_t k = c->content; k < end && k < c->content + 60; k++)
        if (nq_is_closing(v->s->tags[k].phrase))
            closed = nq_is_mark(v->s, k - 1, NQ_MARK_COMMA) ? 2 : 1;
    put(v, CLOSED + closed * 2 + v->any);
}

/* Another verb of saying, or a verb's end by its letters, between the cue and
 * its content, which that may be of. */
static void
put_between(sight *v)
{
    const nq_scene *s = v->s;
    const nq_cue *c = v->cue;
    uint32_t cues = 0;
    bool comma = false;
    for (uint32_t i = c->end; i < c->content; i++) {
        const nq_lemma *l = s->tags[i].word->lemma ? nq_cue_lemma(s, i) : NULL;
        cues += l && l->level >= 1 && !s->tags[i].mention && !s->tags[i].quote;
        comma |= nq_is_mark(s, i, NQ_MARK_COMMA);
    }
    put(v, BETWEEN + ((cues > 1 ? 2 : cues) * 2 + comma) * 4u +
               (v->any ? 2u : 0u) + (c->way == NQ_WAY_THAT));
}

/* Another verb of saying in the sentence behind: in the same clause or not. */
static void
put_inside(sight *v)
{
    enum { NEAR = 40 };
    const nq_scene *s = v->s;
    uint32_t i = v->cue->content + 1, end = i + NEAR < s->n ? i + NEAR : s->n;
    uint32_t here = 0, later = 0;
    bool comma = false;
    for (; i < end && !nq_opens_sentence(s, i); i++) {
        const nq_lemma *l = s->tags[i].word->lemma ? nq_cue_lemma(s, i) : NULL;
        comma |= nq_is_mark(s, i, NQ_MARK_COMMA);
        if (!l || l->level < 2 || !nq_maker_may_be_cue(v->c->m, i))
            continue;
        here |= !comma;
        later |= comma;
    }
    put(v, INSIDE + here * 8 + later * 4 + (v->any ? 2u : 0u) +
               (v->cue->way == NQ_WAY_NOUN));
}

/* What there is in the first words of the content. */
static void
put_content(sight *v)
{
    enum { NEAR = 10 };
    const nq_cue *c = v->cue;
    const nq_scene *s = v->s;
    uint32_t i = c->content, end = i + NEAR < s->n ? i + NEAR : s->n;
    bool that = false, ban = false, quote = false;
    for (; i < end && !(i > c->content && nq_opens_sentence(s, i)); i++) {
        ban |= nq_has_role(s, i, NQ_ROLE_BAN | NQ_ROLE_BAN_PRON);
        that |= nq_has_role(s, i, NQ_ROLE_AN | NQ_ROLE_AN_PRON);
        quote |= nq_quote_from(s, i) != NULL;
        if (i > c->content && nq_is_mark(s, i, NQ_MARK_COMMA))
            break;
    }
    bool target = (c->lemma->links & NQ_LINK_TARGET) != 0;
    put(v, SAYS + (ban * 4u + that * 2u + quote) * 3u +
               (!v->any ? 0u : 1u + target));
    uint32_t links = c->lemma->links;
    uint32_t of = ((links & NQ_LINK_THAT) != 0) +
                  ((links & NQ_LINK_OBJECT) != 0) * 2u + target * 4u +
                  ((links & NQ_LINK_MASDAR) != 0) * 8u +
                  (links >= NQ_LINK_PREP) * 16u;
    put(v, LINKS + of * 6 + c->way);
    uint32_t way = c->way == NQ_WAY_NOUN ? 0 : c->way == NQ_WAY_PREP ? 1 : 2;
    put(v, STEM_WAY + (uint32_t)(s->tokens[c->at].stem % STEMS) * 3 + way);
    const nq_speaker *last = nq_memory_last(&v->c->m->memory),
                     *who = &v->c->d->who;
    bool same = last && v->c->d->has_who && last->entity == who->entity &&
                last->span.start == who->span.start;
    put(v, LAST + same * 4u + v->c->d->explicit_who * 2u + v->any);
}

static uint32_t
type_of(const sight *v, const nq_speaker *who)
{
    if (!v->c->d->has_who)
        return 0;
    if (who->entity != NQ_NO_ENTITY) {
        const nq_entity *e = &v->s->names->entities[who->entity];
        return e->agency ? 4 : 1u + e->type % 3;
    }
    return 5u + (who->unlisted ? 0u : who->noun ? who->noun - 0u : 0u);
}

static void
put_who(sight *v)
{
    const nq_cue *c = v->cue;
    const nq_draft *d = v->c->d;
    uint32_t kind = 0;
    if (c->has_subject)
        kind = 1u + c->subject.noun * 4u + c->subject.definite * 2u +
               (c->subject.name || v->s->tags[c->subject.first].mention);
    put(v, SUBJECT + kind);
    uint32_t type = type_of(v, &d->who);
    put(v, WHO + (d->by * 12u + type) * 2 + v->any);
    put(v, WHO_DOUBT + v->doubt * 12u + type);
    bool fem = ((c->grammar ^ d->who.grammar) & NQ_FEM) != 0;
    bool many = ((c->grammar ^ d->who.grammar) & (NQ_PLURAL | NQ_DUAL)) != 0;
    if (d->has_who)
        put(v, AGREES + fem * 8u + many * 4u + d->explicit_who * 2u + v->any);
    const nq_maker *m = v->c->m;
    uint32_t n = m->list.n - m->n_before;
    put(v, HERE + (n > 2 ? 2 : n) * 2 + v->any);
    if (m->title)
        put(v, HERE + 6 + v->any);
    if (n)
        put(v, AFTER + step_of(c->at > m->last_end ? c->at - m->last_end : 0));
}

void
nq_doubt_see(const nq_doubted *c, nq_doubt_traits *out)
{
    sight v = {.c = c, .s = c->m->s, .cue = &c->d->cue, .out = out};
    v.doubt = c->doubt;
    v.any = v.doubt != NQ_DOUBT_NONE;
    out->n = 0;
    put_cue(&v);
    put_words(&v);
    put_who(&v);
    put_content(&v);
    put_inside(&v);
    put_between(&v);
}
