/* SPDX-License-Identifier: Apache-2.0
 *
 * table.c - word lists of data/, compiled to one block. Layer 0 (base). */
#include "base/table.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/str.h"
#include "base/table_format.h"

typedef struct nq_table_file file;
typedef struct nq_table_head head;
typedef struct nq_table_made made;
typedef struct nq_table_slot slot;
typedef struct nq_table_cell_at cell_at;

static const head *
head_of(const nq_table *t)
{
    return t->head;
}

/* Is [at, at + n * size) inside the block and aligned? */
static bool
inside(size_t block, uint64_t at, uint64_t n, size_t size, size_t align)
{
    return at % align == 0 && at <= block && n <= (block - at) / size;
}

static bool
cells_sound(const unsigned char *base, size_t size, uint32_t at, uint64_t n)
{
    if (!inside(size, at, n, sizeof(cell_at), _Alignof(cell_at)))
        return false;
    const cell_at *cell = (const void *)(base + at);
    for (uint64_t i = 0; i < n; i++)
        if (!inside(size, cell[i].at, cell[i].len, 1, 1))
            return false;
    return true;
}

static bool
slots_sound(const unsigned char *base, size_t size, const head *h)
{
    uint32_t n = h->n_slots, used = 0;
    if (!n || (n & (n - 1)) ||
        !inside(size, h->slots, n, sizeof(slot), _Alignof(slot)) ||
        !inside(size, h->tags, n, 1, 1))
        return false;
    const slot *s = (const void *)(base + h->slots);
    for (uint32_t i = 0; i < n; i++) {
        used += base[h->tags + i] != 0;
        if (s[i].row > h->rows || s[i].n > h->rows - s[i].row)
            return false;
    }
    return used < n;
}

static bool
made_sound(const unsigned char *base, size_t size, const made *m)
{
    if (m->name[sizeof(m->name) - 1] ||
        !inside(size, m->at, m->n, m->size, _Alignof(slot)))
        return false;
    if (!m->tags)
        return true;
    uint32_t used = 0;
    if (m->size != sizeof(nq_map_entry) || (m->n & (m->n - 1)) ||
        !inside(size, m->tags, m->n, 1, 1))
        return false;
    for (uint32_t i = 0; i < m->n; i++)
        used += base[m->tags + i] != 0;
    return used == m->n_keys && (used < m->n || !m->n);
}

naql_status
nq_tables_open_own(const void *bytes, size_t size, nq_tables *out)
{
    const unsigned char *base = bytes;
    const file *f = bytes;
    *out = (nq_tables){0};
    if (size < sizeof(file) || (uintptr_t)base % _Alignof(slot) ||
        memcmp(f->magic, NQ_TABLE_MAGIC, sizeof(f->magic)) ||
        f->version != NQ_TABLE_VERSION || f->size != size)
        return NAQL_CORRUPT;
    if (!inside(size, sizeof(file), f->n_tables, sizeof(head),
                _Alignof(head)) ||
        !inside(size, f->made, f->n_made, sizeof(made), _Alignof(made)))
        return NAQL_CORRUPT;
    *out = (nq_tables){.base = base, .size = size};
    return NAQL_OK;
}

naql_status
nq_tables_open(const void *bytes, size_t size, nq_tables *out)
{
    nq_tables found;
    *out = (nq_tables){0};
    NQ_TRY(nq_tables_open_own(bytes, size, &found));
    const unsigned char *base = found.base;
    const file *f = bytes;
    const head *heads = (const void *)(base + sizeof(file));
    naql_str rest = {(const char *)base + sizeof(file), size - sizeof(file)};
    if (nq_hash(rest) != f->checksum)
        return NAQL_CORRUPT;
    for (uint32_t i = 0; i < f->n_tables; i++) {
        const head *h = &heads[i];
        if (h->name[sizeof(h->name) - 1] || !h->cols ||
            !cells_sound(base, size, h->names, h->cols) ||
            !cells_sound(base, size, h->cells, (uint64_t)h->rows * h->cols) ||
            !slots_sound(base, size, h))
            return NAQL_CORRUPT;
    }
    const made *m = (const void *)(base + f->made);
    for (uint32_t i = 0; i < f->n_made; i++)
        if (!made_sound(base, size, &m[i]))
            return NAQL_CORRUPT;
    *out = found;
    return NAQL_OK;
}

naql_status
nq_table_find(const nq_tables *t, const char *name, nq_table *out)
{
    const file *f = (const void *)t->base;
    const head *heads = (const void *)(t->base + sizeof(file));
    *out = (nq_table){0};
    for (uint32_t i = 0; i < f->n_tables; i++) {
        if (strcmp(heads[i].name, name))
            continue;
        *out = (nq_table){.base = t->base,
                          .head = &heads[i],
                          .tags = t->base + heads[i].tags,
                          .slots = t->base + heads[i].slots,
                          .mask = heads[i].n_slots - 1,
                          .rows = heads[i].rows,
                          .cols = heads[i].cols};
        return NAQL_OK;
    }
    return NAQL_NOT_FOUND;
}

static const made *
made_of(const nq_tables *t, const char *name)
{
    const file *f = (const void *)t->base;
    const made *m = (const void *)(t->base + f->made);
    for (uint32_t i = 0; i < f->n_made; i++)
        if (!strcmp(m[i].name, name))
            return &m[i];
    return NULL;
}

const void *
nq_tables_array(const nq_tables *t, const char *name, size_t size, uint32_t *n)
{
    const made *m = made_of(t, name);
    bool fits = m && !m->tags && m->size == size;
    *n = fits ? m->n : 0;
    return fits ? t->base + m->at : NULL;
}

bool
nq_tables_map(const nq_tables *t, const char *name, nq_map *out)
{
    const made *m = made_of(t, name);
    if (!m || !m->tags || m->size != sizeof(nq_map_entry))
        return false;
    nq_map_frozen(t->base + m->tags, (const void *)(t->base + m->at), m->n_keys,
                  m->n, out);
    return true;
}

static naql_str
cell_text(const nq_table *t, uint32_t cells, uint64_t i)
{
    const cell_at *cell = (const void *)(t->base + cells);
    return (naql_str){(const char *)t->base + cell[i].at, cell[i].len};
}

uint32_t
nq_table_col(const nq_table *t, const char *name)
{
    naql_str wanted = nq_str_from(name);
    for (uint32_t i = 0; i < t->cols; i++)
        if (nq_str_equal(cell_text(t, head_of(t)->names, i), wanted))
            return i;
    return NQ_NO_COL;
}

naql_str
nq_table_cell(const nq_table *t, uint32_t row, uint32_t col)
{
    if (row >= t->rows || col >= t->cols)
        return NQ_STR("");
    return cell_text(t, head_of(t)->cells, (uint64_t)row * t->cols + col);
}

int64_t
nq_table_int(const nq_table *t, uint32_t row, uint32_t col, int64_t none)
{
    naql_str s = nq_table_cell(t, row, col);
    bool minus = s.len && *s.ptr == '-';
    uint64_t n;
    if (minus)
        s = nq_str(s.ptr + 1, s.len - 1);
    if (!nq_str_u64(s, &n) || n > INT64_MAX)
        return none;
    return minus ? -(int64_t)n : (int64_t)n;
}

static const slot *
lookup(const nq_table *t, uint64_t key)
{
    const slot *slots = t->slots;
    uint8_t tag = nq_table_tag(key);
    for (uint32_t i = (uint32_t)key & t->mask; t->tags[i];
         i = (i + 1) & t->mask)
        if (t->tags[i] == tag && slots[i].key == key)
            return &slots[i];
    return NULL;
}

bool
nq_table_step(const nq_table *t, nq_walk *w, uint64_t word_hash)
{
    w->state = nq_hash_next(w->state, word_hash);
    const slot *s = lookup(t, w->state);
    w->row = s ? s->row : 0;
    w->n = s ? s->n : 0;
    return s != NULL;
}

void
nq_table_filter(const nq_table *t, uint8_t bits, uint8_t *filter, uint32_t size)
{
    const slot *slots = t->slots;
    for (uint32_t i = 0; i <= t->mask; i++)
        if (slots[i].key)
            filter[slots[i].key % size] |= bits;
}

uint32_t
nq_table_word(const nq_table *t, uint64_t word_hash, uint32_t *row)
{
    const slot *s = lookup(t, nq_hash_next(0, word_hash));
    *row = s && s->n ? s->row : NQ_NO_ROW;
    return s ? s->n : 0;
}
