#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""embed.py - the page's style, script and words as one C header and source.

usage: embed.py page.css archive.css page.js strings.tsv asset.h asset.c

The hashes that the page's Content-Security-Policy names are of the very bytes
that are embedded."""
import base64
import hashlib
import re
import sys


def squeeze_css(text):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def squeeze_js(text):
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and line[:2] != "//")


def csp_hash(text):
    digest = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()


def c_bytes(name, text):
    data = text.encode()
    rows = [", ".join(str(b if b < 128 else b - 256) for b in data[i:i + 24])
            for i in range(0, len(data), 24)]
    body = ",\n    ".join(rows)
    return (f"static const char {name}_bytes[] = {{\n    {body}\n}};\n"
            f"const naql_str nq_asset_{name} = "
            f"{{{name}_bytes, sizeof({name}_bytes)}};\n")


def c_text(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def read_strings(path):
    rows = []
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if len(cells) != 3 or not all(cells):
                sys.exit(f"{path}:{number}: three filled columns expected")
            rows.append(cells)
    if rows[0] != ["key", "ar", "en"]:
        sys.exit(f"{path}: first row must be: key ar en")
    return rows[1:]


def main(css_path, archive_path, js_path, strings_path, header, source):
    css = squeeze_css(open(css_path, encoding="utf-8").read())
    archive = squeeze_css(open(archive_path, encoding="utf-8").read())
    js = squeeze_js(open(js_path, encoding="utf-8").read())
    rows = read_strings(strings_path)
    with open(header, "w", encoding="utf-8") as f:
        f.write("/* made by embed.py */\n#ifndef NQ_REPORT_ASSET_H\n"
                "#define NQ_REPORT_ASSET_H\n\n#include \"naql.h\"\n\n"
                "typedef enum nq_word {\n")
        for key, _, _ in rows:
            f.write(f"    NQ_W_{key.upper()},\n")
        f.write("    NQ_W_COUNT\n} nq_word;\n\n"
                "/* [0] Arabic, [1] English */\n"
                "extern const char *const nq_asset_words[2][NQ_W_COUNT];\n"
                "extern const naql_str nq_asset_css, nq_asset_archive, "
                "nq_asset_js;\n"
                "extern const char nq_asset_css_hash[], "
                "nq_asset_archive_hash[], nq_asset_js_hash[];\n\n#endif\n")
    with open(source, "w", encoding="utf-8") as f:
        f.write("/* made by embed.py */\n#include \"report/asset.h\"\n\n")
        f.write("const char *const nq_asset_words[2][NQ_W_COUNT] = {\n")
        for column in (1, 2):
            f.write("    {\n")
            for row in rows:
                f.write(f"        {c_text(row[column])},\n")
            f.write("    },\n")
        f.write("};\n\n")
        f.write(f"const char nq_asset_css_hash[] = {c_text(csp_hash(css))};\n")
        f.write("const char nq_asset_archive_hash[] = "
                f"{c_text(csp_hash(archive))};\n")
        f.write(f"const char nq_asset_js_hash[] = {c_text(csp_hash(js))};\n\n")
        f.write(c_bytes("css", css) + "\n" +
                c_bytes("archive", archive) + "\n" + c_bytes("js", js))


if __name__ == "__main__":
    main(*sys.argv[1:])
