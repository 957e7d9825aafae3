// Accessibility, as axe sees it, on one screen. It is put in by the driver, so the page's own policy stays.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./places";
import type { Screen } from "./screen";

const require = createRequire(path.join(ROOT, "package.json"));

/** Every finding in one line each. */
export async function findings(screen: Screen): Promise<string[]> {
  await screen.hands.evaluate(`(() => { ${readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")}\n; return 0; })()`);
  return (await screen.hands.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map((node) => id + ": " + node.html.slice(0, 160))))`)) as string[];
}
