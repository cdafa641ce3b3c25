// SPDX-License-Identifier: Apache-2.0
// picture.js - docs/page.png: the first story of a report, as a reader sees it.
//
// usage: node picture.js REPORT.html PICTURE.png
import { resolve } from "node:path";
import { launch, open } from "./harness.js";

const [report, picture] = process.argv.slice(2).map((path) => resolve(path));
const browser = await launch();
const { page, close } = await open(browser, report, { width: 1240 });
await page.setViewportSize({ width: 1240, height: 1500 });
await page.locator(".story").first().evaluate((el) =>
  scrollTo(0, el.getBoundingClientRect().top + scrollY - 24));
await page.screenshot({ path: picture });
await close();
await browser.close();
