#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Where content ends -> data/end_words.tsv and data/end_trees.tsv. Needs numpy, scipy and scikit-learn (1.2 was used).

    fit_ends.py words QUOTATIONS >data/end_words.tsv
    fit_ends.py trees TRAITS CHOICES >data/end_trees.tsv
    fit_ends.py judge TRAITS CHOICES

`words` learns from quotations (train_ends quotations) what the two words behind a place say of it: how much likelier a
passage closes before them than it goes on, hundredths of a logit. Build train_ends anew with that table, then write
CHOICES (train_ends places, write_ends.py). `trees` learns how likely content ends at a place that it has reached, by
boosted trees over its traits; a node a row, before what "yes" leads to, `no` rows before what "no" leads to; answers in
thousandths of a logit. `judge` leaves each fifth of the sets out in turn and says what is won on those that the rules
were not written on. Same input, same output.
"""
import os
import sys

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np  # noqa: E402
from scipy import sparse  # noqa: E402
from sklearn.ensemble import HistGradientBoostingClassifier  # noqa: E402
from sklearn.linear_model import SGDClassifier  # noqa: E402

VERSION = 2
TREES, LEAVES, PACE = 80, 16, 0.15
LEAST_SEEN = 8  # of a word
LEAST_WEIGHT = 0.25
CHOICES, RULES, LEAST_LIKELY, LEAST_BARE = 3, 0.6, 0.04, 0.5  # as in src/claim/tune.h
KIND, OPENS, CLASSES = 15, 20, 46  # traits; classes of a word, behind "and" once more
GOES_ON = {5, 6, 7, 8, 9, 10, 13, 14, 36, 37, 38, 39, 40, 44, 45}  # classes, as nq_end_goes_on
FOLDS = 5


# ---- Words -----------------------------------------------------------------


def read_quotations(path):
    """(behind a comma, closes, class, first word, second word) of every place."""
    rows = []
    for line in open(path, encoding="utf-8"):
        _, comma, closes, kind, first, second = line.rstrip("\n").split("\t")
        rows.append((int(comma), int(closes), int(kind), first, second))
    going = {}
    for comma, closes, kind, *_ in rows:
        if not comma and not closes:
            going[kind] = going.get(kind, 0) + 1
    cues = range(30, 36)  # a participle may close a passage though none is looked at inside
    return [r for r in rows if r[0] or not r[1] or going.get(r[2], 0) >= 50 or r[2] % CLASSES in cues]


def signs(row):
    comma, _, _, first, second = row
    yield (comma, 0, "")
    if first:
        yield (comma, 1, first)
    if second:
        yield (comma, 2, second)


def fit_words(path):
    rows = read_quotations(path)
    seen, closed = {}, {}
    for row in rows:
        for sign in signs(row):
            seen[sign] = seen.get(sign, 0) + 1
            closed[sign] = closed.get(sign, 0) + row[1]
    kept = sorted(s for s in seen if seen[s] >= LEAST_SEEN and (closed[s] >= 4 or seen[s] >= 4 * LEAST_SEEN))
    number = {sign: i for i, sign in enumerate(kept)}
    at, ends = [], [0]
    for row in rows:
        at += [number[s] for s in signs(row) if s in number]
        ends.append(len(at))
    x = sparse.csr_matrix((np.ones(len(at)), at, ends), shape=(len(rows), len(kept)))
    y = np.array([row[1] for row in rows])
    model = SGDClassifier(loss="log_loss", alpha=2e-6, max_iter=8, tol=None, random_state=1).fit(x, y)
    weights = dict(zip(kept, model.coef_[0]))
    print("# What the word behind a place tells of content ending there, bare or behind a comma, and the second word:\n"
          "# hundredths of a logit, learned by train/fit_ends.py from where quotations close. *: any word.\n"
          "key\tbare\tbare_second\tcomma\tcomma_second\tsource")
    source = "learned from quotations in news"
    print("*", round(100 * weights[0, 0, ""]), "", round(100 * weights[1, 0, ""]), "", source, sep="\t")
    for word in sorted({s[2] for s in kept} - {""}):
        cells = [weights.get((comma, k, word), 0) for comma in (0, 1) for k in (1, 2)]
        cells = [round(100 * c) if abs(c) >= LEAST_WEIGHT else "" for c in cells]
        if any(cells):
            print(word, *cells, source, sep="\t")


# ---- Choices ---------------------------------------------------------------


class Choice:
    def __init__(self, cells):
        self.set, self.known, self.ruled = cells[0], cells[1] == "1", int(cells[2])
        self.share, self.exact, self.letters, self.traits = [], [], [], []

    def add(self, share, exact, letters, traits):
        self.share.append(float(share))
        self.exact.append(exact == "1")
        self.letters.append(int(letters))
        self.traits.append([int(t) for t in traits.split()])

    def truth(self):
        return self.exact.index(True) if any(self.exact) else int(np.argmax(self.share))


def read_choices(path):
    choices = []
    for line in open(path, encoding="utf-8"):
        kind, *cells = line.rstrip("\n").split("\t")
        if kind == "S":
            choices.append(Choice(cells))
        else:
            choices[-1].add(*cells)
    return choices


def learn(choices):
    """Of every place that content reaches: does it end there? The last one is no question."""
    x = [t for c in choices for t in c.traits[: min(c.truth() + 1, len(c.traits) - 1)]]
    y = [k == c.truth() for c in choices for k in range(min(c.truth() + 1, len(c.traits) - 1))]
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=PACE, max_leaf_nodes=LEAVES, min_samples_leaf=20, l2_regularization=5,
        max_bins=63, early_stopping=False, random_state=0)
    return model.fit(np.array(x, dtype=np.float32), np.array(y))


# ---- Trees -----------------------------------------------------------------


def rows_of(nodes, at=0):
    """(trait, most, no) of a tree's nodes, "yes" right behind its question."""
    node = nodes[at]
    if node["is_leaf"]:
        return [(None, round(1000 * float(node["value"])), 0)]
    yes, no = rows_of(nodes, node["left"]), rows_of(nodes, node["right"])
    return [(int(node["feature_idx"]), int(np.floor(node["num_threshold"])), 1 + len(yes)), *yes, *no]


def put_trees(model, names):
    source = "learned from train/marks"
    print("# How likely content that reached a place ends there: the sum of the answers of trees of questions over the\n"
          "# traits of src/claim/end_traits.h, thousandths of a logit. A question: is the trait `most` at the most? Yes:\n"
          "# the next row; no: `no` rows on. Written by train/fit_ends.py.\nkey\ttrait\tmost\tno\tsource")
    print("version", "", VERSION, "", source, sep="\t")
    print("0", "", round(1000 * float(model._baseline_prediction.ravel()[0])), "", source, sep="\t")
    for k, (tree,) in enumerate(model._predictors):
        for trait, most, no in rows_of(tree.nodes):
            print(k + 1, names[trait] if no else "", most, no or "", source, sep="\t")


# ---- Judging ---------------------------------------------------------------


def likely(model, choice):
    ends = model.predict_proba(np.array(choice.traits, dtype=np.float32))[:, 1]
    ends[-1] = 1
    return ends * np.concatenate([[1], np.cumprod(1 - ends)[:-1]])


def chosen(choice, p):
    """As nq_end_best and nq_end_choose do."""
    size, ruled = choice.letters, choice.ruled

    def worth(k):
        return 0.5 * p[k] + sum(q for q, b in zip(p, size) if size[k] <= 2 * b and b <= 2 * size[k])

    def may_be(k):
        kind, opens = choice.traits[k][KIND], choice.traits[k][OPENS] % CLASSES
        if kind == 1:
            return p[k] > LEAST_BARE
        return p[k] > LEAST_LIKELY * max(p) and not (kind == 0 and k < ruled and opens in GOES_ON)

    if len(p) < CHOICES or p[ruled] > RULES:
        return ruled
    return max([ruled, *(k for k in range(len(p)) if may_be(k))], key=worth)


def judge(choices):
    sets = sorted({c.set for c in choices})
    found = []
    for fold in range(FOLDS):
        out = {s for i, s in enumerate(sets) if i % FOLDS == fold}
        model = learn([c for c in choices if c.set not in out])
        found += [(c, likely(model, c)) for c in choices if c.set in out and not c.known]
    moves = [(c, chosen(c, p)) for c, p in found]
    won = sum(c.share[c.ruled] < 0.5 <= c.share[k] for c, k in moves)
    lost = sum(c.share[k] < 0.5 <= c.share[c.ruled] for c, k in moves)
    wrong = sum(c.share[c.ruled] < 0.5 for c, _ in moves)
    exact = [sum(c.exact[c.ruled] for c, _ in moves), sum(c.exact[k] for c, k in moves)]
    moved = sum(k != c.ruled for c, k in moves)
    print(f"{len(moves)} choices, {moved} moved, wrong {wrong}: {won} mended, {lost} spoilt, exact {exact[0]} -> {exact[1]}")


def main():
    if sys.argv[1:2] == ["words"] and len(sys.argv) == 3:
        fit_words(sys.argv[2])
        return
    if len(sys.argv) != 4 or sys.argv[1] not in ("trees", "judge"):
        sys.exit(__doc__)
    choices = read_choices(sys.argv[3])
    if sys.argv[1] == "judge":
        judge(choices)
    else:
        put_trees(learn(choices), open(sys.argv[2], encoding="utf-8").read().splitlines())


if __name__ == "__main__":
    main()
