/* SPDX-License-Identifier: Apache-2.0
 *
 * event_clause.c - the words around a word of what happens: noun phrases bare
 * and behind prepositions, place, day. Layer 5 (claim). */
#include "claim/event_clause.h"

#include "base/hash.h"
#include "base/str.h"
#include "claim/tune.h"

static bool
is_feminine(const nq_scene *s, uint32_t i, bool plural)
{
    naql_str raw = nq_str_span(s->text->article->text, s->tokens[i].span);
    return nq_str_ends(raw, NQ_STR("ة")) ||
           (plural && nq_str_ends(raw, NQ_STR("ات")));
}

/* The form a token is of, glued letters cut off. A verb bears w, f and s only;
 * a verbal noun bears anything. */
nq_event_form
nq_event_form_read(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    uint16_t verb = NQ_CLITIC_WAW | NQ_CLITIC_FA | NQ_CLITIC_SIN;
    if (s->tags[i].mention || s->tags[i].date)
        return (nq_event_form){.lemma = 0};
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(s->text, i, &n);
    for (uint32_t k = 0; k < n; k++) {
        uint16_t cut = cuts[k].clitics;
        nq_event_form f = nq_event_form_of(book, cuts[k].hash);
        if (cut & NQ_CLITIC_WAW && !(s->tokens[i].clitics & NQ_CLITIC_WAW))
            continue; /* a word that only begins with a w */
        if (f.both && f.grammar & NQ_OBJECT_PRON)
            f.noun = f.pronoun = true; /* "her resignation", not "resigned" */
        if (f.both &&
            (cut & ~verb || (i && nq_has_role(s, i - 1, NQ_ROLE_PREP))))
            f.noun = true;
        if (f.lemma && f.grammar & NQ_OBJECT_PRON &&
            is_feminine(s, i, false)) { /* "a blow", not "hit him" */
            if (!f.both)
                continue;
            f.noun = true;
            f.pronoun = false;
        }
        if (f.lemma && !f.noun && i && nq_has_role(s, i - 1, NQ_ROLE_PREP) &&
            !nq_has_role(s, i - 1, ~(uint64_t)NQ_ROLE_PREP))
            continue; /* a preposition leads to no verb */
        if (f.lemma && !f.noun && s->tags[i].office)
            continue; /* "the governor", not "tried" */
        if (f.lemma && (f.noun || !(cut & ~verb))) {
            f.definite = cut & NQ_CLITIC_AL;
            /* "will sit in" keeps its letter, which tells that it has not */
            f.start = f.definite || cut & NQ_CLITIC_SIN ? nq_bare_start(s, i)
                                                        : cuts[k].start;
            return f;
        }
    }
    return (nq_event_form){.lemma = 0};
}

bool
nq_clause_closes(const nq_scene *s, uint32_t i)
{
    return s->tokens[i].flags & NQ_TOKEN_LINE || nq_clause_ends_with(s, i);
}

bool
nq_clause_ends_with(const nq_scene *s, uint32_t i)
{
    if (s->tokens[i].kind == NQ_TOKEN_MARK)
        switch (s->tokens[i].mark) {
        case NQ_MARK_STOP:
        case NQ_MARK_SEMICOLON:
        case NQ_MARK_COLON:
        case NQ_MARK_ELLIPSIS:
        case NQ_MARK_DASH:
        case NQ_MARK_QUESTION:
            return true;
        case NQ_MARK_COMMA: /* a date between commas does not close */
            return !(i + 1 < s->n && s->tags[i + 1].date) &&
                   !(i && s->tags[i - 1].date);
        default:
            return false;
        }
    if (s->tags[i].word == s->book->words)
        return false; /* as most: the words below are known */
    bool of = nq_has_role(s, i, NQ_ROLE_TIE); /* "of" is spelled like "who" */
    bool noun = nq_is_definite(s, i) &&
                s->tags[i].word->inflection == NQ_CUE_PAST; /* "transport" */
    return (nq_has_role(s, i, NQ_ROLE_REL) && !of) ||
           nq_has_role(s, i, NQ_ROLE_SUB | NQ_ROLE_THAT) ||
           (nq_cue_lemma(s, i) && !nq_may_be_masdar(s, i) && !noun);
}

/* "and wounded": the verb of another event. */
static bool
is_next(const nq_event_book *book, const nq_scene *s, uint32_t i)
{
    if (!(s->tags[i].glue & NQ_CLITIC_WAW))
        return false;
    nq_event_form f = nq_event_form_at(book, s, i);
    return f.lemma && !f.noun && book->lemmas[f.lemma - 1].level == 2;
}

static uint32_t
limit_of(const nq_event_book *book, const nq_scene *s, uint32_t at)
{
    uint32_t i = at + 1, most = at + NQ_TUNE_EVENT;
    while (i < s->n && i < most && !nq_ends_sentence(s, i) &&
           !nq_clause_closes(s, i) && !is_next(book, s, i))
        i++;
    return i;
}

static uint32_t
date_at(const nq_scene *s, uint32_t token)
{
    uint32_t lo = 0, hi = s->names->n_dates;
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (s->names->dates[mid].end <= token)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < s->names->n_dates && s->names->dates[lo].first <= token
               ? lo
               : NQ_NO_ENTITY;
}

/* A preposition that the trigger asks for, spelled by itself or as one word,
 * "in the direction of". */
static bool
is_asked(const nq_clause *c, uint32_t i)
{
    for (uint32_t k = 0; k < c->l->n_preps; k++)
        if (c->l->preps[k] == c->s->tokens[i].hash)
            return true;
    return false;
}

static bool
leads_to_target(const nq_clause *c, uint32_t i, bool glued)
{
    return glued ? (c->s->tags[i].glue & c->l->glued) != 0 : is_asked(c, i);
}

/* "at the hands of", "on the part of" */
static bool
is_by(const nq_clause *c, uint32_t i)
{
    return c->s->signs[i] & c->book->scales.by;
}

static bool
read_party(const nq_clause *c, uint32_t at, bool glued, nq_party *out)
{
    return nq_party_read(c->s, &c->book->scales,
                         (nq_reach){at, c->limit, glued}, out);
}

bool
nq_is_origin(const nq_scene *s, uint32_t i)
{
    return s->tags[i].event & NQ_EVENT_WORD_ORIGIN;
}

uint32_t
nq_clause_around(const nq_clause *c, uint32_t *first)
{
    const nq_text *text = c->s->text;
    const nq_sentence *in = &text->sentences[nq_sentence_of(text, c->at)];
    uint32_t most = NQ_TUNE_EVENT_AROUND;
    *first = c->at > in->first + most ? c->at - most : in->first;
    return in->end > c->at + most ? c->at + most : in->end;
}

bool
nq_clause_may_act(const nq_clause *c, uint32_t i)
{
    const nq_event_scales *scales = &c->book->scales;
    return c->s->tags[i].mention || c->s->tags[i].office ||
           c->s->tags[i].word->noun || nq_number_led_to(c->s, i) ||
           c->s->signs[i] & (scales->people | scales->police);
}

/* "A suicide attack": behind an indefinite word for an attack a nisba in the
 * indefinite is no one. */
bool
nq_clause_is_kind(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    nq_event_form form = {.lemma = 0};
    if (i)
        form = nq_event_form_at(c->book, s, i - 1);
    return i && (!form.lemma || form.noun) && !s->tags[i - 1].date &&
           !nq_is_definite(s, i - 1) && !nq_is_definite(s, i) &&
           !s->tags[i].mention && nq_clause_is_means(c, i - 1) &&
           (nq_str_ends(s->tokens[i].folded, NQ_STR("ي")) ||
            (nq_str_ends(s->tokens[i].folded, NQ_STR("يا")) &&
             nq_is_accusative(s, i - 1))) &&
           !nq_is_origin(c->s, i);
}

/* "By the bullets of the army", "by the shelling of": what it was done with,
 * and right behind it whose it is. */
static bool
is_by_means(const nq_clause *c, uint32_t i)
{
    return c->s->tags[i].glue & NQ_CLITIC_BA && i + 1 < c->limit &&
           !(c->s->tags[i + 1].glue & NQ_CLITIC_WAW) &&
           !nq_clause_is_kind(c, i + 1) &&
           c->s->signs[i] & c->book->scales.means &&
           !nq_is_origin(c->s, i + 1) && nq_clause_may_act(c, i + 1);
}

/* "A group", "several": people by what news says of it, or a part of some. */
static bool
is_somebody(const nq_clause *c, uint32_t i)
{
    const nq_event_scales *scales = &c->book->scales;
    uint32_t signs = c->s->signs[i];
    bool owner = c->l->kind == NQ_EVENT_ASSAULT && !c->s->tags[i].date &&
                 nq_str_ends(c->s->tokens[i].folded, NQ_STR("ي")) &&
                 !nq_is_definite(c->s, i); /* "the riders of" */
    return owner || nq_has_role(c->s, i, NQ_ROLE_DEM) ||
           signs & (scales->doers | scales->crowd) ||
           (signs & scales->rank && !nq_is_definite(c->s, i));
}

/* "The lives of ten men": a count right behind what a preposition led to. */
static nq_party
with_count(const nq_clause *c, nq_party p)
{
    nq_party more;
    if (p.end != p.first + 1 || p.end >= c->limit || c->s->tags[p.end].glue ||
        nq_is_definite(c->s, p.first) || !nq_number_led_to(c->s, p.end) ||
        !read_party(c, p.end, false, &more))
        return p;
    p.span.end = more.span.end;
    p.end = more.end;
    return p;
}

/* "On a gathering of civilians" */
static nq_party
with_owner(const nq_clause *c, nq_party p)
{
    if (c->l->kind == NQ_EVENT_ASSAULT && !(c->l->glued & NQ_CLITIC_LAM))
        nq_party_own(c->s, &c->book->scales, c->limit, &p);
    return p;
}

/* "In Vilgrad", "in the city of Vilgrad", not "in the history of Vilgrad": only
 * a place leads to the name. */
static bool
is_place(const nq_clause *c, const nq_party *p)
{
    const nq_event_scales *scales = &c->book->scales;
    const nq_scene *s = c->s;
    uint32_t n, row, i = p->first;
    const nq_cut *cuts = nq_cuts_of(s->text, i, &n);
    for (uint32_t k = 0; s->tokens[i].kind == NQ_TOKEN_WORD && k < n; k++)
        if (nq_table_word(&c->book->places, cuts[k].hash, &row))
            return true;
    return s->tags[i].mention || nq_clause_is_a(c->book, s, i, "site") ||
           nq_clause_is_a(c->book, s, i, "gate") ||
           s->signs[i] & (scales->where | scales->beside);
}

/* "A raid after the exposure of its troops to fire by gunmen": another attack
 * stands between, which "by" tells of. */
static bool
is_anothers(const nq_clause *c, uint32_t by)
{
    for (uint32_t i = c->at + 2; i < by; i++) {
        nq_event_form form = nq_event_form_at(c->book, c->s, i);
        if (form.lemma && form.noun &&
            c->book->lemmas[form.lemma - 1].kind == NQ_EVENT_ASSAULT &&
            c->book->lemmas[form.lemma - 1].voice == NQ_VOICE_PATIENT)
            return true;
    }
    return false;
}

/* A phrase behind a preposition: the target, or the place. */
static uint32_t
take_prepositional(nq_clause *c, uint32_t i)
{
    bool glued = !nq_has_role(c->s, i, NQ_ROLE_PREP) && !is_asked(c, i);
    nq_party p;
    if (!glued && i + 2 < c->limit && is_by(c, i + 1) && !is_anothers(c, i) &&
        (nq_clause_may_act(c, i + 2) || is_somebody(c, i + 2)) &&
        read_party(c, i + 2, false, &p) &&
        !(nq_number_at(c->s, i + 2) && p.end == i + 3)) { /* "by one side" */
        if (!c->by.span.end)
            c->by = p;
        c->end = p.end;
        return p.end;
    }
    if (glued && is_by_means(c, i) && read_party(c, i + 1, false, &p)) {
        if (!c->by.span.end)
            c->by = p;
        c->end = p.end;
        return p.end;
    }
    if (!read_party(c, glued ? i : i + 1, glued, &p))
        return i + 1;
    bool owner = glued && c->l->idafa == NQ_IDAFA_ACTOR && c->form.noun &&
                 c->s->tags[i].glue & NQ_CLITIC_LAM &&
                 !nq_party_is(c->s, &p, NQ_LOC);        /* "the visit of X" */
    if (nq_clause_is_a(c->book, c->s, p.first, "idle")) /* "at least" */
        return p.end;
    if (leads_to_target(c, i, glued) && !owner && !c->target.span.end)
        c->target = with_owner(c, with_count(c, p));
    else if (nq_party_is(c->s, &p, NQ_LOC) && c->place == NQ_NO_ENTITY &&
             is_place(c, &p))
        c->place = p.entities[0];
    else
        return p.end;
    c->end = p.end > c->target.end ? p.end : c->target.end;
    return c->end;
}

/* A place that the phrase itself took in: "the minister in Vilgrad". */
static void
place_inside(nq_clause *c, uint32_t first, uint32_t end)
{
    for (uint32_t i = first + 1; i < end && c->place == NQ_NO_ENTITY; i++) {
        const nq_mention *m = nq_mention_of(c->s, i);
        if (m && m->type == NQ_LOC && nq_has_role(c->s, i - 1, NQ_ROLE_PREP))
            c->place = m->entity;
    }
}

/* "An artillery shelling", "a historic meeting": a nisba that is no one. Whom
 * something happens to may be named like that ("the arrest of a leader"). */
static bool
is_kind_of_it(const nq_clause *c, uint32_t i)
{
    return (c->l->idafa == NQ_IDAFA_ACTOR ||
            (c->l->kind == NQ_EVENT_ASSAULT && c->l->gated)) &&
           nq_str_ends(c->s->tokens[i].folded, NQ_STR("ي")) &&
           !nq_clause_may_act(c, i);
}

/* "Launched an artillery shelling": a nisba in the accusative behind a noun in
 * the accusative. */
static bool
is_kind_of_object(const nq_clause *c, uint32_t i)
{
    return i > c->at && nq_is_accusative(c->s, i - 1) &&
           !c->s->tags[i].mention && !nq_is_definite(c->s, i) &&
           nq_str_ends(c->s->tokens[i].folded, NQ_STR("يا"));
}

/* "an angry march": a word in the feminine behind a feminine noun, no number;
 * "an Indian shelling". */
static bool
is_adjective_of(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return c->form.noun && !c->form.definite && i > c->at &&
           (i == c->at + 1 || is_adjective_of(c, i - 1)) &&
           !s->tags[i].mention && !nq_is_definite(s, i) &&
           !nq_number_led_to(s, i) &&
           ((is_feminine(s, c->at, true) && is_feminine(s, i, false)) ||
            nq_is_origin(c->s, i) || is_kind_of_it(c, i) ||
            nq_clause_is_a(c->book, s, i, "quality"));
}

/* "Its full control": behind a pronoun the adjective has the article. */
static bool
is_adjective_of_owned(const nq_clause *c, uint32_t i)
{
    return c->form.noun && c->form.pronoun && i == c->at + 1 &&
           nq_is_definite(c->s, i) &&
           !(c->s->tags[i].glue & ~(uint32_t)NQ_CLITIC_AL) &&
           !nq_clause_may_act(c, i);
}

static uint32_t
signs_at_first(const nq_clause *c, const nq_party *p)
{
    return c->s->signs[p->first];
}

/* "fired a rocket": no one whom it happens to. A tank or plane right behind a
 * verb in the singular is rather who fired. */
static bool
is_shot(const nq_clause *c, const nq_party *p)
{
    bool plural = c->form.grammar & (NQ_PLURAL | NQ_DUAL);
    uint32_t signs = nq_party_signs(&c->book->scales, c->s, p);
    return c->l->armed && signs & c->book->scales.means &&
           (c->n_bare || plural || p->counted ||
            signs_at_first(c, p) & c->book->scales.crowd ||
            !(signs_at_first(c, p) & c->book->scales.fighters) ||
            !is_feminine(c->s, p->first, true));
}

/* "Fired an unknown man the bullets": two phrases, read as one. */
static void
leave_weapon(const nq_clause *c, nq_party *p)
{
    uint32_t last = p->end - 1;
    if (!c->l->armed || last == p->first || nq_is_definite(c->s, p->first) ||
        !nq_is_definite(c->s, last) || !nq_clause_is_means(c, last) ||
        nq_clause_is_means(c, p->first))
        return;
    p->end = last;
    p->span = nq_span_of(c->s, p->first, last);
    p->span.start = nq_bare_start(c->s, p->first);
}

/* "From", "of", behind a word that is no count of what follows, "many of". */
static bool
leads_from(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return nq_has_role(s, i, NQ_ROLE_TIE) && nq_has_role(s, i, NQ_ROLE_REL) &&
           !s->tags[i].glue && !nq_clause_is_a(c->book, s, i - 1, "many");
}

/* "The district subject to the group", "the load made up of": a participle by
 * what it leads to and its gender, no one. */
static bool
leads_on(const nq_clause *c, uint32_t i)
{
    const nq_scene *s = c->s;
    return i + 1 < c->limit && !c->form.noun && !nq_clause_may_act(c, i) &&
           is_feminine(s, i, false) ==
               is_feminine(s, c->bare[0].first, false) &&
           (s->tags[i + 1].glue & NQ_CLITIC_LAM || leads_from(c, i + 1));
}

/* "The American soldiers": an adjective of the phrase that ends right before
 * it.
 */
static bool
goes_with(const nq_clause *c, uint32_t i)
{
    return c->n_bare == 1 && c->bare[0].end == i && !c->s->tags[i].mention &&
           nq_is_definite(c->s, i - 1) && nq_is_definite(c->s, i) &&
           (nq_is_adjective(c->s, i) || leads_on(c, i));
}

/* "Died of his wounds": how, in the accusative; who dies is the subject. "Our
 * people", "two owners" end alike. */
static bool
is_manner(const nq_clause *c, uint32_t i)
{
    naql_str f = c->s->tokens[i].folded;
    return c->l->voice == NQ_VOICE_PATIENT && !c->form.noun &&
           nq_is_accusative(c->s, i) && !nq_str_ends(f, NQ_STR("نا")) &&
           !nq_str_ends(f, NQ_STR("ها")) && !nq_str_ends(f, NQ_STR("تا"));
}

/* "The death and wounding of ten": the noun that "and" adds right behind the
 * trigger; what follows it belongs to both. */
static bool
is_twin(const nq_clause *c, uint32_t i)
{
    nq_event_form form = nq_event_form_at(c->book, c->s, i);
    return i == c->at + 1 && c->form.noun && !c->form.definite &&
           c->s->tags[i].glue & NQ_CLITIC_WAW && form.noun && !form.definite &&
           !form.pronoun;
}

/* A bare phrase: subject, object or what follows a noun. Behind a preposition's
 * phrase only the first can come. */
static uint32_t
take_bare(nq_clause *c, uint32_t i, bool straight)
{
    nq_party p;
    uint32_t behind;
    if (nq_is_closing(nq_phrase_at(c->s, i, &behind))) /* "according to" */
        return c->limit;
    if (nq_has_role(c->s, i, NQ_ROLE_SELF)) /* "blew himself up" */
        return i + 1;
    if (is_adjective_of(c, i) || is_adjective_of_owned(c, i) ||
        !read_party(c, i, false, &p) || p.end <= i)
        return i + 1;
    if (c->n_bare && c->bare[c->n_bare - 1].end == i &&
        c->s->tags[i].glue & NQ_CLITIC_WAW) /* "of the rebels and Salim" */
        return p.end;
    leave_weapon(c, &p);
    if (goes_with(c, i)) {
        c->bare[0].end = p.end;
        c->bare[0].span.end = p.span.end;
        c->end = p.end;
        return p.end;
    }
    if (c->s->signs[i] & c->book->scales.beside || is_manner(c, i) ||
        is_kind_of_object(c, i))
        return p.end;
    if (is_shot(c, &p)) {
        c->l = c->l->armed; /* from here on, what was fired at */
    } else if (!c->n_bare || (straight && c->n_bare < 2)) {
        p = c->n_bare ? with_owner(c, p) : p;
        c->bare[c->n_bare++] = p;
        c->n_straight += straight;
        place_inside(c, p.first, p.end);
    } else {
        return p.end;
    }
    c->end = p.end;
    return p.end;
}

/* Behind a bracket that opens at i. */
static uint32_t
behind_bracket(const nq_clause *c, uint32_t i)
{
    uint32_t k = i;
    while (k < c->limit && !nq_is_mark(c->s, k, NQ_MARK_CLOSE))
        k++;
    return k < c->limit ? k + 1 : i + 1;
}

/* Takes in the date at token i, if it is the clause's first; the token behind.
 */
static uint32_t
take_date(nq_clause *c, uint32_t date, uint32_t i)
{
    const nq_date *d = &c->s->names->dates[date];
    if (c->date == NQ_NO_ENTITY && d->type == NQ_DATE_DATE) {
        c->date = date;
        c->end = d->end;
    }
    return d->end > i ? d->end : i + 1;
}

/* Do two lists of words share one? */
static bool
share_word(naql_str a, naql_str b)
{
    naql_str word, other;
    while (nq_str_split(&a, ' ', &word))
        for (naql_str rest = b; word.len && nq_str_split(&rest, ' ', &other);)
            if (nq_str_equal(word, other))
                return true;
    return false;
}

bool
nq_clause_is_a(const nq_event_book *book, const nq_scene *s, uint32_t i,
               const char *kind)
{
    const nq_table *t = &book->objects;
    uint32_t n, row;
    if (i >= s->n || s->tokens[i].kind != NQ_TOKEN_WORD)
        return false;
    const nq_cut *cuts = nq_cuts_of(s->text, i, &n);
    for (uint32_t k = 0; k < n; k++)
        if (nq_table_word(t, cuts[k].hash, &row) &&
            nq_str_is(nq_table_cell(t, row, nq_table_col(t, "kinds")), kind))
            return true;
    return false;
}

bool
nq_clause_has_asked(const nq_clause *c)
{
    const nq_table *t = &c->book->objects;
    const nq_text *text = c->s->text;
    if (!c->l->asks.len)
        return true;
    uint32_t begin = text->sentences[nq_sentence_of(text, c->at)].first;
    uint32_t i = c->at > begin + NQ_TUNE_ASKED ? c->at - NQ_TUNE_ASKED : begin;
    for (; i < c->limit; i++) {
        uint32_t n, row;
        const nq_cut *cuts = nq_cuts_of(text, i, &n);
        for (uint32_t k = 0; c->s->tokens[i].kind == NQ_TOKEN_WORD && k < n;
             k++)
            if (nq_table_word(t, cuts[k].hash, &row) &&
                share_word(c->l->asks,
                           nq_table_cell(t, row, nq_table_col(t, "kinds"))))
                return true;
    }
    return false;
}

/* "In the morning", "too", between a verb and its subject. */
static bool
goes_between(const nq_clause *c, uint32_t i)
{
    return c->s->tags[i].date || nq_has_role(c->s, i, NQ_ROLE_ADV);
}

/* "In Vilgrad, thousands marched", "Vilgrad saw marches": where an attack or a
 * march was, told before it: where its sentence opens, or by the verb that a
 * place is the subject of. */
static void
place_ahead(nq_clause *c)
{
    const nq_scene *s = c->s;
    uint32_t first = nq_clause_sentence(c)->first, at = c->at;
    nq_party p;
    if (c->place != NQ_NO_ENTITY || c->l->kind == NQ_EVENT_KINDS)
        return;
    while (at > first && c->at - at < NQ_TUNE_SAW &&
           !nq_clause_is_a(c->book, s, at - 1, "saw"))
        at--;
    if (at > first && !nq_clause_is_a(c->book, s, at - 1, "saw"))
        at = first;
    if (at == first && nq_clause_is_a(c->book, s, first, "in") &&
        c->at - first <= NQ_TUNE_EVENT_SUBJECT)
        at++;
    if (at > first && at < c->at &&
        nq_party_read(s, &c->book->scales, (nq_reach){at, c->at, false}, &p) &&
        nq_party_is(s, &p, NQ_LOC) && is_place(c, &p))
        c->place = p.entities[0];
}

/* "Gunmen (who) wear uniforms abducted": the verb of a clause that tells more
 * of who did it. */
static bool
is_told_more(const nq_clause *c, uint32_t i)
{
    return c->n_bare == 1 && i == c->bare[0].end &&
           nq_is_clause_verb(c->s, i) && !c->form.noun &&
           !nq_is_definite(c->s, c->bare[0].first);
}

/* Behind such a verb and what it does it to. */
static uint32_t
behind_told(const nq_clause *c, uint32_t i)
{
    nq_party p;
    if (i + 1 < c->limit && nq_is_nominal(c->s, i + 1) &&
        read_party(c, i + 1, false, &p))
        return p.end;
    return i + 1;
}

/* "Opened fire and felled ten": what "and" adds before anybody is named has
 * its own. */
static bool
adds_deed(const nq_clause *c, uint32_t i)
{
    return !c->n_bare && i > c->at + 1 && c->l->kind == NQ_EVENT_ASSAULT &&
           !c->form.noun && c->s->tags[i].glue & NQ_CLITIC_WAW &&
           !c->s->tags[i].mention;
}

void
nq_clause_read(nq_clause *c)
{
    const nq_scene *s = c->s;
    uint16_t glue = NQ_CLITIC_BA | NQ_CLITIC_LAM;
    bool straight = true, another = false; /* verb behind */
    bool added = false;
    c->limit = limit_of(c->book, s, c->at);
    for (uint32_t i = c->at + 1; i < c->limit;) {
        uint32_t date = s->tags[i].date ? date_at(s, i) : NQ_NO_ENTITY;
        bool verb = nq_is_verb_form(s, i);
        another = another || (verb && c->l->kind != NQ_EVENT_ASSAULT);
        straight = straight && !(verb && c->form.noun);
        added = added || adds_deed(c, i);
        if (date != NQ_NO_ENTITY) {
            i = take_date(c, date, i);
        } else if (is_twin(c, i)) {
            i++;
        } else if (is_told_more(c, i)) {
            i = behind_told(c, i);
        } else if (nq_is_mark(s, i, NQ_MARK_OPEN)) {
            i = behind_bracket(c, i);
        } else if (!added && nq_number_led_to(s, i)) {
            i = take_bare(c, i, straight);
        } else if (nq_has_role(s, i, NQ_ROLE_IN_IT)) { /* "upon it" */
            i++;
        } else if (nq_has_role(s, i, NQ_ROLE_MA) &&
                   !nq_has_role(s, i + 1, NQ_ROLE_PREP)) {
            break; /* "which means" */
        } else if (nq_has_role(s, i, NQ_ROLE_PRON) &&
                   s->tags[i].glue & NQ_CLITIC_WAW) {
            break; /* "while he was" */
        } else if (nq_has_role(s, i, NQ_ROLE_PREP) ||
                   (s->tags[i].glue & glue)) {
            straight = false;
            i = take_prepositional(c, i);
        } else if (c->n_bare < 2 && !another && !added && nq_is_nominal(s, i)) {
            i = take_bare(c, i, straight);
        } else { /* an adverb, another verb: no subject right behind */
            straight = straight && (!nq_is_word(s, i) || goes_between(c, i));
            i++;
        }
    }
    place_ahead(c);
}
