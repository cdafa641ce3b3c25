// SPDX-License-Identifier: Apache-2.0
// test.js - what the page promises, asked of a real browser.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { axePath, launch, make, open, out, runAll, test, vnuPath }
  from "./harness.js";

const build = process.argv[2];
const maker = join(build, "tests/unit/report_page");
const naql = [join(build, "src/cli/naql"), join(build, "naql")]
  .find((path) => existsSync(path));
const samples = new URL("../../samples", import.meta.url).pathname;

const pages = {
  usual: make("usual", maker, ["usual"]),
  english: make("english", maker, ["english"]),
  hostile: make("hostile", maker, ["hostile"]),
};
// The page of the samples, through the whole of naql.
if (naql && existsSync(samples)) {
  const path = join(out, "samples.html");
  const run = spawnSync(naql, ["report", samples, "-o", path]);
  if (run.status === 0 || run.status === 1) pages.samples = path;
}
const ours = Object.entries(pages);

async function each(browser, options, check) {
  for (const [name, path] of ours) {
    const tab = await open(browser, path, options);
    try {
      await check(tab, name);
    } catch (error) {
      error.message = `${name}: ${error.message}`;
      throw error;
    } finally {
      await tab.close();
    }
  }
  return ours.map(([name]) => name).join(", ");
}

// ---- Nothing leaves, nothing comes ----

for (const script of [true, false])
  test(`no request, no refusal of the policy, ${script ? "with" : "without"} script`,
    (browser) => each(browser, { script }, ({ account }) => {
      assert.deepEqual(account.requests, []);
      assert.deepEqual(account.errors, []);
    }));

test("the policy refuses what is not in the page", (browser) =>
  each(browser, {}, async ({ page }) => {
    const refused = await page.evaluate(async () => {
      const names = [];
      addEventListener("securitypolicyviolation",
        (e) => names.push(e.effectiveDirective));
      const add = (tag, set) => document.head.append(
        Object.assign(document.createElement(tag), set));
      add("script", { textContent: "window.owned = 1" });
      add("style", { textContent: "body { display: none }" });
      add("img", { src: "https://naql.invalid/x.png" });
      await fetch("https://naql.invalid/").catch(() => 0);
      await new Promise((done) => setTimeout(done, 100));
      return { names: names.sort(), owned: window.owned };
    });
    assert.equal(refused.owned, undefined);
    assert.deepEqual(refused.names,
      ["connect-src", "img-src", "script-src-elem", "style-src-elem"]);
  }));

// ---- Hostile articles ----

test("what a scraper brings stays text", async (browser) => {
  const { page, account, close } = await open(browser, pages.hostile);
  const found = await page.evaluate(() => ({
    title: document.title,
    foreign: [...document.querySelectorAll("main *")]
      .filter((el) => ["SCRIPT", "IFRAME", "IMG", "FORM", "STYLE", "LINK",
        "META", "BASE", "OBJECT"].includes(el.tagName)).length,
    scripts: document.scripts.length,
    handlers: [...document.querySelectorAll("*")].filter((el) =>
      [...el.attributes].some((a) => a.name.startsWith("on"))).length,
    links: [...document.querySelectorAll("a[href]")]
      .map((a) => a.getAttribute("href"))
      .filter((href) => !/^(#|https?:)/.test(href)),
    owned: document.body.textContent.includes("<script>document.title"),
    overrides: /[\u202a-\u202e\u2066-\u2069\u0000-\u0008\u0085\ufffe]/
      .test(document.documentElement.outerHTML),
  }));
  await close();
  assert.equal(account.dialogs, 0);
  assert.notEqual(found.title, "owned");
  assert.deepEqual({ ...found, title: 0 }, { title: 0, foreign: 0, scripts: 1,
    handlers: 0, links: [], owned: true, overrides: false });
});

// ---- Reading ----

test("every link inside the page leads to a place in it", (browser) =>
  each(browser, { script: false }, async ({ page }) => {
    const html = await page.content();
    const ids = new Set([...html.matchAll(/\sid="?([\w-]+)/g)].map((m) => m[1]));
    const links = [...html.matchAll(/href="#([\w-]+)"/g)].map((m) => m[1]);
    assert.ok(links.length > 5);
    assert.deepEqual(links.filter((id) => !ids.has(id)), []);
  }));

test("every id stands once", (browser) =>
  each(browser, {}, async ({ page }) => {
    const twice = await page.evaluate(() => {
      const seen = new Set(), twice = [];
      for (const el of document.querySelectorAll("[id]"))
        seen.has(el.id) ? twice.push(el.id) : seen.add(el.id);
      return twice;
    });
    assert.deepEqual(twice, []);
  }));

test("without script the page says the same words", (browser) =>
  each(browser, {}, async ({ page }, name) => {
    const main = (p) => p.locator("main").innerText();
    const plain = await open(browser, pages[name], { script: false });
    const without = await main(plain.page);
    const hidden = await plain.page.locator("#find").isVisible();
    await plain.close();
    assert.equal(without, await main(page));
    assert.equal(hidden, false);
  }));

test("the frame is Arabic from right to left, or English when asked",
  async (browser) => {
    for (const [name, lang, dir] of [["usual", "ar", "rtl"],
      ["english", "en", "ltr"]]) {
      const tab = await open(browser, pages[name]);
      const html = tab.page.locator("html");
      assert.equal(await html.getAttribute("lang"), lang);
      assert.equal(await html.getAttribute("dir"), dir);
      await tab.close();
    }
  });

for (const width of [320, 400, 768])
  test(`${width} px wide, nothing needs scrolling sideways`, (browser) =>
    each(browser, { width }, async ({ page }) => {
      const wide = await page.evaluate(() => ({
        page: document.documentElement.scrollWidth - innerWidth,
        parts: [...document.querySelectorAll("main *")]
          .filter((el) => !el.closest(".scroll, .vh, .again, .goto, .body a"))
          .filter((el) => {
            const r = el.getBoundingClientRect();
            return r.width && (r.left < -1 || r.right > innerWidth + 1);
          }).map((el) => el.className || el.tagName),
      }));
      assert.deepEqual(wide, { page: 0, parts: [] });
    }));

// ---- Accessibility ----

for (const [dark, width] of [[false, 1280], [true, 1280], [false, 320],
  [true, 320]])
  test(`axe finds nothing, ${dark ? "dark" : "light"}, ${width} px`, (browser) =>
    each(browser, { dark, width }, async ({ page }) => {
      await page.evaluate(readFileSync(axePath, "utf8"));
      await page.evaluate(() => document.querySelectorAll(".story")
        .forEach((el) => { el.style.contentVisibility = "visible"; }));
      const result = await page.evaluate(() => axe.run(document, {
        resultTypes: ["violations"],
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa",
          "best-practice"],
      }));
      assert.deepEqual(result.violations.map((v) =>
        `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 90)).join(" | ")}`), []);
    }));

// ---- Keyboard and filter ----

test("the keyboard reaches the skip link, the filter, the links, the drawing",
  async (browser) => {
    const { page, close } = await open(browser, pages.usual);
    const seen = [];
    for (let i = 0; i < 120; i++) {
      await page.keyboard.press("Tab");
      seen.push(await page.evaluate(() => {
        const el = document.activeElement;
        const box = el.closest("svg") ? el : null;
        if (box) return "svg";
        if (el.matches(".body a")) return "back";
        return el.id || el.className || el.tagName;
      }));
    }
    assert.equal(seen[0], "skip");
    for (const stop of ["find-text", "find-speaker", "find-outlet", "svg",
      "scroll", "back", "src"])
      assert.ok(seen.includes(stop), `${stop} is not reached`);
    await close();
  });

test("/ searches, j and k step, Escape leaves", async (browser) => {
  const { page, close } = await open(browser, pages.usual);
  const active = () => page.evaluate(() => document.activeElement.id);
  await page.keyboard.press("j");
  const first = await active();
  assert.match(first, /^g\d+-\d+$/);
  await page.keyboard.press("j");
  assert.notEqual(await active(), first);
  await page.keyboard.press("k");
  assert.equal(await active(), first);
  await page.keyboard.press("/");
  assert.equal(await active(), "find-text");
  await page.keyboard.press("Escape");
  assert.notEqual(await active(), "find-text");
  await close();
});

test("search and filters narrow the page, and clear again", async (browser) => {
  const { page, close } = await open(browser, pages.usual);
  const count = () => page.locator(".group:visible, .full:visible").count();
  const everything = await count();
  await page.fill("#find-text", "المَحَطّـة"); // spelled with marks and tatweel
  await page.waitForTimeout(250);
  const some = await count();
  assert.ok(some > 0 && some < everything, `${some} of ${everything}`);
  const marked = await page.evaluate(() =>
    [...(CSS.highlights.get("found") || [])].map((r) => r.toString()));
  assert.ok(marked.length > 0 && marked.every((w) => w === "المحطة"), marked);
  await page.fill("#find-text", "لا يوجد هنا");
  await page.waitForTimeout(250);
  assert.equal(await count(), 0);
  assert.ok(await page.locator("#find-none").isVisible());
  await page.click("#find button");
  await page.waitForTimeout(100);
  assert.equal(await count(), everything);
  await page.selectOption("#find-outlet", { index: 1 });
  await page.waitForTimeout(250);
  const one = await count();
  assert.ok(one > 0 && one < everything);
  await close();
});

test("a statement leads to its words and back", async (browser) => {
  const { page, close } = await open(browser, pages.usual);
  await page.locator(".group li a").first().click();
  const there = await page.evaluate(() => location.hash);
  assert.match(there, /^#q\d+-\d+$/);
  const box = await page.locator(there).boundingBox();
  assert.ok(box && box.y >= 0 && box.y < 900);
  await page.locator(`${there} + a`).click();
  assert.match(await page.evaluate(() => location.hash), /^#g\d+-\d+$/);
  await close();
});

// ---- Print ----

// A PDF's text has the letters of a ligature in any order: a word is compared
// by its letters, sorted.
const sortedWords = (text) => text.normalize("NFKC")
  .replace(/\p{M}/gu, "").split(/[^\p{L}]+/u)
  .map((word) => [...word].sort().join("")).filter(Boolean);

// How many of the paragraphs are found, each behind the one before it. Within
// a line the tool may change the order of words, and it parts a word at its
// vowel marks, so a paragraph is known by its first words without such marks
// standing close together.
function foundInOrder(paragraphs, words) {
  let at = 0, found = 0;
  for (const text of paragraphs) {
    const head = sortedWords(text.replace(/\S*\p{M}\S*/gu, "")).slice(0, 4);
    const close = (i) => {
      const near = words.slice(i, i + 12);
      return head.includes(words[i]) && head.every((w) => near.includes(w));
    };
    let i = at;
    while (i < words.length && !close(i)) i++;
    if (i === words.length) continue;
    found++;
    at = i + 1;
  }
  return found / paragraphs.length;
}

test("printed, the page holds the same paragraphs in order", async (browser) => {
  const tool = spawnSync("pdftotext", ["-v"]);
  for (const [name, path] of ours) {
    const { page, close } = await open(browser, path, { dark: true });
    const pdf = join(out, `${name}.pdf`);
    writeFileSync(pdf, await page.pdf({ format: "A4" }));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator("#find").isVisible(), false);
    assert.equal(await page.locator("body").evaluate((el) =>
      getComputedStyle(el).backgroundColor), "rgb(255, 255, 255)");
    const paragraphs = await page.locator(".full .body p").allInnerTexts();
    await close();
    assert.ok(paragraphs.length > 3);
    if (tool.error || name === "hostile") continue;
    const text = execFileSync("pdftotext", [pdf, "-"],
      { maxBuffer: 1 << 28 }).toString();
    const share = foundInOrder(paragraphs, sortedWords(text));
    assert.ok(share >= 0.95, `${name}: only ${share} of them found in order`);
  }
  return tool.error ? "pdftotext is not here: the PDF's text was not read" : "";
});

// ---- Markup ----

test("the Nu Html Checker finds no error", () => {
  if (spawnSync("java", ["-version"]).error)
    return "java is not here: not checked";
  const run = spawnSync("java", ["-jar", vnuPath, "--errors-only", "--format",
    "gnu", ...ours.map(([, path]) => path)], { encoding: "utf8" });
  assert.equal(run.stderr.trim(), "");
  return "";
});

const browser = await launch();
const fine = await runAll(browser);
await browser.close();
process.exit(fine ? 0 : 1);
