/* SPDX-License-Identifier: Apache-2.0
 *
 * t_live.c - what naql watch decides without a network: addresses, delays,
 * robots.txt, lists of feeds, teasers. */
#include "live/address.h"
#include "live/delay.h"
#include "live/list.h"
#include "live/poll.h"
#include "live/robots.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static bool
is_public(const char *ip)
{
    struct sockaddr_in in4 = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    char back[64];
    const struct sockaddr *a = NULL;
    if (inet_pton(AF_INET, ip, &in4.sin_addr) == 1)
        a = (const struct sockaddr *)&in4;
    else if (inet_pton(AF_INET6, ip, &in6.sin6_addr) == 1)
        a = (const struct sockaddr *)&in6;
    assert_non_null(a);
    live_address_write(a, back, sizeof back);
    assert_true(*back);
    return live_address_public(a);
}

static void
special_addresses_are_not_public(void **state)
{
    static const char *const special[] = {"0.0.0.0",
                                          "0.1.2.3",
                                          "10.0.0.1",
                                          "10.255.255.255",
                                          "100.64.0.1",
                                          "100.127.255.255",
                                          "127.0.0.1",
                                          "127.255.255.254",
                                          "169.254.169.254",
                                          "172.16.0.1",
                                          "172.31.255.255",
                                          "192.0.0.1",
                                          "192.0.2.1",
                                          "192.88.99.1",
                                          "192.168.0.1",
                                          "192.168.255.255",
                                          "198.18.0.1",
                                          "198.19.255.255",
                                          "198.51.100.7",
                                          "203.0.113.7",
                                          "224.0.0.1",
                                          "239.255.255.255",
                                          "240.0.0.1",
                                          "255.255.255.255",
                                          "::",
                                          "::1",
                                          "::ffff:127.0.0.1",
                                          "::ffff:10.0.0.1",
                                          "::ffff:169.254.169.254",
                                          "::127.0.0.1",
                                          "64:ff9b::7f00:1",
                                          "64:ff9b::a9fe:a9fe",
                                          "64:ff9b:1::1",
                                          "100::1",
                                          "2001::1",
                                          "2001:1ff::1",
                                          "2001:db8::1",
                                          "2002:7f00:1::1",
                                          "2002:808:808::1",
                                          "3fff::1",
                                          "3fff:fff::1",
                                          "fc00::1",
                                          "fd12:3456::1",
                                          "fe80::1",
                                          "fec0::1",
                                          "ff02::1"};
    (void)state;
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (is_public(special[i]))
            fail_msg("%s is taken for public", special[i]);
    struct sockaddr other = {.sa_family = AF_UNIX};
    assert_false(live_address_public(&other));
}

static void
others_are(void **state)
{
    static const char *const others[] = {
        "1.1.1.1",         "9.255.255.255",   "11.0.0.0",
        "100.63.255.255",  "100.128.0.0",     "126.255.255.255",
        "128.0.0.1",       "169.253.255.255", "169.255.0.0",
        "172.15.255.255",  "172.32.0.0",      "192.0.1.1",
        "192.167.255.255", "192.169.0.0",     "198.17.255.255",
        "198.20.0.0",      "223.255.255.255", "2001:200::1",
        "2001:db9::1",     "2003::1",         "2606:4700::1111",
        "3ffe::1",         "::ffff:1.1.1.1",  "64:ff9b::101:101"};
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!is_public(others[i]))
            fail_msg("%s is not taken for public", others[i]);
}

static void
between(double low, double n, double high)
{
    if (n < low || n > high)
        fail_msg("%f is not between %f and %f", n, low, high);
}

static void
a_feed_that_answers_is_asked_in_time(void **state)
{
    uint64_t seed = live_seed("https://a.example/feed");
    (void)state;
    between(855, live_delay(900, 0, seed), 900);
    between(855, live_delay(900, 600, seed), 900);
    between(3420, live_delay(900, 3600, seed), 3600);
    between(82080, live_delay(900, 1e12, seed), 86400);
    assert_true(live_delay(900, 0, seed) == live_delay(900, 0, seed));
    assert_true(live_delay(900, 0, seed) != live_delay(900, 0, seed + 1));
}

static void
one_that_fails_ever_less_often(void **state)
{
    double full[] = {900, 1800, 3600, 7200, 14400, 28800, 57600, 86400, 86400};
    (void)state;
    for (unsigned n = 1; n <= 9; n++)
        for (uint64_t seed = 0; seed < 50; seed++)
            between(full[n - 1] * 0.9,
                    live_delay_failed(900, n, 0, live_seed("x") + seed),
                    full[n - 1]);
    between(77760, live_delay_failed(900, 4000000000u, 0, 1), 86400);
    between(77760, live_delay_failed(1e9, 1, 0, 1), 86400);
    assert_true(live_delay_failed(900, 1, 5000, 1) == 5000);
    assert_true(live_delay_failed(900, 1, 1e9, 1) == 86400);
    between(810, live_delay_failed(900, 1, 10, 1), 900);
}

static void
delays_are_spread(void **state)
{
    double low = 1e9, high = 0;
    char url[64];
    (void)state;
    for (int i = 0; i < 1000; i++) {
        snprintf(url, sizeof url, "https://a.example/feed/%d", i);
        double d = live_delay_failed(1000, 1, 0, live_seed(url));
        low = d < low ? d : low;
        high = d > high ? d : high;
    }
    assert_true(low < 905 && high > 995);
}

/* ---- robots.txt ---- */

static bool
allows(const char *rules, const char *page)
{
    return live_robots_allow((naql_str){rules, strlen(rules)}, "naql", page);
}

static void
rules_of_robots(void **state)
{
    (void)state;
    assert_true(allows("", "/"));
    assert_true(allows("<html>not found</html>", "/"));
    assert_true(allows("User-agent: *\nDisallow:\n", "/a"));
    assert_false(allows("User-agent: *\nDisallow: /\n", "/a"));
    assert_false(allows("user-AGENT:*\r\n disallow : /a # b\r\n", "/abc"));
    assert_true(allows("User-agent: *\nDisallow: /a\n", "/b/a"));
    assert_true(allows("Disallow: /\nUser-agent: *\nAllow: /\n", "/a"));
    /* the longest rule; of two as long the one that allows */
    assert_true(allows("User-agent: *\nDisallow: /a\nAllow: /a/b\n", "/a/b"));
    assert_false(allows("User-agent: *\nAllow: /a\nDisallow: /a/b\n", "/a/b"));
    assert_true(allows("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
    /* the groups that are for us, all of them, and no others */
    assert_true(allows("User-agent: *\nDisallow: /\n\nUser-agent: Naql\n"
                       "Disallow: /x\n",
                       "/a"));
    assert_false(allows("User-agent: naql\nUser-agent: b\nDisallow: /x\n"
                        "User-agent: c\nAllow: /x\nUser-agent: naql\n"
                        "Allow: /y\n",
                        "/x"));
    assert_true(allows("User-agent: naqlbot\nDisallow: /\n", "/a"));
    assert_false(allows("\xEF\xBB\xBFUser-agent: *\nDisallow: /\n", "/a"));
}

static double
delay_of(const char *rules)
{
    return live_robots_delay((naql_str){rules, strlen(rules)}, "naql");
}

static bool
is_near(double a, double b)
{
    return a > b - 1e-9 && a < b + 1e-9;
}

static void
delays_of_robots(void **state)
{
    (void)state;
    assert_true(is_near(delay_of(""), 0));
    assert_true(is_near(delay_of("User-agent: *\nCrawl-delay: 10\n"), 10));
    assert_true(is_near(delay_of("User-agent: *\ncrawl-DELAY:2.5 # s\n"), 2.5));
    assert_true(is_near(delay_of("User-agent: *\nCrawl-delay: 10\n"
                                 "User-agent: naql\nAllow: /\n"),
                        0));
    assert_true(is_near(delay_of("User-agent: naql\nCrawl-delay: 3\n"
                                 "User-agent: b\nCrawl-delay: 50\n"
                                 "User-agent: naql\nCrawl-delay: 7\n"),
                        7));
    assert_true(is_near(delay_of("User-agent: *\nCrawl-delay: 9999999999999999"
                                 "99999999999999999999999999999999\n"),
                        86400));
    assert_true(is_near(delay_of("User-agent: *\nCrawl-delay: -5\n"), 0));
    assert_true(is_near(delay_of("User-agent: *\nCrawl-delay: 5s\n"), 0));
    assert_true(is_near(delay_of("User-agent: *\nCrawl-delay: .\n"), 0));
}

static void
sites_have_owners(void **state)
{
    (void)state;
    assert_true(live_same_owner("feeds.dar.example", "dar.example"));
    assert_true(live_same_owner("a.b.dar.example", "c.dar.example"));
    assert_true(live_same_owner("a.dar.co.uk", "b.dar.co.uk"));
    assert_false(live_same_owner("dar.co.uk", "nur.co.uk"));
    assert_false(live_same_owner("dar.example", "nur.example"));
    assert_false(live_same_owner("dar.example", "dar.test"));
    assert_true(live_same_owner("127.0.0.1", "127.0.0.1"));
    assert_false(live_same_owner("127.0.0.1", "127.1.0.1"));
    assert_false(live_same_owner("[2001:db8::1]", "[2001:db8::2]"));
    assert_false(live_same_owner("", "dar.example"));
    assert_false(live_same_owner("dar.example.", "nur.example."));
    assert_true(live_same_owner("dar.example.", "www.dar.example"));
    assert_true(live_same_owner("www.dar.dz", "dar.dz"));
    assert_false(live_same_owner("www.dar.dz", "www.nur.dz"));
}

static void
patterns_of_robots(void **state)
{
    static const char rule[] = "User-agent: *\nDisallow: ";
    static const struct {
        const char *pattern, *page;
        bool fits;
    } cases[] = {
        {"/*.php", "/a/b.php?c", true},
        {"/*.php$", "/a/b.php?c", false},
        {"/*.php$", "/a.php/b.php", true},
        {"/a$", "/a", true},
        {"/a$", "/ab", false},
        {"*", "/", true},
        {"/**a", "/ba", true},
        {"/a*b*c", "/a--b--", false},
        {"/a*b*c", "/acbbbc", true},
        {"/\xd8\xa3", "/%D8%A3/x", true},
        {"/%d8%a3", "/%D8%A3", true},
        {"/%zz", "/%zz", true},
        {"/%", "/%", true},
        {"/a$b", "/a$b", true},
        {"$", "/", false},
        {"/abc", "/ab", false},
    };
    char text[100];
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(text, sizeof text, "%s%s", rule, cases[i].pattern);
        if (allows(text, cases[i].page) == cases[i].fits)
            fail_msg("%s, %s", cases[i].pattern, cases[i].page);
    }
}

static void
stars_stay_quick(void **state) /* fails by timeout when they do not */
{
    static char text[6000], page[4000];
    (void)state;
    strncpy(text, "User-agent: *\nDisallow: /", sizeof text - 1);
    for (size_t i = strlen(text), n = 0; n < 1000; n++, i += 2)
        memcpy(text + i, "*a", 3);
    strncat(text, "b", 2);
    memset(page, 'a', sizeof page - 1);
    *page = '/';
    assert_true(allows(text, page));
}

/* Half a megabyte of rules, each of which costs pattern times page: two
 * thousand million steps, were they all taken. */
static void
a_site_of_costly_rules_is_left_alone(void **state)
{
    static char page[4000];
    static const char rule[] = "Disallow: *aaaaaaaaaaaaaaab\n";
    live_bytes rules = {0};
    (void)state;
    memset(page, 'a', sizeof page - 1);
    *page = '/';
    live_bytes_add(&rules, "User-agent: *\n", 14);
    for (int i = 0; i < 100; i++)
        live_bytes_add(&rules, rule, sizeof rule - 1);
    assert_true(allows(rules.ptr, page));
    while (rules.len < 512 << 10)
        live_bytes_add(&rules, rule, sizeof rule - 1);
    assert_false(allows(rules.ptr, page));
    assert_true(allows(rules.ptr, "/a/usual/page.html"));
    live_bytes_clear(&rules);
}

/* ---- Lists, teasers, heads ---- */

static void
write_file(const char *path, const char *text)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void
lists_of_feeds(void **state)
{
    live_list list = {0};
    char why[256], path[64];
    (void)state;
    snprintf(path, sizeof path, "t_live.%ld.txt", (long)getpid());
    assert_true(live_list_add(&list, "https://a.example/1", why));
    write_file(path, "\r\n# x\n  https://a.example/2 # y\nhttps://a.example/1\n"
                     "http://b.example/3");
    assert_true(live_list_add(&list, path, why));
    assert_int_equal(list.n, 3);
    assert_string_equal(list.at[1], "https://a.example/2");
    assert_string_equal(list.at[2], "http://b.example/3");
    write_file(path, "<opml><outline xmlUrl=\"http://b.example/?a=1&amp;b=2\"/>"
                     "<outline xmlUrl='javascript:x'/><outline xmlUrl/>"
                     "<outline xmlUrl=\"http://c.example");
    assert_true(live_list_add(&list, path, why));
    assert_int_equal(list.n, 4);
    assert_string_equal(list.at[3], "http://b.example/?a=1&b=2");
    write_file(path, "\xEF\xBB\xBFhttps://a.example/5\r\n");
    assert_true(live_list_add(&list, path, why));
    assert_string_equal(list.at[4], "https://a.example/5");
    write_file(path, "https://a.example/9\nfeed\n");
    assert_false(live_list_add(&list, path, why));
    assert_non_null(strstr(why, ":2: no address"));
    unlink(path);
    assert_false(live_list_add(&list, path, why));
    live_list_clear(&list);
}

static void
teasers(void **state)
{
    live_bytes long_text = {0};
    naql_str title = live_str("عنوان");
    (void)state;
    live_bytes_add(&long_text, title.ptr, title.len);
    live_bytes_add(&long_text, "\n", 1);
    for (int i = 0; i < 79; i++)
        live_bytes_add(&long_text, "كلمة ", strlen("كلمة "));
    assert_true(live_is_teaser(title, live_str(long_text.ptr)));
    live_bytes_add(&long_text, "كلمة", strlen("كلمة"));
    assert_false(live_is_teaser(title, live_str(long_text.ptr)));
    live_bytes_add(&long_text, " [\u2026]\n", strlen(" [\u2026]\n"));
    assert_true(live_is_teaser(title, live_str(long_text.ptr)));
    assert_true(live_is_teaser(title, title));
    assert_true(live_is_teaser(live_str(""), live_str("")));
    assert_int_equal(live_words(live_str(" a\nb  c ")), 3);
    live_bytes_clear(&long_text);
}

static void
heads(void **state)
{
    live_bytes head = {0};
    static const char text[] =
        "HTTP/1.1 200 OK\r\nETag:\t\"a\" \r\nX-Etag: b\r\n"
        "Empty:\r\nLast: x";
    (void)state;
    assert_int_equal(live_head(&head, "etag").len, 0);
    live_bytes_add(&head, text, sizeof text - 1);
    naql_str etag = live_head(&head, "etag"), last = live_head(&head, "last");
    assert_int_equal(etag.len, 3);
    assert_memory_equal(etag.ptr, "\"a\"", 3);
    assert_int_equal(live_head(&head, "empty").len, 0);
    assert_int_equal(last.len, 1);
    live_bytes_clear(&head);
}

static void
strings_by_name(void **state)
{
    live_map m = {0};
    int values[1000];
    char key[16];
    (void)state;
    assert_null(live_map_get(&m, "x"));
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof key, "%d", i);
        live_map_put(&m, key, &values[i]);
    }
    for (int i = 0; i < 1000; i++) {
        snprintf(key, sizeof key, "%d", i);
        assert_ptr_equal(live_map_get(&m, key), &values[i]);
    }
    live_map_put(&m, "7", NULL);
    assert_null(live_map_get(&m, "7"));
    assert_int_equal(m.n, 1000);
    live_map_tidy(&m);
    assert_int_equal(m.n, 999);
    assert_null(live_map_get(&m, "7"));
    assert_ptr_equal(live_map_get(&m, "8"), &values[8]);
    live_map_clear(&m, NULL);
}

static void
strings_that_come_and_go_cost_no_room(void **state)
{
    live_map m = {0};
    char key[16];
    (void)state;
    for (int i = 0; i < 100000; i++) {
        snprintf(key, sizeof key, "%d", i);
        live_map_put(&m, key, key);
        snprintf(key, sizeof key, "%d", i - 10);
        live_map_put(&m, key, NULL);
    }
    assert_true(m.room <= 128);
    live_map_clear(&m, NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(special_addresses_are_not_public),
        cmocka_unit_test(others_are),
        cmocka_unit_test(a_feed_that_answers_is_asked_in_time),
        cmocka_unit_test(one_that_fails_ever_less_often),
        cmocka_unit_test(delays_are_spread),
        cmocka_unit_test(rules_of_robots),
        cmocka_unit_test(delays_of_robots),
        cmocka_unit_test(sites_have_owners),
        cmocka_unit_test(patterns_of_robots),
        cmocka_unit_test(stars_stay_quick),
        cmocka_unit_test(a_site_of_costly_rules_is_left_alone),
        cmocka_unit_test(lists_of_feeds),
        cmocka_unit_test(teasers),
        cmocka_unit_test(heads),
        cmocka_unit_test(strings_by_name),
        cmocka_unit_test(strings_that_come_and_go_cost_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
