#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The tagger of names (models/names.bin) anew, from the marked corpora and news of the shared folder, the marks of names
# in train/marks/ (not held-*, which are for judging) and train/written.txt. models/names.receipt.txt says what of them is
# in the file.
#
#     train/learn_names.sh [SHARED] [BUILD]
#
# SHARED: the folder with data and gold (../shared); BUILD: a folder to build in (build/learn). Two rounds: what words
# usually are and the silver sentences come from the tagger of the round before, at first from the one at hand. About an
# hour, most of it the classes of words, which are kept in BUILD/names as long as the news are
# the same. Same input and same tagger at hand, same output.
set -eu
cd "$(dirname "$0")/.."
shared=${1:-../shared}
build=${2:-build/learn}
work=$build/names

[ -f "$build/build.ninja" ] || meson setup "$build" --buildtype=release >/dev/null
ninja -C "$build" train/train_names train/train_classes >"$build/ninja.log"
mkdir -p "$work"
held=$(find train/marks -name 'held-*.tsv' | sort)
marks=$(find train/marks -name 'name-*.tsv' | sort)
# shellcheck disable=SC2086
python3 train/marks.py news "$shared" $held >"$work/news.new"
cmp -s "$work/news.new" "$work/news.jsonl" || rm -f "$work/classes.tsv" # learned from other news
mv "$work/news.new" "$work/news.jsonl"
# shellcheck disable=SC2086
python3 train/marks.py unpack "$shared" "$work" $marks
folders=
for file in $marks; do
    folders="$folders $work/$(basename "$file" .tsv)"
done
# shellcheck disable=SC2086
python3 train/marks.py words $folders "$shared/gold/dev" >"$work/marked.conll"
# shellcheck disable=SC2046
python3 train/marks.py unpack "$shared" "$work" $(find train/marks -name 'held-name-*.tsv' | sort)
python3 train/marks.py words "$work"/held-name-* >"$work/held.conll"
python3 train/write_sentences.py train/written.txt 8 >"$work/written.conll"
cat "$shared"/data/names/aqmar/*.txt >"$work/aqmar.txt"

names=$build/train/train_names
[ -s "$work/classes.tsv" ] || "$build/train/train_classes" "$work/classes.tsv" "$work/news.jsonl"
cp models/names.bin "$work/names.bin"
for round in 1 2; do
    echo "round $round"
    "$names" usually "$work/usually.tsv" "$work/names.bin" "$work/news.jsonl"
    "$names" silver "$work/silver.conll" 30 "$work/names.bin" "$work/news.jsonl"
    "$names" learn "$work/names.bin" "$work/classes.tsv" "$work/usually.tsv" \
        "$shared/data/names/anercorp_train.conll:fifth@1" "$work/aqmar.txt:fifth@2" \
        "$shared/data/names/wojood_sample_train.txt:fifth" "$work/written.conll" "$work/silver.conll" \
        "$work/marked.conll" "$work/held.conll:held"
done
cp "$work/names.bin" models/names.bin
