# SPDX-License-Identifier: Apache-2.0
"""Every annotation stands where it says, and every wording has one.

    naql report --json PATH... | check.py ANNOTATIONS.jsonld
"""
import json
import sys

CONTEXT = 32
report = json.load(sys.stdin)
with open(sys.argv[1], encoding="utf-8") as f:
    raw = f.read()
annotations = json.loads(raw)
assert len(raw.splitlines()) == len(annotations) + 2, "an annotation a line"
texts = {a["id"]: a["text"] for a in report["articles"]}
urls = {a["id"]: a["source"]["url"] for a in report["articles"]}
found = []
for a in annotations:
    assert a["@context"][0] == "http://www.w3.org/ns/anno.jsonld" and a["type"] == "Annotation"
    body, text = a["body"], texts[a["body"]["article_id"]]
    own = set(body) - {"type", "value", "format", "purpose"}
    assert own <= set(a["@context"][1]), "every key of ours has a meaning in the context"
    assert body["type"] == "TextualBody" and isinstance(body["value"], str)
    quote, place = a["target"]["selector"]
    start, end = place["start"], place["end"]
    assert quote["exact"] == text[start:end] and start < end
    assert quote["prefix"] == text[max(0, start - CONTEXT):start]
    assert quote["suffix"] == text[end:end + CONTEXT]
    assert a["target"]["source"] == (urls[body["article_id"]] or "urn:naql:article:" + body["article_id"])
    found.append((body["story_id"], body["group"], body["article_id"], start, end, body["form"], body["speaker"]))
want = [(s["id"], n, v["article"], v["start"], v["end"], v["form"], g["speaker"]) for s in report["stories"]
        for n, g in enumerate(s["statements"], 1) for v in g["variants"] if not v["part"]]
assert found == want and len(want) > 20
assert len({a["id"] for a in annotations}) == len(annotations), "ids are their own"
print("every wording is an annotation")
