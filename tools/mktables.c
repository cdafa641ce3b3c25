/* SPDX-License-Identifier: Apache-2.0
 *
 * mktables.c - data/NAME.tsv ... -> one block of tables, run by the build.
 *
 *   mktables OUT.bin data/a.tsv data/b.tsv ...
 *
 * The form of a .tsv file is told in src/base/table.h, that of the block in
 * src/base/table_format.h. A row that breaks a rule stops the build with its
 * file and line. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/fold.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/table_format.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_COLS  32
#define MAX_WORDS 32

struct row {
    naql_str cells[MAX_COLS];
    uint64_t words[MAX_WORDS]; /* hashes of the key's folded words */
    uint32_t n_words, line;
    naql_str folded; /* the key's words, folded, one space between */
};

struct list {
    const char *path;
    char name[32];
    naql_str cols[MAX_COLS];
    uint32_t n_cols; /* with source */
    struct row *rows;
    uint32_t n, room;
    nq_buf bytes;   /* the file */
    nq_arena arena; /* folded keys */
};

static void __attribute__((format(printf, 3, 4), noreturn))
stop(const char *path, uint32_t line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "mktables: %s:%u: ", path, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static void *
must(void *memory)
{
    if (!memory) {
        fputs("mktables: out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

static naql_str
slurp(const char *path, nq_buf *b)
{
    FILE *f = fopen(path, "rb");
    char part[65536];
    if (!f)
        stop(path, 0, "cannot be opened");
    for (size_t n; (n = fread(part, 1, sizeof(part), f)) > 0;)
        nq_buf_add(b, nq_str(part, n));
    if (ferror(f) || b->failed)
        stop(path, 0, "cannot be read");
    fclose(f);
    return nq_buf_str(b);
}

/* Cuts the key into words and folds them. */
static void
read_key(struct list *l, struct row *r)
{
    naql_str key = r->cells[0];
    char *folded =
        must(nq_arena_alloc(&l->arena, NQ_FOLD_ROOM(key.len) + MAX_WORDS));
    size_t n = 0, word = 0;
    bool inside = false;
    for (size_t at = 0;;) {
        uint32_t c = at < key.len ? nq_utf8_read(key.ptr, &at) : ' ';
        nq_class class = nq_class_of(c);
        bool letter = class == NQ_CLASS_ARABIC || class == NQ_CLASS_LATIN ||
                      class == NQ_CLASS_DIGIT;
        if (letter && !inside) {
            if (n)
                folded[n++] = ' ';
            word = n;
            inside = true;
        }
        if (letter) {
            uint32_t points[NQ_FOLD_POINTS];
            unsigned k = nq_fold_point(c, NQ_FOLD_WORD, points);
            for (unsigned i = 0; i < k; i++)
                n += nq_utf8_write(points[i], folded + n);
        } else if (inside && class != NQ_CLASS_DROP) {
            if (r->n_words == MAX_WORDS)
                stop(l->path, r->line, "key has over %d words", MAX_WORDS);
            r->words[r->n_words++] = nq_hash(nq_str(folded + word, n - word));
            inside = false;
        }
        if (c == ' ' && at >= key.len)
            break;
    }
    r->folded = nq_str(folded, n);
}

static void
read_row(struct list *l, naql_str line, uint32_t number)
{
    if (l->n == l->room) {
        l->room = l->room ? l->room * 2 : 256;
        l->rows = must(nq_mem_resize(l->rows, l->room * sizeof(*l->rows)));
    }
    struct row *r = &l->rows[l->n++];
    *r = (struct row){.line = number};
    uint32_t n = 0;
    for (naql_str cell; nq_str_split(&line, '\t', &cell);) {
        if (n == l->n_cols)
            stop(l->path, number, "more than %u columns", l->n_cols);
        r->cells[n++] = cell;
    }
    if (n != l->n_cols)
        stop(l->path, number, "%u columns, not %u", n, l->n_cols);
    if (!nq_str_trim(r->cells[n - 1]).len)
        stop(l->path, number, "row names no source");
    if (!r->cells[0].len)
        stop(l->path, number, "row has no key");
    read_key(l, r);
}

static void
read_columns(struct list *l, naql_str line, uint32_t number)
{
    for (naql_str cell; nq_str_split(&line, '\t', &cell);) {
        if (l->n_cols == MAX_COLS)
            stop(l->path, number, "over %d columns", MAX_COLS);
        l->cols[l->n_cols++] = cell;
    }
    if (l->n_cols < 2 || !nq_str_equal(l->cols[0], NQ_STR("key")) ||
        !nq_str_equal(l->cols[l->n_cols - 1], NQ_STR("source")))
        stop(l->path, number, "columns must be key ... source");
}

static int
by_key_and_line(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    int order = nq_str_compare(x->folded, y->folded);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static void
read_list(const char *path, struct list *l)
{
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    size_t len = strlen(name);
    *l = (struct list){.path = path};
    if (len < 5 || len - 4 >= sizeof(l->name) || strcmp(name + len - 4, ".tsv"))
        stop(path, 0, "name must be NAME.tsv, NAME under 32 bytes");
    memcpy(l->name, name, len - 4);
    naql_str rest = slurp(path, &l->bytes), line;
    size_t bad = nq_utf8_valid(rest);
    if (bad < rest.len)
        stop(path, 0, "byte %zu is not UTF-8", bad);
    for (uint32_t number = 1; nq_str_split(&rest, '\n', &line); number++) {
        if (!line.len || nq_str_starts(line, NQ_STR("# ")) ||
            nq_str_equal(line, NQ_STR("#")))
            continue;
        if (l->n_cols)
            read_row(l, line, number);
        else
            read_columns(l, line, number);
    }
    if (!l->n_cols)
        stop(path, 0, "has no columns");
    if (l->n)
        qsort(l->rows, l->n, sizeof(*l->rows), by_key_and_line);
}

/* ---- Writing ---- */

static uint32_t
align(nq_buf *b, size_t to)
{
    while (b->len % to)
        nq_buf_byte(b, 0);
    return (uint32_t)b->len;
}

static void
add_cells(nq_buf *b, nq_buf *strings, const naql_str *cells, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct nq_table_cell_at at = {(uint32_t)strings->len,
                                      (uint32_t)cells[i].len};
        nq_buf_add(strings, cells[i]);
        nq_buf_add(b, nq_str((const char *)&at, sizeof(at)));
    }
}

static struct nq_table_slot *
slot_for(struct nq_table_slot *slots, uint32_t n_slots, uint64_t key)
{
    uint32_t i = (uint32_t)key & (n_slots - 1);
    while (slots[i].key && slots[i].key != key)
        i = (i + 1) & (n_slots - 1);
    return &slots[i];
}

/* What words are looked up by, of all tables: tags beside each other, so that
 * those of the many small tables share a few pages, then slots. */
struct looks {
    nq_buf tags, slots;
};

/* Slots of a table; tables that are not large have many free ones, at which
 * most questions end. */
static uint32_t
slots_for(const struct list *l)
{
    enum { LARGE = 4096 };
    uint32_t words = 1, n_slots = 4;
    for (uint32_t i = 0; i < l->n; i++)
        words += l->rows[i].n_words;
    while (n_slots < words * (words < LARGE ? 4 : 2))
        n_slots *= 2;
    return n_slots;
}

/* Every beginning of every key gets a slot. Equal keys stand together. */
static void
add_slots(struct looks *out, const struct list *l, struct nq_table_head *h)
{
    uint32_t n_slots = slots_for(l);
    struct nq_table_slot *slots = must(nq_mem_zero(n_slots, sizeof(*slots)));
    for (uint32_t i = 0; i < l->n; i++) {
        const struct row *r = &l->rows[i];
        uint64_t state = 0;
        struct nq_table_slot *s = NULL;
        for (uint32_t w = 0; w < r->n_words; w++) {
            state = nq_hash_next(state, r->words[w]);
            s = slot_for(slots, n_slots, state);
            s->key = state;
        }
        if (s && !s->n)
            s->row = i;
        if (s)
            s->n++;
    }
    h->n_slots = n_slots;
    h->slots = (uint32_t)out->slots.len;
    nq_buf_add(&out->slots,
               nq_str((const char *)slots, n_slots * sizeof(*slots)));
    h->tags = (uint32_t)out->tags.len;
    for (uint32_t i = 0; i < n_slots; i++)
        nq_buf_byte(&out->tags,
                    slots[i].key ? (char)nq_table_tag(slots[i].key) : 0);
    nq_mem_free(slots);
}

/* Writes both, and tells the heads where. */
static void
write_looks(struct looks *looks, struct nq_table_head *heads, uint32_t n,
            nq_buf *b)
{
    enum { LINE = 64 };
    uint32_t tags = align(b, LINE);
    nq_buf_add(b, nq_buf_str(&looks->tags));
    uint32_t slots = align(b, LINE);
    nq_buf_add(b, nq_buf_str(&looks->slots));
    b->failed |= looks->tags.failed || looks->slots.failed;
    for (uint32_t i = 0; i < n; i++) {
        heads[i].tags += tags;
        heads[i].slots += slots;
    }
    nq_buf_clear(&looks->tags);
    nq_buf_clear(&looks->slots);
}

static void
write_block(const struct list *lists, uint32_t n, nq_buf *b)
{
    nq_buf strings = {0};
    struct looks looks = {{0}, {0}};
    struct nq_table_head *heads = must(nq_mem_zero(n, sizeof(*heads)));
    size_t heads_at = sizeof(struct nq_table_file);
    for (size_t i = 0; i < heads_at + n * sizeof(*heads); i++)
        nq_buf_byte(b, 0);
    for (uint32_t i = 0; i < n; i++)
        add_slots(&looks, &lists[i], &heads[i]);
    write_looks(&looks, heads, n, b);
    for (uint32_t i = 0; i < n; i++) {
        const struct list *l = &lists[i];
        struct nq_table_head *h = &heads[i];
        h->rows = l->n;
        h->cols = l->n_cols - 1;
        memcpy(h->name, l->name, sizeof(h->name));
        h->names = align(b, 8);
        add_cells(b, &strings, l->cols, h->cols);
        h->cells = align(b, 8);
        for (uint32_t r = 0; r < l->n; r++)
            add_cells(b, &strings, l->rows[r].cells, h->cols);
    }
    uint32_t strings_at = align(b, 8);
    nq_buf_add(b, nq_buf_str(&strings));
    align(b, 8);
    if (b->failed || strings.failed || b->len > UINT32_MAX / 2)
        stop("tables", 0, "out of memory, or too big");
    /* Cell offsets counted within the strings so far. */
    for (uint32_t i = 0; i < n; i++) {
        const struct nq_table_head *h = &heads[i];
        struct nq_table_cell_at *at = (void *)(b->ptr + h->names);
        for (uint32_t c = 0; c < h->cols; c++)
            at[c].at += strings_at;
        at = (void *)(b->ptr + h->cells);
        for (uint32_t c = 0; c < h->cols * h->rows; c++)
            at[c].at += strings_at;
    }
    memcpy(b->ptr + heads_at, heads, n * sizeof(*heads));
    struct nq_table_file f = {
        .size = b->len, .version = NQ_TABLE_VERSION, .n_tables = n};
    memcpy(f.magic, NQ_TABLE_MAGIC, sizeof(f.magic));
    memcpy(b->ptr, &f, sizeof(f));
    nq_buf_clear(&strings);
    nq_mem_free(heads);
}

static void
sum_up(nq_buf *b)
{
    struct nq_table_file *f = (void *)b->ptr;
    f->checksum = nq_hash(nq_str(b->ptr + sizeof(*f), b->len - sizeof(*f)));
}

static void
save(const char *path, naql_str bytes)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(bytes.ptr, 1, bytes.len, f) != bytes.len || fclose(f))
        stop(path, 0, "cannot be written");
}

int
main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: mktables OUT.bin NAME.tsv...\n", stderr);
        return 2;
    }
    uint32_t n = (uint32_t)argc - 2;
    struct list *lists = must(nq_mem_zero(n, sizeof(*lists)));
    for (uint32_t i = 0; i < n; i++)
        read_list(argv[2 + i], &lists[i]);
    nq_buf block = {0};
    write_block(lists, n, &block);
    sum_up(&block);
    save(argv[1], nq_buf_str(&block));
    for (uint32_t i = 0; i < n; i++) {
        nq_mem_free(lists[i].rows);
        nq_buf_clear(&lists[i].bytes);
        nq_arena_clear(&lists[i].arena);
    }
    nq_mem_free(lists);
    nq_buf_clear(&block);
    return 0;
}
