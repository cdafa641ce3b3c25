# SPDX-License-Identifier: Apache-2.0
"""The table says of every wording what the JSON says.

    naql report --json PATH... | check.py TABLE.csv
"""
import csv
import io
import json
import sys

report = json.load(sys.stdin)
articles = {a["id"]: a for a in report["articles"]}
with open(sys.argv[1], encoding="utf-8", newline="") as f:
    table = f.read()
rows = list(csv.DictReader(io.StringIO(table, newline=""), strict=True))
assert table.count("\r\n") == len(rows) + 1 and table.endswith("\r\n"), "every row ends with CRLF"
want = []
for story in report["stories"]:
    for number, group in enumerate(story["statements"], 1):
        for v in group["variants"]:
            if v["part"]:
                continue  # it has its row in another group
            a = articles[v["article"]]
            s = [s for s in a["statements"] if (s["start"], s["end"]) == (v["start"], v["end"])][0]
            want.append({
                "story_id": story["id"], "story_title": story["title"], "group": str(number),
                "speaker": group["speaker"] or "", "published": a["published"] or "", "form": v["form"],
                "act": s["act"] or "", "credit": (v["credit"] or {}).get("text", ""),
                "to": (s["to"] or {}).get("text", ""), "text": v["text"], "article_id": v["article"],
                "start": str(v["start"]), "end": str(v["end"])})
assert len(rows) == len(want) > 20, (len(rows), len(want))
for row, one in zip(rows, want):
    outlet = row.pop("outlet")
    assert outlet == (articles[row["article_id"]]["outlet"] or outlet) and outlet, outlet
    assert row == one, (row, one)
print("every wording has its row")
