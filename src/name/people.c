/* SPDX-License-Identifier: Apache-2.0
 *
 * people.c - one entity from the mentions of many articles. Layer 4 (name).
 *
 * Entities that share a key are tied: by spelling, by usual name, by loose
 * spelling of all words. A family name alone is tied to the one person of
 * that name who holds the same office, or who stands in articles that share
 * other names with its own; the same goes for the front of a body's name.
 * Everything is looked up by key: the cost is that of the entities, not of
 * their pairs. */
#include "name/people.h"
#include "base/hash.h"
#include "base/sorted.h"
#include "base/str.h"
#include "name/tie.h"
#include "name/tools.h"
#include "name/tune.h"

struct node { /* an entity of an article */
    uint32_t article, entity;
    nq_name_words words;
};

struct pile {
    const nq_name_tools *tools;
    const nq_names *const *names;
    uint32_t n_articles, n;
    uint32_t *first;    /* [n_articles + 1] first node of each article */
    struct node *nodes; /* [n] */
    uint64_t **keys;    /* [n_articles] sorted keys of an article's entities */
    nq_ties ties;
    nq_map fronts; /* keys of bodies' names less their last word */
    nq_arena *scratch;
};

enum { BY_KEY = 1, BY_ENDS, BY_LOOSE, BY_LAST, BY_FRONT, BY_TAIL };

static const nq_entity *
entity_of(const struct pile *p, uint32_t node)
{
    return &p->names[p->nodes[node].article]->entities[p->nodes[node].entity];
}

static int
by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* ---- Reading the pile -------------------------------------------------- */

static bool
read_article(struct pile *p, uint32_t a, uint32_t *n)
{
    const nq_names *names = p->names[a];
    p->first[a] = *n;
    p->keys[a] = nq_arena_alloc(p->scratch,
                                sizeof(uint64_t) * (names->n_entities + 1ull));
    if (!p->keys[a])
        return false;
    for (uint32_t e = 0; e < names->n_entities; e++) {
        struct node *node = &p->nodes[(*n)++];
        *node = (struct node){.article = a, .entity = e};
        nq_name_words_of(&p->tools->variants, names->entities[e].name,
                         &node->words);
        p->keys[a][e] = names->entities[e].key;
    }
    nq_sort(p->keys[a], names->n_entities, sizeof(uint64_t), by_value);
    return true;
}

static naql_status
read_pile(struct pile *p)
{
    uint64_t total = 0;
    for (uint32_t a = 0; a < p->n_articles; a++)
        total += p->names[a]->n_entities;
    if (total >= UINT32_MAX)
        return NAQL_TOO_BIG;
    p->n = (uint32_t)total;
    p->first =
        nq_arena_alloc(p->scratch, sizeof(uint32_t) * (p->n_articles + 1ull));
    p->nodes = nq_arena_alloc(p->scratch, sizeof(struct node) * (total + 1));
    p->keys =
        nq_arena_alloc(p->scratch, sizeof(uint64_t *) * (p->n_articles + 1ull));
    if (!p->first || !p->nodes || !p->keys ||
        !nq_ties_make(p->n, p->scratch, &p->ties))
        return NAQL_NOMEM;
    uint32_t n = 0;
    for (uint32_t a = 0; a < p->n_articles; a++)
        if (!read_article(p, a, &n))
            return NAQL_NOMEM;
    p->first[p->n_articles] = n;
    for (uint32_t i = 0; i < n; i++)
        if (entity_of(p, i)->respelled)
            p->ties.reason[i] = NQ_TIE_VARIANT;
    return NAQL_OK;
}

/* ---- Ties by key ------------------------------------------------------- */

static uint64_t
key_of(unsigned kind, uint8_t type, uint64_t words)
{
    return nq_hash_next(nq_hash_next(kind, type), words);
}

static uint64_t
loose_of(const nq_name_words *w)
{
    uint64_t h = 0;
    for (uint32_t i = 0; i < w->n; i++)
        h = nq_hash_next(h, w->loose[i]);
    return h;
}

static uint64_t
tight_of(const nq_name_words *w, uint32_t from, uint32_t end)
{
    uint64_t h = 0;
    for (uint32_t i = from; i < end; i++)
        h = nq_hash_next(h, w->tight[i]);
    return h;
}

/* Notes of which names another one of the pile is longer by a word: "ministry
 * of health" may be any country's. */
static bool
note_fronts(struct pile *p)
{
    nq_map_init(&p->fronts, p->scratch);
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type == NQ_ORG && w->n > 2 &&
            !nq_map_put(&p->fronts, tight_of(w, 0, w->n - 1), NULL))
            return false;
    }
    return true;
}

/* Does the name say too little to be tied by its words alone? */
static bool
is_short(const struct pile *p, uint32_t i)
{
    const nq_name_words *w = &p->nodes[i].words;
    uint8_t type = entity_of(p, i)->type;
    return (type == NQ_PER && w->n < 2) ||
           (type == NQ_ORG && w->n > 1 &&
            nq_map_get(&p->fronts, tight_of(w, 0, w->n)));
}

/* Ties every node that has the key to the first one that had it. */
static bool
tie_by(struct pile *p, nq_map *map, uint64_t key, uint32_t node, nq_tie why)
{
    bool fresh;
    uint32_t *first = nq_map_put(map, key, &fresh);
    if (!first)
        return false;
    if (fresh)
        *first = node;
    else
        nq_tie_join(&p->ties, *first, node, why);
    return true;
}

/* Do the two hold one office? */
static bool
same_office(const struct pile *p, uint32_t a, uint32_t b)
{
    const nq_entity *x = entity_of(p, a), *y = entity_of(p, b);
    naql_str tx = p->names[p->nodes[a].article]->text->article->text;
    naql_str ty = p->names[p->nodes[b].article]->text->article->text;
    enum { MOST = 8 };
    for (uint32_t i = 0; i < x->n_roles && i < MOST; i++) {
        uint64_t key =
            nq_role_key(&p->tools->variants, nq_str_span(tx, x->roles[i]));
        for (uint32_t j = 0; key && j < y->n_roles && j < MOST; j++)
            if (key ==
                nq_role_key(&p->tools->variants, nq_str_span(ty, y->roles[j])))
                return true;
    }
    return false;
}

/* How many keys two articles share; both lists are sorted. */
static uint32_t
shared_keys(const struct pile *p, uint32_t a, uint32_t b)
{
    uint32_t n = p->names[a]->n_entities, m = p->names[b]->n_entities;
    uint32_t i = 0, j = 0, shared = 0;
    n = n < NQ_PEOPLE_KEYS_MAX ? n : NQ_PEOPLE_KEYS_MAX;
    m = m < NQ_PEOPLE_KEYS_MAX ? m : NQ_PEOPLE_KEYS_MAX;
    while (i < n && j < m) {
        uint64_t x = p->keys[a][i], y = p->keys[b][j];
        shared += x == y;
        i += x <= y;
        j += y <= x;
    }
    return shared;
}

/* Has the given name five letters or more, its "al-" among them? */
static bool
is_long(const nq_name_words *w)
{
    enum { LONG = 5, ARTICLE = 2 };
    return w->letters[0] + (w->article[0] ? ARTICLE : 0) >= LONG;
}

/* Do two whose given names may be two hold one office, or are both long foreign
 * names in articles that share other names? */
static bool
is_near(const struct pile *p, uint32_t a, uint32_t b, nq_tie *why)
{
    const nq_name_words *x = &p->nodes[a].words, *y = &p->nodes[b].words;
    bool foreign = !x->article[x->n - 1] && !y->article[y->n - 1] &&
                   is_long(x) && is_long(y);
    bool office = same_office(p, a, b);
    *why = office ? NQ_TIE_OFFICE : NQ_TIE_COMPANY;
    return office ||
           (foreign && shared_keys(p, p->nodes[a].article,
                                   p->nodes[b].article) >= NQ_PEOPLE_SHARED);
}

/* Ties a person to the first one whose name has the same loose key and may be
 * the same, or is by his office. */
static bool
tie_alike(struct pile *p, nq_map *map, uint32_t node)
{
    const nq_name_words *w = &p->nodes[node].words;
    nq_tie why;
    bool fresh;
    uint32_t *first =
        nq_map_put(map, key_of(BY_LOOSE, NQ_PER, loose_of(w)), &fresh);
    if (!first)
        return false;
    if (fresh)
        *first = node;
    else if (nq_names_alike(&p->tools->variants, w, &p->nodes[*first].words))
        nq_tie_join(&p->ties, *first, node, NQ_TIE_VARIANT);
    else if (nq_families_alike(&p->tools->variants, w,
                               &p->nodes[*first].words) &&
             is_near(p, *first, node, &why))
        nq_tie_join(&p->ties, *first, node, why);
    return true;
}

static bool
tie_spellings(struct pile *p)
{
    nq_map map;
    nq_map_init(&map, p->scratch);
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        const nq_entity *e = entity_of(p, i);
        bool usual = e->key != tight_of(w, 0, w->n);
        if (!w->n || is_short(p, i))
            continue;
        if (!tie_by(p, &map, key_of(BY_KEY, e->type, e->key), i,
                    usual ? NQ_TIE_USUAL : NQ_TIE_SPELLING))
            return false;
        if (usual && e->type == NQ_LOC && /* by the name that is shown, too */
            !tie_by(p, &map, key_of(BY_KEY, e->type, tight_of(w, 0, w->n)), i,
                    NQ_TIE_USUAL))
            return false;
        if (e->type == NQ_PER && !tie_alike(p, &map, i))
            return false;
    }
    return true;
}

/* A longer and a shorter form of one person's name: the same words at both
 * ends. Only where all longer forms are one: two men who differ in the middle
 * name are not tied by a third who has none. */
static bool
tie_lengths(struct pile *p)
{
    nq_map longer, shorter;
    nq_map_init(&longer, p->scratch);
    nq_map_init(&shorter, p->scratch);
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type != NQ_PER || w->n < 2)
            continue;
        uint64_t ends = nq_hash_next(w->tight[0], w->tight[w->n - 1]);
        bool fresh;
        uint32_t *at = nq_map_put(w->n > 2 ? &longer : &shorter, ends, &fresh);
        if (!at)
            return false;
        if (fresh)
            *at = i;
        else if (w->n > 2 && *at != UINT32_MAX &&
                 nq_tie_group(&p->ties, *at) != nq_tie_group(&p->ties, i))
            *at = UINT32_MAX; /* two longer forms */
    }
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type != NQ_PER || w->n != 2)
            continue;
        const uint32_t *at =
            nq_map_get(&longer, nq_hash_next(w->tight[0], w->tight[1]));
        if (at && *at != UINT32_MAX)
            nq_tie_join(&p->ties, *at, i, NQ_TIE_VARIANT);
    }
    return true;
}

/* A body under its name alone and under head word and name: "the foreign
 * ministry of X", "the foreign of X". */
static bool
tie_heads(struct pile *p)
{
    nq_map alone;
    nq_map_init(&alone, p->scratch);
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        bool fresh;
        if (entity_of(p, i)->type != NQ_ORG || !w->n || is_short(p, i))
            continue;
        uint32_t *at = nq_map_put(&alone, tight_of(w, 0, w->n), &fresh);
        if (!at)
            return false;
        if (fresh)
            *at = i;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type != NQ_ORG || w->n < 2 || is_short(p, i))
            continue;
        const uint32_t *at = nq_map_get(&alone, tight_of(w, 1, w->n));
        if (at && nq_map_get(&p->tools->variants.optional, w->tight[0]))
            nq_tie_join(&p->ties, *at, i, NQ_TIE_HEAD);
    }
    return true;
}

/* ---- Ties that need evidence ------------------------------------------- */

/* A list of nodes that have a key: the next one, or UINT32_MAX. */
struct chains {
    nq_map last;    /* key -> its newest node */
    uint32_t *next; /* [n] the node before it */
};

static bool
chain_add(struct chains *c, uint64_t key, uint32_t node)
{
    bool fresh;
    uint32_t *last = nq_map_put(&c->last, key, &fresh);
    if (!last)
        return false;
    c->next[node] = fresh ? UINT32_MAX : *last;
    *last = node;
    return true;
}

static bool
chains_make(struct pile *p, struct chains *out)
{
    nq_map_init(&out->last, p->scratch);
    out->next = nq_arena_alloc(p->scratch, sizeof(uint32_t) * (p->n + 1ull));
    return out->next != NULL;
}

/* Of the nodes in a chain, the one whose group `node` belongs to: the same
 * office first, then the most shared names; two groups that are equally good
 * are none. Looks at the NQ_PEOPLE_LOOKED_AT newest. */
static uint32_t
best_in_chain(struct pile *p, const struct chains *c, uint64_t key,
              uint32_t node, nq_tie *why)
{
    const uint32_t *last = nq_map_get(&c->last, key);
    uint32_t best = UINT32_MAX, most = NQ_PEOPLE_SHARED - 1, looked = 0;
    bool twice = false;
    for (uint32_t at = last ? *last : UINT32_MAX;
         at != UINT32_MAX && looked++ < NQ_PEOPLE_LOOKED_AT; at = c->next[at]) {
        uint32_t score =
            shared_keys(p, p->nodes[at].article, p->nodes[node].article);
        bool office = same_office(p, at, node);
        score += office ? NQ_PEOPLE_OFFICE : 0;
        bool same = best != UINT32_MAX &&
                    nq_tie_group(&p->ties, best) == nq_tie_group(&p->ties, at);
        if (score > most) {
            twice = false;
            best = at;
            most = score;
            *why = office ? NQ_TIE_OFFICE : NQ_TIE_COMPANY;
        } else if (score == most && best != UINT32_MAX && !same) {
            twice = true;
        }
    }
    return twice ? UINT32_MAX : best;
}

/* Ties a short name to the one of the full ones it may stand for, else of those
 * that stand alone as it does. */
static bool
tie_alone(struct pile *p, struct chains *full, struct chains *alone,
          uint64_t key, uint32_t i)
{
    nq_tie why;
    uint32_t to = best_in_chain(p, full, key, i, &why);
    if (to == UINT32_MAX)
        to = best_in_chain(p, alone, key, i, &why);
    if (to != UINT32_MAX)
        nq_tie_join(&p->ties, to, i,
                    entity_of(p, i)->type == NQ_ORG ? NQ_TIE_FRONT : why);
    return chain_add(alone, key, i);
}

/* Family names that stand alone in their article. */
static bool
tie_families(struct pile *p)
{
    struct chains full, alone;
    if (!chains_make(p, &full) || !chains_make(p, &alone))
        return false;
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type == NQ_PER && w->n > 1 &&
            !chain_add(&full, w->tight[w->n - 1], i))
            return false;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type == NQ_PER && w->n == 1 &&
            !tie_alone(p, &full, &alone, w->tight[0], i))
            return false;
    }
    return true;
}

/* Bodies named by all but the last word of a longer name. */
static bool
tie_fronts(struct pile *p)
{
    struct chains longer, alone;
    if (!chains_make(p, &longer) || !chains_make(p, &alone))
        return false;
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type == NQ_ORG && w->n > 2 &&
            !chain_add(&longer, tight_of(w, 0, w->n - 1), i))
            return false;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_name_words *w = &p->nodes[i].words;
        if (entity_of(p, i)->type == NQ_ORG && is_short(p, i) &&
            !tie_alone(p, &longer, &alone, tight_of(w, 0, w->n), i))
            return false;
    }
    return true;
}

/* ---- Results ----------------------------------------------------------- */

/* Numbers groups by their first member; returns how many there are. */
static uint32_t
number_groups(struct pile *p, uint32_t *number)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n; i++)
        number[i] = nq_tie_group(&p->ties, i) == i
                        ? n++
                        : number[nq_tie_group(&p->ties, i)];
    return n;
}

/* The form that most articles carry, the fuller the better: longer than one
 * word for persons; the first of equals. */
struct form {
    uint32_t node, articles;
};

static bool
name_groups(struct pile *p, const uint32_t *number, nq_person *people)
{
    nq_map forms;
    struct form *best, *counts;
    uint32_t n_forms = 0;
    nq_map_init(&forms, p->scratch);
    counts = nq_arena_zero(p->scratch, p->n + 1ull, sizeof(*counts));
    best = nq_arena_zero(p->scratch, p->n + 1ull, sizeof(*best));
    if (!counts || !best)
        return false;
    for (uint32_t i = 0; i < p->n; i++) {
        const nq_entity *e = entity_of(p, i);
        const nq_name_words *w = &p->nodes[i].words;
        bool fresh;
        uint32_t *form = nq_map_put(
            &forms, nq_hash_next(nq_hash(e->name), number[i]), &fresh);
        if (!form)
            return false;
        if (fresh) {
            *form = n_forms++;
            counts[*form].node = i;
        }
        uint32_t k = ++counts[*form].articles;
        struct form *b = &best[number[i]];
        bool full = w->n > 1;
        bool had_full = b->articles && p->nodes[b->node].words.n > 1;
        if (!b->articles || full > had_full ||
            (full == had_full && k > b->articles)) {
            *b = (struct form){counts[*form].node, k};
            people[number[i]].name = entity_of(p, b->node)->name;
        }
    }
    return true;
}

static naql_status
make_people(struct pile *p, nq_arena *arena, nq_people *out)
{
    uint32_t *number =
        nq_arena_alloc(p->scratch, sizeof(*number) * (p->n + 1ull));
    uint32_t *block = nq_arena_alloc(arena, sizeof(*block) * (2ull * p->n + 1));
    uint32_t *map = nq_arena_alloc(arena, sizeof(*map) * (p->n + 1ull));
    const uint32_t **of =
        nq_arena_alloc(arena, sizeof(*of) * (p->n_articles + 1ull));
    if (!number || !block || !map || !of)
        return NAQL_NOMEM;
    uint32_t n = number_groups(p, number);
    nq_person *people = nq_arena_zero(arena, n + 1ull, sizeof(*people));
    uint32_t **end = nq_arena_alloc(p->scratch, sizeof(*end) * (n + 1ull));
    if (!people || !end || !name_groups(p, number, people))
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < p->n; i++)
        people[number[i]].n_members++;
    for (uint32_t g = 0; g < n; g++) {
        people[g].members = end[g] = block;
        block += 2 * (size_t)people[g].n_members;
    }
    for (uint32_t i = 0; i < p->n; i++) {
        nq_person *person = &people[number[i]];
        *end[number[i]]++ = p->nodes[i].article;
        *end[number[i]]++ = p->nodes[i].entity;
        person->type = entity_of(p, i)->type;
        person->why = nq_tie_name(p->ties.reason[nq_tie_group(&p->ties, i)]);
        map[i] = number[i];
    }
    for (uint32_t a = 0; a < p->n_articles; a++)
        of[a] = map + p->first[a];
    *out = (nq_people){people, n, of};
    return NAQL_OK;
}

naql_status
nq_people_make(const nq_name_tools *tools, const nq_names *const *names,
               uint32_t n, nq_arena *arena, nq_arena *scratch, nq_people *out)
{
    nq_arena_mark mark = nq_arena_here(scratch);
    struct pile p = {
        .tools = tools, .names = names, .n_articles = n, .scratch = scratch};
    *out = (nq_people){0};
    naql_status status = read_pile(&p);
    if (status == NAQL_OK &&
        !(note_fronts(&p) && tie_spellings(&p) && tie_lengths(&p) &&
          tie_heads(&p) && tie_families(&p) && tie_fronts(&p)))
        status = NAQL_NOMEM;
    if (status == NAQL_OK)
        status = make_people(&p, arena, out);
    nq_arena_release(scratch, mark);
    return status;
}
