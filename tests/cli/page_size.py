#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What an article costs in the page.

    page_size.py NAQL SAMPLES

A page is read on slow lines too, and it grows with every article: a class or
an id that is put on each of its thousands of elements shows here. TAP.
"""
import re
import subprocess
import sys

# Without style and script, which a page has once. The samples are short
# articles, of 2,020 bytes each, that agree on much. Each name found is marked in the text.
BYTES_PER_ARTICLE = 17_000  # and who speaks beside each sentence that leaves it to the one before, and where each
# article first spells a name its way
MARKUP_SHARE = 0.475


def bodies(page):
    return re.sub(rb"<(style|script)>.*?</\1>", b"", page, flags=re.S)


def main():
    naql, samples = sys.argv[1:3]
    page = bodies(subprocess.run([naql, "report", samples], capture_output=True, check=True, timeout=120).stdout)
    articles = page.count(b"<article ")
    each = len(page) // max(articles, 1)
    markup = sum(map(len, re.findall(rb"<[^>]*>", page))) / len(page)
    results = [(articles > 1, "the page has its articles", articles),
               (each <= BYTES_PER_ARTICLE, "bytes an article, at most %d" % BYTES_PER_ARTICLE, each),
               (markup <= MARKUP_SHARE, "of them markup, at most %.2f" % MARKUP_SHARE, round(markup, 3))]
    for number, (good, name, found) in enumerate(results, 1):
        print("%s %d - %s # %s" % ("ok" if good else "not ok", number, name, found))
    print("1..%d" % len(results))
    sys.exit(not all(good for good, _, _ in results))


main()
