/* SPDX-License-Identifier: Apache-2.0
 *
 * html_people.c - people and bodies of a story: offices and spellings, and the
 * outlets that use them. Layer 9 (report). */
#include "report/html_parts.h"

#include "base/hash.h"
#include "base/map.h"
#include "base/str.h"

/* So many people stand open; more of them fold away. */
#define PEOPLE_OPEN 10

struct use { /* an outlet that uses a spelling: its first mention */
    uint32_t article, mention;
    uint32_t next;
};

struct uses {
    nq_map first; /* hash of a spelling -> number of its first use + 1 */
    nq_map seen;  /* spelling and outlet */
    nq_list list; /* of struct use; newest first by `next` */
    const nq_who *who;
    bool one_article;
};

static naql_str
mention_text(const nq_html *h, const nq_who *who, uint32_t article,
             uint32_t mention)
{
    const nq_reading *r = h->view->r->pile->at[article];
    return nq_who_spelling(who, r->article.text,
                           r->names.mentions[mention].span);
}

static bool
note_use(nq_html *h, struct uses *u, uint32_t article, uint32_t mention)
{
    uint64_t spelling = nq_hash(mention_text(h, u->who, article, mention));
    uint64_t outlet = h->view->articles[article].outlet;
    bool fresh = false;
    if (!nq_map_put(&u->seen, nq_hash_next(spelling, outlet), &fresh))
        return false;
    if (!fresh)
        return true;
    uint32_t *last = nq_map_put(&u->first, spelling, NULL);
    struct use *one = nq_list_add(&u->list, h->scratch);
    if (!last || !one)
        return false;
    *one = (struct use){article, mention, *last};
    *last = u->list.n;
    return true;
}

/* Notes, last article first, who spells a person how in this story. */
static bool
note_uses(nq_html *h, struct uses *u, uint32_t story, const nq_who *who)
{
    const nq_report *r = h->view->r;
    const nq_person *p = &r->pile->people.at[who->person];
    u->who = who;
    nq_map_init(&u->first, h->scratch);
    nq_map_init(&u->seen, h->scratch);
    u->list = NQ_LIST(struct use);
    u->one_article = r->views[story].story->n_articles == 1;
    for (uint32_t i = p->n_members; i-- > 0;) {
        uint32_t article = p->members[2 * i];
        if (r->stories->of[article] != story)
            continue;
        const nq_entity *e =
            &r->pile->at[article]->names.entities[p->members[2 * i + 1]];
        for (uint32_t k = 0; k < e->n_mentions; k++)
            if (!note_use(h, u, article, e->mentions[k]))
                return false;
    }
    return true;
}

static void
mention_link(nq_html *h, const struct use *u)
{
    nq_html_raw(h, "<a href=#");
    nq_html_name_target(h, u->article, u->mention);
    nq_html_raw(h, ">");
}

/* A spelling and how often it is used. */
static void
often(nq_html *h, const struct nq_spelling *s, bool named)
{
    if (!named) {
        nq_html_words(h, s->text);
        nq_html_raw(h, " ");
    }
    nq_html_raw(h, "<span class=n>");
    nq_html_count(h, NQ_W_MENTIONS_N, s->n);
    nq_html_raw(h, "</span>");
}

/* A spelling and the outlets that use it; in a story of one article it leads
 * there itself. `named`: its words are those of the name above. */
static void
spelling(nq_html *h, const struct uses *u, const struct nq_spelling *s,
         bool named)
{
    const struct use *all = u->list.at;
    const uint32_t *first = nq_map_get(&u->first, nq_hash(s->text));
    nq_html_raw(h, "<li>");
    if (u->one_article && first) {
        mention_link(h, &all[*first - 1]);
        often(h, s, named);
        nq_html_raw(h, "</a>");
        return;
    }
    often(h, s, named);
    nq_html_raw(h, " <span class=srcs>");
    for (uint32_t at = first ? *first : 0; at; at = all[at - 1].next) {
        mention_link(h, &all[at - 1]);
        nq_html_outlet_name(h, all[at - 1].article);
        nq_html_raw(h, "</a> ");
    }
    nq_html_raw(h, "</span>");
}

static naql_str
name_of(const nq_html *h, const nq_who *who)
{
    return nq_view_name(h->view->r, who, who->person);
}

static void
spellings(nq_html *h, uint32_t story, const nq_who *who)
{
    nq_arena_mark here = nq_arena_here(h->scratch);
    struct uses u;
    if (!note_uses(h, &u, story, who)) {
        h->to->failed = true;
        return;
    }
    bool named = who->n_spellings == 1 &&
                 nq_str_equal(who->spellings[0].text, name_of(h, who));
    nq_html_raw(h, "<ul class=spell>");
    for (uint32_t i = 0; i < who->n_spellings; i++)
        spelling(h, &u, &who->spellings[i], named);
    nq_html_raw(h, "</ul>");
    nq_arena_release(h->scratch, here);
}

static void
roles(nq_html *h, const nq_who *who)
{
    if (who->n_roles == 0)
        return;
    nq_html_raw(h, "<ul class=roles>");
    for (uint32_t i = 0; i < who->n_roles; i++) {
        nq_html_raw(h, "<li>");
        nq_html_words(h, who->roles[i].text);
        nq_html_raw(h, " ");
        nq_html_outlet_links(h, who->roles[i].places, who->roles[i].n_places);
    }
    nq_html_raw(h, "</ul>");
}

static void
person(nq_html *h, uint32_t story, const nq_who *who)
{
    static const nq_word types[] = {NQ_W_TYPE_PER, NQ_W_TYPE_LOC,
                                    NQ_W_TYPE_ORG};
    const nq_person *p = &h->view->r->pile->people.at[who->person];
    nq_html_raw(h, "<li><h4>");
    nq_html_words(h, name_of(h, who));
    if (p->type <= NQ_ORG) {
        nq_html_raw(h, " <span class=tag>");
        nq_html_say(h, types[p->type]);
        nq_html_raw(h, "</span>");
    }
    nq_html_raw(h, "</h4>");
    roles(h, who);
    spellings(h, story, who);
    nq_html_raw(h, "\n");
}

/* Named once, with nothing said of him. */
static bool
is_passing(const nq_who *who)
{
    return who->n_roles == 0 && who->n_spellings == 1 &&
           who->spellings[0].n == 1;
}

/* A passing name, leading to its mention. */
static void
in_passing(nq_html *h, uint32_t story, const nq_who *who)
{
    const nq_report *r = h->view->r;
    const nq_person *p = &r->pile->people.at[who->person];
    for (uint32_t i = 0; i < p->n_members; i++) {
        uint32_t article = p->members[2 * i];
        if (r->stories->of[article] != story)
            continue;
        const nq_entity *e =
            &r->pile->at[article]->names.entities[p->members[2 * i + 1]];
        nq_html_raw(h, "<li><a href=#");
        nq_html_name_target(h, article, e->mentions[0]);
        nq_html_raw(h, ">");
        nq_html_text(h, name_of(h, who));
        nq_html_raw(h, "</a>\n");
        return;
    }
}

/* Those that do not stand open: the passing ones last, in a line each. */
static void
folded(nq_html *h, uint32_t story, const nq_comparison *c)
{
    nq_html_raw(h, "</ul><details class=more><summary>");
    nq_html_count(h, NQ_W_MORE_PEOPLE_N, c->n_people - PEOPLE_OPEN);
    nq_html_raw(h, "</summary><ul class=people>\n");
    for (uint32_t i = PEOPLE_OPEN; i < c->n_people; i++)
        if (!is_passing(&c->people[i]))
            person(h, story, &c->people[i]);
    nq_html_raw(h, "</ul><ul class=passing>\n");
    for (uint32_t i = PEOPLE_OPEN; i < c->n_people; i++)
        if (is_passing(&c->people[i]))
            in_passing(h, story, &c->people[i]);
    nq_html_raw(h, "</ul></details></section>\n");
}

void
nq_html_people(nq_html *h, uint32_t story)
{
    const nq_comparison *c = nq_html_comparison_of(h, story);
    if (c->n_people == 0)
        return;
    nq_html_part(h, story, "-people", NQ_W_PEOPLE);
    nq_html_raw(h, "<ul class=people>\n");
    bool fold = c->n_people > PEOPLE_OPEN + 2;
    uint32_t open = fold ? PEOPLE_OPEN : c->n_people;
    for (uint32_t i = 0; i < open; i++)
        person(h, story, &c->people[i]);
    if (fold)
        folded(h, story, c);
    else
        nq_html_raw(h, "</ul></section>\n");
}
