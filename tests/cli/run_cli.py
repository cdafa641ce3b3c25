#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the command as a user does, compares byte for byte, prints TAP.

    run_cli.py NAQL FOLDER

Each folder below FOLDER with a file `cmd` is a test: a shell line, in which
$NAQL is the command, run inside that folder; `stdout`, `stderr` (each only
when it is there) and `status` (0 when it is not) say what must come out.
"""
import os
import subprocess
import sys


def read(path):
    with open(path, "rb") as f:
        return f.read()


def fault(folder, done):
    want = 0
    if os.path.exists(os.path.join(folder, "status")):
        want = int(read(os.path.join(folder, "status")))
    if done.returncode != want:
        return "exit status %d, not %d; %s" % (done.returncode, want, done.stderr.decode(errors="replace").strip())
    for name, got in (("stdout", done.stdout), ("stderr", done.stderr)):
        path = os.path.join(folder, name)
        if os.path.exists(path) and read(path) != got:
            return "%s differs: %s" % (name, got.decode(errors="replace").strip().replace("\n", "\n#   "))
    return None


def main():
    naql, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tests = sorted(t for t in os.listdir(root) if os.path.exists(os.path.join(root, t, "cmd")))
    failed = 0
    print("1..%d" % len(tests))
    for number, name in enumerate(tests, 1):
        folder = os.path.join(root, name)
        command = read(os.path.join(folder, "cmd")).decode()
        done = subprocess.run(["sh", "-c", command], cwd=folder, capture_output=True, timeout=60,
                              stdin=subprocess.DEVNULL, env={**os.environ, "NAQL": naql, "LC_ALL": "C.UTF-8"})
        wrong = fault(folder, done)
        failed += wrong is not None
        print("%s %d - %s" % ("not ok" if wrong else "ok", number, name))
        if wrong:
            print("#   " + wrong)
    sys.exit(failed > 0)


main()
