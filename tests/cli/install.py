#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `meson install` puts down is whole: the examples are compiled and run
against it with what pkg-config says. TAP.

    install.py BUILD SOURCE
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

COUNT = [0, 0]


def tell(good, name, why=""):
    COUNT[0] += 1
    COUNT[1] += not good
    print("%s %d - %s%s" % ("ok" if good else "not ok", COUNT[0], name, "" if good else " # " + str(why).strip()[-300:]))


def call(args, **more):
    return subprocess.run(args, capture_output=True, text=True, **more)


def flags(root):
    folder = os.path.dirname(glob.glob(root + "/**/naql.pc", recursive=True)[0])
    system = call(["pkg-config", "--variable=pc_path", "pkg-config"]).stdout.strip()
    env = {**os.environ, "PKG_CONFIG_LIBDIR": folder + ":" + system}
    plain = call(["pkg-config", "--cflags", "--libs", "naql"], env=env)
    prefix = call(["pkg-config", "--variable=prefix", "naql"], env=env).stdout.strip()
    return [f.replace(prefix, root + prefix, 1) if f[2:].startswith(prefix) else f for f in plain.stdout.split()]


def main():
    build, source = sys.argv[1:3]
    root = tempfile.mkdtemp()
    done = call(["meson", "install", "-C", build, "--no-rebuild", "--destdir", root])
    tell(done.returncode == 0, "meson install", done.stderr + done.stdout)
    for end in ("bin/naql", "include/naql.h", "libnaql.so", "libnaql.a", "pkgconfig/naql.pc", "man1/naql.1",
                "man3/naql.3", "doc/naql/NOTICE"):
        tell(glob.glob(root + "/**/" + end, recursive=True), end)
    words = os.path.join(root, "words.jsonl")
    with open(words, "w", encoding="utf-8") as f:
        for outlet, killed in ("marfa.example", 14), ("sada.example", 21):
            f.write('{"outlet": "%s", "published": "2018-03-02", "title": "انهيار جسر سحاب", "text": "قُتل %d شخصا في '
                    'انهيار جسر سحاب. وقال سالم العامري إن العمل بدأ."}\n' % (outlet, killed))
    libs = os.path.dirname(glob.glob(root + "/**/libnaql.so", recursive=True)[0])
    for name, line in ("who_said", "سالم العامري: العمل بدأ"), ("what_differs", "in conflict (number)"):
        program = os.path.join(root, name)
        example = os.path.join(source, "examples", name + ".c")
        made = call(["cc", "-Wall", "-Werror", example, *flags(root), "-o", program])
        tell(made.returncode == 0, name + " compiles", made.stderr)
        ran = call([program, words], env={**os.environ, "LD_LIBRARY_PATH": libs}) if made.returncode == 0 else made
        tell(line in ran.stdout, name + " runs", ran.stderr + ran.stdout)
    shutil.rmtree(root)
    print("1..%d" % COUNT[0])
    sys.exit(COUNT[1] > 0)


main()
