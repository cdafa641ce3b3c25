/* SPDX-License-Identifier: Apache-2.0
 *
 * report_pile.c - a pile made by hand for the tests of the report. */
#include "report_pile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const pile_article pile_usual[4] = {
    {"00000000000000a1", "مرصد الساحل", "افتتاح محطة التحلية في رندة",
     "2021-03-02",
     "رندة (سنا برس)\nافتتح وزير المياه كامل السرواني محطة التحلية أمس.\n"
     "وقال السرواني: «المحطة تكفي نصف المدينة».",
     "https://marsad.example/1"},
    {"00000000000000b2", "صحيفة الميناء", "السرواني: المياه ستعود خلال أسبوع",
     "2021-06-10T08:00:00Z",
     "رندة (سنا برس)\nقال وزير المياه كامل السرواني «إن المياه ستعود إلى رندة "
     "خلال أسبوع».\nوأوضح أن العطل أصاب 12 مضخة في 3 يونيو.",
     "https://mina.example/2"},
    {"00000000000000c3", "قناة الأفق", "عودة المياه إلى رندة قريبا",
     "2021-06-10T09:30:00Z",
     "أكد الوزير كامل السرواني أن «المياه سترجع إلى رندة خلال أسبوع».\n"
     "وأوضح أن العطل أصاب 15 مضخة في 3 يونيو.",
     ""},
    {"00000000000000d4", "مرصد الساحل", "انقطاع المياه في رندة", "2021-06-11",
     "قال كامل السرواني «إن المياه ستعود إلى رندة خلال أسبوع»، نقلا عن سنا "
     "برس.\nواشتكى سكان الحي القديم.",
     ""},
};

static void *
room_for(pile_room *room, size_t n, size_t size)
{
    void *at = nq_arena_zero(&room->arena, n, size);
    if (!at)
        abort();
    return at;
}

static naql_str
copy_of(pile_room *room, const char *text)
{
    return nq_arena_str(&room->arena, nq_str_from(text));
}

naql_span
pile_span(const nq_reading *r, const char *words, unsigned nth)
{
    naql_str text = r->article.text, needle = nq_str_from(words);
    size_t at = SIZE_MAX;
    for (size_t from = 0; nth--; from = at + 1)
        at = nq_str_find(text, needle, from);
    if (at == SIZE_MAX)
        return (naql_span){0, 0};
    return (naql_span){(uint32_t)at, (uint32_t)(at + needle.len)};
}

/* ---- One article ---- */

static void
blocks_and_sentences(pile_room *room, nq_reading *r)
{
    naql_str text = r->article.text;
    nq_block *blocks = room_for(room, 16, sizeof(nq_block));
    nq_sentence *sentences = room_for(room, 16, sizeof(nq_sentence));
    uint32_t n = 0, start = 0;
    for (uint32_t i = 0; i <= text.len && n < 16; i++) {
        if (i < text.len && text.ptr[i] != '\n')
            continue;
        blocks[n] =
            (nq_block){{start, i}, n ? NQ_BLOCK_PARAGRAPH : NQ_BLOCK_TITLE};
        sentences[n] = (nq_sentence){.span = {start, i}, .block = n};
        start = i + 1;
        n++;
    }
    r->article.blocks = blocks;
    r->text.sentences = sentences;
    r->article.n_blocks = r->text.n_sentences = n;
}

/* Entities: 0 the minister, 1 the town, 2 the agency. */
static void
names(pile_room *room, nq_reading *r)
{
    static const char *const words[] = {"كامل السرواني", "رندة", "سنا برس"};
    static const uint8_t types[] = {NQ_PER, NQ_LOC, NQ_ORG};
    nq_entity *entities = room_for(room, 3, sizeof(nq_entity));
    nq_mention *mentions = room_for(room, 3, sizeof(nq_mention));
    uint32_t *numbers = room_for(room, 3, sizeof(uint32_t));
    naql_span *role = room_for(room, 1, sizeof(naql_span));
    uint32_t n = 0;
    *role = pile_span(r, "وزير المياه", 1);
    for (uint32_t e = 0; e < 3; e++) {
        naql_span span = pile_span(r, words[e], 1);
        entities[e] = (nq_entity){.type = types[e],
                                  .name = nq_str_from(words[e]),
                                  .mentions = &numbers[n],
                                  .n_mentions = span.end > 0,
                                  .roles = role,
                                  .n_roles = e == 0 && role->end > 0,
                                  .agency = e == 2};
        if (span.end == 0)
            continue;
        numbers[n] = n;
        mentions[n++] =
            (nq_mention){.span = span, .entity = e, .type = types[e]};
    }
    for (uint32_t i = 1; i < n; i++) /* by place */
        for (uint32_t k = i;
             k > 0 && mentions[k].span.start < mentions[k - 1].span.start;
             k--) {
            nq_mention kept = mentions[k];
            mentions[k] = mentions[k - 1];
            mentions[k - 1] = kept;
        }
    for (uint32_t i = 0; i < n; i++)
        numbers[i] = i, entities[mentions[i].entity].mentions = &numbers[i];
    r->names = (nq_names){.text = &r->text,
                          .mentions = mentions,
                          .n_mentions = n,
                          .entities = entities,
                          .n_entities = 3};
}

static void
dates_and_numbers(pile_room *room, nq_reading *r)
{
    nq_date *date = room_for(room, 1, sizeof(nq_date));
    nq_number *number = room_for(room, 1, sizeof(nq_number));
    date->span = pile_span(r, "3 يونيو", 1);
    date->value = NQ_STR("2021-06-03");
    date->day_lo = date->day_hi = nq_day_from(2021, 6, 3);
    number->span = pile_span(r, "12 مضخة", 1);
    number->value = 12;
    if (number->span.end == 0) {
        number->span = pile_span(r, "15 مضخة", 1);
        number->value = 15;
    }
    number->high = number->value;
    number->unit = NQ_STR("مضخه");
    number->modifier = NQ_MOD_NONE;
    r->names.dates = date;
    r->names.n_dates = date->span.end > 0;
    r->text.numbers = number;
    r->text.n_numbers = number->span.end > 0;
}

static void
claims(pile_room *room, nq_reading *r)
{
    static const char *const words[] = {"المحطة تكفي نصف المدينة",
                                        "المياه ستعود إلى رندة خلال أسبوع",
                                        "المياه سترجع إلى رندة خلال أسبوع"};
    nq_statement *s = room_for(room, 2, sizeof(nq_statement));
    uint32_t *speaker = room_for(room, 1, sizeof(uint32_t));
    naql_str *agency = room_for(room, 1, sizeof(naql_str));
    uint32_t n = 0;
    for (size_t i = 0; i < 3; i++) {
        naql_span span = pile_span(r, words[i], 1);
        if (span.end == 0)
            continue;
        s[n++] = (nq_statement){.span = span,
                                .cue = pile_span(r,
                                                 i == 2 ? "أكد"
                                                 : i    ? "قال"
                                                        : "قال",
                                                 1),
                                .speaker = pile_span(r, "كامل السرواني", 1),
                                .entity = 0,
                                .speakers = speaker,
                                .n_speakers = 1,
                                .to_entity = NQ_NO_ENTITY,
                                .credit = pile_span(r, "سنا برس", 1),
                                .credit_entity = 2,
                                .act = NQ_STR("say"),
                                .form = i == 2 ? NQ_FORM_MIXED : NQ_FORM_DIRECT,
                                .confidence = 0.9f};
    }
    naql_span after = pile_span(r, "أن العطل أصاب", 1);
    if (after.end > 0)
        s[n++] = (nq_statement){
            .span = {after.start + 5, (uint32_t)r->article.text.len - 1},
            .cue = pile_span(r, "أوضح", 1),
            .speaker = pile_span(r, "كامل السرواني", 1),
            .speakers = speaker,
            .n_speakers = 1,
            .to_entity = NQ_NO_ENTITY,
            .credit_entity = NQ_NO_ENTITY,
            .act = NQ_STR("explain"),
            .form = NQ_FORM_INDIRECT,
            .confidence = 0.8f};
    agency[0] = NQ_STR("سنا برس");
    r->claims = (nq_claims){.names = &r->names,
                            .statements = s,
                            .n_statements = n,
                            .agencies = agency,
                            .n_agencies = pile_span(r, "سنا برس", 1).end > 0};
}

static void
reading(pile_room *room, nq_reading *r, const pile_article *a)
{
    static const nq_dropped share = {{"شارك", sizeof("شارك") - 1},
                                     NQ_DROP_SHARE};
    size_t room_bytes = strlen(a->title) + strlen(a->body) + 2;
    char *text = room_for(room, 1, room_bytes);
    int n = snprintf(text, room_bytes, "%s\n%s", a->title, a->body);
    r->article = (nq_article){.id = copy_of(room, a->id),
                              .path = NQ_STR("articles.jsonl"),
                              .url = copy_of(room, a->url),
                              .outlet = copy_of(room, a->outlet),
                              .title = copy_of(room, a->title),
                              .published = copy_of(room, a->published),
                              .day = nq_day_parse(nq_str_from(a->published)),
                              .language = NQ_STR("ar"),
                              .text = nq_str(text, (size_t)n),
                              .dropped = &share,
                              .n_dropped = 1};
    r->text.article = &r->article;
    blocks_and_sentences(room, r);
    names(room, r);
    dates_and_numbers(room, r);
    claims(room, r);
}

/* ---- The pile ---- */

static void
people(pile_room *room)
{
    nq_person *at = room_for(room, 3, sizeof(nq_person));
    const uint32_t **of = room_for(room, 4, sizeof(uint32_t *));
    uint32_t *same = room_for(room, 3, sizeof(uint32_t));
    for (uint32_t e = 0; e < 3; e++) {
        uint32_t *members = room_for(room, 8, sizeof(uint32_t));
        for (uint32_t i = 0; i < 4; i++)
            members[2 * i] = i, members[2 * i + 1] = e;
        at[e] = (nq_person){.type = room->readings[0].names.entities[e].type,
                            .name = room->readings[0].names.entities[e].name,
                            .members = members,
                            .n_members = 4,
                            .why = "same spelling"};
        same[e] = e;
    }
    for (uint32_t i = 0; i < 4; i++)
        of[i] = same;
    room->pile.people = (nq_people){.at = at, .n = 3, .of = of};
}

/* The edits of a wording that has `own` where the first has `other`; one "="
 * for a wording that has it not. */
static uint32_t
edits_from(naql_str all, const char *own, const char *other, nq_edit *e)
{
    naql_str word = nq_str_from(own);
    size_t at = nq_str_find(all, word, 0), n = 0;
    if (at == SIZE_MAX) {
        e[n++] = (nq_edit){.op = '=', .text = all};
        return 1;
    }
    e[n++] = (nq_edit){.op = '=', .text = nq_str(all.ptr, at - 1)};
    e[n++] = (nq_edit){.op = '-', .text = nq_str_from(other)};
    e[n++] = (nq_edit){.op = '+', .text = nq_str(all.ptr + at, word.len)};
    at += word.len + 1;
    e[n++] = (nq_edit){.op = '=', .text = nq_str(all.ptr + at, all.len - at)};
    return (uint32_t)n;
}

static void
twins(pile_room *room, nq_twins *out, uint32_t first, uint32_t end)
{
    nq_twin *t = room_for(room, 2, sizeof(nq_twin));
    uint32_t n = 0;
    for (uint32_t s = 0; s < 2; s++) {
        nq_variant *v = room_for(room, 4, sizeof(nq_variant));
        uint32_t n_variants = 0;
        for (uint32_t i = first; i < end; i++) {
            const nq_reading *r = &room->readings[i];
            if (s >= r->claims.n_statements)
                continue;
            nq_edit *edits = room_for(room, 4, sizeof(nq_edit));
            naql_str all =
                nq_str_span(r->article.text, r->claims.statements[s].span);
            uint32_t n_edits = s ? edits_from(all, "15", "12", edits)
                                 : edits_from(all, "سترجع", "ستعود", edits);
            v[n_variants++] = (nq_variant){i, s, edits, n_edits, {0}, false};
        }
        if (n_variants > 0)
            t[n++] = (nq_twin){.person = 0,
                               .speaker = NQ_STR("كامل السرواني"),
                               .variants = v,
                               .n_variants = n_variants,
                               .carried_by = n_variants,
                               .independent = 1};
    }
    *out = (nq_twins){t, n};
}

static nq_place *
places(pile_room *room, const char *words, uint32_t first, uint32_t end,
       uint32_t *n)
{
    nq_place *at = room_for(room, 4, sizeof(nq_place));
    *n = 0;
    for (uint32_t i = first; i < end; i++) {
        naql_span span = pile_span(&room->readings[i], words, 1);
        if (span.end > 0)
            at[(*n)++] = (nq_place){i, span};
    }
    return at;
}

static nq_version
version(pile_room *room, const char *words, uint32_t first, uint32_t end)
{
    nq_version v = {.text = nq_str_from(words)};
    v.places = places(room, words, first, end, &v.n_places);
    return v;
}

static void
compare(pile_room *room, nq_comparison *c, uint32_t first, uint32_t end)
{
    nq_who *who = room_for(room, 1, sizeof(nq_who));
    struct nq_spelling *spelling = room_for(room, 1, sizeof(*spelling));
    nq_version *v = room_for(room, 5, sizeof(nq_version));
    nq_point *p = room_for(room, 3, sizeof(nq_point));
    nq_moment *m = room_for(room, 1, sizeof(nq_moment));
    *spelling = (struct nq_spelling){NQ_STR("كامل السرواني"), end - first};
    v[0] = version(room, "وزير المياه", first, end);
    v[1] = version(room, "12 مضخة", first, end);
    v[2] = version(room, "15 مضخة", first, end);
    v[3] = version(room, "3 يونيو", first, end);
    v[4] = version(room, "واشتكى سكان الحي القديم", first, end);
    *who = (nq_who){
        .spellings = spelling, .n_spellings = 1, .roles = v, .n_roles = 1};
    p[0] = (nq_point){.slot = NQ_SLOT_NUMBER,
                      .about = NQ_STR("مضخة"),
                      .versions = v + 1,
                      .n_versions = 2,
                      .n_outlets = 2};
    p[1] = (nq_point){.slot = NQ_SLOT_DATE,
                      .about = NQ_STR("3 يونيو"),
                      .versions = v + 3,
                      .n_versions = 1,
                      .n_outlets = 2};
    p[2] = (nq_point){.slot = NQ_SLOT_CONTENT,
                      .about = NQ_STR("سكان الحي"),
                      .versions = v + 4,
                      .n_versions = 1,
                      .n_outlets = 1};
    *m = (nq_moment){.date = NQ_STR("2021-06-03"),
                     .what = v[3].text,
                     .day = nq_day_from(2021, 6, 3),
                     .places = v[3].places,
                     .n_places = v[3].n_places};
    *c = (nq_comparison){.people = who, .n_people = 1};
    c->summary = places(room, "رندة", first, end, &c->n_summary);
    if (first == 0)
        return;
    c->timeline = m, c->n_timeline = 1;
    c->conflict = p, c->n_conflict = 1;
    c->agree = p + 1, c->n_agree = 1;
    c->only = p + 2, c->n_only = 1;
}

static void
stories(pile_room *room)
{
    uint32_t *numbers = room_for(room, 4, sizeof(uint32_t));
    uint32_t *of = room_for(room, 4, sizeof(uint32_t));
    nq_story *at = room_for(room, 2, sizeof(nq_story));
    nq_relation *related = room_for(room, 1, sizeof(nq_relation));
    nq_place *spans = room_for(room, 2, sizeof(nq_place));
    for (uint32_t i = 0; i < 4; i++)
        numbers[i] = i;
    of[0] = 1;
    at[0] = (nq_story){numbers + 1, 3, 1, room->readings[1].article.day,
                       room->readings[3].article.day};
    at[1] = (nq_story){numbers, 1, 0, room->readings[0].article.day,
                       room->readings[0].article.day};
    spans[0] = (nq_place){1, pile_span(&room->readings[1], "رندة", 1)};
    spans[1] = (nq_place){0, pile_span(&room->readings[0], "رندة", 1)};
    *related = (nq_relation){0, 1, "same people", 2, spans};
    room->stories = (nq_stories){at, 2, related, 1, of};
}

static void
copies(pile_room *room)
{
    nq_copy *c = room_for(room, 2, sizeof(nq_copy));
    nq_passage *p = room_for(room, 2, sizeof(nq_passage));
    for (uint32_t i = 0; i < 2; i++) {
        const nq_reading *to = &room->readings[i + 2];
        p[i] =
            (nq_passage){room->readings[1].claims.statements[0].span,
                         to->claims.n_statements ? to->claims.statements[0].span
                                                 : (naql_span){0, 0},
                         0.83f, false};
        c[i] = (nq_copy){1,
                         i + 2,
                         &p[i],
                         1,
                         0.5f,
                         0.6f,
                         i ? NQ_LIKELY : NQ_UNKNOWN,
                         i ? NQ_GROUND_CREDIT : NQ_GROUND_COMMON_SOURCE,
                         i ? NQ_STR("") : NQ_STR("سنا برس")};
    }
    room->copies = (nq_copies){c, 2};
}

/* The first statement of the newer story held against that of the older. */
static void
positions(pile_room *room)
{
    nq_position *p = room_for(room, 1, sizeof(nq_position));
    nq_stand *stands = room_for(room, 2, sizeof(nq_stand));
    for (uint32_t i = 0; i < 2; i++) {
        const nq_variant *v = &room->views[1 - i].twins->at[0].variants[0];
        const nq_statement *s =
            &room->readings[v->article].claims.statements[v->statement];
        naql_span first = {s->span.start, s->span.start + 2};
        stands[i] = (nq_stand){.story = 1 - i,
                               .article = v->article,
                               .statement = v->statement,
                               .day = room->stories.at[1 - i].first,
                               .bearing = i ? NQ_OPPOSED : NQ_BESIDE};
        stands[1].shown[i] = (nq_place){v->article, first};
    }
    *p = (nq_position){.person = room->views[0].twins->at[0].person,
                       .about = room->pile.people.at[0].name,
                       .stands = stands,
                       .n_stands = 2};
    room->positions = (nq_positions){p, 1};
}

void
pile_make(pile_room *room, const pile_article articles[4])
{
    static const char *const ids[] = {"5a1e00000001", "5a1e00000002"};
    static const uint32_t bounds[2][2] = {{1, 4}, {0, 1}};
    *room = (pile_room){0};
    nq_arena_init(&room->arena);
    room->readings = room_for(room, 4, sizeof(nq_reading));
    room->list = room_for(room, 4, sizeof(nq_reading *));
    for (uint32_t i = 0; i < 4; i++) {
        reading(room, &room->readings[i], &articles[i]);
        room->list[i] = &room->readings[i];
    }
    room->pile.at = room->list;
    room->pile.n = 4;
    people(room);
    stories(room);
    copies(room);
    for (uint32_t i = 0; i < 2; i++) {
        nq_twins *t = room_for(room, 1, sizeof(nq_twins));
        nq_comparison *c = room_for(room, 1, sizeof(nq_comparison));
        twins(room, t, bounds[i][0], bounds[i][1]);
        compare(room, c, bounds[i][0], bounds[i][1]);
        room->views[i] =
            (nq_story_view){&room->stories.at[i], t, c, nq_str_from(ids[i])};
    }
    positions(room);
    room->report = (nq_report){&room->pile, &room->stories, &room->copies,
                               room->views, &room->positions};
}

void
pile_clear(pile_room *room)
{
    nq_arena_clear(&room->arena);
}
