/* SPDX-License-Identifier: Apache-2.0
 *
 * list.c - which feeds: addresses, or files of them. Layer 11 (live). */
#include "live/list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WHY = 256, MOST_BYTES = 16 << 20 };

static bool
is_address(const char *text)
{
    return !strncmp(text, "http://", 7) || !strncmp(text, "https://", 8);
}

static void
add(live_list *list, const char *address)
{
    if (live_map_get(&list->seen, address))
        return;
    live_map_put(&list->seen, address, list);
    if (list->n == list->room) {
        size_t room = list->room ? 2 * list->room : 64;
        char **more = live_new(room * sizeof *more);
        if (list->n)
            memcpy(more, list->at, list->n * sizeof *more);
        free(list->at);
        list->at = more;
        list->room = room;
    }
    list->at[list->n++] = live_copy(live_str(address));
}

/* ---- OPML ---- */

/* The entities of XML that an address has, in place. */
static void
unescape(char *text)
{
    static const struct {
        const char *name;
        char letter;
    } known[] = {{"&amp;", '&'},   {"&#38;", '&'},  {"&quot;", '"'},
                 {"&apos;", '\''}, {"&#39;", '\''}, {"&lt;", '<'},
                 {"&gt;", '>'}};
    char *to = text;
    while (*text) {
        size_t skip = 1;
        char letter = *text;
        for (size_t i = 0; letter == '&' && i < sizeof known / sizeof *known;
             i++)
            if (!strncmp(text, known[i].name, strlen(known[i].name))) {
                letter = known[i].letter;
                skip = strlen(known[i].name);
                break;
            }
        *to++ = letter;
        text += skip;
    }
    *to = 0;
}

static void
read_opml(live_list *list, char *text)
{
    while ((text = strstr(text, "xmlUrl"))) {
        text += strlen("xmlUrl");
        text += strspn(text, " \t\r\n");
        if (*text != '=')
            continue;
        text += 1 + strspn(text + 1, " \t\r\n");
        char mark = *text;
        char *end = mark == '"' || mark == '\'' ? strchr(text + 1, mark) : NULL;
        if (!end)
            continue;
        *end = 0;
        unescape(text + 1);
        if (is_address(text + 1))
            add(list, text + 1);
        text = end + 1;
    }
}

/* ---- Lines ---- */

static bool
read_lines(live_list *list, const char *file, char *text, char *why)
{
    unsigned number = 0;
    for (char *line = text, *next; line; line = next) {
        number++;
        next = strchr(line, '\n');
        if (next)
            *next++ = 0;
        line += strspn(line, " \t\r");
        char *end = line + strcspn(line, " \t\r");
        bool alone =
            !end[strspn(end, " \t\r")] || end[strspn(end, " \t\r")] == '#';
        *end = 0;
        if (!*line || *line == '#')
            continue;
        if (is_address(line) && alone) {
            add(list, line);
            continue;
        }
        bool markup = *line == '<';
        snprintf(why, WHY, "%s:%u: %s", file, number,
                 markup ? "markup; naql add reads feeds that are files, naql "
                          "watch a list of addresses"
                        : "no address; a line holds one, https://..., and a # "
                          "is before remarks");
        return false;
    }
    return true;
}

static bool
read_file(const char *path, live_bytes *out)
{
    bool input = !strcmp(path, "-");
    FILE *f = input ? stdin : fopen(path, "rb");
    char part[8192];
    size_t n;
    if (!f)
        return false;
    live_bytes_add(out, "", 0);
    while ((n = fread(part, 1, sizeof part, f)) > 0 && out->len < MOST_BYTES)
        live_bytes_add(out, part, n);
    bool good = !ferror(f);
    int kept = errno;
    if (!input)
        fclose(f);
    errno = kept;
    return good;
}

bool
live_list_read(live_list *list, const char *name, char *text, char *why)
{
    if (!strncmp(text, "\xEF\xBB\xBF", 3)) /* as editors of Windows write it */
        text += 3;
    if (!strstr(text, "<opml"))
        return read_lines(list, name, text, why);
    read_opml(list, text);
    return true;
}

bool
live_list_add(live_list *list, const char *operand, char *why)
{
    live_bytes text = {0};
    bool good;
    if (is_address(operand)) {
        add(list, operand);
        return true;
    }
    good = read_file(operand, &text);
    if (!good)
        snprintf(why, WHY,
                 "%s: %s; feeds are addresses (https://...) or a file of them",
                 operand, strerror(errno));
    else
        good = live_list_read(list, operand, text.ptr, why);
    live_bytes_clear(&text);
    return good;
}

void
live_list_clear(live_list *list)
{
    for (size_t i = 0; i < list->n; i++)
        free(list->at[i]);
    free(list->at);
    live_map_clear(&list->seen, NULL);
    *list = (live_list){0};
}
