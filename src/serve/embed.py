#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""embed.py - the description of the API as C.

usage: embed.py openapi.json openapi.c

What is no JSON stops the build."""
import json
import sys


def main(source, target):
    with open(source, encoding="utf-8") as f:
        data = (json.dumps(json.load(f), ensure_ascii=False, indent=1) + "\n").encode()
    rows = [", ".join(str(b if b < 128 else b - 256) for b in data[i:i + 24]) for i in range(0, len(data), 24)]
    with open(target, "w", encoding="utf-8") as f:
        f.write("/* made by embed.py */\n#include \"serve/route.h\"\n\nconst char serve_openapi[] = {\n    "
                + ",\n    ".join(rows) + "};\nconst unsigned long serve_openapi_n = sizeof(serve_openapi);\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
