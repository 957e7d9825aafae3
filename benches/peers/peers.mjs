// How long other programs take for the pages that Pinfold is measured on: from the text of the page to what they say of it.
// It prints one JSON object a line: { peer, page, ms }. What a program cannot read, it prints nothing for.
import { readFileSync } from "node:fs";
import { VirtualConsole, JSDOM } from "jsdom";
import { parseHTML } from "linkedom";
import { Defuddle } from "defuddle/node";
import metascraper from "metascraper";

const RULES = ["author", "date", "description", "image", "lang", "publisher", "title", "url"];
const scrape = metascraper(await Promise.all(RULES.map(async (rule) => (await import(`metascraper-${rule}`)).default())));

// Messages about style sheets and scripts of the page are not ours to print.
const virtualConsole = new VirtualConsole();
const PEERS = {
  "defuddle-jsdom": async (html, url) => {
    const page = new JSDOM(html, { url, virtualConsole });
    await Defuddle(page.window.document, url);
    page.window.close();
  },
  "defuddle-linkedom": (html, url) => Defuddle(parseHTML(html).document, url),
  metascraper: (html, url) => scrape({ html, url }),
};

const [list, passes] = process.argv.slice(2);
const pages = readFileSync(list, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
// Programs of other people may write to the console; the figures go where nothing else does.
const print = process.stdout.write.bind(process.stdout);
for (const method of ["log", "warn", "error", "info", "debug"]) console[method] = () => undefined;

for (const [peer, read] of Object.entries(PEERS)) {
  for (const { file, url } of pages) {
    const html = readFileSync(file, "utf8");
    let best = Number.POSITIVE_INFINITY;
    for (let pass = 0; pass < Number(passes); pass += 1) {
      const start = performance.now();
      try {
        await read(html, url);
      } catch {
        best = Number.POSITIVE_INFINITY;
        break;
      }
      best = Math.min(best, performance.now() - start);
    }
    if (Number.isFinite(best)) print(`${JSON.stringify({ peer, page: file, ms: best })}\n`);
  }
}
// What the pages' scripts were about to do later does not keep the program running.
process.exit(0);
