#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The manual tells of every command and option that --help tells of. TAP.

    manual.py NAQL MANUAL
"""
import re
import subprocess
import sys


def help_of(naql, *command):
    return subprocess.run([naql, *command, "--help"], capture_output=True, text=True, check=True).stdout


def main():
    naql, path = sys.argv[1:3]
    with open(path, encoding="utf-8") as f:
        manual = f.read()
    commands = re.findall(r"^  ([a-z]+) ", help_of(naql).split("Commands:")[1], re.M)
    missing = [c for c in commands if ".It Cm %s\n" % c not in manual]
    options = {o for c in commands for o in re.findall(r"^  (?:-\w,)? +--([a-z-]+)", help_of(naql, c), re.M)}
    told = set(re.findall(r"Fl -([a-z-]+)", "\n".join(re.findall(r"^\.It (.*)$", manual, re.M))))
    missing += ["--" + o for o in sorted(options - told)] + ["no such --" + o for o in sorted(told - options)]
    good = len(commands) > 2 and len(options) > 10 and not missing
    print("1..1\n%s 1 - %d commands and %d options%s"
          % ("ok" if good else "not ok", len(commands), len(options), " # " + ", ".join(missing) if missing else ""))
    sys.exit(not good)


main()
