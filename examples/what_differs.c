/* SPDX-License-Identifier: Apache-2.0
 *
 * what_differs.c - compares the articles named on the command line, and prints
 * of each story what its outlets agree on, where their versions part, with the
 * words and the place of each, what one alone tells, and what happened to whom.
 *
 *   cc what_differs.c $(pkg-config --cflags --libs naql)
 *   ./a.out articles/ */
#include <naql.h>

#include <stdio.h>
#include <stdlib.h>

static naql_str
words(const naql_article *article, naql_span span)
{
    naql_str text = naql_article_head(article).text;
    return (naql_str){text.ptr + span.start, span.end - span.start};
}

static void
print(const char *before, naql_str s, const char *after)
{
    printf("%s%.*s%s", before, (int)s.len, s.ptr, after);
}

/* ---- What a story tells ---- */

static void
print_points(const naql_set *set, uint32_t story, naql_side side,
             const char *title)
{
    naql_point_iter it = naql_points(set, story, side);
    for (naql_point p; naql_point_next(&it, &p, sizeof(p));) {
        printf("  %s", title);
        print(" (", p.kind, ")");
        print(" ", p.about, p.update ? ", over time\n" : "\n");
        for (naql_wording v; naql_wording_next(&p.versions, &v);) {
            print("    ", v.text, "\n");
            for (naql_place w; naql_place_next(&v.places, &w);) {
                naql_head head = naql_article_head(w.article);
                print("      ", head.outlet.len ? head.outlet : head.path, "");
                printf(", bytes %u-%u\n", w.span.start, w.span.end);
            }
        }
    }
}

static void
print_groups(const naql_set *set, uint32_t story)
{
    naql_group_iter it = naql_groups(set, story);
    for (naql_group g; naql_group_next(&it, &g, sizeof(g));) {
        naql_variant v;
        if (g.carried_by < 2)
            break; /* the most carried come first */
        printf("  said, in %u outlets", g.carried_by);
        print(": ", g.speaker, "\n");
        while (naql_variant_next(&g.variants, &v, sizeof(v)))
            print("    ", words(v.article, v.said.span), "\n");
    }
}

static void
print_timeline(const naql_set *set, uint32_t story)
{
    naql_moment_iter it = naql_timeline(set, story);
    for (naql_moment m; naql_moment_next(&it, &m, sizeof(m));) {
        print("  ", m.date, "");
        print(" ", m.type, "");
        print(" ", m.what, "\n");
    }
}

/* ---- What an article tells by itself ---- */

static void
print_entities(const naql_article *article, const uint32_t *at, uint32_t n,
               const char *before)
{
    for (uint32_t i = 0; i < n; i++) {
        naql_entity e;
        if (naql_entity_at(article, at[i], &e) == NAQL_OK)
            print(i ? " + " : before, e.name, "");
    }
}

static void
print_events(const naql_article *article)
{
    naql_event_iter it = naql_events(article);
    for (naql_event e; naql_event_next(&it, &e, sizeof(e));) {
        print("  ", e.type, ":");
        print_entities(article, e.actors, e.n_actors, " by ");
        print_entities(article, e.targets, e.n_targets, " to ");
        if (e.place != NAQL_NO_ENTITY)
            print_entities(article, &e.place, 1, " at ");
        print(e.date.value.len ? " on " : "", e.date.value, "\n");
    }
}

static void
print_story(const naql_set *set, uint32_t i)
{
    naql_story story;
    const naql_article *article;
    naql_story_at(set, i, &story);
    print("", story.title, "");
    printf(" (%u articles)\n", story.articles);
    print_points(set, i, NAQL_AGREE, "agreed");
    print_points(set, i, NAQL_CONFLICT, "in conflict");
    print_points(set, i, NAQL_ONLY, "told by one");
    print_groups(set, i);
    print_timeline(set, i);
    for (uint32_t k = 0; (article = naql_story_article(set, i, k)); k++)
        print_events(article);
}

/* ---- Reading ---- */

struct pile {
    naql_article **at;
    uint32_t n;
};

static _Noreturn void
fail(const char *why)
{
    fprintf(stderr, "what_differs: %s\n", why);
    exit(1);
}

/* Articles are kept until the set that borrows them is closed. */
static void
read_all(naql_reader *reader, naql_set *set, struct pile *pile)
{
    naql_error err;
    naql_status status;
    naql_article *a;
    while ((status = naql_reader_next(reader, &a, &err)) != NAQL_END) {
        if (status == NAQL_NOMEM || status == NAQL_CANCELLED)
            fail(err.message);
        if (status != NAQL_OK) { /* this one was passed over; go on */
            fprintf(stderr, "what_differs: %s\n", err.message);
            continue;
        }
        naql_article **more =
            realloc(pile->at, (pile->n + 1) * sizeof(*pile->at));
        if (!more || naql_set_add(set, a) != NAQL_OK)
            fail("out of memory");
        pile->at = more;
        pile->at[pile->n++] = a;
    }
}

int
main(int argc, char **argv)
{
    naql_error err;
    naql_engine *engine;
    naql_reader *reader;
    naql_set *set;
    struct pile pile = {NULL, 0};
    if (naql_engine_open(NULL, &engine, &err) != NAQL_OK ||
        naql_set_new(engine, &set, &err) != NAQL_OK ||
        naql_reader_open(engine, (const char *const *)argv + 1,
                         (uint32_t)argc - 1, &reader, &err) != NAQL_OK)
        fail(err.message);
    read_all(reader, set, &pile);
    naql_reader_close(reader);
    if (naql_set_compare(set, &err) != NAQL_OK)
        fail(err.message);
    for (uint32_t i = 0; i < naql_stories(set); i++)
        print_story(set, i);
    naql_set_close(set);
    while (pile.n > 0)
        naql_article_close(pile.at[--pile.n]);
    free(pile.at);
    naql_engine_close(engine);
    return 0;
}
