#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""On a terminal the progress line makes room for what is written. TAP.

    terminal.py NAQL
"""
import os
import pty
import re
import subprocess
import sys
import time

LINE = '{"title":"عاد الماء","text":"عاد الماء إلى الحي رقم %d."}\n'


def shown(command, pauses):
    """What a terminal gets while articles come one by one, with a pause (seconds) before each."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs)
    os.close(theirs)
    for number, pause in enumerate(pauses):
        time.sleep(pause)
        child.stdin.write((LINE % number).encode())
        child.stdin.flush()
    child.stdin.close()
    got = b""
    try:
        while part := os.read(ours, 65536):
            got += part
    except OSError:  # the other end is closed
        pass
    child.wait()
    return got.decode()


def main():
    naql = os.path.abspath(sys.argv[1])
    failed = 0
    pauses = [0, 1.2, 0.3, 0.3]
    for number, (what, begins) in enumerate([(["analyse"], '{"id"'), (["report"], "4 articles, 1 story"),
                                             (["dedup", "-o", "/dev/null"], "naql: 4 articles")], 1):
        got = shown([naql, *what, "-"], pauses)
        good = "a second" in got and begins in got and not re.search("[^\n\x1b[K]" + re.escape(begins), got)
        failed += not good
        print("%s %d - %s" % ("ok" if good else "not ok", number, what[0]))
        if not good:
            print("#   %r" % got[:600])
    print("1..3")
    sys.exit(failed > 0)


main()
