/* SPDX-License-Identifier: Apache-2.0
 *
 * line.c - items in a row, through stages, on several threads. Layer 9
 * (bulk). */
#include "bulk/line.h"

#include "base/mem.h"
#include "base/status.h"

#include <pthread.h>

struct line {
    const nq_stage *stages;
    uint32_t n_stages;
    void **boxes;
    uint32_t n_boxes;
    void *user;
    pthread_mutex_t lock; /* guards all below */
    pthread_cond_t moved; /* a box is ready for its next stage, or the end */
    uint32_t *ready_for;  /* [n_boxes] a stage; n_stages: it is worked on */
    uint64_t begun[NQ_LINE_STAGES], done[NQ_LINE_STAGES]; /* boxes */
    bool dry;     /* there is nothing more to fill boxes with */
    bool stopped; /* by the last stage */
};

static bool
is_ordered(const struct line *l, uint32_t stage)
{
    return stage == 0 || stage + 1 == l->n_stages || l->stages[stage].ordered;
}

/* Boxes come to each stage in order: only the next one is to be looked at. */
static bool
can_begin(const struct line *l, uint32_t stage)
{
    if (is_ordered(l, stage) && l->begun[stage] != l->done[stage])
        return false;
    return l->ready_for[l->begun[stage] % l->n_boxes] == stage &&
           !(stage == 0 && l->dry);
}

/* The latest stage that can begin, n_stages: none. */
static uint32_t
choose(const struct line *l, bool is_caller)
{
    for (uint32_t s = l->n_stages; s-- > 0;)
        if ((is_caller || s + 1 < l->n_stages) && can_begin(l, s))
            return s;
    return l->n_stages;
}

static bool
is_over(const struct line *l)
{
    return l->stopped || (l->dry && l->done[l->n_stages - 1] == l->done[0]);
}

/* One stage of one box. The lock is held, but not meanwhile. */
static void
work_on(struct line *l, uint32_t stage)
{
    uint64_t number = l->begun[stage]++;
    uint32_t box = (uint32_t)(number % l->n_boxes);
    l->ready_for[box] = l->n_stages;
    pthread_mutex_unlock(&l->lock);
    bool more = l->stages[stage].work(l->user, l->boxes[box]);
    pthread_mutex_lock(&l->lock);
    if (stage == 0 && !more) {
        l->dry = true;
        l->begun[0] = l->done[0];
        l->ready_for[box] = 0;
    } else {
        l->done[stage]++;
        l->ready_for[box] = (stage + 1) % l->n_stages;
    }
    l->stopped = l->stopped || (stage + 1 == l->n_stages && !more);
    pthread_cond_broadcast(&l->moved);
}

static void
run(struct line *l, bool is_caller)
{
    pthread_mutex_lock(&l->lock);
    while (!is_over(l)) {
        uint32_t stage = choose(l, is_caller);
        if (stage < l->n_stages)
            work_on(l, stage);
        else
            pthread_cond_wait(&l->moved, &l->lock);
    }
    pthread_mutex_unlock(&l->lock);
}

static void *
help(void *line)
{
    run(line, false);
    return NULL;
}

/* With as many hands as there are: fewer of them do the same work. */
static void
run_all(struct line *l, pthread_t *crew, unsigned wanted)
{
    unsigned hired = 0;
    while (hired < wanted && !pthread_create(&crew[hired], NULL, help, l))
        hired++;
    run(l, true);
    for (unsigned i = 0; i < hired; i++)
        pthread_join(crew[i], NULL);
}

naql_status
nq_line_run(const nq_stage *stages, uint32_t n, void **boxes, uint32_t n_boxes,
            unsigned threads, void *user)
{
    struct line l = {.stages = stages,
                     .n_stages = n,
                     .boxes = boxes,
                     .n_boxes = n_boxes,
                     .user = user};
    NQ_ASSERT(n >= 2 && n <= NQ_LINE_STAGES && n_boxes && threads);
    pthread_t *crew = nq_mem_zero(threads, sizeof *crew);
    l.ready_for = nq_mem_zero(n_boxes, sizeof *l.ready_for);
    bool good = crew && l.ready_for;
    if (good) {
        pthread_mutex_init(&l.lock, NULL);
        pthread_cond_init(&l.moved, NULL);
        run_all(&l, crew, threads - 1);
        pthread_cond_destroy(&l.moved);
        pthread_mutex_destroy(&l.lock);
    }
    nq_mem_free(l.ready_for);
    nq_mem_free(crew);
    return good ? NAQL_OK : NAQL_NOMEM;
}
