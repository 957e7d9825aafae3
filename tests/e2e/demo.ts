// The demo: a browser with Pinfold on our sample sites, to try by hand where there is a display; else the main
// job driven headless, with everything it made left in `target/demo`.
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { exported, newBoard, note, pin, tag, type Format } from "./lib/job";
import { TARGET } from "./lib/places";
import type { Screen } from "./lib/screen";
import { LADEN, REVIEWS, SHOP, SOCIAL } from "./lib/sites";
import { world } from "./lib/world";

const OUT = path.join(TARGET, "demo");
const headed = Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);
const here = await world("chromium", { headed });
const { browser } = here;

if (headed) {
  for (const url of [REVIEWS, `${SHOP}/p/stoneware-mug/`]) await browser.tab(url);
  const feed = await browser.tab(SOCIAL);
  console.log(`A browser is open on a feed, with a shop, reviews and Pinfold's first run in other tabs.
Press the puzzle piece in its toolbar, then Pinfold (or Alt+Shift+O), and pin what it found.
Its pin in that menu keeps the button in the toolbar. Close the browser, or press Ctrl+C here, to end.`);
  await new Promise((done) => {
    process.once("SIGINT", done);
    feed.page?.browser().once("disconnected", done);
  });
  await here.end();
} else {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  const made: string[] = [];
  const keep = (name: string, from: string): void => {
    copyFileSync(from, path.join(OUT, name));
    made.push(path.join(OUT, name));
  };
  const shoot = async (screen: Screen, name: string): Promise<void> => {
    // What was looked for has been scrolled to.
    await screen.run(() => document.querySelectorAll("*").forEach((one) => one.scrollTo(0, 0)));
    for (const theme of ["light", "dark"] as const) {
      await browser.theme(screen, theme);
      const file = path.join(OUT, `${name}-${theme}.png`);
      writeFileSync(file, await screen.hands.shot());
      made.push(file);
    }
  };
  console.log("… pinning a post, a review, a comment in German and two products");
  await browser.willGrant([SOCIAL, REVIEWS, SHOP, LADEN].map((origin) => `${origin}/*`));
  const feed = await browser.tab(SOCIAL);
  const popup = await browser.popup(feed);
  await popup.sees({ css: "pf-found" });
  await shoot(popup, "popup");
  await popup.close();
  const panel = await pin(browser, feed, "My Hearthside kettle");
  await tag(panel, "complaint/delivery/late");
  await note(panel, "Third parcel in a row. Call back before Friday.");
  await newBoard(panel, "Spring complaints");
  await shoot(panel, "panel");
  // Each tab has a panel of its own, which goes with it.
  await feed.close();
  const others = [
    [REVIEWS, "Leaks from the base", "complaint/quality"],
    [LADEN, "Die Leuchte flackert", "complaint/quality"],
    [`${SHOP}/p/copper-kettle/`, "Copper kettle", "trend/copper"],
    [`${SHOP}/p/stoneware-mug/`, "Stoneware mug", "trend/moss"],
  ] as const;
  for (const [url, words, path] of others) {
    const tab = await browser.tab(url);
    await tag(await pin(browser, tab, words), path);
    await tab.close();
  }
  console.log("… the library, the options and the first run");
  const library = await browser.own("library/index.html");
  await library.says("Carla");
  await library.click({ css: "pf-card", name: "My Hearthside kettle" });
  await library.sees({ css: "pf-detail .detail-author" });
  await shoot(library, "library");
  const files: [string, Format][] = [["board.html", "Web page"], ["crm-note.txt", "CRM note"], ["backup.json", "Backup"]];
  for (const [name, format] of files) keep(name, (await exported(browser, library, "Everything", format)).file);
  for (const name of ["options", "welcome"]) await shoot(await browser.own(`${name}/index.html`), name);
  await here.end();
  console.log(`\nLeft in ${OUT}:`);
  for (const file of made) console.log(`  ${path.relative(process.cwd(), file)}`);
}
