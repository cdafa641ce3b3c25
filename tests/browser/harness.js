// SPDX-License-Identifier: Apache-2.0
// harness.js - one browser, pages that keep account of what they asked for,
// and a list of tests that are run one after the other.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
export const here = dirname(fileURLToPath(import.meta.url));
export const out = join(here, "out");
export const axePath = require.resolve("axe-core/axe.min.js");
export const vnuPath = join(dirname(require.resolve("vnu-jar/package.json")),
  "build/dist/vnu.jar");

const quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

// Writes a page made by one of our programs, and returns its path.
export function make(name, program, args) {
  mkdirSync(out, { recursive: true });
  const path = join(out, `${name}.html`);
  writeFileSync(path, execFileSync(program, args, { maxBuffer: 1 << 28 }));
  return path;
}

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: quiet,
  });
}

// Opens a page, of a file or of a server; `account` lists what the page asked for, what the policy
// refused, and what went wrong.
export async function open(browser, path, options = {}) {
  const context = await browser.newContext({
    viewport: { width: options.width || 1280, height: 900 },
    colorScheme: options.dark ? "dark" : "light",
    javaScriptEnabled: options.script !== false,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const account = { requests: [], errors: [], dialogs: 0 };
  const url = path.startsWith("http:") ? path : pathToFileURL(path).href;
  page.on("request", (r) => {
    if (r.url() !== url) account.requests.push(r.url());
  });
  page.on("console", (m) => {
    if (m.type() === "error" || m.type() === "warning")
      account.errors.push(m.text());
  });
  page.on("pageerror", (e) => account.errors.push(String(e)));
  page.on("dialog", async (d) => {
    account.dialogs++;
    await d.dismiss();
  });
  await page.goto(url, { waitUntil: "load" });
  return { page, account, close: () => context.close() };
}

const tests = [];
export function test(name, run) {
  tests.push({ name, run });
}

export async function runAll(browser) {
  let passed = 0, failed = 0;
  for (const { name, run } of tests) {
    try {
      const note = await run(browser);
      passed++;
      console.log(`ok    ${name}${note ? ` (${note})` : ""}`);
    } catch (error) {
      failed++;
      console.log(`FAIL  ${name}\n      ${String(error.message || error)
        .split("\n").slice(0, 12).join("\n      ")}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0;
}
