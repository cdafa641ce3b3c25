# SPDX-License-Identifier: Apache-2.0
"""The graph is XML, and joins what the JSON says was carried.

    naql report --json PATH... | check.py GRAPH.gexf
"""
import json
import sys
import xml.etree.ElementTree as tree

GEXF = "{http://gexf.net/1.3}"
report = json.load(sys.stdin)
root = tree.parse(sys.argv[1]).getroot()
assert root.tag == GEXF + "gexf" and root.get("version") == "1.3"
declared = {(d.get("class"), a.get("id")) for d in root.iter(GEXF + "attributes") for a in d}


def values(element, kind):
    found = {v.get("for"): v.get("value") for v in element.iter(GEXF + "attvalue")}
    assert all((kind, key) in declared for key in found), found
    return found


nodes = {n.get("id"): values(n, "node") for n in root.iter(GEXF + "node")}
edges = [(e, values(e, "edge")) for e in root.iter(GEXF + "edge")]
assert len(nodes) == len(list(root.iter(GEXF + "node"))), "every node has an id of its own"
assert len({e.get("id") for e, v in edges}) == len(edges), "every edge has an id of its own"
assert all(e.get("source") in nodes and e.get("target") in nodes for e, v in edges)
articles = [v["article_id"] for v in nodes.values() if v["kind"] == "article"]
assert articles == [a["id"] for a in report["articles"]]
published = [v for e, v in edges if v["relation"] == "publish"]
assert len(published) == len(articles), "every article has an outlet"

copies = {(c["from"], c["to"]): c for s in report["stories"] for c in s["copies"]}
inside = 0
for e, v in edges:
    assert v["relation"] == e.get("kind") and 0 < float(e.get("weight")) <= 1
    c = copies.get((nodes[e.get("source")].get("article_id"), nodes[e.get("target")].get("article_id")))
    if v["relation"] == "copy" and c:
        inside += 1
        assert (v["certainty"], v["ground"], v.get("source_name")) == (c["certainty"], c["ground"], c["source"])
        assert abs(float(e.get("weight")) - c["share_to"]) < 0.011 and int(v["passages"]) == len(c["passages"])
assert inside == len(copies) > 0
names = {v.get("source_name") for e, v in edges} - {None}
labels = {n.get("label") for n in root.iter(GEXF + "node")}
assert names <= labels, names - labels
print("every copy is an edge")
