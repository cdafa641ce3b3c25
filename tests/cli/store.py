#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An archive is filled, asked, broken and killed; prints TAP.

    store.py NAQL SAMPLES
"""
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

import undone

NAQL, SAMPLES = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
WORDS = ["جسر", "بلدية", "سحاب", "وزير", "مدرسة", "نهر", "سوق", "قمح", "ميناء", "طريق", "لجنة", "تقرير",
         "مستشفى", "فريق", "مباراة", "أمطار", "قرية", "محطة", "كتاب", "معرض"]
failed = 0
done = 0


def tell(good, name, why=""):
    global failed, done
    done += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", done, name))
    if not good and why:
        print("#   " + str(why).replace("\n", "\n#   "))


def run(*command, data=b"", env=None):
    return subprocess.run([NAQL, *command], input=data, capture_output=True, timeout=120, check=False,
                          env={**os.environ, **(env or {})})


def ask(command, archive, *words):
    """Answers as objects, or the exit status."""
    r = run(command, "-a", archive, "--json", *words)
    return [json.loads(line) for line in r.stdout.decode().splitlines()] if r.returncode == 0 else r.returncode


def pile(n, start=0):
    r = random.Random(7 + start)
    return "".join(json.dumps(
        {"id": "a%d" % i, "outlet": "منبر %d" % (i % 5), "time": "2030-05-%02d" % (1 + i % 28),
         "title": "%s %s" % (r.choice(WORDS), r.choice(WORDS)),
         "text": "قال الوزير سالم القطان إن %s." % " ".join(r.choice(WORDS) for _ in range(120))},
        ensure_ascii=False) + "\n" for i in range(start, start + n)).encode()


NEWS = [
    {"id": "1", "outlet": "المرفأ", "time": "2030-05-01T08:00:00Z", "title": "إغلاق جسر سحاب",
     "text": "أعلنت بلدية سحاب إغلاق الجسر الشرقي أمام المركبات الثقيلة أسبوعين كاملين لإصلاح أعمدته المتآكلة.\n"
             "وقال المهندس سيرغي بارانوف إن العمل في الجسر الشرقي يبدأ فجر الأحد وينتهي قبل موسم الأمطار."},
    {"id": "2", "outlet": "شمس", "time": "2030-05-02T09:00:00Z", "title": "رأي في الجسور",
     "text": "لِلْجِسْرِ الشَّرْقِيِّ حكاية طويلة مع النهـــر والمدينة القديمة.\n"
             "وأكد سيرجي بارانوف أن العمل يبدأ يوم الأحد فجرا في الجسر الشرقي وأنه سينتهي قبل موسم الأمطار."},
    {"id": "3", "outlet": "نبأ", "title": "سوق القمح",
     "text": "ارتفعت أسعار القمح في السوق المركزية، وتوقع التجار أن تهبط بعد الحصاد."},
]


def news():
    return "".join(json.dumps(n, ensure_ascii=False) + "\n" for n in NEWS).encode()


def rows(archive, sql="SELECT count(*) FROM articles"):
    with sqlite3.connect(archive) as db:
        return db.execute(sql).fetchall()


def check_round_trip(work):
    archive = os.path.join(work, "a.db")
    first, second = run("add", "-a", archive, SAMPLES), run("add", "-a", archive, SAMPLES)
    tell(b"naql: 7 articles added, 0 there already" in first.stderr and first.returncode == 0, "samples are added",
         first.stderr)
    tell(b"naql: 0 articles added, 7 there already" in second.stderr and second.returncode == 0,
         "added twice, nothing is new", second.stderr)
    tell(run("add", "-a", archive, "-", data=news() + b"{\n" + news()).returncode == 1
         and rows(archive) == [(10,)], "a broken line is told, the rest is added, a repeated one once")
    tell(os.stat(archive).st_mode & 0o777 == 0o600, "an archive is its maker's alone")
    tell(not [n for n in os.listdir(work) if n != "a.db"], "at rest the file stands alone", os.listdir(work))
    analysed = {}
    for line in run("analyse", SAMPLES).stdout.decode().splitlines():
        a = json.loads(line)
        analysed[a["id"]] = a
    kept = rows(archive, "SELECT a.id, a.text, s.start, s.end_, s.form FROM statements s "
                         "JOIN articles a ON a.n = s.article ORDER BY 1, s.statement")
    want = [(i, a["text"], s["start"], s["end"], s["form"])
            for i, a in sorted(analysed.items()) for s in a["statements"]]
    tell([k for k in kept if k[0] in analysed] == want, "statements are those of naql analyse")
    return archive


def check_search(archive):
    for query in ("الجسر الشرقي", "الجِسْرِ الشَّرْقِيّ", "والجسر الشرقي", "للجســر شرقي", '"جسر الشرقي"', "«الجسر الشرقى»"):
        found = ask("search", archive, query)
        tell(isinstance(found, list) and {f["outlet"] for f in found} == {"المرفأ", "شمس"}, "found: " + query, found)
    texts = dict(rows(archive, "SELECT id, text FROM articles"))
    found = ask("search", archive, "نهر المدينة")
    tell(isinstance(found, list) and all(
        texts[f["article"]][w["start"]:w["end"]] == w["text"] for f in found for w in f["words"] + [f])
        and [w["text"] for w in found[0]["words"]] == ["النهـــر", "والمدينة"], "words stand where they are said to", found)
    for query, outlets in (("الجسر -حكاية", ["المرفأ"]), ("outlet:شمس الجسر", ["شمس"]), ("الجسر since:2030-05-02", ["شمس"]),
                           ("الجسر until:2030-05-01", ["المرفأ"]), ("by:«سيرجي بارانوف»", ["المرفأ", "شمس"]),
                           ('by:"سيرغي بارانوف" outlet:"شمس"', ["شمس"]), ("by:بارانوف -حكاية", ["المرفأ"])):
        found = ask("search", archive, query)
        tell(isinstance(found, list) and sorted(f["outlet"] for f in found) == outlets, "narrowed: " + query, found)
    for query in ("لاشيءكهذا", "((", '"', "-", "*", "outlet:", "--", "AND OR NOT", "a:b", "'; DROP TABLE articles; --"):
        r = run("search", "-a", archive, "--", query)
        tell(r.returncode == 1 and r.stdout == b"" and r.stderr.startswith(b"naql: nothing is"), "not found: " + query,
             r.stderr)
    tell(run("search", "-a", archive, "since:gestern").returncode == 2, "a day that is none is wrong usage")
    tell(run("search", "-a", archive, "ا" * 5000).returncode == 2, "a query can be too long")
    plain = run("search", "-a", archive, "القمح").stdout.decode()
    tell(plain.startswith("undated     نبأ  سوق القمح\n    ") and "\033" not in plain, "a plain listing", plain)


def check_order(work):
    archives = []
    for turn in (1, -1):
        archive = os.path.join(work, "order%d.db" % turn)
        for n in NEWS[::turn]:
            run("add", "-a", archive, "-", data=(json.dumps(n, ensure_ascii=False) + "\n").encode())
        for name in sorted(os.listdir(SAMPLES))[::turn]:
            run("add", "-a", archive, os.path.join(SAMPLES, name))
        archives.append(archive)
    for question in ORDER:
        one, other = (run(question[0], "-a", a, "--json", *question[1:]) for a in archives)
        tell(one.stdout and one.stdout == other.stdout, "the order of adding changes nothing: " + " ".join(question))


# One hour after another, though the letters of the second come first.
NIGHT = [{"id": "1", "outlet": "شمس", "time": "2030-05-02T02:00:00+03:00"},
         {"id": "2", "outlet": "نبأ", "time": "2030-05-02T01:00:00Z"}]


def check_zones(work):
    archive = os.path.join(work, "zones.db")
    lines = [json.dumps(dict(n, title="المعبر", text="قال سالم الحلبي إن المعبر سيفتح غدا."), ensure_ascii=False) for n in NIGHT]
    run("add", "-a", archive, "-", data="\n".join(lines[::-1]).encode())
    for question in (["search", "since:2030"], ["search", "المعبر"], ["statements", "--by", "سالم الحلبي"]):
        found = [answer["outlet"] for answer in ask(question[0], archive, *question[1:])]
        tell(found == [n["outlet"] for n in NIGHT],
             "two zones in one night stand in the order of the hours: " + " ".join(question), found)


ORDER = [("search", "في"), ("search", "الجسر الشرقي"), ("search", "by:بارانوف"),
         ("trace", "لن نترك مرسانا حتى يعود آخر نازح إلى منزله"), ("statements", "--by", "الصيقلي")]


def check_trace(archive):
    texts = dict(rows(archive, "SELECT id, text FROM articles"))
    found = ask("trace", archive, "لن نترك مرسانا حتى يعود آخر نازح إلى منزله")
    told = isinstance(found, list) and [(f["outlet"], f["statement"]["name"]) for f in found]
    tell(told and len(told) >= 4 and {n for _, n in told} == {"نعمان الصيقلي"} and len({o for o, _ in told}) == len(told),
         "a paraphrase is traced to every wording", found)
    tell(told and [f["published"] is None for f in found] == sorted(f["published"] is None for f in found)
         and [f["published"] for f in found if f["published"]] == sorted(f["published"] for f in found if f["published"]),
         "the oldest first, undated ones last", found)
    tell(told and all(texts[f["article"]][f["start"]:f["end"]] == f["text"] for f in found), "words of a carrier stand there")
    whole = [f for f in found if f["outlet"] == "مرفأ الغيم"]
    tell(len(whole) == 1 and ["-", "منزله"] in whole[0]["diff"] and ["+", "بيته"] in whole[0]["diff"]
         and whole[0]["text"] == "".join(
             (" " if i else "") + t for i, t in enumerate(t for op, t in whole[0]["diff"] if op != "-")),
         "the difference word by word makes the wording", whole)
    found = ask("trace", archive, "العمل في الجسر الشرقي يبدأ فجر الأحد وينتهي قبل موسم الأمطار")
    tell(isinstance(found, list) and [(f["outlet"], f["same_words"] == 1) for f in found]
         == [("المرفأ", True), ("شمس", False)], "words in another order", found)
    found = ask("trace", archive, "يَبْدَأُ فَجْرَ الأَحَدِ")
    tell(isinstance(found, list) and found[0]["text"] == "يبدأ فجر الأحد", "three words, vowelled", found)
    tell(ask("trace", archive, "--since", "2030-05-02", "العمل في الجسر الشرقي يبدأ فجر الأحد وينتهي قبل موسم الأمطار")[0]
         ["outlet"] == "شمس", "since a day")
    for text, status in (("الجسر", 2), ("((", 2), ("سفينة فضائية عملاقة هبطت بسلام", 1), ("\u064e \u0640 - x", 2)):
        tell(run("trace", "-a", archive, "--", text).returncode == status, "traced to nobody: " + text)


def check_said(archive):
    for name, outlets in (("سيرغي بارانوف", ["المرفأ", "شمس"]), ("سيرجي بارانوف", ["المرفأ", "شمس"]),
                          ("بارانوف", ["المرفأ", "شمس"])):
        found = ask("statements", archive, "--by", name)
        tell(isinstance(found, list) and [f["outlet"] for f in found] == outlets and "موسم الأمطار" in found[0]["text"],
             "said by " + name, found)
    found = ask("statements", archive, "--by", "ألكسي فورغانوف")
    other = ask("statements", archive, "--by", "أليكسي فورجانوف")
    tell(isinstance(found, list) and found == other and len({f["name"] for f in found}) > 1,
         "one person by two spellings", found)
    about = ask("statements", archive, "--by", "فورغانوف", "--about", "اتفاق")
    tell(isinstance(about, list) and 0 < len(about) < len(found) and all("اتفاق" in f["text"] for f in about),
         "about some words", about)
    tell(ask("statements", archive, "--by", "بارانوف", "--until", "2030-05-01")[0]["outlet"] == "المرفأ", "until a day")
    tell(run("statements", "-a", archive, "--by", "لا أحد").returncode == 1, "said by nobody")
    tell(run("statements", "-a", archive).returncode == 2 and run("statements", "-a", archive, "--by", "((").returncode == 2,
         "a name is needed")


def check_joint(work):
    """Who says a thing together with others is found by each name."""
    archive = os.path.join(work, "joint.db")
    line = {"id": "j", "outlet": "المرفأ", "title": "الميناء", "text":
            "قال سامر العبدلي وليلى حداد إن الميناء سيفتح غدا أمام السفن."}
    run("add", "-a", archive, "-", data=(json.dumps(line, ensure_ascii=False) + "\n").encode())
    found = [ask("statements", archive, "--by", n) for n in ("العبدلي", "حداد")]
    tell(found[0] == found[1] and isinstance(found[0], list) and [f["text"] for f in found[0]] ==
         ["الميناء سيفتح غدا أمام السفن"], "said by two, found by each", found)


def check_many(work):
    """Statements of one long article: its text is read once, and not sorted with each of them."""
    archive = os.path.join(work, "many.db")
    text = "\n".join("وقال الوزير سالم القطان إن الجسر رقم %d يفتح غدا أمام المركبات." % i for i in range(4000))
    run("add", "-a", archive, "-", data=json.dumps({"title": "جسور", "text": text}, ensure_ascii=False).encode())
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    found = ask("statements", archive, "--by", "القطان")
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    n = rows(archive, "SELECT count(*) FROM statements")[0][0]
    tell(isinstance(found, list) and len(found) == n > 1000 and all(
        text[f["start"] - 5:f["end"] - 5] == f["text"] for f in found) and took < 20, "many statements of one article",
         (n, took))
    long = json.dumps({"time": "2030-05-01T08:07:06Z", "text": "كلام. %s مرصاد الجبل البعيد %s." % (
        "حرف " * 60, "سطر " * 60)}, ensure_ascii=False)
    run("add", "-a", archive, "-", data=long.encode())
    plain = run("search", "-a", archive, "مرصاد").stdout.decode().splitlines()
    tell(plain[0].startswith("2030-05-01  -") and plain[1].startswith("    … حرف") and plain[1].endswith("سطر …"),
         "a sentence that is cut shows it", plain)
    plain = run("trace", "-a", archive, "مرصاد الجبل البعيد").stdout.decode()
    tell(plain.startswith("2030-05-01 08:07 UTC  -"), "who was first on a day is told by the hour", plain)
    plain = run("statements", "-a", archive, "--by", "القطان", "-n", "3").stdout.decode()
    tell(plain.count("undated") == 1 and plain.count("indirect") == 3, "an article is named once", plain)


def check_stories(archive):
    lines = [json.loads(line) for line in run("stories", "-a", archive).stdout.decode().splitlines()]
    tell(sorted(a for s in lines for a in s["articles"]) == sorted(i for i, in rows(archive, "SELECT id FROM articles")),
         "every article has its story")
    several = [json.loads(line) for line in run("stories", "-a", archive, "--least", "2").stdout.decode().splitlines()]
    tell(several == [s for s in lines if len(s["articles"]) > 1] and len(several) > 0, "stories of several articles")
    story = max(several, key=lambda s: len(s["articles"]))
    paths = [p for p, in rows(archive, "SELECT path FROM articles WHERE id IN ('%s')" % "','".join(story["articles"]))]
    want = run("report", "-q", "--json", *paths).stdout
    tell(want and run("story", "-a", archive, "--json", story["id"]).stdout == want
         and run("story", "-a", archive, "--json", story["articles"][1]).stdout == want,
         "a story's report is that of its articles, by its id or one of theirs")
    page = run("story", "-a", archive, story["id"]).stdout
    tell(page == run("report", "-q", *paths).stdout and page[:9].lower() == b"<!doctype", "its page too")
    tell(run("story", "-a", archive, "0123").returncode == 1, "no such story")
    tell(run("stories", "-a", archive, SAMPLES).returncode == 2 and run("stories", "-q", SAMPLES).returncode == 0,
         "of paths, or of an archive")


VISIT = ("%s افتتح المهندس سامر الحداد مدير مشروع سد وادي النخيل الممر المائي الجديد بحضور محافظ تلة الريحان. "
         "وقال الحداد إن السد سيروي مزارع الريحان كلها وإن المضخات الثلاث تعمل منذ %s بلا توقف. "
         "وأضاف الحداد أن مشروع سد وادي النخيل يحتاج إلى ممر مائي ثان في تلة الريحان.")
UNDATED = [
    {"id": "u1", "outlet": "منبر الوادي", "time": "2029-09-03", "title": "الحداد يفتتح ممر سد وادي النخيل",
     "text": VISIT % ("أمس", "عام 2028")},
    {"id": "u2", "outlet": "بريد التلة", "title": "افتتاح ممر سد وادي النخيل",
     "text": VISIT % ("الإثنين 6 أيار", "كانون الثاني 2030")},
    {"id": "u3", "outlet": "صوت الريحان", "title": "ممر مائي في سد وادي النخيل", "text": VISIT % ("صباحا", "زمن")},
]


def check_undated(work):
    told = []
    for number, order in enumerate(([0, 1, 2], [2, 1, 0])):
        archive = os.path.join(work, "undated%d.db" % number)
        for i in order:
            run("add", "-q", "-a", archive, "-", data=json.dumps(UNDATED[i], ensure_ascii=False).encode())
        told.append(run("stories", "-a", archive).stdout)
        days = dict(rows(archive, "SELECT source_id, day IS NOT NULL FROM articles"))
        tell(days == {"u1": 1, "u2": 1, "u3": 0} and
             rows(archive, "SELECT count(*) FROM articles WHERE published IS NOT NULL") == [(1,)],
             "a day is taken from an article's own words, and no date of publication made of it", days)
    stories = [json.loads(line) for line in told[0].decode().splitlines()]
    tell([len(s["articles"]) for s in stories] in ([1, 2], [2, 1]) and told[0] == told[1],
         "an undated article leaves the like story of another year, whatever the order", stories)
    tell([(s["first"], s.get("inferred")) for s in stories] == [("2029-09-03", None), ("2030-05-06", True)],
         "an inferred day is told as such", stories)


def check_broken(work, good):
    def try_one(name, change, status, message):
        path = os.path.join(work, "broken.db")
        shutil.copy(good, path)
        change(path)
        with open(path, "rb") as f:
            before = f.read()
        asked, added = run("search", "-a", path, "الجسر"), run("add", "-a", path, SAMPLES)
        with open(path, "rb") as f:
            same = f.read() == before
        tell(asked.returncode == added.returncode == status and message in asked.stderr and message in added.stderr
             and same, name, asked.stderr + added.stderr)

    def cut(path):
        os.truncate(path, 2000)

    def zero(path):
        with open(path, "r+b") as f:
            f.write(b"SQLite format 4\0")

    def text(path):
        with open(path, "wb") as f:
            f.write(b"not a database, but somebody's notes, and rather long ones at that\n" * 40)

    def newer(path):
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version=99")

    def older(path):
        with sqlite3.connect(path) as db:
            db.execute("PRAGMA user_version=1")

    def foreign(path):
        os.remove(path)
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE mine(x)")

    try_one("a file that was cut off", cut, 4, b"damaged")
    try_one("a header that is none", zero, 4, b"not an archive of naql")
    try_one("a text file", text, 4, b"not an archive of naql")
    try_one("an archive of a newer naql", newer, 4, b"newer version")
    try_one("an archive of an older naql", older, 4, b"older version")
    try_one("another program's database", foreign, 4, b"not an archive of naql")
    r = random.Random(3)
    with open(good, "rb") as f:
        whole = f.read()
    worst = set()
    for _ in range(60):  # bits that flip anywhere: an answer or a message, never a crash
        path = os.path.join(work, "flip.db")
        bad = bytearray(whole)
        for _ in range(20):
            bad[r.randrange(100, len(bad))] ^= 1 << r.randrange(8)
        with open(path, "wb") as f:
            f.write(bad)
        worst.add(run("search", "-a", path, "الجسر").returncode)
    tell(worst <= {0, 1, 3, 4}, "flipped bits crash nothing", worst)
    missing = run("search", "-a", os.path.join(work, "none.db"), "الجسر")
    tell(missing.returncode == 3 and b"naql add PATH makes one" in missing.stderr, "no archive", missing.stderr)
    behind = run("search", "-a", os.path.join(path, "a.db"), "الجسر")
    tell(behind.returncode == 3 and b"naql add" not in behind.stderr, "one that cannot be reached", behind.stderr)
    for command in (("search", "سحاب"), ("add", SAMPLES)):
        r = run(command[0], "-a", work, command[1])
        tell(r.returncode == 3 and b"is a folder" in r.stderr, "a folder is no archive: " + command[0], r.stderr)
    r = run("add", "-a", os.path.join(work, "none", "a.db"), SAMPLES)
    tell(r.returncode == 3 and b"its folder has to be there" in r.stderr, "a folder that is not there", r.stderr)
    for name in (":memory:", "file:kept.db?mode=memory"):
        r = subprocess.run([NAQL, "add", "-a", name, SAMPLES], cwd=work, capture_output=True, check=False)
        tell(r.returncode == 0 and os.path.getsize(os.path.join(work, name)) > 4096, "a file of any name: " + name,
             r.stderr)
    path = os.path.join(work, "signs.db")
    shutil.copy(good, path)
    with sqlite3.connect(path) as db:
        for column in ("id", "outlet", "title", "published", "path"):
            db.execute("UPDATE articles SET %s = char(27) || '[31m' || char(155) || char(8238) || n" % column)
        db.execute("UPDATE entities SET name = char(27) || name")
        db.execute("UPDATE statements SET form = char(27) || form")
    for command in (("search", "الجسر"), ("trace", "العمل في الجسر الشرقي يبدأ فجر الأحد وينتهي قبل موسم الأمطار"),
                    ("statements", "--by", "بارانوف"), ("story", "لاشيء")):
        r = run(command[0], "-a", path, *command[1:])
        out = (r.stdout + r.stderr).decode()
        tell(r.returncode <= 1 and not set(out) & set("\033\u009b\u202e"), "no signs to a terminal: " + command[0], out)
    if os.geteuid():
        path = os.path.join(work, "readonly.db")
        shutil.copy(good, path)
        os.chmod(path, 0o444)
        tell(run("add", "-a", path, SAMPLES).returncode == 3 and run("search", "-a", path, "الجسر").returncode == 0,
             "a file that is not to be written")
    env = {"XDG_DATA_HOME": os.path.join(work, "data"), "NAQL_ARCHIVE": ""}
    tell(run("add", SAMPLES, env=env).returncode == 0 and run("search", "مرفأ", env=env).returncode == 0
         and os.path.exists(os.path.join(work, "data", "naql", "naql.db")), "the usual place")
    tell(run("search", "مرفأ", env={"NAQL_ARCHIVE": good}).returncode == 0, "a place by the environment")


def check_full(work):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4 << 20, 4 << 20))

    archive = os.path.join(work, "full.db")
    r = subprocess.run([NAQL, "add", "-a", archive, "-"], input=pile(2000), capture_output=True, timeout=120,
                       check=False, preexec_fn=limit)
    n = rows(archive)[0][0]
    tell(r.returncode == 3 and 0 < n < 2000 and rows(archive, "PRAGMA integrity_check") == [("ok",)]
         and run("search", "-a", archive, "القطان").returncode == 0, "no more room: a good file", (r, n))
    tell(b"naql: %d articles added, %d there already" % (2000 - n, n)
         in run("add", "-a", archive, "-", data=pile(2000)).stderr, "and the rest, when there is room")


def check_stopped(work):
    data, archive = pile(3000), os.path.join(work, "killed.db")
    tells = []
    for how in (signal.SIGKILL, signal.SIGKILL, signal.SIGINT):
        p = subprocess.Popen([NAQL, "add", "-a", archive, "-j1", "-"], stdin=subprocess.PIPE,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        before = rows(archive)[0][0] if tells else 0
        part = data[:len(data) * (len(tells) + 1) // 4]
        p.stdin.write(part)
        p.stdin.flush()
        for _ in range(300):
            time.sleep(0.05)
            try:
                if rows(archive)[0][0] > before:
                    break
            except sqlite3.Error:
                pass
        p.send_signal(how)
        if how == signal.SIGINT:
            try:
                p.stdin.write(data[:1])
                p.stdin.close()
            except BrokenPipeError:
                pass
        said = p.stderr.read().decode()
        tells.append((p.wait(timeout=60), rows(archive)[0][0] - before, said))
        good = rows(archive, "PRAGMA integrity_check") == [("ok",)]
        tell(good and tells[-1][1] > 0, "stopped by %s: a good file, with what was committed" % how.name, tells[-1])
    status, grown, said = tells[-1]
    tell(status == 130 and "naql: %d articles added" % grown in said, "Ctrl-C: what is told as added is there", tells[-1])
    halves = [subprocess.Popen([NAQL, "add", "-a", archive, "-j1", "-q", "-"], stdin=subprocess.PIPE) for _ in range(2)]
    for half in halves:
        half.stdin.write(data)
        half.stdin.close()
    statuses = [half.wait(timeout=120) for half in halves]
    tell(statuses == [0, 0] and rows(archive) == [(3000,)]
         and rows(archive, "INSERT INTO articles_fts(articles_fts) VALUES ('integrity-check')") == [],
         "the rest, by two writers at once", (statuses, rows(archive)))


def check_undone(work, good):
    """Who wrote to it last was killed while a journal without which the file is not whole was beside it."""
    path = os.path.join(work, "undone.db")
    search, add = ("search", "-a", path, "الجسر"), ("add", "-a", path, "-")
    for first, then in ((search, add), (add, search)):
        shutil.copy(good, path)
        before = rows(path)
        left = undone.leave(path)
        tells = [run(*command, data=news()) for command in (first, then)]
        tell(left and [t.returncode for t in tells] == [0, 0] and rows(path) == before
             and rows(path, "PRAGMA integrity_check") == [("ok",)]
             and rows(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'half'") == [(0,)]
             and not os.path.exists(path + "-journal"), "killed in the midst, then %s: as it was" % first[0], tells)

    def refused(name):
        with open(path, "rb") as f, open(path + "-journal", "rb") as g:
            parts = f.read(), g.read()
        tells = [run(*command, data=news()) for command in (search, add)]
        with open(path, "rb") as f, open(path + "-journal", "rb") as g:
            same = parts == (f.read(), g.read())
        tell(same and all(t.returncode == 3 and b"who wrote to it last was killed" in t.stderr for t in tells), name, tells)
        os.remove(path)
        os.remove(path + "-journal")

    os.remove(path)
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE mine(x)")
    undone.leave(path)
    refused("another program's database is left to that one")
    shutil.copy(good, path)
    undone.leave(path)
    other = os.path.join(work, "somebody's")
    with open(other, "wb") as f:
        f.write(b"notes\0")
    undone.name_other(path, other)
    refused("a journal that names a file")
    tell(os.path.exists(other), "which stays")


def check_turns(work, good):
    """Another program writes, for a moment or for long."""
    path = os.path.join(work, "turns.db")
    shutil.copy(good, path)
    for how in ("IMMEDIATE", "EXCLUSIVE"):
        db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        db.execute("BEGIN " + how)
        end = threading.Timer(0.5, db.execute, ("ROLLBACK",))
        end.start()
        r = run("add", "-a", path, "-", data=news())
        end.join()
        db.close()
        tell(r.returncode == 0, "one who writes for a moment is waited for: " + how, r.stderr)
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    r = run("add", "-a", path, "-", data=news())
    took = time.monotonic() - begun
    db.close()
    tell(r.returncode == 3 and b"another program is writing to it; try again later" in r.stderr and 5 < took < 60,
         "one who does not end is told", (took, r.stderr))


def main():
    with tempfile.TemporaryDirectory() as work:
        os.mkdir(os.path.join(work, "own"))
        archive = check_round_trip(os.path.join(work, "own"))
        check_search(archive)
        check_trace(archive)
        check_said(archive)
        check_joint(work)
        check_stories(archive)
        check_undated(work)
        check_order(work)
        check_zones(work)
        check_many(work)
        check_broken(work, archive)
        check_full(work)
        check_stopped(work)
        check_undone(work, archive)
        check_turns(work, archive)
    print("1..%d" % done)
    sys.exit(failed > 0)


main()
