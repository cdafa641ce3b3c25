/* SPDX-License-Identifier: Apache-2.0
 *
 * time_word.c - the words of time in a text, looked up once. Layer 4 (name).
 *
 * Most words are none, and most that are stand in one row by themselves: that
 * is remembered of a word. A filter over the first words of all keys turns new
 * ones away before a table is asked. */
#include "name/time_word.h"

#include "base/fold.h"
#include "base/status.h"
#include "base/str.h"
#include "base/utf8.h"

static const char *const class_names[NQ_TIME_MONTH] = {
    [NQ_TIME_UNIT] = "unit",
    [NQ_TIME_PART] = "part",
    [NQ_TIME_DAYPART] = "daypart",
    [NQ_TIME_SHIFT] = "shift",
    [NQ_TIME_TODAY] = "today",
    [NQ_TIME_SEASON] = "season",
    [NQ_TIME_SET] = "set",
    [NQ_TIME_EVERY] = "every",
    [NQ_TIME_REF] = "ref",
    [NQ_TIME_AGO] = "ago",
    [NQ_TIME_SPAN] = "span",
    [NQ_TIME_MORE] = "more",
    [NQ_TIME_THIS] = "this",
    [NQ_TIME_THAT] = "that",
    [NQ_TIME_SAME] = "same",
    [NQ_TIME_ERA] = "era",
    [NQ_TIME_MATCH] = "match",
    [NQ_TIME_OTHER_DAY] = "other_day",
    [NQ_TIME_FUTURE] = "future",
    [NQ_TIME_PAST] = "past",
    [NQ_TIME_SPORT] = "sport",
    [NQ_TIME_DECADE] = "decade",
    [NQ_TIME_SLICE] = "yearpart",
    [NQ_TIME_BETWEEN] = "between",
    [NQ_TIME_RECORD] = "record",
    [NQ_TIME_OF] = "of",
    [NQ_TIME_FEW] = "few",
    [NQ_TIME_LINK] = "link",
    [NQ_TIME_ONE] = "one",
    [NQ_TIME_AGE] = "age",
    [NQ_TIME_NAME] = "name",
    [NQ_TIME_PLACE] = "place",
    [NQ_TIME_PERIOD] = "period",
    [NQ_TIME_RATE] = "rate",
    [NQ_TIME_FIRST_DAY] = "first_day",
    [NQ_TIME_NUMBER] = "number",
    [NQ_TIME_EVENT] = "event",
    [NQ_TIME_COPULA] = "copula",
    [NQ_TIME_FISCAL] = "fiscal",
    [NQ_TIME_MEDIUM] = "medium",
    [NQ_TIME_NIGHT] = "night",
};

static uint8_t
class_by_name(naql_str name)
{
    for (uint8_t i = 1; i < NQ_TIME_MONTH; i++)
        if (nq_str_is(name, class_names[i]))
            return i;
    return NQ_TIME_NONE;
}

/* ---- Tools ------------------------------------------------------------- */

enum { MONTHS, WEEKDAYS, WORDS, TABLES };
_Static_assert((int)TABLES == (int)NQ_TIME_TABLES, "one for each");
/* Bits of the filter. LONGER: of a key of several words; SECOND: of a word that
 * stands second in one. */
enum {
    OF_MONTHS = 1 << MONTHS,
    OF_WEEKDAYS = 1 << WEEKDAYS,
    OF_WORDS = 1 << WORDS,
    OF_NUMBERS = 8,
    LONGER = 16,
    SECOND = 32,
    OF_TIME = OF_MONTHS | OF_WEEKDAYS | OF_WORDS
};

static void
filter_add(nq_date_tools *tools, naql_str key, uint8_t table)
{
    naql_str first, second;
    nq_str_split(&key, ' ', &first);
    if (nq_str_split(&key, ' ', &second)) {
        tools->first[nq_fold_hash(second) % NQ_TIME_FILTER] |= SECOND;
        table |= LONGER;
    }
    tools->first[nq_fold_hash(first) % NQ_TIME_FILTER] |= table;
}

static naql_status
months_make(nq_date_tools *tools, nq_arena *arena)
{
    const nq_table *t = &tools->months;
    nq_time_word *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t month = nq_table_col(t, "month"), cal = nq_table_col(t, "cal");
    uint32_t weak = nq_table_col(t, "weak");
    uint32_t family = nq_table_col(t, "family");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].class = NQ_TIME_MONTH;
        rows[i].value = (int16_t)nq_table_int(t, i, month, 0);
        rows[i].weak = (uint8_t)nq_table_int(t, i, weak, 0);
        rows[i].hijri = nq_str_equal(nq_table_cell(t, i, cal), NQ_STR("h"));
        rows[i].levant =
            nq_str_equal(nq_table_cell(t, i, family), NQ_STR("levant"));
        filter_add(tools, nq_table_cell(t, i, 0), OF_MONTHS);
    }
    tools->rows[MONTHS] = rows;
    return NAQL_OK;
}

static naql_status
weekdays_make(nq_date_tools *tools, nq_arena *arena)
{
    const nq_table *t = &tools->weekdays;
    nq_time_word *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t day = nq_table_col(t, "day");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].class = NQ_TIME_WEEKDAY;
        rows[i].value = (int16_t)nq_table_int(t, i, day, 0);
        filter_add(tools, nq_table_cell(t, i, 0), OF_WEEKDAYS);
    }
    tools->rows[WEEKDAYS] = rows;
    return NAQL_OK;
}

static naql_status
words_make(nq_date_tools *tools, nq_arena *arena)
{
    const nq_table *t = &tools->words;
    nq_time_word *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    uint32_t class = nq_table_col(t, "class"), unit = nq_table_col(t, "unit");
    uint32_t value = nq_table_col(t, "value");
    for (uint32_t i = 0; i < t->rows; i++) {
        rows[i].class = class_by_name(nq_table_cell(t, i, class));
        if (!rows[i].class)
            return NAQL_CORRUPT; /* a class that no reader knows */
        rows[i].unit = nq_table_cell(t, i, unit);
        rows[i].value = (int16_t)nq_table_int(t, i, value, 0);
        filter_add(tools, nq_table_cell(t, i, 0), OF_WORDS);
    }
    tools->rows[WORDS] = rows;
    return NAQL_OK;
}

static naql_status spellings_make(nq_date_tools *tools, nq_arena *arena);

naql_status
nq_time_tools_make(const nq_tables *tables, nq_arena *arena, nq_date_tools *out)
{
    NQ_TRY(nq_table_find(tables, "months", &out->months));
    NQ_TRY(nq_table_find(tables, "weekdays", &out->weekdays));
    NQ_TRY(nq_table_find(tables, "date_words", &out->words));
    NQ_TRY(nq_table_find(tables, "places", &out->places));
    out->place_kind = nq_table_col(&out->places, "kind");
    NQ_TRY(nq_numerals_make(tables, arena, &out->numerals));
    for (uint32_t i = 0; i < out->numerals.words.rows; i++)
        filter_add(out, nq_table_cell(&out->numerals.words, i, 0), OF_NUMBERS);
    NQ_TRY(months_make(out, arena));
    NQ_TRY(spellings_make(out, arena));
    NQ_TRY(weekdays_make(out, arena));
    return words_make(out, arena);
}

/* ---- Looking up -------------------------------------------------------- */

struct hit { /* the longest key of a table from some token on */
    uint32_t row, n, end;
};

static struct hit
longest(const nq_table *t, const nq_text *text, uint32_t at, uint64_t first)
{
    struct hit best = {0, 0, at};
    nq_walk w = {0};
    uint32_t i = at;
    uint64_t hash = first;
    while (nq_table_step(t, &w, hash)) {
        i++;
        if (w.n)
            best = (struct hit){w.row, w.n, i};
        if (i >= text->n_tokens || text->tokens[i].kind != NQ_TOKEN_WORD)
            break;
        hash = text->tokens[i].hash;
    }
    return best;
}

static void
take(nq_time_word *best, const nq_time_word *rows, struct hit hit)
{
    if (!hit.n || hit.end < best->end)
        return;
    if (hit.end > best->end)
        *best = rows[hit.row];
    best->end = hit.end;
    for (uint32_t i = 0; i < hit.n; i++) {
        const nq_time_word *row = &rows[hit.row + i];
        best->mask |= NQ_TIME_BIT(row->class);
        if (row->class == NQ_TIME_FUTURE)
            best->future = (uint8_t)row->value;
    }
}

/* What starts at token `at`, read with one cut of its front; `tables` may know
 * it. Months and weekdays carry their article in the table: it is not cut from
 * them. */
static bool
look_up(const nq_date_tools *tools, const nq_text *text, uint32_t at,
        const nq_cut *cut, uint8_t tables, nq_time_word *out)
{
    nq_time_word best = {.end = at};
    uint64_t hash = cut->hash;
    bool bare = !(cut->clitics & NQ_CLITIC_AL);
    if (bare && tables & OF_MONTHS)
        take(&best, tools->rows[MONTHS],
             longest(&tools->months, text, at, hash));
    if (bare && tables & OF_WEEKDAYS)
        take(&best, tools->rows[WEEKDAYS],
             longest(&tools->weekdays, text, at, hash));
    if (tables & OF_WORDS)
        take(&best, tools->rows[WORDS], longest(&tools->words, text, at, hash));
    if (best.end == at)
        return false;
    best.clitics = cut->clitics;
    *out = best;
    return true;
}

static bool
starts_key(const nq_table *t, uint64_t hash)
{
    nq_walk w = {0};
    return nq_table_step(t, &w, hash);
}

/* What is remembered of a word: may it begin a number in words, and does a key
 * of the tables start with one of its cuts? SETTLED: by itself the word is the
 * rows of one table, or of none; then the cut, the table, its first row and the
 * number of them. GOES_ON: a longer key may start with it. */
enum { KNOWN = 1, AMOUNT = 2, STARTS = 4, SETTLED = 8, GOES_ON = 16 };
enum { CUT_AT = 5, TABLE_AT = 8, N_AT = 16, ROW_AT = 32, BYTE = 255 };
enum { FIGURE = 1 << 24 /* of a token that is no word */ };

static const nq_table *
table_of(const nq_date_tools *tools, uint32_t which)
{
    return which == MONTHS     ? &tools->months
           : which == WEEKDAYS ? &tools->weekdays
                               : &tools->words;
}

/* The rows of the first cut that has any; 0: two tables have some. */
static uint64_t
settled(const nq_date_tools *tools, const nq_cut *cuts, uint32_t n)
{
    uint64_t goes_on = 0;
    for (uint32_t c = 0; c < n; c++) {
        uint64_t hash = cuts[c].hash, found = 0;
        uint8_t of = tools->first[hash % NQ_TIME_FILTER];
        goes_on |= of & LONGER ? GOES_ON : 0;
        if (cuts[c].clitics & NQ_CLITIC_AL)
            of &= OF_WORDS; /* as in look_up */
        for (uint64_t t = MONTHS; t < TABLES; t++) {
            uint32_t row, rows = 0;
            if (of >> t & 1)
                rows = nq_table_word(table_of(tools, (uint32_t)t), hash, &row);
            if (!rows)
                continue;
            if (found || rows > BYTE)
                return 0;
            if (t == MONTHS && tools->rows[MONTHS][row].weak == NQ_MONTH_HEADED)
                return 0;
            found = SETTLED | (uint64_t)c << CUT_AT | t << TABLE_AT |
                    (uint64_t)rows << N_AT | (uint64_t)row << ROW_AT;
        }
        if (found)
            return found | goes_on;
    }
    return SETTLED | goes_on;
}

static uint64_t
read_word(const nq_date_tools *tools, const nq_text *text, uint32_t at)
{
    uint32_t n;
    const nq_cut *cuts = nq_cuts_of(text, at, &n);
    bool amount = text->tokens[at].folded.len <= NQ_LETTER; /* "and 20" */
    bool starts = false;
    for (uint32_t c = 0; c < n; c++) {
        uint64_t hash = cuts[c].hash;
        uint8_t of = tools->first[hash % NQ_TIME_FILTER];
        amount |= of & OF_NUMBERS;
        starts |= (of & OF_MONTHS && starts_key(&tools->months, hash)) ||
                  (of & OF_WEEKDAYS && starts_key(&tools->weekdays, hash)) ||
                  (of & OF_WORDS && starts_key(&tools->words, hash));
    }
    return KNOWN | (amount ? AMOUNT : 0) |
           (starts ? STARTS | settled(tools, cuts, n) : 0);
}

/* May a longer key start at a word and the one behind it? */
static bool
may_go_on(const nq_date_tools *tools, const nq_text *text, uint32_t at)
{
    const nq_token *next = &text->tokens[at + 1];
    return at + 1 < text->n_tokens && next->kind == NQ_TOKEN_WORD &&
           tools->first[next->hash % NQ_TIME_FILTER] & SECOND;
}

/* A settled word from memory; false: it is none. */
static bool
recall_word(const nq_date_tools *tools, const nq_text *text, uint32_t at,
            uint64_t kept, nq_time_word *out)
{
    uint32_t n, c = kept >> CUT_AT & 7;
    struct hit hit = {(uint32_t)(kept >> ROW_AT), kept >> N_AT & BYTE, at + 1};
    if (!hit.n)
        return false;
    *out = (nq_time_word){.end = at};
    take(out, tools->rows[kept >> TABLE_AT & 3], hit);
    if (!c) { /* the word itself */
        out->start = text->tokens[at].span.start;
        return true;
    }
    const nq_cut *cuts = nq_cuts_of(text, at, &n);
    out->clitics = cuts[c].clitics;
    out->start = nq_cut_start(cuts, n, c);
    return true;
}

/* May a word be a month that needs a day or "month" before it? */
static bool
may_be_headed(const nq_text *text, uint32_t at, const nq_time_words *words)
{
    if (!at)
        return false;
    const nq_token *before = &text->tokens[at - 1];
    const nq_time_word *head = &words->found[words->at[at - 1]];
    return before->kind == NQ_TOKEN_NUMBER || before->mark == NQ_MARK_SLASH ||
           (head->class == NQ_TIME_UNIT && head->unit.len &&
            head->unit.ptr[0] == 'M');
}

/* The first cut of a word that starts something, put behind the words that were
 * found; false: none does. Behind no day, the last one of what may be a month:
 * "الصيف", the summer, was June in Libya. */
static bool
mark_word(const nq_date_tools *tools, const nq_text *text, uint32_t at,
          nq_time_words *words)
{
    uint32_t n;
    bool found = false;
    nq_time_word *out = &words->found[words->n_found];
    const nq_cut *cuts = nq_cuts_of(text, at, &n);
    for (uint32_t c = 0; c < n; c++) {
        uint8_t of = tools->first[cuts[c].hash % NQ_TIME_FILTER];
        if (!(of & OF_TIME) || !look_up(tools, text, at, &cuts[c], of, out))
            continue;
        out->start = nq_cut_start(cuts, n, c);
        found = true;
        if (out->weak != NQ_MONTH_HEADED || may_be_headed(text, at, words))
            break;
    }
    return found;
}

/* Does the text as it is written have a letter at a byte? */
static bool
is_written(const nq_text *text, uint32_t at, const char *letter)
{
    enum { LETTER = 2 };
    return !memcmp(text->article->text.ptr + at, letter, LETTER);
}

/* What folding makes a word of time: "lunch" ends with the hamza by which it is
 * not "tomorrow", and the name "Alan" starts with the one that "now" has not.
 */
static bool
is_other_spelling(const nq_text *text, uint32_t at, const nq_time_word *w)
{
    uint32_t end = text->tokens[at].span.end;
    if (w->end != at + 1)
        return false;
    if (w->class == NQ_TIME_TODAY && w->value > 0)
        return is_written(text, end - 2, "\u0621");
    return w->class == NQ_TIME_REF && end - w->start >= 4 &&
           is_written(text, w->start + 2, "\u0644") &&
           (is_written(text, w->start, "\u0622") ||
            is_written(text, w->start, "\u0623"));
}

/* What is remembered of a word, worked out when nothing is. */
static uint64_t
know_word(const nq_date_tools *tools, const nq_text *text, uint32_t at)
{
    nq_known word;
    const nq_token *t = &text->tokens[at];
    uint64_t key = nq_model_key(t->hash, nq_token_maqsura(text, t));
    if (!nq_lore_get(tools->read, key, &word) || !word.at[NQ_WORD_TIME]) {
        word.at[NQ_WORD_TIME] = read_word(tools, text, at);
        nq_lore_put(tools->read, key, &word);
    }
    return word.at[NQ_WORD_TIME];
}

/* A token that is looked at closer. */
struct known_word {
    uint32_t token;
    uint64_t kept; /* FIGURE: it is a number */
};

/* Lists the words that start something or may begin a number, and the numbers;
 * returns how many. Most tokens are none of these, but which nobody can
 * foresee: each is written, and the next one over it. The rows that will be
 * asked for lie far: they are sent for. */
static uint32_t
know_words(const nq_date_tools *tools, const nq_text *text,
           struct known_word *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < text->n_tokens; i++) {
        const nq_token *t = &text->tokens[i];
        if (i + NQ_MEMO_AHEAD < text->n_tokens)
            nq_lore_fetch(tools->read, t[NQ_MEMO_AHEAD].hash);
        uint64_t kept = t->kind == NQ_TOKEN_NUMBER ? FIGURE : 0;
        if (t->kind == NQ_TOKEN_WORD)
            kept = know_word(tools, text, i);
        const nq_time_word *row =
            tools->rows[kept >> TABLE_AT & 3] + (kept >> ROW_AT);
        __builtin_prefetch(row); /* it may lie on two lines of memory */
        __builtin_prefetch(&row->unit);
        out[n] = (struct known_word){i, kept};
        n += (kept & (AMOUNT | STARTS | FIGURE)) != 0;
    }
    return n;
}

/* A verb of the past takes no article and no preposition: "العرض" is the show,
 * "لعرض" to show. Is a word one of time without it? */
static bool
drop_verb(nq_time_word *w)
{
    const uint16_t of_nouns =
        NQ_CLITIC_AL | NQ_CLITIC_BA | NQ_CLITIC_KAF | NQ_CLITIC_LAM;
    if (!(w->clitics & of_nouns))
        return true;
    w->mask &= ~NQ_TIME_BIT(NQ_TIME_PAST);
    if (w->class == NQ_TIME_PAST)
        w->class = NQ_TIME_NONE;
    return w->mask;
}

/* Adds a word that is one of time, or may begin a number. */
static void
add_word(const nq_date_tools *tools, const nq_text *text, uint32_t at,
         uint64_t kept, nq_time_words *words)
{
    nq_time_word *made = &words->found[words->n_found];
    bool found = false;
    if (kept & SETTLED && !(kept & GOES_ON && may_go_on(tools, text, at)))
        found = recall_word(tools, text, at, kept, made);
    else if (kept & STARTS)
        found = mark_word(tools, text, at, words);
    found = found && !is_other_spelling(text, at, made) && drop_verb(made);
    if (found)
        words->at[at] = words->n_found++;
    if (found || kept & (AMOUNT | FIGURE))
        words->starts[words->n_starts++] = (nq_time_start){at, kept & AMOUNT};
}

naql_status
nq_time_words_make(const nq_date_tools *tools, const nq_text *text,
                   nq_arena *arena, nq_time_words *out)
{
    size_t n = text->n_tokens;
    nq_time_words words = {
        .found = nq_arena_alloc(arena, (n + 1) * sizeof *words.found),
        .at = nq_arena_zero(arena, n, sizeof *words.at),
        .starts = nq_arena_alloc(arena, n * sizeof *words.starts)};
    struct known_word *known = nq_arena_alloc(arena, (n + 1) * sizeof *known);
    if (!words.found || !words.at || !words.starts || !known)
        return NAQL_NOMEM;
    words.found[words.n_found++] = (nq_time_word){.class = NQ_TIME_NONE};
    uint32_t n_known = know_words(tools, text, known);
    for (uint32_t i = 0; i < n_known; i++)
        add_word(tools, text, known[i].token, known[i].kept, &words);
    *out = words;
    return NAQL_OK;
}

/* ---- Misspelled months ------------------------------------------------- */

enum { LETTERS_LEAST = 5 };

/* 0: longer than any month. */
static uint32_t
letters_of(naql_str word, uint16_t out[NQ_MONTH_LETTERS])
{
    uint32_t n = 0;
    for (size_t at = 0; at < word.len; n++) {
        uint32_t code = nq_utf8_read(word.ptr, &at);
        if (n == NQ_MONTH_LETTERS || code > UINT16_MAX)
            return 0;
        out[n] = (uint16_t)code;
    }
    return n;
}

static naql_status
spellings_make(nq_date_tools *tools, nq_arena *arena)
{
    const nq_table *t = &tools->months;
    nq_month_spelling *rows = nq_arena_zero(arena, t->rows, sizeof *rows);
    if (!rows)
        return NAQL_NOMEM;
    for (uint32_t i = 0; i < t->rows; i++) {
        char folded[8 * NQ_MONTH_LETTERS];
        naql_str cell = nq_table_cell(t, i, 0);
        if (NQ_FOLD_ROOM(cell.len) > sizeof folded ||
            tools->rows[MONTHS][i].weak > 1 ||
            nq_str_find(cell, NQ_STR(" "), 0) != SIZE_MAX)
            continue;
        size_t len = nq_fold_text(cell, NQ_FOLD_WORD, folded);
        uint32_t n = letters_of(nq_str(folded, len), rows[i].letters);
        rows[i].n = n < LETTERS_LEAST ? 0 : n;
    }
    tools->month_spellings = rows;
    return NAQL_OK;
}

/* Are two words one letter apart: one changed, added, lost, or two swapped? */
static bool
one_apart(const uint16_t *a, uint32_t n_a, const uint16_t *b, uint32_t n_b)
{
    uint32_t front = 0, back = 0, least = n_a < n_b ? n_a : n_b;
    while (front < least && a[front] == b[front])
        front++;
    while (back < least - front && a[n_a - 1 - back] == b[n_b - 1 - back])
        back++;
    uint32_t left_a = n_a - front - back, left_b = n_b - front - back;
    if (left_a <= 1 && left_b <= 1)
        return left_a + left_b > 0;
    return left_a == 2 && left_b == 2 && a[front] == b[front + 1] &&
           a[front + 1] == b[front];
}

bool
nq_month_guess(const nq_date_tools *tools, const nq_text *text, uint32_t token,
               nq_time_word *out)
{
    uint16_t word[NQ_MONTH_LETTERS];
    const nq_token *t = &text->tokens[token];
    uint32_t n_word = letters_of(t->folded, word), found = NQ_NO_ROW;
    uint32_t row_of_number;
    if (t->kind != NQ_TOKEN_WORD || n_word + 1 < LETTERS_LEAST ||
        nq_table_word(&tools->numerals.words, t->hash, &row_of_number))
        return false;
    for (uint32_t row = 0; row < tools->months.rows; row++) {
        const nq_month_spelling *key = &tools->month_spellings[row];
        if (!key->n || key->n > n_word + 1 || n_word > key->n + 1 ||
            !one_apart(word, n_word, key->letters, key->n))
            continue;
        if (found != NQ_NO_ROW &&
            tools->rows[MONTHS][found].value != tools->rows[MONTHS][row].value)
            return false;
        found = row;
    }
    if (found == NQ_NO_ROW)
        return false;
    *out = tools->rows[MONTHS][found];
    out->mask = NQ_TIME_BIT(NQ_TIME_MONTH);
    out->start = t->span.start;
    out->end = token + 1;
    return true;
}
