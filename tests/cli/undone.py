# SPDX-License-Identifier: Apache-2.0
"""Leaves an archive as one does who is killed while its journal is changed."""
import os
import signal
import sqlite3

JOURNAL = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"


def leave(archive):
    """More than its cache holds: SQLite writes to the file before the end. Whether a journal is there to roll back."""
    child = os.fork()
    if child == 0:
        try:
            db = sqlite3.connect(archive, isolation_level=None)
            db.execute("PRAGMA cache_size=1")
            db.execute("BEGIN IMMEDIATE")
            db.execute("CREATE TABLE half(x)")
            for _ in range(200):
                db.execute("INSERT INTO half VALUES (zeroblob(4000))")
        finally:
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    with open(archive + "-journal", "rb") as f:
        return f.read(8) == JOURNAL


def name_other(archive, other):
    """Its journal is one of several then, of which the other one tells."""
    name = os.fsencode(other)
    with open(archive + "-journal", "ab") as f:
        f.write((0x40000000 // 4096 + 1).to_bytes(4, "big") + name + len(name).to_bytes(4, "big")
                + sum(c - 256 * (c > 127) for c in name).to_bytes(4, "big") + JOURNAL)
