# SPDX-License-Identifier: Apache-2.0
"""Events of single sentences against annotators, beside what the annotators reach of each other.

A fifth of the sentences is held back from training and judged: by a hash of their id, all copies of a sentence on one
side. A sentence reports an event
where naql gives one of its types with a confidence of a half or more. Gold: all annotators said yes, or all said no;
the annotators' own figure sets one of them against the rest where the rest agree. Roles: two readings of a sentence
agree on a role when their words overlap; a role that only one of them gives is wrong for it.
"""
import hashlib
import itertools
import json
import os
import re
import subprocess

TYPES = {"protest": {"protest"}, "assault": {"assault", "kill", "injure"}}
PARTS = (("spans", "_id"), ("sentences", "id"))
ROLES = (("source", "source_actor", "actor"), ("verb", "verb", "trigger"), ("target", "target_actor", "target"))


def letters(text):
    """What two copies of a sentence share."""
    bare = re.sub("[\u064b-\u0652\u0640]", "", text).translate(str.maketrans("أإآىة", "ااايه"))
    return re.sub(r"\W+", "", bare)


def sides(shared):
    """{letters of a sentence: is it held back?}, by its id among the marked ones where it is marked, else by its
    first id."""
    out = {}
    for what, key in PARTS:
        for kind in TYPES:
            for row in sorted(lines_of(shared, kind, what), key=lambda row: row[key]):
                last = int(hashlib.md5(row[key].encode()).hexdigest(), 16) % 5 == 0
                out.setdefault(letters(row["text"]), last)
    return out


def events_of(naql, texts, work):
    path = os.path.join(work, "sentences.jsonl")
    with open(path, "w", encoding="utf-8") as out:
        for i, text in enumerate(texts):
            out.write(json.dumps({"id": str(i), "text": " ".join(text.split())}, ensure_ascii=False) + "\n")
    lines = subprocess.run([naql, "analyse", "-q", path], capture_output=True, check=False).stdout.decode().splitlines()
    found = {a["source"]["id"]: a["events"] for a in map(json.loads, lines)}
    return [found.get(str(i), []) for i in range(len(texts))]


def f1(right, given, wanted):
    return 2 * right / max(1, given + wanted)


def reports(events, kind):
    return any(e["type"] in TYPES[kind] and e["confidence"] >= .5 for e in events)


def sentence_figures(rows, found, kind):
    """naql's F1, and one annotator's against the others."""
    right = given = wanted = 0
    p_right = p_given = p_wanted = 0
    for row, events in zip(rows, found):
        yes, no = int(row["accept"]), int(row["reject"])
        said = reports(events, kind)
        if not yes or not no:
            right, given, wanted = right + (said and yes > 0), given + said, wanted + (yes > 0)
        if yes + no < 2:
            continue
        if yes >= 1 and (no == 0 or yes == 1):  # a yes against the rest: all yes, or all no
            p_given += yes
            p_right += yes if no == 0 else 0
        if no == 0 or no == 1:  # the rest all say yes
            p_wanted += yes if no == 0 else 1
    return f1(right, given, wanted), f1(p_right, p_given, p_wanted)


def words(tokens):
    bare = set(re.findall(r"[\u0621-\u0652\w]+", " ".join(tokens)))
    return bare | {re.sub("^[وفبل]", "", w) for w in bare}


def role_figures(rows, found, kind):
    out = {}
    for name, column, key in ROLES:
        ours, theirs = [0, 0, 0], [0, 0, 0]
        for row, events in zip(rows, found):
            marked = [words(s[column]) for s in row["spans"]]
            got = words([e[key]["text"] for e in events if e["type"] in TYPES[kind] and e[key]])
            for a in marked:
                tally(ours, got, a)
            for a, b in itertools.permutations(marked, 2):
                tally(theirs, a, b)
        out[name] = f1(*ours), f1(*theirs)
    return out


def tally(counts, got, wanted):
    counts[0] += bool(got & wanted)
    counts[1] += bool(got)
    counts[2] += bool(wanted)


def lines_of(shared, kind, what):
    path = os.path.join(shared, "data/events/event_%s_%s.jsonl" % (kind, what))
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def rows_of(shared, kind, what, held):
    """Those of one side. Copies of a sentence are one row with the votes of all."""
    side, out = sides(shared), {}
    for row in lines_of(shared, kind, what):
        key = letters(row["text"])
        if side[key] != held:
            continue
        first = out.setdefault(key, row)
        if first is not row and what == "sentences":
            for vote in ("accept", "reject"):
                first[vote] = int(first[vote]) + int(row[vote])
    return list(out.values())


def measure(naql, shared, work, held=True):
    """({figure: value}, {figure: what annotators reach})"""
    ours, theirs = {}, {}
    if not os.path.isdir(os.path.join(shared, "data/events")):
        return ours, theirs
    for kind in TYPES:
        rows = rows_of(shared, kind, "sentences", held)
        name = "events.%s_f1" % kind
        ours[name], theirs[name] = sentence_figures(rows, events_of(naql, [r["text"] for r in rows], work), kind)
        rows = rows_of(shared, kind, "spans", held)
        for role, (a, b) in role_figures(rows, events_of(naql, [r["text"] for r in rows], work), kind).items():
            name = "events.%s_%s_f1" % (kind, role)
            ours[name], theirs[name] = a, b
    return ours, theirs
