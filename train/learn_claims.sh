#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# All that statements have learned, anew: which verbs count (data/doubt_weights.tsv), who speaks
# (data/speaker_weights.tsv), whom nouns stand for (data/name_heads.tsv, data/link_weights.tsv), how names are written
# (data/usual_names.tsv), where content ends (data/end_words.tsv, data/end_trees.tsv), how sure naql is (data/confidence.tsv). From the marks in train/marks/ (not
# held-*, which are for judging) and the news they are of.
#
#     train/learn_claims.sh [SHARED] [BUILD] [MORE-SETS...]
#
# SHARED: the folder with data/news and score (../shared); BUILD: a folder to build in (build/learn). Each step is
# learned with what the steps before it have written, so the command is built anew between them. The gold's development
# part counts twice: it is small, and what naql does on it is held by floors. Blocks of features pull as far as
# fit_groups.py found that whole statements gain by. PYTHON needs numpy and scikit-learn. Same input, same output.
set -eu
cd "$(dirname "$0")/.."
shared=${1:-../shared}
build=${2:-build/learn}
[ $# -le 2 ] || { shift 2 && more=$*; }
work=$build/marks
python=${PYTHON:-/usr/bin/python3}

again() { # TARGET...: with the tables as they now stand
    ninja -C "$build" src/cli/naql "$@" >"$build/ninja.log" 2>&1 || {
        tail -n 30 "$build/ninja.log" >&2
        exit 1
    }
}

put() { # FILE COMMAND...: what it prints takes the file's place, whole or not at all
    to=$1
    shift
    "$@" >"$work/new"
    mv "$work/new" "$to"
}

learnable() { # SET NAME: without articles of papers that may be measured with and not learned from
    mkdir -p "$work/$2"
    grep -v '"doc": *"sau-' "$1/gold.jsonl" >"$work/$2/gold.new"
    grep -v '"id": *"sau-' "$1/articles.jsonl" >"$work/$2/articles.new"
    [ "$1" = "$work/$2" ] || cp -R "$1/articles" "$work/$2/"
    mv "$work/$2/gold.new" "$work/$2/gold.jsonl"
    mv "$work/$2/articles.new" "$work/$2/articles.jsonl"
    sets="$sets $work/$2"
}

[ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=release >/dev/null
mkdir -p "$work"
marks=$(find train/marks -name '*.tsv' ! -name 'held-*' ! -name 'name-*' ! -name 'conflict-*' | sort)
# shellcheck disable=SC2086
python3 train/marks.py unpack "$shared" "$work" $marks
sets=
learnable "$shared/gold/dev" dev
sets="$sets $sets"
for set in ${more:-}; do
    learnable "$set" "$(basename "$set")"
done
for file in $marks; do
    name=$(basename "$file" .tsv)
    learnable "$work/$name" "$name"
done
naql=$build/src/cli/naql

echo "== which verbs count"
again train/train_doubts
# shellcheck disable=SC2086
python3 train/write_doubts.py "$naql" "$build/train/train_doubts" $sets >"$work/doubts.tsv"
put data/doubt_weights.tsv "$build/train/train_doubts" fit "$work/doubts.tsv"
put data/doubt_weights.tsv python3 train/fit_groups.py scale data/doubt_weights.tsv before=1.5 opens=0.5

echo "== who speaks"
again train/train_speakers
# shellcheck disable=SC2086
python3 train/write_speakers.py "$naql" "$build/train/train_speakers" "$shared" $sets >"$work/speakers.tsv"
put data/speaker_weights.tsv "$build/train/train_speakers" fit "$work/speakers.tsv"

for news in ant-2018 jawhara-2015-2017; do
    zstd -dcq "$shared/data/news/$news.jsonl.zst" >"$work/$news.jsonl"
done

echo "== what names are called"
again train/train_links
for news in ant-2018 jawhara-2015-2017; do
    "$build/train/train_links" heads "$work/$news.jsonl" >"$work/$news.heads"
done
put data/name_heads.tsv python3 train/write_heads.py train/marks "$work/ant-2018.heads" "$work/jawhara-2015-2017.heads"

echo "== how news write names"
for news in ant-2018 jawhara-2015-2017; do
    "$naql" analyse -q "$work/$news.jsonl" -o "$work/$news.read"
done
put data/usual_names.tsv python3 train/write_usual.py train/marks "$work/ant-2018.read" "$work/jawhara-2015-2017.read"

echo "== whom nouns stand for"
again train/train_links
"$build/train/train_links" names >"$work/link-traits"
# shellcheck disable=SC2086
python3 train/write_links.py "$naql" "$build/train/train_links" "$shared" $sets >"$work/links"
"$python" train/fit_links.py judge "$work/link-traits" "$work/links"
put data/link_weights.tsv "$python" train/fit_links.py weights "$work/link-traits" "$work/links"
put data/link_weights.tsv python3 train/fit_groups.py scale data/link_weights.tsv turn=1.5 rule=1.5 none=1.5 echo=0.5

echo "== where content ends: the words behind"
again train/train_ends
"$build/train/train_ends" quotations "$work/ant-2018.jsonl" "$work/jawhara-2015-2017.jsonl" >"$work/quotations"
put data/end_words.tsv "$python" train/fit_ends.py words "$work/quotations"

echo "== where content ends: the trees"
again train/train_ends
"$build/train/train_ends" names >"$work/traits"
: >"$work/choices"
for set in $sets; do
    "$build/train/train_ends" places "$set/articles.jsonl" >"$work/places"
    python3 train/write_ends.py "$work/places" "$set/gold.jsonl" "$(basename "$set")" >>"$work/choices"
done
"$python" train/fit_ends.py judge "$work/traits" "$work/choices"
put data/end_trees.tsv "$python" train/fit_ends.py trees "$work/traits" "$work/choices"

echo "== how sure"
again train/train_confidence
: >"$work/right"
for set in $sets; do
    "$naql" analyse -q "$set/articles.jsonl" -o "$work/found.jsonl"
    "$build/train/train_confidence" grounds "$set/articles.jsonl" >"$work/grounds"
    python3 tests/eval/judge.py "$set/gold.jsonl" "$work/found.jsonl" "$set/articles" "$work/grounds" \
        --score "$shared/score" >>"$work/right"
done
put data/confidence.tsv "$build/train/train_confidence" fit "$work/right"
again
