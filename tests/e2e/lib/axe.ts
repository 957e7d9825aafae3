// Accessibility, as axe sees it, on one screen. It is put in by the driver, so the page's own policy stays.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./places";
import type { Screen } from "./screen";

const require = createRequire(path.join(ROOT, "package.json"));

/** Every finding in one line each. */
export const findings = (screen: Screen): Promise<string[]> => findingsIn(screen, "document");

async function findingsIn(screen: Screen, part: string): Promise<string[]> {
  await screen.hands.evaluate(`(() => { ${readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")}\n; return 0; })()`);
  return (await screen.hands.evaluate(`axe.run(${part}, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html.slice(0, 160))))`)) as string[];
}

/** The same for what we draw in a closed root on somebody's page, which axe cannot enter: a copy of it, with its styles, is
 * looked at in an open root on another page. */
export async function findingsOfDrawn(over: Screen, bench: Screen): Promise<string[]> {
  const drawn = await over.hands.evaluate(`({
    html: document.innerHTML,
    css: document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join("\\n"),
  })`);
  await bench.hands.evaluate(`(({ html, css }) => {
    document.querySelector("#drawn")?.remove();
    const host = document.createElement("div");
    host.id = "drawn";
    const root = host.attachShadow({ mode: "open" });
    root.innerHTML = html;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    document.body.append(host);
    return 0;
  })(${JSON.stringify(drawn)})`);
  return findingsIn(bench, `document.querySelector("#drawn")`);
}
