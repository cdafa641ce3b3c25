#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Long runs are stopped in every way and gone on with; prints TAP.

    resume.py NAQL

A run that was killed, interrupted, or whose state was cut off gives, when the
same command is given again, the bytes of a run that was not stopped.
"""
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time

NAQL = os.path.abspath(sys.argv[1])
WORDS = ["جسر", "بلدية", "سحاب", "وزير", "مدرسة", "نهر", "سوق", "قمح", "ميناء", "طريق", "لجنة", "تقرير",
         "مستشفى", "فريق", "مباراة", "أمطار", "قرية", "محطة", "كتاب", "معرض"]
failed = 0
done = 0


def tell(good, name):
    global failed, done
    done += 1
    failed += not good
    print("%s %d - %s" % ("ok" if good else "not ok", done, name))


def pile(n):
    """Articles of made-up words; every third repeats an earlier one, changed or not."""
    r, lines, texts = random.Random(7), [], []
    for i in range(n):
        if i % 3 == 2:
            words = r.choice(texts)[:]
            if i % 2:
                words[r.randrange(len(words))] = "تغيير%d" % i
        else:
            words = ["%s%d" % (r.choice(WORDS), r.randrange(400)) for _ in range(120)]
        texts.append(words)
        lines.append(json.dumps({"id": "a%d" % i, "outlet": "o%d" % (i % 5), "time": "2030-05-%02d" % (1 + i * 20 // n),
                                 "title": " ".join(words[:6]), "text": " ".join(words)}, ensure_ascii=False) + "\n")
    lines.insert(n // 3, "{broken\n")
    return "".join(lines).encode()


def run(command, data):
    return subprocess.run([NAQL, *command], input=data, capture_output=True, timeout=120, check=False)


def stop(command, data, part, how, enough=0):
    """Starts, hands in some of the input, waits until something is written, stops it."""
    p = subprocess.Popen([NAQL, *command], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    p.stdin.write(data)
    p.stdin.flush()
    for _ in range(600):
        if os.path.exists(part) and os.path.getsize(part) > enough:
            break
        time.sleep(0.1)
    p.send_signal(how)
    if how == signal.SIGINT:  # it looks up at its next batch
        try:
            p.stdin.write(data[:1])
            p.stdin.close()
        except BrokenPipeError:
            pass
    return p.wait(timeout=120)


def check(work, name, command, data):
    out, state = os.path.join(work, "out"), os.path.join(work, "state")
    part = out + ".part"
    whole = run([*command, "-", "-o", out, "-q"], data)
    with open(out, "rb") as f:
        want = f.read()
    os.remove(out)
    full = [*command, "-", "-o", out, "-q", "--state", state]

    def again(what, jobs):
        second = run([*full, "-j", jobs], data)
        good = second.returncode == whole.returncode == 1 and os.path.exists(out)
        if good:
            with open(out, "rb") as f:
                good = f.read() == want
        tell(good and not os.path.exists(part) and not os.path.exists(state), "%s: %s" % (name, what))
        if os.path.exists(out):
            os.remove(out)

    cut = len(data) // 2
    stop([*full, "-j1"], data[:cut], part, signal.SIGKILL)
    tell(not os.path.exists(out) and os.path.getsize(state) > 100, "%s: killed, nothing half written" % name)
    again("gone on with after a kill", "1")
    tell(stop([*full, "-j1"], data[:cut], part, signal.SIGINT) == 130, "%s: an interruption has its status" % name)
    again("gone on with after an interruption, other threads", "3")
    stop([*full, "-j1"], data[:cut], part, signal.SIGKILL)
    for path in (state, part):
        with open(path, "r+b") as f:
            f.truncate(os.path.getsize(path) - 7)
    again("gone on with after state and output were cut off", "2")
    stop([*full, "-j1"], data[:cut], part, signal.SIGKILL)
    other = run([*full], data[:5000] + data[6000:])
    tell(other.returncode == 2 and b"not what it was" in other.stderr, "%s: another input is refused" % name)
    with open(state, "wb") as f:
        f.write(b"something else, of another program")
    other = run(full, data)
    tell(other.returncode == 2 and b"not a state" in other.stderr, "%s: another file is refused" % name)
    os.remove(state)
    os.remove(part)


def check_stories(work, data):
    """Stories are written at the end: the state alone is gone on with."""
    out, state = os.path.join(work, "stories"), os.path.join(work, "state")
    whole = run(["stories", "-", "-o", out, "-q"], data)
    with open(out, "rb") as f:
        want = f.read()
    os.remove(out)
    full = ["stories", "-", "-o", out, "-q", "--state", state]
    for how in (signal.SIGKILL, signal.SIGINT):
        stop([*full, "-j1"], data[:len(data) // 2], state, how, 1000)
        tell(not os.path.exists(out), "stories: %s leaves no half a file" % how.name)
        second = run(full, data)
        with open(out, "rb") as f:
            good = f.read() == want
        tell(good and second.returncode == whole.returncode == 1 and not os.path.exists(state),
             "stories: gone on with after %s" % how.name)
        os.remove(out)


def main():
    data = pile(4000)
    with tempfile.TemporaryDirectory() as work:
        check(work, "dedup", ["dedup"], data)
        check(work, "dedup --keep", ["dedup", "--keep"], data)
        check(work, "passages", ["passages"], data)
        check_stories(work, data)
    print("1..%d" % done)
    sys.exit(failed > 0)


main()
