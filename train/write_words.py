#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The commonest written words of news -> models/words.txt.

    write_words.py N FROM TO NEWS.jsonl... > models/words.txt

One word a line, those first that most articles hold. Articles of the days FROM
to TO (YYYY-MM-DD) are left out, so that speed can be measured on them. Nothing
but single words is written, no text.
"""
import collections
import json
import re
import sys

WORD = re.compile("[\u0621-\u064a]+")


def words_of(article):
    return set(WORD.findall("%s %s" % (article.get("title") or "", article.get("text") or "")))


def main():
    most, first, last = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    articles_with = collections.Counter()
    for path in sys.argv[4:]:
        with open(path, encoding="utf-8") as news:
            for line in news:
                article = json.loads(line)
                if not first <= (article.get("time") or "")[:10] <= last:
                    articles_with.update(words_of(article))
    ranked = sorted(articles_with, key=lambda word: (-articles_with[word], word))
    sys.stdout.writelines(word + "\n" for word in ranked[:most])


if __name__ == "__main__":
    main()
