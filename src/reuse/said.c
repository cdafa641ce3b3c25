/* SPDX-License-Identifier: Apache-2.0
 *
 * said.c - statements as rows of stems. Layer 6 (reuse). */
#include "reuse/said.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/sorted.h"
#include "base/status.h"
#include "base/str.h"
#include "reuse/tune.h"

#include <math.h>

static int
by_stem(const void *x, const void *y)
{
    const nq_said_stem *a = x, *b = y;
    NQ_SORT_BY(a->stem, b->stem);
    return a->token < b->token ? -1 : a->token > b->token;
}

/* Letters that come and go between spellings of a name and forms of a root:
 * alif, waw, ya. All are two bytes of UTF-8 (U+0627, U+0648, U+064A). */
static bool
long_vowel(const char *at)
{
    const unsigned char *b = (const unsigned char *)at;
    return (b[0] == 0xd8 && b[1] == 0xa7) ||
           (b[0] == 0xd9 && (b[1] == 0x88 || b[1] == 0x8a));
}

/* What is left of a folded word without clitics and long vowels. */
static void
find_bones(const nq_token *t, nq_said_stem *out)
{
    char bones[64];
    size_t n = 0, end = t->folded.len - t->suf;
    for (size_t i = t->pre; i + 1 < end && n + 2 <= sizeof bones; i += 2) {
        if (long_vowel(t->folded.ptr + i))
            continue;
        bones[n++] = t->folded.ptr[i];
        bones[n++] = t->folded.ptr[i + 1];
    }
    out->part = n > 6 ? NQ_TWIN_SPELLING : NQ_TWIN_ROOT;
    out->bones = n >= 6 ? nq_hash(nq_str(bones, n)) : 0;
}

static void
add_stem(nq_said *s, nq_said_stem *room, const nq_token *t,
         const nq_reuse_tools *tools)
{
    bool number = t->kind == NQ_TOKEN_NUMBER;
    float idf = (float)nq_rarity_idf(&tools->rarity, t->stem);
    if (t->kind == NQ_TOKEN_MARK || (!number && idf < NQ_TWIN_IDF))
        return;
    nq_said_stem *to = &room[s->n++];
    *to = (nq_said_stem){.stem = t->stem, .number = number};
    to->weight = number              ? NQ_TWIN_NUMBER
                 : idf < NQ_TWIN_CAP ? idf
                                     : NQ_TWIN_CAP;
    if (t->kind != NQ_TOKEN_WORD)
        return;
    uint64_t class = nq_synonym_class(tools, t);
    if (class) {
        to->bones = class;
        to->part = NQ_TWIN_KIN;
    } else {
        find_bones(t, to);
    }
}

/* ---- The speaker ---- */

static void
add_word(nq_said *s, uint64_t bones, float idf, bool mentioned)
{
    uint32_t i = 0;
    while (i < s->n_words && s->words[i].bones != bones)
        i++;
    if (i == NQ_SPEAKER_WORDS)
        return;
    if (i == s->n_words)
        s->words[s->n_words++] = (nq_speaker_word){bones, idf, false};
    s->words[i].mentioned |= mentioned;
}

/* What tells who speaks: a name, an office, "the army". */
static void
add_words_of(nq_said *s, const nq_text *text, naql_span span,
             const nq_rarity *rarity, bool mentioned)
{
    if (span.end <= span.start)
        return;
    uint32_t end = nq_token_from(text, span.end);
    for (uint32_t i = nq_token_from(text, span.start); i < end; i++) {
        const nq_token *t = &text->tokens[i];
        nq_said_stem stem = {0};
        float idf = (float)nq_rarity_idf(rarity, t->stem);
        if (t->kind != NQ_TOKEN_WORD || idf < NQ_TWIN_IDF)
            continue;
        find_bones(t, &stem);
        add_word(s, stem.bones ? stem.bones : t->stem, fminf(idf, NQ_TWIN_CAP),
                 mentioned);
    }
}

static void
add_bones(const nq_text *text, uint32_t first, uint32_t end,
          const nq_rarity *rarity, uint64_t out[NQ_SPEAKER_STEMS])
{
    uint32_t n = 0;
    while (n < NQ_SPEAKER_STEMS && out[n])
        n++;
    for (uint32_t i = first; i < end && n < NQ_SPEAKER_STEMS; i++) {
        const nq_token *t = &text->tokens[i];
        nq_said_stem stem = {0};
        if (t->kind != NQ_TOKEN_WORD ||
            nq_rarity_idf(rarity, t->stem) < NQ_SPEAKER_IDF)
            continue;
        find_bones(t, &stem);
        out[n++] = stem.bones ? stem.bones : t->stem;
    }
}

static void
add_office(const nq_text *text, naql_span span, const nq_rarity *rarity,
           nq_said *out)
{
    if (span.end > span.start)
        add_bones(text, nq_token_from(text, span.start),
                  nq_token_from(text, span.end), rarity, out->office_stems);
    add_words_of(out, text, span, rarity, false);
}

static void
name_speaker(const nq_reading *r, const nq_statement *st,
             const nq_rarity *rarity, nq_said *out)
{
    const nq_names *names = &r->names;
    uint32_t first = nq_token_from(&r->text, st->speaker.start);
    uint32_t end = nq_token_from(&r->text, st->speaker.end);
    add_words_of(out, &r->text, st->speaker, rarity, true);
    if (st->entity < names->n_entities &&
        names->entities[st->entity].n_mentions) {
        /* The fullest mention stands first in an article. */
        const nq_entity *e = &names->entities[st->entity];
        const nq_mention *m = &names->mentions[e->mentions[0]];
        for (uint32_t i = 0; i < e->n_roles && i < NQ_SPEAKER_ROLES; i++)
            add_office(&r->text, e->roles[i], rarity, out);
        first = m->first;
        end = m->end;
        add_words_of(out, &r->text, m->span, rarity, false);
    }
    add_bones(&r->text, first, end, rarity, out->speaker_stems);
}

/* Acts that are done once in a story and are half of what is told. */
static bool
tells_much(naql_str act)
{
    static const char *const acts[] = {"condemn",   "accuse",   "deny",
                                       "welcome",   "thank",    "praise",
                                       "criticise", "apologise"};
    for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
        if (nq_str_equal(act, nq_str_from(acts[i])))
            return true;
    return false;
}

/* A speaker's act counts as one more stem of what is told. A quotation speaks
 * for itself. */
static void
add_act(nq_said *s, nq_said_stem *room, const nq_statement *st)
{
    uint64_t who = s->speaker_stems[0];
    if (s->person != NQ_NO_ENTITY)
        who = (uint64_t)s->person + 1;
    bool quoted = s->form == NQ_FORM_DIRECT && s->act == nq_hash(st->act);
    if (quoted || !who || !s->act)
        return;
    room[s->n++] = (nq_said_stem){.stem = nq_hash_next(s->act, who),
                                  .weight = NQ_TWIN_ACT,
                                  .token = NQ_NO_TOKEN};
}

/* ---- The words ---- */

/* A number by its value, in digits or spelled: "3", "three". */
static void
add_number(nq_said *s, nq_said_stem *room, double value)
{
    uint64_t cents = (uint64_t)llround(fabs(value) * 100);
    room[s->n++] = (nq_said_stem){.stem = nq_hash_next(1, cents),
                                  .weight = NQ_TWIN_NUMBER,
                                  .number = true};
}

static void
add_words(nq_said *s, nq_said_stem *room, const nq_reading *r,
          const nq_reuse_tools *tools)
{
    const nq_statement *st = &r->claims.statements[s->statement];
    const nq_text *text = &r->text;
    uint32_t next = nq_number_from(text, st->first), spelled = 0, first = 0;
    bool denied = nq_str_equal(st->act, NQ_STR("deny"));
    for (uint32_t i = st->first; i < st->end; i++) {
        uint32_t n = s->n;
        const nq_token *t = &text->tokens[i];
        uint32_t untrue = nq_untrue(tools, t, st->end - i);
        if (untrue) {
            denied = true;
            i += untrue - 1;
            continue;
        }
        const nq_number *number = &text->numbers[next];
        if (next < text->n_numbers && number->first == i) {
            add_number(s, room, number->value);
            spelled = number->end;
            next++;
            n = s->n;
        }
        if (i >= spelled || (next && i == text->numbers[next - 1].noun))
            add_stem(s, room, t, tools);
        s->negated |= nq_denies(tools, t);
        if (s->n > n)
            room[n].name = nq_mention_at(&r->names, i) != NULL;
        for (; first < s->n; first++) {
            room[first].token = i;
            room[first].places = first < 64 ? UINT64_C(1) << first : 0;
        }
    }
    s->denied = denied;
    s->negated = s->negated != denied;
    s->act = denied                ? nq_hash(NQ_STR("deny"))
             : tells_much(st->act) ? nq_hash(st->act)
                                   : 0;
}

static void
keep_each_once(nq_said *s, nq_said_stem *room)
{
    uint32_t kept = 0;
    nq_sort(room, s->n, sizeof *room, by_stem);
    for (uint32_t i = 0; i < s->n; i++) {
        if (kept && room[kept - 1].stem == room[i].stem) {
            room[kept - 1].places |= room[i].places;
            continue;
        }
        room[kept++] = room[i];
        s->numbers |= room[i].number;
    }
    s->at = room;
    s->n = kept;
}

void
nq_said_weigh(nq_said *s)
{
    uint64_t row = 0;
    s->weight = s->plain = s->rare = 0;
    for (uint32_t i = 0; i < s->n; i++) {
        row |= s->at[i].places;
        s->weight += s->at[i].weight;
        s->rare += s->at[i].rare;
        s->plain += s->at[i].name ? 0 : s->at[i].weight;
    }
    s->row = (uint32_t)__builtin_popcountll(row);
}

static bool
in_title(const nq_article *a, const nq_statement *st)
{
    for (uint32_t i = 0; i < a->n_blocks; i++)
        if (a->blocks[i].span.end > st->span.start)
            return a->blocks[i].kind == NQ_BLOCK_TITLE;
    return false;
}

naql_status
nq_said_make(const nq_pile *pile, uint32_t article, uint32_t statement,
             const nq_reuse_tools *tools, nq_arena *arena, nq_said *out)
{
    const nq_reading *r = pile->at[article];
    const nq_statement *st = &r->claims.statements[statement];
    *out = (nq_said){.article = article,
                     .statement = statement,
                     .person = NQ_NO_ENTITY,
                     .form = st->form,
                     .title = in_title(&r->article, st),
                     .speaker = nq_str_span(r->article.text, st->speaker)};
    if (st->entity < r->names.n_entities && pile->people.of)
        out->person = pile->people.of[article][st->entity];
    out->named = st->entity < r->names.n_entities &&
                 r->names.entities[st->entity].type != NQ_NAME_NONE;
    name_speaker(r, st, &tools->rarity, out);
    uint32_t most = 2 * (st->end - st->first) + 2;
    nq_said_stem *room = nq_arena_alloc(arena, most * sizeof *room);
    if (!room)
        return NAQL_NOMEM;
    add_words(out, room, r, tools);
    add_act(out, room, st);
    keep_each_once(out, room);
    for (uint32_t i = 0; i < out->n; i++)
        out->at[i].rare = NQ_TWIN_FEW * out->at[i].weight;
    nq_said_weigh(out);
    return NAQL_OK;
}

/* ---- A story's ---- */

struct holders {                         /* of a stem, in one story */
    uint32_t statements, articles, last; /* last article, counted from 1 */
};

static naql_status
count_holders(const nq_saids *s, nq_map *numbers, nq_list *holders,
              nq_arena *arena)
{
    for (uint32_t i = 0; i < s->n; i++)
        for (uint32_t k = 0; k < s->at[i].n; k++) {
            bool fresh;
            uint32_t *number = nq_map_put(numbers, s->at[i].at[k].stem, &fresh);
            if (!number)
                return NAQL_NOMEM;
            if (fresh) {
                *number = holders->n;
                struct holders *h = nq_list_add(holders, arena);
                if (!h)
                    return NAQL_NOMEM;
                *h = (struct holders){0};
            }
            struct holders *h = (struct holders *)holders->at + *number;
            h->statements++;
            h->articles += h->last != s->at[i].article + 1;
            h->last = s->at[i].article + 1;
        }
    return NAQL_OK;
}

static void
damp_one(nq_said *said, const nq_map *numbers, const struct holders *holders,
         float n, float usual)
{
    for (uint32_t k = 0; k < said->n; k++) {
        nq_said_stem *s = &said->at[k];
        const struct holders *h = &holders[*nq_map_get(numbers, s->stem)];
        float each = (float)h->statements / (float)h->articles;
        s->weight *= 1 - NQ_TWIN_DAMP * (float)h->statements / n;
        float here = fmaxf(1 - logf(each) / logf(usual + 1), 0);
        float all = 1 - logf((float)h->statements) / logf(n);
        s->rare = s->weight * (here + all) / 2;
    }
    nq_said_weigh(said);
}

static naql_status
damp(nq_saids *s, uint32_t n_articles, nq_arena *arena)
{
    nq_map numbers;
    nq_list holders = NQ_LIST(struct holders);
    nq_map_init(&numbers, arena);
    if (s->n < NQ_TWIN_STORY)
        return NAQL_OK;
    NQ_TRY(count_holders(s, &numbers, &holders, arena));
    for (uint32_t i = 0; i < s->n; i++)
        damp_one(&s->at[i], &numbers, holders.at, (float)s->n,
                 (float)s->n / (float)n_articles);
    return NAQL_OK;
}

naql_status
nq_saids_make(const nq_pile *pile, const nq_story *story,
              const nq_reuse_tools *tools, nq_arena *arena, nq_saids *out)
{
    uint32_t total = 0;
    *out = (nq_saids){0};
    for (uint32_t i = 0; i < story->n_articles; i++)
        total += pile->at[story->articles[i]]->claims.n_statements;
    out->at = nq_arena_alloc(arena, (total + 1) * sizeof *out->at);
    if (!out->at)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < story->n_articles; i++) {
        uint32_t article = story->articles[i];
        const nq_claims *claims = &pile->at[article]->claims;
        for (uint32_t s = 0; s < claims->n_statements; s++)
            NQ_TRY(nq_said_make(pile, article, s, tools, arena,
                                &out->at[out->n++]));
    }
    return damp(out, story->n_articles, arena);
}
