/* SPDX-License-Identifier: Apache-2.0
 *
 * inflect.c - the forms of a verb of saying. Layer 5 (claim).
 *
 * Endings only: the table gives past and present stems, so that no root has to
 * be conjugated. Weak endings (alif, ya) are told by the unfolded last letter:
 * folding makes a final hamza-bearing alif and a weak one alike. */
#include "claim/inflect.h"

#include "base/fold.h"
#include "base/str.h"

enum { STEM_BYTES = 128, FORM_BYTES = 160, LETTER = 2 };

struct stem {
    char bytes[STEM_BYTES]; /* folded */
    size_t len;
    bool weak;  /* ends in a weak alif, waw or ya, which endings change */
    bool alif;  /* of these, an alif, which a pronoun makes a long one */
    bool hamza; /* the cell ends in a lone hamza, which folding drops */
    bool round; /* ends in ta marbuta */
};

struct maker {
    nq_inflect_each each;
    void *user;
    uint8_t inflection;
};

static bool
stem_make(naql_str cell, bool past, struct stem *s)
{
    if (!cell.len || NQ_FOLD_ROOM(cell.len) > STEM_BYTES)
        return false;
    s->len = nq_fold_text(cell, NQ_FOLD_WORD, s->bytes);
    s->alif = nq_str_ends(cell, NQ_STR("ا")) || nq_str_ends(cell, NQ_STR("ى"));
    bool glide =
        nq_str_ends(cell, NQ_STR("ي")) || nq_str_ends(cell, NQ_STR("و"));
    s->weak = s->alif || (!past && glide);
    s->hamza = nq_str_ends(cell, NQ_STR("ء"));
    s->round = nq_str_ends(cell, NQ_STR("ة"));
    return s->len > LETTER;
}

/* stem[0, len) + ending, with `first` in place of the first letter. */
static bool
give(const struct maker *m, naql_str stem, naql_str first, naql_str ending,
     uint8_t grammar)
{
    char form[FORM_BYTES];
    size_t n = 0;
    if (first.len) {
        memcpy(form, first.ptr, first.len);
        n = first.len;
        stem = nq_str(stem.ptr + LETTER, stem.len - LETTER);
    }
    memcpy(form + n, stem.ptr, stem.len);
    n += stem.len;
    memcpy(form + n, ending.ptr, ending.len);
    n += ending.len;
    return m->each(m->user, nq_str(form, n), m->inflection, grammar);
}

struct ending {
    naql_str letters;
    uint8_t grammar;
};

static bool
give_all(const struct maker *m, naql_str stem, naql_str first,
         const struct ending *endings, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!give(m, stem, first, endings[i].letters, endings[i].grammar))
            return false;
    return true;
}

#define COUNT(a) (sizeof(a) / sizeof(a)[0])
#define END(letters, grammar)                                                  \
    {                                                                          \
        {"" letters, sizeof(letters) - 1}, (grammar)                           \
    }

bool
nq_inflect_past(naql_str cell, nq_inflect_each each, void *user)
{
    /* clang-format off */
    static const struct ending strong[] = {
        END("", 0), END("ه", NQ_OBJECT_PRON), END("ها", NQ_OBJECT_PRON),
        END("هم", NQ_OBJECT_PRON), END("هما", NQ_OBJECT_PRON),
        END("ا", NQ_DUAL)};
    static const struct ending weak[] = {
        END("اه", NQ_OBJECT_PRON), END("اها", NQ_OBJECT_PRON),
        END("اهم", NQ_OBJECT_PRON), END("يا", NQ_DUAL)};
    static const struct ending both[] = {
        END("ت", NQ_FEM), END("ته", NQ_FEM | NQ_OBJECT_PRON),
        END("تها", NQ_FEM | NQ_OBJECT_PRON),
        END("تهم", NQ_FEM | NQ_OBJECT_PRON), END("تا", NQ_FEM | NQ_DUAL),
        END("وا", NQ_PLURAL), END("وه", NQ_PLURAL | NQ_OBJECT_PRON),
        END("وها", NQ_PLURAL | NQ_OBJECT_PRON)};
    /* clang-format on */
    struct maker m = {each, user, NQ_CUE_PAST};
    struct stem s;
    naql_str none = {"", 0};
    if (!stem_make(cell, true, &s))
        return true;
    naql_str whole = nq_str(s.bytes, s.len), cut = whole;
    cut.len -= s.weak ? LETTER : 0;
    if (s.weak)
        return give(&m, whole, none, none, 0) &&
               give_all(&m, cut, none, weak, COUNT(weak)) &&
               give_all(&m, cut, none, both, COUNT(both));
    return give_all(&m, whole, none, strong, COUNT(strong)) &&
           give_all(&m, whole, none, both, COUNT(both));
}

bool
nq_inflect_present(naql_str cell, nq_inflect_each each, void *user)
{
    /* clang-format off */
    static const struct ending he[] = {
        END("ه", NQ_OBJECT_PRON), END("ها", NQ_OBJECT_PRON),
        END("هم", NQ_OBJECT_PRON)};
    static const struct ending he_long[] = {
        END("اه", NQ_OBJECT_PRON), END("اها", NQ_OBJECT_PRON),
        END("اهم", NQ_OBJECT_PRON)};
    static const struct ending many[] = {
        END("ون", NQ_PLURAL), END("وا", NQ_PLURAL),
        END("ونه", NQ_PLURAL | NQ_OBJECT_PRON),
        END("ونها", NQ_PLURAL | NQ_OBJECT_PRON)};
    static const struct ending she[] = {
        END("ه", NQ_FEM | NQ_OBJECT_PRON), END("ها", NQ_FEM | NQ_OBJECT_PRON),
        END("هم", NQ_FEM | NQ_OBJECT_PRON)};
    static const struct ending she_long[] = {
        END("اه", NQ_FEM | NQ_OBJECT_PRON), END("اها", NQ_FEM | NQ_OBJECT_PRON),
        END("اهم", NQ_FEM | NQ_OBJECT_PRON)};
    /* clang-format on */
    struct maker m = {each, user, NQ_CUE_PRESENT};
    struct stem s;
    naql_str none = {"", 0}, ta = NQ_STR("ت");
    if (!stem_make(cell, false, &s))
        return true;
    naql_str whole = nq_str(s.bytes, s.len), cut = whole;
    cut.len -= s.weak ? LETTER : 0;
    bool ok = s.alif ? give_all(&m, cut, none, he_long, COUNT(he_long)) &&
                           give_all(&m, cut, ta, she_long, COUNT(she_long))
                     : give_all(&m, whole, none, he, COUNT(he)) &&
                           give_all(&m, whole, ta, she, COUNT(she));
    return ok && give(&m, whole, none, none, 0) &&
           give(&m, whole, ta, none, NQ_FEM) &&
           give_all(&m, cut, none, many, COUNT(many)) &&
           give(&m, whole, none, NQ_STR("ان"), NQ_DUAL) &&
           give(&m, whole, ta, NQ_STR("ان"), NQ_FEM | NQ_DUAL);
}

bool
nq_inflect_participle(naql_str cell, nq_inflect_each each, void *user)
{
    struct maker m = {each, user, NQ_CUE_PARTICIPLE};
    struct stem s;
    naql_str none = {"", 0};
    if (!stem_make(cell, false, &s))
        return true;
    naql_str whole = nq_str(s.bytes, s.len), cut = whole;
    cut.len -= s.weak ? LETTER : 0;
    return give(&m, whole, none, NQ_STR("ا"), 0) &&
           give(&m, whole, none, NQ_STR("ه"), NQ_FEM) &&
           give(&m, cut, none, NQ_STR("ين"), NQ_PLURAL) &&
           give(&m, whole, none, NQ_STR("ات"), NQ_FEM | NQ_PLURAL);
}

bool
nq_inflect_noun(naql_str cell, nq_inflect_each each, void *user)
{
    /* clang-format off */
    static const struct ending plain[] = {
        END("ه", 0), END("ها", NQ_FEM), END("هم", NQ_PLURAL),
        END("هما", NQ_DUAL)};
    static const struct ending hamza[] = { /* genitive: written on a ya */
        END("يه", 0), END("يها", NQ_FEM), END("يهم", NQ_PLURAL)};
    static const struct ending round[] = { /* the ta opens */
        END("ته", 0), END("تها", NQ_FEM), END("تهم", NQ_PLURAL)};
    /* clang-format on */
    struct maker m = {each, user, NQ_CUE_NOUN_PRON};
    struct stem s;
    naql_str none = {"", 0};
    if (!stem_make(cell, true, &s))
        return true;
    naql_str whole = nq_str(s.bytes, s.len), cut = whole;
    cut.len -= s.round ? LETTER : 0;
    bool ok = s.round ? give_all(&m, cut, none, round, COUNT(round))
                      : give_all(&m, whole, none, plain, COUNT(plain));
    if (ok && s.hamza)
        ok = give_all(&m, whole, none, hamza, COUNT(hamza));
    m.inflection = NQ_CUE_NOUN;
    return ok && give(&m, whole, none, none, 0);
}

bool
nq_inflect_nouns(naql_str cell, nq_inflect_each each, void *user)
{
    struct maker m = {each, user, NQ_CUE_NOUN};
    struct stem s;
    naql_str none = {"", 0};
    if (!stem_make(cell, true, &s))
        return true;
    naql_str stem = nq_str(s.bytes, s.len - (s.round ? LETTER : 0));
    return give(&m, stem, none, NQ_STR("ات"), NQ_FEM | NQ_PLURAL);
}
