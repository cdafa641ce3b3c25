/* SPDX-License-Identifier: Apache-2.0
 *
 * value.c - whether two values can both be true. Layer 7 (compare). */
#include "compare/value.h"

#include "compare/tune.h"

#include <math.h>

/* "More than 34" is said of 35, "more than 200" of 300: by how much the figure
 * may be passed hangs on how round it is. */
static double
passed(double x)
{
    double step = 1;
    if (x < 1)
        return x * NQ_MORE;
    while (x >= step * 10 && fmod(x, step * 10) == 0)
        step *= 10;
    return fmin(x * NQ_MORE, x + NQ_MORE_STEPS * step);
}

nq_value
nq_value_of_number(const nq_number *n, uint64_t unit)
{
    nq_value v = {.lo = n->value,
                  .hi = n->high > n->value ? n->high : n->value,
                  .exact = n->value,
                  .word = unit,
                  .person = NQ_NO_ENTITY,
                  .part = n->part != NQ_PART_NONE,
                  .about = n->modifier == NQ_MOD_ABOUT,
                  .vague = n->modifier != NQ_MOD_NONE || n->high > n->value};
    if (nq_is_wide(&v)) /* "thousands" is said of 16 thousand */
        v.hi *= n->value >= NQ_THOUSANDS ? NQ_THOUSANDS_MORE : NQ_TENS_MORE;
    switch (n->modifier) {
    case NQ_MOD_ABOUT:
        v.lo *= 1 - NQ_ABOUT;
        v.hi *= 1 + NQ_ABOUT;
        break;
    case NQ_MOD_MORE:
        v.hi = passed(v.hi);
        break;
    case NQ_MOD_AT_LEAST:
        v.hi *= NQ_AT_LEAST;
        break;
    case NQ_MOD_LESS:
        v.lo /= NQ_MORE;
        break;
    case NQ_MOD_AT_MOST:
        v.lo /= NQ_AT_LEAST;
        break;
    default:
        break;
    }
    return v;
}

bool
nq_is_wide(const nq_value *v)
{
    return v->crowd || (v->lo > 0 && v->hi > v->lo * NQ_VAGUE);
}

/* Days of a unit of ISO 8601; 0: none. */
static double
days_of(char unit, bool time)
{
    switch (unit) {
    case 'Y':
        return 365;
    case 'M':
        return time ? 1.0 / 1440 : 30;
    case 'W':
        return 7;
    case 'D':
        return 1;
    case 'H':
        return 1.0 / 24;
    default:
        return 0;
    }
}

/* "P3Y", "P1Y6M", "PT1.5H" -> days; 0: not a length. */
static double
length_of(naql_str value)
{
    double n = 0, place = 0, days = 0;
    bool time = false;
    for (size_t i = 1; i < value.len; i++) {
        char c = value.ptr[i];
        if (c >= '0' && c <= '9' && place > 0) {
            n += (c - '0') * place;
            place /= 10;
        } else if (c >= '0' && c <= '9') {
            n = n * 10 + (c - '0');
        } else if (c == '.') {
            place = 0.1;
        } else {
            time |= c == 'T';
            days += n * days_of(c, time);
            n = place = 0;
        }
    }
    return days;
}

bool
nq_value_of_date(const nq_date *d, nq_value *out)
{
    *out = (nq_value){.person = NQ_NO_ENTITY};
    if (d->type == NQ_DATE_SET)
        return false;
    if (d->type == NQ_DATE_DURATION) {
        double days = d->value.len ? length_of(d->value) : 0;
        out->lo = out->hi = out->exact = days;
        out->duration = true;
        return days > 0;
    }
    if (d->day_lo == NQ_NO_DAY || d->day_hi == NQ_NO_DAY)
        return false;
    out->lo = out->exact = d->day_lo;
    out->hi = d->day_hi;
    return true;
}

/* Is `round` the number `x` with as many leading digits as `round` shows,
 * rounded or cut off? */
static bool
stands_for(double round, double x)
{
    double step = 1;
    if (round <= 0 || x <= 0)
        return x == round;
    while (round >= step * 10 && fmod(round, step * 10) == 0)
        step *= 10;
    return floor(x / step + 0.5) * step == round ||
           floor(x / step) * step == round;
}

bool
nq_numbers_agree(const nq_value *a, const nq_value *b, bool loose)
{
    double most = fmax(a->exact, b->exact);
    if (a->of && b->of && a->of != b->of)
        return false;
    if (a->about && b->about) /* "about 80" is not "about 100" */
        return fabs(a->exact - b->exact) <= NQ_ABOUT * most;
    if (a->lo <= b->hi && b->lo <= a->hi)
        return true;
    if (fabs(a->exact - b->exact) < 1 && most >= NQ_FRACTION_OF &&
        (floor(a->exact + 0.5) == b->exact ||
         floor(b->exact + 0.5) == a->exact))
        return true; /* 11.1 and 11 */
    double round = loose ? NQ_ROUND : most >= NQ_LARGE ? NQ_ROUND_LARGE : 0;
    if (fabs(a->exact - b->exact) > round * most)
        return false;
    return stands_for(b->exact, a->exact) || stands_for(a->exact, b->exact);
}

bool
nq_dates_agree(const nq_value *a, const nq_value *b)
{
    if (a->duration != b->duration || (a->word && a->word == b->word))
        return true; /* the same words: copied "yesterday" a day later */
    if (a->duration && a->lo == a->hi && b->lo == b->hi)
        return fabs(a->lo - b->lo) <= 0.05 * (a->lo + b->lo);
    if (a->duration)
        return a->lo <= 1.05 * b->hi && b->lo <= 1.05 * a->hi;
    if (a->night != b->night) {
        const nq_value *night = a->night ? a : b, *day = a->night ? b : a;
        if (day->lo <= night->hi + 1 && night->lo <= day->hi)
            return true;
    }
    double slack = fmax(a->slack, b->slack);
    return a->lo - slack <= b->hi && b->lo - slack <= a->hi;
}

/* Day, week, part of a year, year. */
static int
grain(const nq_value *v)
{
    double days = v->hi - v->lo;
    return days < 1 ? 0 : days < 8 ? 1 : days < 200 ? 2 : 3;
}

bool
nq_dates_alike(const nq_value *a, const nq_value *b)
{
    return a->duration || grain(a) == grain(b);
}

bool
nq_names_agree(const nq_value *a, const nq_value *b)
{
    if (a->label && b->label)
        return a->label == b->label;
    if (a->word == b->word || a->soft || b->soft ||
        (a->solid && a->solid == b->solid))
        return true;
    if (a->person != NQ_NO_ENTITY && a->person == b->person)
        return true;
    if (!a->name || !b->name)
        return false;
    bool of_two = a->state && b->state && a->state != b->state;
    if (a->body && b->body && !of_two && nq_names_meet(a->name, b->name))
        return true; /* "the US embassy", "the embassy of Washington" */
    return nq_same_name(a->name, b->name);
}

bool
nq_places_agree(const nq_value *a, const nq_value *b)
{
    return nq_names_agree(a, b) ||
           (a->name && b->name && nq_same_place(a->name, b->name));
}

bool
nq_values_agree(uint8_t slot, const nq_value *a, const nq_value *b, bool loose)
{
    switch (slot) {
    case NQ_SLOT_NUMBER:
        return nq_numbers_agree(a, b, loose);
    case NQ_SLOT_DATE:
        return nq_dates_agree(a, b);
    case NQ_SLOT_PLACE:
        return nq_places_agree(a, b);
    default:
        return nq_names_agree(a, b);
    }
}
