#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Hand-made marks of who said what, and of names and dates, kept apart from the articles they are of.

    marks.py pack SET >MARKS.tsv           a folder with articles/, articles.jsonl, gold.jsonl and perhaps story.json
    marks.py unpack SHARED FOLDER MARKS.tsv...   FOLDER/NAME/ for each NAME.tsv, as it was packed
    marks.py words SET... >WORDS         names as marked words, one a line, for train_names
    marks.py news SHARED MARKS.tsv... >NEWS.jsonl   the ANT and Jawhara news without the articles of these marks and of
                                         the gold's development part

The articles belong to their papers and stay where they are (SHARED/data/news), but for those that were written for this
(written/): a mark is a place in one, counted in code points of title, line feed, text; an article that is no longer the
one that was marked is named and left out. A line starts with what it tells:

    A  id, first letters of the SHA-1 of its text, agencies
    S  of the article above: start, end, cue start, cue end, speaker start, speaker end (- where none), form, speaker,
       speakers, credit, to, topic (1: names a topic and asserts nothing), group (one utterance)
    N  of the article above: start, end, type of a name, its usual form (- where it is these words)
    D  of the article above: start, end, kind of a date, its value
    T  articles of one story             M  two groups that may be one
    C  kind, topic, note of a conflict   V  of the conflict above: article, start, end
    P  two articles with a passage in common, degree
"""
import glob
import hashlib
import json
import os
import re
import subprocess
import sys

NEWS = {"ant": "ant-2018", "sau": "saudi-2015", "jaw": "jawhara-2015-2017"}
WRITTEN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "written")  # wr-NAME-...: NAME.jsonl in it
FIELDS = ("form", "speaker", "speakers", "credit", "to", "topic_only", "group")


def digest(raw):
    return hashlib.sha1(raw.encode()).hexdigest()[:12]


class Letters:
    """A text and the same without its white space, in which marked words are found."""

    def __init__(self, raw):
        self.raw = raw
        self.at = [i for i, c in enumerate(raw) if not c.isspace()]
        self.bare = "".join(raw[i] for i in self.at)

    def find(self, words, n):
        """(start, end) of the n-th occurrence; None where there is none."""
        bare, place = "".join(words.split()), -1
        for _ in range(n or 1):
            place = self.bare.find(bare, place + 1)
            if place < 0 or not bare:
                return None
        return self.at[place], self.at[place + len(bare) - 1] + 1

    def count(self, start, end):
        """(words, n): what `find` finds again."""
        words, n = self.raw[start:end], 1
        while self.find(words, n) not in (None, (start, end)):
            n += 1
        return words, n


def line(*columns):
    print(*("-" if c in (None, "") else " ".join(str(c).split()) for c in columns), sep="\t")


def joined(names, least=1):
    return "|".join(names) if names and len(names) >= least else None


# ---- pack ----


def groups_of(story, letters):
    """(article, start, end) -> id of its group."""
    found = {}
    for group in story.get("statement_groups", []):
        for m in group["members"]:
            place = letters[m["doc"]].find(m["text"], m.get("n"))
            found[(m["doc"],) + (place or ())] = group["id"]
    return found


def pack_statement(s, letters, doc, groups):
    content, cue = letters.find(s["text"], s.get("n")), letters.find(s["cue"], s.get("cue_n"))
    if not content or not cue:
        sys.exit("marks: %s: not found: %s" % (doc, s["text"][:40]))
    speaker = letters.find(s["speaker_span"], s.get("speaker_n")) if s.get("speaker_span") else None
    line("S", *content, *cue, *(speaker or ("-", "-")), s["form"], s["speaker"], joined(s.get("speakers"), 2), s.get("credit"),
         s.get("to"), 1 if s.get("topic_only") else None, groups.get((doc,) + content))


def pack_names(gold, letters):
    for m in gold.get("names") or []:
        line("N", *letters.find(m["text"], m.get("n")), m["type"], m["entity"] if m["entity"] != m["text"] else None)
    for m in gold.get("dates") or []:
        line("D", *letters.find(m["text"], m.get("n")), m["type"], m["value"])


def pack_story(story, letters):
    for docs in story.get("stories", []):
        line("T", *docs)
    for pair in story.get("maybe_same", []):
        line("M", *pair)
    for c in story.get("conflicts", []):
        line("C", c["kind"], c["topic"], c.get("note"))
        for v in c["versions"]:
            line("V", v["doc"], *letters[v["doc"]].find(v["text"], v.get("n")))
    for p in story.get("copies", []):
        line("P", p["a"], p["b"], p.get("degree"))


def pack(folder):
    story, path = {}, os.path.join(folder, "story.json")
    if os.path.exists(path):
        story = json.load(open(path, encoding="utf-8"))
    golds = [json.loads(row) for row in open(os.path.join(folder, "gold.jsonl"), encoding="utf-8")]
    letters = {}
    for gold in golds:
        with open(os.path.join(folder, "articles", gold["doc"] + ".txt"), encoding="utf-8", newline="") as raw:
            letters[gold["doc"]] = Letters(raw.read())
    groups = groups_of(story, letters)
    for gold in golds:
        line("A", gold["doc"], digest(letters[gold["doc"]].raw), joined(gold.get("agencies")))
        for s in gold["statements"]:
            pack_statement(s, letters[gold["doc"]], gold["doc"], groups)
        pack_names(gold, letters[gold["doc"]])
    pack_story(story, letters)


# ---- unpack ----


def news_of(shared, wanted):
    """id -> article, of the news that any wanted id is from."""
    found = {}
    for prefix in sorted({i[:3] for i in wanted} & set(NEWS)):
        path = os.path.join(shared, "data/news", NEWS[prefix] + ".jsonl.zst")
        news = subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout
        for row in news.splitlines():
            article = json.loads(row)
            article["id"] = prefix + "-" + article["id"]
            if article["id"] in wanted:
                found[article["id"]] = article
    for name in sorted({i.split("-")[1] for i in wanted if i.startswith("wr-")}):
        with open(os.path.join(WRITTEN, name + ".jsonl"), encoding="utf-8") as rows:
            found.update((article["id"], article) for article in map(json.loads, rows))
    return found


def marked_in(folder):
    """Ids of the articles that the packed marks of a folder tell of."""
    return {line.rstrip("\n").split("\t")[1] for path in glob.glob(os.path.join(folder, "*.tsv"))
            for line in open(path, encoding="utf-8") if line.startswith("A\t")}


def unpack_statement(cells, letters):
    places = [None if c == "-" else int(c) for c in cells[:6]]
    s = dict(zip(FIELDS, (None if c == "-" else c for c in cells[6:])))
    s["text"], s["n"] = letters.count(*places[:2])
    s["cue"], s["cue_n"] = letters.count(*places[2:4])
    if places[4] is not None:
        s["speaker_span"], s["speaker_n"] = letters.count(*places[4:])
    s["speakers"] = (s["speakers"] or s["speaker"]).split("|")
    s["topic_only"] = s["topic_only"] == "1"
    return s


class Set:
    """The marks of one file, with their articles."""

    def __init__(self, rows, articles):
        self.golds, self.letters, self.articles = [], {}, articles
        self.story = {"stories": [], "related": [], "statement_groups": [], "maybe_same": [], "copies": [],
                      "conflicts": [], "name_variants": {}}
        for kind, *cells in rows:
            getattr(self, "read_" + kind)(cells)

    def read_A(self, cells):
        doc, sha, agencies = cells
        article = self.articles.get(doc)
        raw = article and article["title"] + "\n" + article["text"]
        self.doc = doc if article and digest(raw) == sha else None
        if not self.doc:
            print("marks: %s: not the article that was marked (left out)" % doc, file=sys.stderr)
            return
        self.letters[doc] = Letters(raw)
        self.golds.append({"doc": doc, "title": article["title"], "statements": [],
                           "agencies": [] if agencies == "-" else agencies.split("|")})

    def read_S(self, cells):
        if self.doc:
            s = unpack_statement(cells, self.letters[self.doc])
            self.golds[-1]["statements"].append(s)
            self.join_group(s)

    def marked(self, key, cells):
        """A mark under `key` of the article at hand: words, place, type; None where the article is left out."""
        if not self.doc:
            return None
        words, n = self.letters[self.doc].count(int(cells[0]), int(cells[1]))
        self.golds[-1].setdefault(key, []).append({"text": words, "n": n, "type": cells[2]})
        return self.golds[-1][key][-1]

    def read_N(self, cells):
        name = self.marked("names", cells)
        if name:
            name["entity"] = name["text"] if cells[3] == "-" else cells[3]

    def read_D(self, cells):
        date = self.marked("dates", cells)
        if date:
            date["value"] = cells[3]

    def join_group(self, s):
        groups = self.story["statement_groups"]
        if not s["group"]:
            return
        group = next((g for g in groups if g["id"] == s["group"]), None)
        if not group:
            group = {"id": s["group"], "speaker": s["speaker"], "members": []}
            groups.append(group)
        group["members"].append({"doc": self.doc, "text": s["text"], "n": s["n"]})

    def read_T(self, cells):
        self.story["stories"].append(cells)

    def read_M(self, cells):
        self.story["maybe_same"].append(cells)

    def read_C(self, cells):
        self.story["conflicts"].append({"kind": cells[0], "topic": cells[1], "note": cells[2], "versions": []})

    def read_V(self, cells):
        doc, start, end = cells
        if doc in self.letters:
            words, n = self.letters[doc].count(int(start), int(end))
            self.story["conflicts"][-1]["versions"].append({"doc": doc, "text": words, "n": n})

    def read_P(self, cells):
        self.story["copies"].append({"a": cells[0], "b": cells[1], "degree": cells[2]})

    def write(self, folder):
        os.makedirs(os.path.join(folder, "articles"), exist_ok=True)
        for key in ("names", "dates"):  # marked in all articles of a set or in none
            if any(key in g for g in self.golds):
                self.golds = [{key: [], **g} for g in self.golds]
        with open(os.path.join(folder, "gold.jsonl"), "w", encoding="utf-8") as gold, \
             open(os.path.join(folder, "articles.jsonl"), "w", encoding="utf-8") as fields:
            for g in self.golds:
                a = self.articles[g["doc"]]
                print(json.dumps(g, ensure_ascii=False), file=gold)
                kept = {k: a[k] for k in ("id", "outlet", "time", "title", "text")}
                print(json.dumps(kept, ensure_ascii=False), file=fields)
                with open(os.path.join(folder, "articles", g["doc"] + ".txt"), "w", encoding="utf-8", newline="") as out:
                    out.write(self.letters[g["doc"]].raw)
        if self.story["stories"]:
            with open(os.path.join(folder, "story.json"), "w", encoding="utf-8") as out:
                json.dump(self.story, out, ensure_ascii=False)


def unpack(shared, folder, *paths):
    files = {}
    for path in paths:
        rows = [row.rstrip("\n").split("\t") for row in open(path, encoding="utf-8") if row.strip() and row[0] != "#"]
        files[os.path.basename(path).rsplit(".", 1)[0]] = rows
    news = news_of(shared, {row[1] for rows in files.values() for row in rows if row[0] == "A"})
    for name, rows in files.items():
        Set(rows, news).write(os.path.join(folder, name))


# ---- words ----

WORD = re.compile(r"[\w\u064b-\u065f\u0670]+|[^\w\s]")
TAGS = {"PER": "PERS", "LOC": "LOC", "ORG": "ORG"}


def tags_of(gold, letters):
    """place of a word -> its tag; a word that a name starts in is of the name, with what is glued to it."""
    tags = {}
    for m in gold["names"]:
        start, end = letters.find(m["text"], m["n"])
        inside = [w.start() for w in WORD.finditer(letters.raw) if w.start() < end and w.end() > start]
        tags.update((place, ("I-" if k else "B-") + TAGS[m["type"]]) for k, place in enumerate(inside))
    return tags


def print_words(text, at, tags):
    """A paragraph at `at`, an empty line behind each sentence."""
    for w in WORD.finditer(text):
        print(w.group(), tags.get(at + w.start(), "O"))
        if w.group() in ".!?؟" and text[w.end():w.end() + 1].isspace():
            print()
    print()


def words(*folders):
    for folder in folders:
        for row in open(os.path.join(folder, "gold.jsonl"), encoding="utf-8"):
            gold, at = json.loads(row), 0
            if gold.get("names") is None:
                continue
            with open(os.path.join(folder, "articles", gold["doc"] + ".txt"), encoding="utf-8", newline="") as file:
                letters = Letters(file.read())
            tags = tags_of(gold, letters)
            for paragraph in letters.raw.split("\n"):
                if paragraph.strip():
                    print_words(paragraph, at, tags)
                at += len(paragraph) + 1
            print()


# ---- news ----


def opening(article):
    return article["text"][:80]


def news(shared, *paths):
    rows = [row.split("\t") for path in paths for row in open(path, encoding="utf-8")]
    held = news_of(shared, {cells[1] for cells in rows if cells[0] == "A"})
    with open(os.path.join(shared, "gold/dev/articles.jsonl"), encoding="utf-8") as gold:
        held.update((article["id"], article) for article in map(json.loads, gold))
    openings = {opening(article) for article in held.values()}  # nor other copies of them
    for prefix in ("ant", "jaw"):
        path = os.path.join(shared, "data/news", NEWS[prefix] + ".jsonl.zst")
        for row in subprocess.run(["zstd", "-dcq", path], stdout=subprocess.PIPE, check=True).stdout.splitlines():
            article = json.loads(row)
            if prefix + "-" + article["id"] not in held and opening(article) not in openings:
                print(row.decode())


def main():
    verbs = {"pack": (pack, 1, 1), "unpack": (unpack, 3, 1000), "words": (words, 1, 1000), "news": (news, 2, 1000)}
    verb, least, most = verbs.get((sys.argv + [""])[1], (None, 0, 0))
    if not verb or not least <= len(sys.argv) - 2 <= most:
        sys.exit(__doc__)
    verb(*sys.argv[2:])


if __name__ == "__main__":
    main()
