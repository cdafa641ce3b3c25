/* SPDX-License-Identifier: Apache-2.0
 *
 * cue.c - from a verb of saying to where its content starts. Layer 5 (claim).
 *
 * Walks right from the cue over its subject and what else stands there (time,
 * place, the person told) until a link of its lemma opens the content. */
#include "claim/cue.h"

#include "base/str.h"
#include "claim/read.h"
#include "claim/tune.h"
#include "claim/walk.h"

/* "said: we will not", with neither mark nor "that": a comma right behind the
 * cue, or a word that opens a clause. */
static bool
speaks_bare(const nq_walker *w, uint32_t *content)
{
    const nq_scene *s = w->s;
    const nq_cue *c = w->cue;
    if (c->lemma->level < 3 || !(c->lemma->links & NQ_LINK_QUOTE) ||
        c->inflection > NQ_CUE_PRESENT || (c->grammar & NQ_OBJECT_PRON))
        return false;
    uint32_t k = c->end;
    bool comma = nq_is_mark(s, k, NQ_MARK_COMMA);
    if (!comma && c->has_subject)
        k = c->subject.end;
    *content = k + comma;
    if (!comma && nq_walk_is_nameless(w))
        return false; /* "a source who did not" */
    bool shall =
        *content < s->n && (s->tags[*content].glue & NQ_CLITIC_SIN) != 0;
    return comma || shall || nq_is_known_first(s, k) ||
           nq_has_role(s, k, NQ_ROLE_NEG | NQ_ROLE_QAD);
}

/* "The guide praised (at) THE COMPANY", "experts doubted (in) THE FIGURES": the
 * preposition that was read to tie something to the subject is what the verb
 * waits for. */
static bool
unties(nq_walker *w)
{
    nq_cue *c = w->cue;
    for (uint32_t i = c->subject.first + 1; i < c->subject.end; i++) {
        const nq_tag *t = &w->s->tags[i];
        bool ba = (w->links & NQ_LINK_BA) && (t->glue & NQ_CLITIC_BA);
        bool prep = !t->mention && i + 1 < c->subject.end &&
                    (t->word->link & w->links & ~(NQ_LINK_PREP - 1u)) != 0;
        if (!ba && !prep)
            continue;
        if (nq_walk_found(w, i + prep, NQ_WAY_PREP) != NQ_FOUND)
            return false;
        c->subject.end = i;
        return true;
    }
    return false;
}

/* "Called in a statement THE ACT a crime", "X called THE ACT a crime": whoever
 * is called so stands right before what he is called, and was read as a part of
 * the phrase before. */
static bool
calls(nq_walker *w)
{
    const nq_scene *s = w->s;
    nq_cue *c = w->cue;
    if (!(w->links & NQ_LINK_TARGET) || (c->grammar & NQ_OBJECT_PRON) ||
        (!nq_str_equal(c->lemma->act, NQ_STR("describe")) &&
         !nq_str_equal(c->lemma->act, NQ_STR("accuse"))))
        return false;
    uint32_t first = c->has_subject ? c->subject.first + 1 : c->end + 1;
    for (uint32_t k = first + 1; k < w->limit && !nq_ends_sentence(s, k); k++) {
        if (!nq_has_role(s, k, NQ_ROLE_BAN | NQ_ROLE_BAN_PRON) &&
            !((s->tags[k].glue & NQ_CLITIC_BA) && s->tags[k].masdar))
            continue;
        const nq_mention *m = nq_mention_of(s, k - 1);
        uint32_t target = m ? m->first : k - 1;
        bool noun =
            m || (nq_is_definite(s, target) && nq_is_nominal(s, target) &&
                  !nq_is_adjective(s, target));
        if (!noun || target < first ||
            (m && nq_is_nominal(s, target - 1) &&
             !nq_is_definite(s, target - 1)))
            return false; /* "the report of X" */
        bool titled = m && nq_is_definite(s, target - 1) &&
                      nq_is_nominal(s, target - 1) && target - 1 > first;
        target -= titled; /* "THE LAWYER X" */
        if (c->has_subject && c->subject.end > target) {
            if (!s->tags[target - 1].mention)
                return false;
            c->subject.end = target; /* "X called THE ACT" */
        }
        return nq_walk_found(w, target, NQ_WAY_NOUN) == NQ_FOUND;
    }
    return false;
}

/* "The envoy TO Syria, X, called on Friday TO send aid", "stressed on channel
 * X, THAT": the place or body taken for content behind a preposition is told of
 * who speaks or of where, when the same leads to a deed behind it, or a "that"
 * follows. The token of that link; NQ_NO_TOKEN. */
static uint32_t
link_behind_spare(const nq_walker *w)
{
    const nq_scene *s = w->s;
    uint8_t noun = s->tags[w->spare].word->noun;
    const nq_mention *m = nq_mention_from(s, w->spare);
    if (!(m && m->type != NQ_PER) && noun != NQ_NOUN_BODY &&
        noun != NQ_NOUN_OUTLET)
        return NQ_NO_TOKEN;
    for (uint32_t i = w->spare + 1; i + 1 < w->limit && !nq_ends_sentence(s, i);
         i++) {
        if ((s->tokens[i].hash == s->tokens[w->spare - 1].hash &&
             s->tags[i + 1].masdar && !nq_is_definite(s, i + 1)) ||
            ((w->links & NQ_LINK_THAT) && nq_walk_is_late_that(s, i)))
            return i;
        i = nq_walk_over(s, i);
        if (i == NQ_NO_TOKEN)
            break;
    }
    return NQ_NO_TOKEN;
}

/* Content behind the preposition that was set aside, or behind a later link. */
static bool
settle_spare(nq_walker *w)
{
    uint32_t link = link_behind_spare(w);
    if (link == NQ_NO_TOKEN)
        return nq_walk_found(w, w->spare, NQ_WAY_PREP) == NQ_FOUND;
    return (nq_walk_is_that(w->s, link)
                ? nq_walk_found_that(w, link)
                : nq_walk_found(w, link + 1, NQ_WAY_PREP)) == NQ_FOUND;
}

/* What is left when the walk ends without a clear link. */
static bool
settle(nq_walker *w)
{
    nq_cue *c = w->cue;
    uint32_t bare;
    if (speaks_bare(w, &bare))
        return nq_walk_found(w, bare, NQ_WAY_COLON) == NQ_FOUND;
    if (w->spare != NQ_NO_TOKEN)
        return settle_spare(w);
    if ((c->has_subject && unties(w)) || calls(w))
        return true;
    if ((w->links & NQ_LINK_TARGET) && c->has_subject && c->subject.name &&
        c->subject.name > c->subject.first) { /* "the minister called X ..." */
        uint32_t name = c->subject.name;
        c->subject.end = name;
        c->subject.name = 0;
        return nq_walk_found(w, name, NQ_WAY_NOUN) == NQ_FOUND;
    }
    if ((w->links & NQ_LINK_TARGET) && c->has_subject) {
        uint32_t first = c->subject.first; /* the verb's subject is dropped */
        c->has_subject = false;
        return nq_walk_found(w, first, NQ_WAY_NOUN) == NQ_FOUND;
    }
    return false;
}

/* The preposition that links stands right behind the comma at w->at: the one
 * in the aside before it was another. */
static bool
is_link_behind(const nq_walker *w)
{
    uint32_t i = w->at + 1;
    return i + 1 < w->limit &&
           (w->s->tags[i].word->link & w->links & ~(NQ_LINK_PREP - 1u)) != 0;
}

static bool
walk(nq_walker *w)
{
    const nq_scene *s = w->s;
    while (w->at < w->limit) {
        const nq_token *t = &s->tokens[w->at];
        if (t->flags & (NQ_TOKEN_LINE | NQ_TOKEN_SENTENCE))
            break;
        bool comma = nq_is_mark(s, w->at, NQ_MARK_COMMA);
        bool spent =
            w->spare != NQ_NO_TOKEN && (w->at >= w->spare_limit || comma);
        if (spent && comma && w->commas == 1 && is_link_behind(w)) {
            w->spare = NQ_NO_TOKEN; /* "X, member FOR Y, announced (FOR) Z" */
            w->at++;
            continue;
        }
        if (spent)
            break;
        nq_step st =
            t->kind == NQ_TOKEN_MARK ? nq_walk_at_mark(w) : nq_walk_at_word(w);
        if (st == NQ_FOUND)
            return true;
        if (st == NQ_STOP)
            break;
    }
    return settle(w);
}

/* One of the words that the lemma needs stands close behind the cue, or right
 * before it where it is the subject: "REPORTS spoke of". */
static bool
has_company(const nq_scene *s, const nq_cue *c)
{
    if (!c->lemma->n_with)
        return true;
    for (uint32_t i = c->end; i < c->end + NQ_TUNE_COMPANY && i < s->n; i++)
        if (nq_walk_is_company(s, c, i))
            return true;
    if (c->lemma->links & NQ_LINK_TARGET)
        return false;
    for (uint32_t k = 1; k <= NQ_TUNE_LOOSE_ADJ && k <= c->at; k++) {
        if (s->tokens[c->at - k].kind == NQ_TOKEN_MARK)
            return false;
        if (nq_walk_is_company(s, c, c->at - k))
            return true;
    }
    return false;
}

/* The row of the verb whose company stands near it. */
static bool
choose_row(const nq_scene *s, nq_cue *c)
{
    while (!has_company(s, c)) {
        if (!c->lemma->other)
            return false;
        c->lemma = &s->book->lemmas[c->lemma->other - 1];
    }
    return true;
}

bool
nq_cue_has_guest(const nq_scene *s, uint32_t i)
{
    return nq_has_role(s, i + 1, NQ_ROLE_IN_IT) && i + 2 < s->n &&
           (s->tags[i + 2].mention || s->tags[i + 2].word->noun);
}

/* "carried from Y (his words)": the speaker stands behind the preposition. */
static bool
read_frame(nq_walker *w)
{
    const nq_scene *s = w->s;
    nq_cue *c = w->cue;
    nq_np np;
    uint32_t i = w->at;
    if (nq_np_read_glued(s, i, w->limit, &np)) {
        c->outlet = np;
        c->framed = true;
        i = np.end;
    }
    uint32_t behind = 0; /* a phrase that names the source: "by the mouth of" */
    while (i < w->limit && i < w->at + NQ_TUNE_FRAME &&
           !(s->tags[i].word->link & w->links) &&
           !nq_is_quoting(nq_phrase_at(s, i, &behind)) &&
           !nq_has_role(s, i, NQ_ROLE_THAT | NQ_ROLE_FROM_HIM) &&
           !(nq_is_finite_cue(s, i) && nq_cue_lemma(s, i)->level >= 3) &&
           !nq_ends_sentence(s, i))
        i++;
    if (i >= w->limit)
        return false;
    bool from = nq_is_quoting(nq_phrase_at(s, i, &behind));
    if (nq_has_role(s, i, NQ_ROLE_FROM_HIM)) {
        c->framed = true;
        w->before = true;
        w->at = i + 1;
        return true;
    }
    if (c->framed && c->outlet.noun &&
        nq_walk_is_that(s, i)) { /* "witnesses carried that" */
        c->subject = c->outlet;
        c->has_subject = true;
        c->framed = false;
        w->at = i;
        return true;
    }
    if (!from && !(s->tags[i].word->link & w->links))
        return false;
    i = from ? behind : i + 1;
    const nq_quote *q = nq_quote_from(s, i); /* from "a source" in X */
    bool marked = q && q->closed && q->end - q->open <= NQ_TUNE_PLACE_QUOTE &&
                  nq_np_read(s, i + 1, q->end - 1, &c->subject) &&
                  c->subject.noun != NQ_NOUN_NONE;
    if (!marked && !nq_np_read(s, i, w->limit, &c->subject))
        return false;
    c->has_subject = true;
    w->at = marked ? q->end : c->subject.end;
    return true;
}

bool
nq_cue_is_denied(const nq_scene *s, uint32_t i)
{
    return i > 0 && !(s->tokens[i].flags & NQ_TOKEN_LINE) &&
           nq_has_role(s, i - 1, NQ_ROLE_NEG);
}

/* "in the statement", "in it": where a text says what it says. */
static bool
read_doc(nq_walker *w)
{
    const nq_scene *s = w->s;
    if (nq_has_role(s, w->at, NQ_ROLE_IN_IT)) {
        w->at++;
        return true;
    }
    if (!(s->tags[w->at].word->link & w->links) ||
        !nq_np_read(s, w->at + 1, w->limit, &w->cue->subject))
        return false;
    uint8_t noun = w->cue->subject.noun;
    w->cue->has_subject =
        noun == NQ_NOUN_DOC || noun == NQ_NOUN_STUDY || noun == NQ_NOUN_OUTLET;
    w->at = w->cue->subject.end;
    w->links &= ~(uint32_t)NQ_LINK_OBJECT;
    return w->cue->has_subject;
}

/* "X answered him: ...": a quotation right behind the verb and its subject. */
static bool
answers(nq_walker *w)
{
    nq_cue *c = w->cue;
    bool relative = nq_has_role(w->s, c->at - 1, NQ_ROLE_REL);
    w->spare = NQ_NO_TOKEN;
    w->links = NQ_LINK_QUOTE;
    if (!(c->lemma->links & NQ_LINK_QUOTE) || c->lemma->level != 2 ||
        (c->lemma->links & NQ_LINK_FRAME) || c->at == 0 || relative || !walk(w))
        return false;
    uint32_t behind = c->has_subject ? c->subject.end : c->end;
    return c->content <= behind + 1;
}

/* "they consider it the last relic": with its subject inside the verb, what
 * stands behind it is what they say of the thing. */
static bool
is_predicate(const nq_scene *s, const nq_cue *c, uint32_t i)
{
    uint32_t opine = NQ_LINK_TARGET | NQ_LINK_THAT;
    return (c->grammar & NQ_PLURAL) && c->inflection <= NQ_CUE_PRESENT &&
           (c->lemma->links & opine) == opine && nq_is_nominal(s, i);
}

/* "which SOME considered", "which THE COURT considered": a definite noun of
 * those that speak, right behind a verb of its gender. */
static bool
is_agreeing(const nq_scene *s, uint32_t verb)
{
    const nq_word *w =
        verb + 1 < s->n ? s->tags[verb + 1].word : s->book->words;
    bool speaks = w->noun == NQ_NOUN_PERSON || w->noun == NQ_NOUN_PEOPLE ||
                  w->noun == NQ_NOUN_BODY || w->noun == NQ_NOUN_OUTLET;
    return speaks && nq_is_definite(s, verb + 1) &&
           !((w->noun_grammar ^ s->tags[verb].word->grammar) & NQ_FEM);
}

/* "(what) he calls (by) A WAR", "(what) he sees AS A GAP": how the words that
 * are called so are tied to their verb, beside the links of its row. */
static uint32_t
links_of_called(const nq_lemma *l)
{
    if ((l->links & NQ_LINK_TARGET) && nq_str_equal(l->act, NQ_STR("describe")))
        return NQ_LINK_BA;
    return nq_str_equal(l->act, NQ_STR("opine")) ? NQ_LINK_TARGET : 0;
}

/* Sets out from the cue, whose row is chosen, for at most `zone` tokens. */
static void
set_out(nq_walker *w, uint32_t limit, uint32_t zone)
{
    const nq_scene *s = w->s;
    nq_cue *c = w->cue;
    uint32_t i = c->at;
    c->inflection = s->tags[i].word->inflection;
    c->grammar = s->tags[i].word->grammar;
    w->at = i + 1;
    w->limit = limit < i + zone ? limit : i + zone;
    w->limit = w->limit < s->n ? w->limit : s->n;
    w->links = c->lemma->links;
    w->spare = NQ_NO_TOKEN;
}

bool
nq_cue_read(const nq_scene *s, uint32_t i, uint32_t limit, bool before,
            nq_cue *out)
{
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_walker w = {.s = s, .cue = out, .before = before};
    *out = (nq_cue){.at = i, .end = i + 1, .lemma = l};
    if (!l || i + 1 >= s->n || !choose_row(s, out))
        return false;
    l = out->lemma;
    set_out(&w, limit, l->level >= 2 ? NQ_TUNE_ZONE : NQ_TUNE_ZONE_WEAK);
    if (out->inflection == NQ_CUE_NOUN_PRON && (l->links & NQ_LINK_TARGET))
        w.links |= NQ_LINK_LAM; /* "his criticism OF" */
    /* "accused them of": the pronoun is the target; "what he calls" is not */
    bool what = i > 0 && nq_has_role(s, i - 1, NQ_ROLE_MA);
    if ((out->grammar & NQ_OBJECT_PRON) &&
        (nq_mention_from(s, i + 1) || is_agreeing(s, i) ||
         nq_str_ends(s->tokens[i + 1].folded, NQ_STR("ون"))))
        w.before = false; /* "which FRANCE considers", "the Greeks" */
    if ((out->grammar & NQ_OBJECT_PRON) && what)
        w.links |= links_of_called(l);
    if ((out->grammar & NQ_OBJECT_PRON) && !what) {
        if (!(l->links & NQ_LINK_TARGET) && !l->told)
            return answers(&w);
        if (l->links & NQ_LINK_TARGET)
            w.links =
                NQ_LINK_THAT | NQ_LINK_BA |
                (l->links & NQ_LINK_THAT ? NQ_LINK_QUOTE | NQ_LINK_OBJECT : 0u);
        if (is_predicate(s, out, i + 1))
            return nq_walk_found(&w, i + 1, NQ_WAY_NOUN) == NQ_FOUND;
    }
    w.before |=
        nq_is_mark(s, i + 1, NQ_MARK_COMMA); /* "and stressed, during" */
    w.before |= nq_has_role(s, i + 1, NQ_ROLE_IN_IT) && i > 0 &&
                (s->tags[i - 1].word->noun == NQ_NOUN_DOC ||
                 (l->links & NQ_LINK_MASDAR)) &&
                !nq_cue_has_guest(s, i);
    if ((l->links & NQ_LINK_FRAME) && !read_frame(&w))
        return false;
    if ((l->links & NQ_LINK_DOC) && !read_doc(&w))
        return false;
    if ((l->links & NQ_LINK_FRAME) && !nq_walk_is_that(s, w.at))
        w.links &= (uint32_t)NQ_LINK_PREP - 1;
    return walk(&w);
}

bool
nq_cue_read_loosely(const nq_scene *s, uint32_t i, uint32_t limit, bool before,
                    uint32_t more, nq_cue *out)
{
    const nq_lemma *l = nq_cue_lemma(s, i);
    nq_walker w = {.s = s, .cue = out, .before = before};
    *out = (nq_cue){.at = i, .end = i + 1, .lemma = l};
    if (!l || i + 1 >= s->n)
        return false;
    set_out(&w, limit, NQ_TUNE_ZONE_WEAK);
    w.links |= more;
    w.before |= nq_is_mark(s, i + 1, NQ_MARK_COMMA);
    return walk(&w);
}
