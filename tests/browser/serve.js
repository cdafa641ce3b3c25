// SPDX-License-Identifier: Apache-2.0
// serve.js - what the pages of naql serve promise, asked of a real browser.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync }
  from "node:fs";
import { join } from "node:path";
import { axePath, launch, open, out, runAll, test, vnuPath }
  from "./harness.js";

const build = process.argv[2];
const naql = [join(build, "src/cli/naql"), join(build, "naql")]
  .find((path) => existsSync(path));
const samples = new URL("../../samples", import.meta.url).pathname;
const hostile = { id: "x", outlet: "<b>منبر</b>", time: "2030-05-01",
  title: "جسر <script>window.PWNED=1</script><img src=x onerror=alert(1)>",
  text: "قال سالم القطان \"><script>alert(2)</script> إن الجسر \u202e سيغلق " +
    "أمام المركبات الثقيلة أسبوعين كاملين.\nhttp://naql.invalid/ <style>*{display:none}</style>" };

mkdirSync(out, { recursive: true });
const archive = join(out, "serve.db");
rmSync(archive, { force: true });
spawnSync(naql, ["add", "-q", "-a", archive, samples]);
spawnSync(naql, ["add", "-q", "-a", archive, "-"],
  { input: JSON.stringify(hostile) + "\n" });
const server = spawn(naql, ["serve", "-a", archive, "--listen", "127.0.0.1:0"]);
const said = await new Promise((done) => {
  let text = "";
  server.stderr.on("data", (part) => {
    text += part;
    if (text.includes("\n")) done(text);
  });
});
if (/without a server/.test(said)) {
  console.log("0 passed, 0 failed (built without a server)");
  process.exit(0);
}
const home = said.match(/http:\S+?(?=;|$)/)[0];
const api = async (path) => (await fetch(home + "api/v1/" + path)).json();
const { items: stories } = await api("stories?least=2");
const { items: found } = await api("search?q=" + encodeURIComponent("الجسر"));
const said1 = (await api(`articles/${stories[0].articles[0]}`)).statements[0];
const addresses = {
  front: "", search: "search", found: "search?q=" + encodeURIComponent("الجسر"),
  statements: "statements", trace: "trace",
  traced: "trace?text=" + encodeURIComponent(said1.text),
  stories: "stories", all: "stories?least=1", story: "stories/" + stories[0].id,
  article: "articles/" + stories[0].articles[0],
  hostile: "articles/" + found.find((h) => /PWNED/.test(h.title)).article,
  nothing: "search?q=zzzz", bad: "trace?text=abc", lost: "nope",
};
const told = ["bad", "lost"]; // answered with a failure

async function each(browser, options, check) {
  for (const [name, address] of Object.entries(addresses))
    for (const lang of ["ar", "en"]) {
      const url = home + address + (address.includes("?") ? "&" : "?") +
        "lang=" + lang;
      const tab = await open(browser, url, options);
      try {
        await check(tab, name, lang);
      } catch (error) {
        error.message = `${name}, ${lang}: ${error.message}`;
        throw error;
      } finally {
        await tab.close();
      }
    }
  return `${Object.keys(addresses).length} pages`;
}

for (const script of [true, false])
  test(`no request, no refusal of the policy, ${script ? "with" : "without"} script`,
    (browser) => each(browser, { script }, ({ account }, name) => {
      assert.deepEqual(account.requests, []);
      assert.deepEqual(account.errors.filter((e) => !(told.includes(name) &&
        /status of 40/.test(e))), []);
      assert.equal(account.dialogs, 0);
    }));

test("what a scraper brings stays text", (browser) =>
  each(browser, {}, async ({ page }, name) => {
    const seen = await page.evaluate(() => ({ owned: window.PWNED,
      foreign: document.querySelectorAll(
        "main script, main img, main style, main iframe, main b > b").length }));
    assert.deepEqual(seen, { owned: undefined, foreign: 0 }, name);
  }));

test("the policy refuses scripts, styles, frames and requests", async (browser) => {
  const { page, close } = await open(browser, home);
  const refused = await page.evaluate(async () => {
    const names = [];
    addEventListener("securitypolicyviolation",
      (e) => names.push(e.effectiveDirective));
    const add = (tag, set) => document.body.append(
      Object.assign(document.createElement(tag), set));
    add("script", { textContent: "window.owned = 1" });
    add("style", { textContent: "body { display: none }" });
    add("img", { src: "https://naql.invalid/x.png" });
    add("iframe", { src: "/search" });
    await fetch("/api/v1/stories").catch(() => 0);
    await new Promise((done) => setTimeout(done, 200));
    return { names: [...new Set(names)].sort(), owned: window.owned };
  });
  assert.equal(refused.owned, undefined);
  assert.deepEqual(refused.names, ["connect-src", "frame-src", "img-src",
    "script-src-elem", "style-src-elem"]);
  await close();
});

test("another origin reads nothing, and frames nothing", async (browser) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route("http://evil.test/", (route) => route.fulfill({
    contentType: "text/html", body: "<!DOCTYPE html><title>x</title>" }));
  await page.goto("http://evil.test/");
  const read = await page.evaluate(async (url) => {
    const got = await fetch(url + "api/v1/stories").then((r) => r.text(), () => "");
    const frame = Object.assign(document.createElement("iframe"), { src: url });
    document.body.append(frame);
    await new Promise((done) => setTimeout(done, 500));
    return got;
  }, home);
  assert.equal(read, "");
  const framed = page.frames().filter((f) => f.url().startsWith(home));
  assert.equal(framed.length, 0);
  await context.close();
});

for (const [dark, width] of [[false, 1280], [true, 360]])
  test(`axe finds nothing, nothing overflows, ${dark ? "dark" : "light"}, ${width} px`,
    (browser) => each(browser, { dark, width }, async ({ page }) => {
      await page.evaluate(readFileSync(axePath, "utf8"));
      const result = await page.evaluate(() => axe.run(document, {
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
          "best-practice"],
      }));
      assert.deepEqual(result.violations.map((v) =>
        `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 90)).join(" | ")}`), []);
      assert.equal(await page.evaluate(() =>
        document.documentElement.scrollWidth <= innerWidth), true);
    }));

test("forms and links lead on without a script", async (browser) => {
  const { page, close } = await open(browser, home, { script: false });
  await page.locator("#f-q").fill("الجسر");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search\?q=/);
  assert.ok(await page.locator(".answers mark").count() > 0);
  await page.locator(".answers h2 a").first().click();
  await page.waitForURL(/\/articles\/[0-9a-f]{16}$/);
  await page.locator(".ways a").first().click();
  await page.waitForURL(/\/stories\/[0-9a-f]{16}$/);
  await page.locator(".brand a").click();
  await page.waitForURL(home);
  await page.locator("a[hreflang=en]").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.locator("nav a").nth(2).click();
  await page.locator("#f-text").fill(said1.text);
  await page.locator("button").click();
  await page.waitForURL(/trace\?lang=en&text=/);
  assert.ok(await page.locator(".carrier").count() > 0);
  await close();
});

test("the Nu Html Checker finds nothing", async () => {
  if (spawnSync("java", ["-version"]).error) return "no java, skipped";
  const files = [];
  for (const [name, address] of Object.entries(addresses)) {
    files.push(join(out, `serve-${name}.html`));
    writeFileSync(files.at(-1), await (await fetch(home + address)).text());
  }
  const run = spawnSync("java", ["-jar", vnuPath, "--errors-only", "--format",
    "gnu", ...files], { encoding: "utf8" });
  assert.equal(run.stderr.trim(), "");
  return "";
});

const browser = await launch();
const fine = await runAll(browser);
await browser.close();
server.kill();
process.exit(fine ? 0 : 1);
