#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes src/base/fold_table.h from Python's Unicode data.

The result is checked in; run this again only to change a rule. For the
Arabic block one row a code point (FORM fold, WORD fold, class), for the two
blocks of presentation forms the plain letters by NFKC.
"""
import unicodedata as u

ALIF = "أإآٱٲٳٵ"
FORM = {"ی": "ي", "ک": "ك", "ے": "ي", "ۓ": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه",
        "ۀ": "ه", "ۂ": "ه", "ڪ": "ك", "ى\u0654": "ئ"}
WORD = {**FORM, **{c: "ا" for c in ALIF}, "ؤ": "و", "ئ": "ي", "ى": "ي",
        "ة": "ه", "ۃ": "ه", "ء": "", "ٴ": "", "گ": "ك", "پ": "ب", "چ": "ج",
        "ژ": "ز", "ڤ": "ف", "ڨ": "ق", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن"}
DROP = [(0x610, 0x61A), (0x61C, 0x61C), (0x640, 0x640), (0x64B, 0x65F),
        (0x670, 0x670), (0x6D6, 0x6ED), (0x600, 0x605)]


def klass(cp):
    if any(a <= cp <= b for a, b in DROP) and cp not in (0x6DE, 0x6E5, 0x6E6, 0x6E9):
        return "DROP"
    category = u.category(chr(cp))
    if category == "Nd":
        return "DIGIT"
    return "ARABIC" if category[0] == "L" else "MARK"


def fold(text, table):
    text = "".join(table.get(c, c) for c in text)
    out = ""
    for c in text:
        if 0x600 <= ord(c) <= 0x6FF and klass(ord(c)) == "DROP":
            continue
        out += str(u.digit(c)) if u.category(c) == "Nd" else c
    return out


def row(text):
    points = [ord(c) for c in text][:4]
    assert len(text) <= 4, text
    return "{" + ", ".join("0x%X" % p for p in points + [0] * (4 - len(points))) + "}"


def main():
    out = ["/* SPDX-License-Identifier: Apache-2.0",
           " *",
           " * fold_table.h - written by tools/mkfold.py; do not edit. Unicode %s. */" % u.unidata_version,
           "/* clang-format off */",
           "static const struct { uint16_t form, word; uint8_t class; }",
           "arabic[256] = { /* U+0600 .. U+06FF; 0: folded away */"]
    for cp in range(0x600, 0x700):
        c = chr(cp)
        form, word = fold(c, FORM), fold(c, WORD)
        out.append("    {0x%X, 0x%X, NQ_CLASS_%s}," % (
            ord(form) if form else 0, ord(word) if word else 0, klass(cp)))
    out.append("};")
    for name, first, last in (("forms_a", 0xFB50, 0xFDFF), ("forms_b", 0xFE70, 0xFEFF)):
        out.append("static const uint16_t %s[%d][4] = { /* U+%X .. U+%X; 0: itself */" % (
            name, last - first + 1, first, last))
        line = "   "
        for cp in range(first, last + 1):
            c = chr(cp)
            plain = u.normalize("NFKC", c).replace(" ", "")
            plain = "".join(x for x in plain if not (0x64B <= ord(x) <= 0x670 or x == "\u0640"))
            plain = fold(plain, FORM)
            drops = u.normalize("NFKC", c) != c and not plain
            if drops:
                plain = "\uffff"  # folded away whole
            elif plain == c or len(plain) > 4 or any(ord(x) < 0x600 or ord(x) > 0x6ff for x in plain):
                plain = ""
            item = " " + row(plain) + ","
            if len(line) + len(item) > 100:
                out.append(line)
                line = "   "
            line += item
        out.append(line)
        out.append("};")
    out.append("/* clang-format on */")
    open("src/base/fold_table.h", "w", encoding="utf-8").write("\n".join(out) + "\n")


main()
