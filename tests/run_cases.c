/* SPDX-License-Identifier: Apache-2.0
 *
 * run_cases.c - runs tests/cases (their README tells the form), prints TAP.
 *
 *   run_cases PATH...          test files or folders
 *   run_cases --dump FILE...   print what is found instead of comparing */
#include "api/api.h"
#include "base/io.h"
#include "base/str.h"
#include "tests/case_dump.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

struct tally {
    naql_engine *engine;
    unsigned n, failed, known;
    bool dump;
};

static void
die(const char *what, const char *path)
{
    fprintf(stderr, "run_cases: %s: %s\n", path, what);
    exit(2);
}

/* ---- Reading a case ---- */

static void
set_field(nq_doc *doc, naql_str line)
{
    static const struct {
        const char *name;
        size_t at;
    } fields[] = {
        {"@date ", offsetof(nq_doc, published)},
        {"@title ", offsetof(nq_doc, title)},
        {"@outlet ", offsetof(nq_doc, outlet)},
        {"@url ", offsetof(nq_doc, url)},
        {"@author ", offsetof(nq_doc, author)},
    };
    for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
        naql_str name = nq_str_from(fields[i].name);
        if (!nq_str_starts(line, name))
            continue;
        naql_str value = {line.ptr + name.len, line.len - name.len};
        memcpy((char *)doc + fields[i].at, &value, sizeof(value));
        doc->form = NQ_DOC_FIELDS;
        return;
    }
    fprintf(stderr, "run_cases: unknown field %.*s\n", (int)line.len, line.ptr);
    exit(2);
}

static void
new_article(struct case_input *c, const char *path)
{
    if (c->n == CASE_ARTICLES_MAX)
        die("too many articles in one case", path);
    naql_article *a = nq_article_new(c->engine);
    if (!a)
        die("out of memory", path);
    a->doc = (nq_doc){.path = nq_str_from(path), .record = c->n};
    c->articles[c->n++] = a;
}

/* Takes the lines up to "---"; the text of an article is one slice of the
 * file, for its lines stand together. */
static void
read_input(struct case_input *c, naql_str *rest, const char *path)
{
    naql_str line;
    new_article(c, path);
    while (nq_str_split(rest, '\n', &line)) {
        nq_doc *doc = &c->articles[c->n - 1]->doc;
        if (nq_str_equal(line, NQ_STR("---")))
            return;
        if (nq_str_equal(line, NQ_STR("@article"))) {
            if (doc->text.ptr)
                new_article(c, path);
        } else if (line.len && *line.ptr == '@') {
            set_field(doc, line);
        } else if (!doc->text.ptr) {
            doc->text = line;
        } else {
            doc->text.len = (size_t)(line.ptr + line.len - doc->text.ptr);
        }
    }
    die("a case has no --- line", path);
}

static void
free_input(struct case_input *c)
{
    for (uint32_t i = 0; i < c->n; i++)
        naql_article_close(c->articles[i]);
    *c = (struct case_input){0};
}

/* ---- Comparing facts ---- */

/* Cuts `name="value"` off a fact's line. */
static bool
next_attribute(naql_str *rest, naql_str *name, naql_str *value)
{
    *rest = nq_str_trim(*rest);
    size_t equals = nq_str_find(*rest, NQ_STR("=\""), 0);
    if (equals == SIZE_MAX)
        return false;
    size_t from = equals + 2, end = nq_str_find(*rest, NQ_STR("\" "), from);
    if (end == SIZE_MAX)
        end = rest->len - 1;
    *name = nq_str(rest->ptr, equals);
    *value = nq_str(rest->ptr + from, end - from);
    *rest = nq_str(rest->ptr + end + 1, rest->len - end - 1);
    return true;
}

static naql_str
head_of(naql_str line)
{
    size_t space = nq_str_find(line, NQ_STR(" "), 0);
    return space == SIZE_MAX ? line : nq_str(line.ptr, space);
}

static bool
has_attribute(naql_str line, naql_str want, naql_str value)
{
    naql_str head = head_of(line), name, found;
    naql_str rest = {line.ptr + head.len, line.len - head.len};
    while (next_attribute(&rest, &name, &found))
        if (nq_str_equal(name, want))
            return nq_str_equal(found, value);
    return value.len == 0;
}

static bool
fact_matches(naql_str want, naql_str got)
{
    naql_str head = head_of(want), name, value;
    if (!nq_str_equal(head, head_of(got)))
        return false;
    naql_str rest = {want.ptr + head.len, want.len - head.len};
    while (next_attribute(&rest, &name, &value))
        if (!has_attribute(got, name, value))
            return false;
    return true;
}

/* Compares line by line; `expected` ends before the next "# " line. */
static bool
facts_match(naql_str expected, naql_str got)
{
    naql_str want, have = {0};
    naql_str rest_want = expected, rest_got = got;
    while (nq_str_split(&rest_want, '\n', &want)) {
        want = nq_str_trim(want);
        if (!want.len || nq_str_starts(want, NQ_STR("#:")) ||
            nq_str_equal(want, NQ_STR("none")))
            continue;
        bool more = nq_str_split(&rest_got, '\n', &have) && have.len;
        if (!more || !fact_matches(want, have))
            return false;
    }
    return !nq_str_split(&rest_got, '\n', &have) || !have.len;
}

static void
show(const char *title, naql_str lines)
{
    naql_str line;
    printf("#   %s:\n", title);
    while (nq_str_split(&lines, '\n', &line))
        if (line.len)
            printf("#     %.*s\n", (int)line.len, line.ptr);
}

/* ---- One case, one file, one folder ---- */

static naql_str
take_expected(naql_str *rest)
{
    const char *from = rest->ptr;
    size_t len = 0;
    naql_str probe = *rest, line;
    while (nq_str_split(&probe, '\n', &line)) {
        if (nq_str_starts(line, NQ_STR("# ")))
            break;
        len = (size_t)(line.ptr + line.len - from);
        *rest = probe;
    }
    return nq_str(from, from ? len : 0);
}

static void
judge(struct tally *t, naql_str name, naql_str expected, naql_str got)
{
    bool known = nq_str_find(name, NQ_STR("known-bug:"), 0) != SIZE_MAX;
    bool good = facts_match(expected, got);
    bool right = good != known;
    t->n++;
    t->known += known;
    t->failed += !right;
    printf("%s %u - %.*s%s\n", right ? "ok" : "not ok", t->n, (int)name.len,
           name.ptr, known && good ? " (passes now: take the mark away)" : "");
    if (!right && !known) {
        show("expected", expected);
        show("found", got);
    }
}

static void
run_case(struct tally *t, naql_str name, naql_str *rest, const char *path)
{
    struct case_input c = {.engine = t->engine};
    nq_buf got = {0};
    read_input(&c, rest, path);
    naql_str expected = take_expected(rest);
    if (case_dump(&c, path, &got) != NAQL_OK || got.failed)
        die("the analysis failed", path);
    if (t->dump)
        printf("# %.*s\n%.*s\n", (int)name.len, name.ptr, (int)got.len,
               got.len ? got.ptr : "");
    else
        judge(t, name, expected, nq_buf_str(&got));
    nq_buf_clear(&got);
    free_input(&c);
}

static void
run_file(struct tally *t, const char *path)
{
    nq_buf bytes = {0};
    naql_error err;
    if (nq_io_read(path, 16u << 20, &bytes, &err) != NAQL_OK)
        die(err.message, path);
    naql_str rest = nq_buf_str(&bytes), line;
    if (!t->dump)
        printf("# %s\n", path);
    while (nq_str_split(&rest, '\n', &line))
        if (nq_str_starts(line, NQ_STR("# ")))
            run_case(t, nq_str(line.ptr + 2, line.len - 2), &rest, path);
    nq_buf_clear(&bytes);
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void
run_path(struct tally *t, const char *path)
{
    struct stat s;
    struct dirent **list;
    if (stat(path, &s))
        die("cannot be found", path);
    if (!S_ISDIR(s.st_mode)) {
        naql_str name = nq_str_from(path);
        if (nq_str_ends(name, NQ_STR(".case")))
            run_file(t, path);
        return;
    }
    int n = scandir(path, &list, NULL, by_name);
    for (int i = 0; i < n; i++) {
        char inner[4096];
        if (list[i]->d_name[0] != '.') {
            snprintf(inner, sizeof(inner), "%s/%s", path, list[i]->d_name);
            run_path(t, inner);
        }
        free(list[i]);
    }
    if (n >= 0)
        free(list);
}

int
main(int argc, char **argv)
{
    struct tally t = {0};
    naql_error err;
    int first = 1;
    naql_options options = {.size = sizeof(options), .threads = 1};
    if (naql_engine_open(&options, &t.engine, &err) != NAQL_OK)
        die(err.message, "engine");
    if (argc > 1 && !strcmp(argv[1], "--dump")) {
        t.dump = true;
        first = 2;
    }
    for (int i = first; i < argc; i++)
        run_path(&t, argv[i]);
    naql_engine_close(t.engine);
    if (t.dump)
        return 0;
    printf("1..%u\n# %u cases, %u failed, %u known bugs\n", t.n, t.n, t.failed,
           t.known);
    return t.failed ? 1 : 0;
}
