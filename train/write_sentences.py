#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Expands train/written.txt to marked words, one a line, for train_names.

    write_sentences.py WRITTEN TIMES > SET

Every sentence is written TIMES times with other words in its slots, in an order
that mixes them; the same call gives the same bytes."""
import re
import sys

PIECE = re.compile(r"\[([PLO]) |\]|\{(\w+)\}|[^\s\[\]{}]+|\s+")
TYPE = {"P": "PERS", "L": "LOC", "O": "ORG"}


class Chance:
    """A generator of our own: Python's may change with its version."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


def read(path):
    slots, sentences = {}, []
    for line in open(path, encoding="utf-8"):
        line = line.strip()
        if line.startswith("@"):
            name, words = line[1:].split(" ", 1)
            slots[name] = words.split("|")
        elif line and not line.startswith(("#", "==")):
            sentences.append(line)
    return slots, sentences


def write(sentence, slots, chance):
    """Words of a sentence, each with its label."""
    text, kinds, kind = "", [], None
    for piece in PIECE.finditer(sentence):
        words = piece.group(0)
        if piece.group(1):
            kind, words = TYPE[piece.group(1)], "\x01"
        elif words == "]":
            kind = None
            continue
        elif piece.group(2):
            choice = slots[piece.group(2)]
            words = choice[chance.below(len(choice))]
        text += words
        kinds += [kind] * len(words)
    out, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        mark = next((k for k in kinds[at:at + len(word)] if k), None)
        begins = "\x01" in word or (mark and text[:at].rstrip(" ").endswith("\x01"))
        at += len(word)
        word = word.replace("\x01", "")
        if word.startswith("لال"):
            word = "لل" + word[3:]
        if word:
            out.append((word, ("B-" if begins else "I-") + mark if mark else "O"))
    return out


def main():
    slots, sentences = read(sys.argv[1])
    chance = Chance(1)
    for _ in range(int(sys.argv[2])):
        order = list(range(len(sentences)))
        for i in range(len(order) - 1, 0, -1):
            j = chance.below(i + 1)
            order[i], order[j] = order[j], order[i]
        for i in order:
            for word, label in write(sentences[i], slots, chance):
                print(word, label)
            print()


main()
