#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The schema as a C array with a NUL behind: embed.py SCHEMA OUT."""
import sys

with open(sys.argv[1], encoding="ascii") as f:
    text = f.read().encode() + b"\0"
with open(sys.argv[2], "w", encoding="ascii") as f:
    f.write('#include "store/archive.h"\n\nconst char nq_store_schema[] = {\n')
    for at in range(0, len(text), 16):
        f.write("    " + " ".join("%d," % b for b in text[at:at + 16]) + "\n")
    f.write("};\n")
