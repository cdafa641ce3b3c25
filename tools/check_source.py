#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks rules of the source that no compiler checks.

layers      a file of src/ includes its own folder and lower levels alone
            (tools/layers.tsv); programs see naql.h and lower programs
licence     every source file carries one SPDX line
sizes       functions of 60 lines at most, files of src/ of 700
prohibited  calls that overrun, abort, print or keep hidden state
tables      rows of data/*.tsv have all their columns and a source
exports     naql.h names no function that the library lacks, and the reverse
words       no path of a machine, no word of how the work was organised
built       nothing that a compiler or linker wrote is kept

Prints one line a fault and exits 1, or says how much was checked.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FAULTS = []
LIBRARY = ("base", "input", "article", "text", "name", "claim", "reuse",
           "compare", "store", "report", "bulk", "api")
PROGRAMS = ("serve", "live", "cli")
FUNCTION_LINES, FILE_LINES = 60, 700
PROHIBITED = re.compile(
    r"\b(strcpy|strcat|sprintf|vsprintf|strtok|atoi|atol|gets|alloca|system|popen|setlocale)\s*\(")
LIBRARY_PROHIBITED = re.compile(r"\b(printf|puts|putchar|exit|abort|perror|getenv)\s*\(")
MALLOC = re.compile(r"\b(malloc|calloc|realloc|free)\s*\(")
FORBIDDEN_WORDS = re.compile(
    r"/work/|/root/|\bsession\b.{0,20}\bminutes\b|\bissue #?\d|\bhelper agent|\.\./shared/(?!gold|data|seeds|score|bench)")


def fault(path, line, text):
    FAULTS.append("%s:%d: %s" % (os.path.relpath(path, ROOT), line, text))


def files(folder, *ends):
    for base, folders, names in os.walk(os.path.join(ROOT, folder)):
        folders[:] = sorted(f for f in folders if f not in ("node_modules", "__pycache__"))
        for name in sorted(names):
            if name.endswith(ends):
                yield os.path.join(base, name)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def check_layers():
    level = {}
    for line in read(os.path.join(ROOT, "tools/layers.tsv")).splitlines():
        if line and not line.startswith("#"):
            folder, n = line.split("\t")
            level[folder] = int(n)
    for path in files("src", ".c", ".h"):
        own = os.path.relpath(path, os.path.join(ROOT, "src")).split(os.sep)[0]
        if own not in level:
            fault(path, 1, "folder %s has no level in tools/layers.tsv" % own)
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            other = match.group(1).split("/")[0] if "/" in match.group(1) else None
            if match.group(1) == "naql.h" or other == own:
                continue
            if other is None:
                fault(path, number, "include path must start at src/")
            elif own in PROGRAMS and other not in PROGRAMS:
                fault(path, number, "programs see naql.h alone, not %s" % match.group(1))
            elif other not in level or level[other] >= level[own]:
                fault(path, number, "%s may not include %s" % (own, match.group(1)))


def strip(text):
    """The code without comments and strings, line structure kept."""
    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', blank, text, flags=re.S)


def check_code():
    for folder in ("src", "tools", "tests", "bench", "train", "examples", "include"):
        for path in files(folder, ".c", ".h"):
            text = read(path)
            if "SPDX-License-Identifier:" not in text[:200]:
                fault(path, 1, "no SPDX line")
            check_one(path, folder, strip(text))


def check_one(path, folder, code):
    inside = os.path.relpath(path, ROOT).split(os.sep)
    library = folder == "src" and inside[1] in LIBRARY
    lines = code.split("\n")
    if folder == "src" and len(lines) > FILE_LINES and not path.endswith("_table.h"):
        fault(path, 1, "%d lines; two modules?" % len(lines))
    for number, line in enumerate(lines, 1):
        if PROHIBITED.search(line):
            fault(path, number, "prohibited call: %s" % PROHIBITED.search(line).group(1))
        if library and LIBRARY_PROHIBITED.search(line):
            fault(path, number, "the library neither prints nor exits")
        if library and MALLOC.search(line) and inside[-1] != "mem.c":
            fault(path, number, "malloc stands in base/mem.c only")
        if library and re.search(r"\berrno\b", line) and inside[1:] != ["base", "io.c"]:
            fault(path, number, "errno stands in base/io.c only")
    start = None
    for number, line in enumerate(lines, 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            if number - start - 1 > FUNCTION_LINES and folder == "src":
                fault(path, start, "function of %d lines" % (number - start - 1))
            start = None


def check_tables():
    names = re.findall(r"'([a-z_0-9]+)',", read(os.path.join(ROOT, "data/meson.build")))
    for path in files("data", ".tsv"):
        columns = None
        if os.path.basename(path)[:-4] not in names:
            fault(path, 1, "is not named in data/meson.build")
        for number, line in enumerate(read(path).split("\n"), 1):
            if not line or line.startswith("# ") or line == "#":
                continue
            cells = line.split("\t")
            if columns is None:
                columns = len(cells)
                if cells[0] != "key" or cells[-1] != "source":
                    fault(path, number, "columns must be key ... source")
            elif len(cells) != columns or not cells[-1].strip():
                fault(path, number, "%d cells, not %d, or no source" % (len(cells), columns))


def check_exports():
    header = strip(read(os.path.join(ROOT, "include/naql.h")))
    named = set(re.findall(r"NAQL_API[^;(]*?\b(naql_\w+)\s*\(", header))
    library = None
    for build in ("build/release", "build/asan", "build"):
        candidate = os.path.join(ROOT, build, "src/api/libnaql.so")
        if os.path.exists(candidate):
            library = candidate
            break
    if not library:
        return None
    out = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True).stdout
    found = {line.split()[-1].split("@")[0] for line in out.splitlines() if " T " in line}
    for name in sorted(named - found):
        fault(os.path.join(ROOT, "include/naql.h"), 1, "%s is declared, not exported" % name)
    for name in sorted(found - named):
        fault(os.path.join(ROOT, "include/naql.h"), 1, "%s is exported, not declared" % name)
    return len(named)


def check_words():
    listing = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True).stdout.split("\n")
    for name in listing:
        path = os.path.join(ROOT, name)
        if not name or not os.path.isfile(path):
            continue
        with open(path, "rb") as f:
            if f.read(8).startswith((b"\x7fELF", b"!<arch>\n")):
                fault(path, 1, "is built, not written")
        if name.endswith((".png", ".bin", "package-lock.json", "check_source.py")):
            continue
        try:
            text = read(path)
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if FORBIDDEN_WORDS.search(line):
                fault(path, number, "speaks of the workplace: %s" % FORBIDDEN_WORDS.search(line).group(0))


def main():
    check_layers()
    check_code()
    check_tables()
    exported = check_exports()
    check_words()
    for line in FAULTS:
        print(line)
    if FAULTS:
        print("faults: %d" % len(FAULTS))
        sys.exit(1)
    print("source rules hold" + (", %d exported functions" % exported if exported else ""))


main()
