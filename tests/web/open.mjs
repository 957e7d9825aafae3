// Opens the page that wasm-bindgen's runner serves in both browsers, and prints what it says.
import { existsSync } from "node:fs";
import puppeteer from "puppeteer-core";

const PATIENCE_MS = 60_000;
const [address] = process.argv.slice(2);
const browsers = [
  { browser: "chrome", paths: ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"], args: ["--no-sandbox"] },
  { browser: "firefox", paths: ["/usr/bin/firefox-esr", "/usr/bin/firefox"], args: [] },
];

let failed = false;
for (const { browser, paths, args } of browsers) {
  const executablePath = paths.find((path) => existsSync(path));
  const running = await puppeteer.launch({ browser, executablePath, args, headless: true });
  try {
    const page = await running.newPage();
    await page.goto(address);
    await page.waitForFunction(() => document.getElementById("output")?.textContent?.includes("test result: "), { timeout: PATIENCE_MS });
    const said = await page.evaluate(() => document.getElementById("output")?.textContent ?? "");
    console.log(`${browser}\n${said}`);
    failed ||= !said.includes("test result: ok");
  } finally {
    await running.close();
  }
}
process.exitCode = failed ? 1 : 0;
