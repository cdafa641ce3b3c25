/* SPDX-License-Identifier: Apache-2.0
 *
 * replay.c - runs a fuzz target over files and folders, without libFuzzer: the
 * corpus is part of the usual tests.
 *
 *   replay_FORM PATH... */
#include "base/io.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static unsigned n_files;

static bool
replay_file(const char *path)
{
    nq_buf b = {0};
    bool good = nq_io_read(path, 64u << 20, &b, NULL) == NAQL_OK;
    if (good)
        LLVMFuzzerTestOneInput((const uint8_t *)(b.ptr ? b.ptr : ""), b.len);
    n_files += good;
    nq_buf_clear(&b);
    return good;
}

static bool
replay(const char *path)
{
    nq_io_kind kind;
    uint64_t size;
    if (nq_io_look(path, &kind, &size, NULL) != NAQL_OK)
        return false;
    if (kind != NQ_IO_FOLDER)
        return replay_file(path);
    nq_arena arena;
    nq_list list;
    nq_arena_init(&arena);
    bool good = nq_io_list(path, &arena, &list, NULL) == NAQL_OK;
    const nq_io_entry *at = list.at;
    for (uint32_t i = 0; good && i < list.n; i++)
        good = at[i].kind != NQ_IO_FILE || replay_file(at[i].path);
    nq_arena_clear(&arena);
    return good;
}

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (!replay(argv[i])) {
            fprintf(stderr, "cannot read %s\n", argv[i]);
            return 1;
        }
    }
    printf("1..1\nok 1 - %u inputs\n", n_files);
    return 0;
}
