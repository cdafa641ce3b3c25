#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the two tables of src/input/charset.c to standard output:

   mkcharset.py codes            the upper halves of one-byte charsets
   mkcharset.py pairs < TEXT     how often one Arabic letter follows another

The first come from Python's codecs, which follow unicode.org/Public/MAPPINGS
(a test compares them with ICU). The second, in src/input/arabic_pairs.h, was
counted on the 31,183 articles of the ANT corpus v2.1; any million words of
news give the same to within a step or two."""
import math
import sys

CODES = [('windows_1256', 'cp1256'), ('iso_8859_6', 'iso8859_6'),
         ('mac_arabic', 'mac_arabic'), ('cp720', 'cp720'),
         ('windows_1252', 'cp1252'), ('mac_roman', 'mac_roman')]
LETTERS = 'ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي'
STEP = 8  # of a binary logarithm
HEAD = '''/* SPDX-License-Identifier: Apache-2.0
 *
 * %s - %s Layer 1 (input).
 *
 * Written by tools/mkcharset.py. */
#ifndef NQ_INPUT_%s_H
#define NQ_INPUT_%s_H

#include <stdint.h>

/* clang-format off */
'''


def codes():
    print(HEAD % ('charset_codes.h', 'upper halves of one-byte charsets.',
                  'CHARSET_CODES', 'CHARSET_CODES'), end='')
    print('/* code point of byte 0x80 + i; 0: there is no such byte */')
    for name, codec in CODES:
        row = []
        for byte in range(0x80, 0x100):
            try:
                row.append(ord(bytes([byte]).decode(codec)))
            except UnicodeDecodeError:
                row.append(0)
        print(f'static const uint16_t {name}[128] = {{')
        for i in range(0, 128, 8):
            print('    ' + ' '.join(f'0x{c:04x},' for c in row[i:i + 8]))
        print('};')
    print('/* clang-format on */\n\n#endif')


def pairs(text):
    size = len(LETTERS) + 1
    number = {c: i + 1 for i, c in enumerate(LETTERS)}
    count = [[1] * size for _ in range(size)]
    last = 0
    for c in text:
        if 'ً' <= c <= 'ْ' or c == 'ـ':
            continue
        now = number.get(c, 0)
        if last or now:
            count[last][now] += 1
        last = now
    print(HEAD % ('arabic_pairs.h', 'how often letter follows letter.',
                  'ARABIC_PAIRS', 'ARABIC_PAIRS'), end='')
    print('/* -%d * log2 P(next | letter) of the %d letters from U+0621 on,'
          '\n * tatweel and marks left out; 0 is no letter. */' % (STEP, size - 1))
    print(f'static const uint8_t arabic_pairs[{size}][{size}] = {{')
    for row in count:
        total = sum(row)
        cost = [min(255, round(-STEP * math.log2(n / total))) for n in row]
        print('    {' + ', '.join(map(str, cost)) + '},')
    print('};\n/* clang-format on */\n\n#endif')


if sys.argv[1:] == ['codes']:
    codes()
elif sys.argv[1:] == ['pairs']:
    pairs(sys.stdin.read())
else:
    sys.exit(__doc__)
