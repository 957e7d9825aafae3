// Chromium over a pipe. It never relaxes anything but names and certificates, which it must to meet the
// real hosts on loopback.
import puppeteer, { type Browser as Puppet, type CDPSession, type Page, type Target as Tab } from "puppeteer-core";
import { openedIn, program, unpack, type Browser, type Wanted } from "./browser";
import { scratch } from "./scratch";
import { onPage, Screen, type Hands } from "./screen";
import { until, within } from "./wait";

const START_MS = 30_000;
const NAVIGATION_MS = 30_000;
/** Nothing that is asked of the browser takes longer, unless it has gone. */
const ANSWER_MS = 30_000;

export async function chromium(packaged: string, wanted: Wanted): Promise<Browser> {
  const puppet = await puppeteer.launch({
    browser: "chrome",
    executablePath: program("chromium"),
    headless: wanted.headed !== true,
    pipe: true,
    enableExtensions: true,
    timeout: START_MS,
    protocolTimeout: ANSWER_MS,
    acceptInsecureCerts: true,
    defaultViewport: wanted.headed === true ? null : { width: 1280, height: 900 },
    // On Linux it takes its language from there.
    env: { ...process.env, LANGUAGE: wanted.language ?? "en" },
    args: [
      `--host-resolver-rules=MAP * 127.0.0.1:${wanted.network.port}`,
      "--ignore-certificate-errors",
      "--disable-background-networking",
      "--disable-quic",
      "--force-color-profile=srgb",
      `--lang=${wanted.language ?? "en-US"}`,
      // Its sandbox does not start for root; a developer's browser keeps it.
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
  const id = await puppet.installExtension(packaged.endsWith(".zip") ? unpack(packaged) : packaged);
  const downloads = scratch("downloads");
  const cdp = await puppet.target().createCDPSession();
  await cdp.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: downloads });
  return new Chromium(puppet, id, wanted.network, downloads);
}

class Chromium implements Browser {
  readonly kind = "chromium";
  readonly errors: string[] = [];
  readonly origin: string;
  #cdp: Promise<CDPSession> | undefined;
  /** Pages of ours that stand in a tab; the same ones elsewhere are the popup and the panel. */
  readonly #inTabs = new Set<Tab>();
  #panel: { readonly target: Tab; readonly page: Page } | undefined;

  constructor(
    readonly puppet: Puppet,
    readonly id: string,
    readonly network: Wanted["network"],
    readonly downloads: string,
  ) {
    this.origin = `chrome-extension://${id}`;
  }

  async tab(url: string): Promise<Screen> {
    const page = await this.#newPage();
    await page.goto(url, { timeout: NAVIGATION_MS, waitUntil: "load" });
    return new Screen(onPage(page), page);
  }

  async own(name: string): Promise<Screen> {
    const page = await this.#newPage();
    this.#inTabs.add(page.target());
    this.#listen(page);
    await page.goto(`${this.origin}/${name}`, { timeout: NAVIGATION_MS, waitUntil: "load" });
    return new Screen(onPage(page), page);
  }

  opened(url: string): Promise<Screen> {
    return openedIn(this.puppet, url);
  }

  async endPrinting(): Promise<void> {}

  async pdf(screen: Screen): Promise<Uint8Array> {
    if (screen.page === undefined) throw new Error("what is printed stands in a tab");
    return await screen.page.pdf({ format: "a4" });
  }

  async hasTab(name: string): Promise<boolean> {
    return (await this.puppet.pages()).some((page) => page.url() === `${this.origin}/${name}`);
  }

  async popup(over: Screen): Promise<Screen> {
    const page = over.page;
    if (page === undefined) throw new Error("a popup opens over a tab");
    await page.bringToFront();
    const cdp = await this.#browser();
    // A second press on the button would close what the first one opened.
    for (const left of this.#outsideTabs("popup")) await (await left.asPage()).close();
    await until("an earlier popup to go", () => this.#outsideTabs("popup").length === 0);
    await cdp.send("Extensions.triggerAction" as never, { id: this.id, targetId: await this.#tabOf(page) } as never);
    const target = await until("the popup", () => this.#outsideTabs("popup")[0]);
    const shown = await target.asPage();
    this.#listen(shown);
    return new Screen(onPage(shown), shown);
  }

  /** A window has one panel, which follows its tabs and stays when they close. */
  async panel(): Promise<Screen> {
    const target = await until("the side panel", () => this.#outsideTabs("panel")[0]);
    if (this.#panel?.target !== target) {
      const page = await target.asPage();
      this.#listen(page);
      this.#panel = { target, page };
    }
    const { page } = this.#panel;
    return new Screen(onPage(page), page);
  }

  async closePanel(): Promise<void> {
    for (const left of this.#outsideTabs("panel")) await (await left.asPage()).close();
    await until("the side panel to go", () => this.#outsideTabs("panel").length === 0);
  }

  /** As if the person had granted them on the extension's page in the browser's settings. */
  async willGrant(origins: readonly string[]): Promise<void> {
    const page = await this.#newPage();
    await page.goto("chrome://extensions");
    for (const origin of origins) {
      await page.evaluate(
        async (id: string, host: string) => {
          type Private = { developerPrivate: { addHostPermission(id: string, host: string): Promise<void> } };
          await (globalThis as unknown as { chrome: Private }).chrome.developerPrivate.addHostPermission(id, host);
        },
        this.id,
        origin,
      );
    }
    await page.close();
  }

  async willAsk(): Promise<void> {}

  /** The question is out of every driver's reach. Another page of ours stands in for the yes to it. */
  async answerYes(popup: Screen, origin: string): Promise<void> {
    await until("the popup to die of the browser's question", () => popup.page?.isClosed());
    await this.willGrant([origin]);
    const own = await this.own("options/index.html");
    await until("the yes", () => own.run((wanted) => chrome.permissions.request({ origins: [wanted] }), origin));
    await own.close();
  }

  async killBackground(): Promise<void> {
    const page = (await this.puppet.pages())[0];
    if (page === undefined) throw new Error("the browser has no page to speak through");
    const cdp = await page.createCDPSession();
    await cdp.send("ServiceWorker.enable");
    await cdp.send("ServiceWorker.stopAllWorkers");
    await cdp.detach();
  }

  async theme(screen: Screen, theme: "light" | "dark"): Promise<void> {
    await screen.page?.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
    await screen.settled();
  }

  overlay(screen: Screen): Screen {
    const page = screen.page;
    if (page === undefined) throw new Error("an overlay lies over a tab");
    return new Screen(inClosedRoots(page), page);
  }

  async close(): Promise<void> {
    const ended = this.puppet.process();
    await within("closing Chromium", START_MS, this.puppet.close()).catch(() => ended?.kill("SIGKILL"));
  }

  /** A page that closes at the same moment can take the answer about a new one with it: none was made then. */
  #newPage(): Promise<Page> {
    return this.puppet.newPage().catch((error: Error) => {
      if (!error.message.includes("Session with given id not found")) throw error;
      return this.puppet.newPage();
    });
  }

  #outsideTabs(name: "popup" | "panel"): Tab[] {
    const url = `${this.origin}/${name}/index.html`;
    return this.puppet.targets().filter((tab) => tab.type() === "page" && tab.url() === url && !this.#inTabs.has(tab));
  }

  #listen(page: Page): void {
    page.on("pageerror", (error) => this.errors.push(`${page.url()}: ${error.message}`));
    page.on("console", (said) => {
      if (said.type() === "error") this.errors.push(`${page.url()}: ${said.text()}`);
    });
  }

  #browser(): Promise<CDPSession> {
    this.#cdp ??= this.puppet.target().createCDPSession();
    return this.#cdp;
  }

  /** The toolbar belongs to a tab, which is a target above the page's own. */
  async #tabOf(page: Page): Promise<string> {
    const cdp = await this.#browser();
    const mark = `pinfold-${Math.trunc(performance.now() * 1000)}`;
    const title = await page.title();
    await page.evaluate((text) => void (document.title = text), mark);
    const found = await until("the tab of a page", async () => {
      const { targetInfos } = await cdp.send("Target.getTargets", { filter: [{ type: "tab" }] });
      return targetInfos.find((info) => info.title === mark)?.targetId;
    });
    await page.evaluate((text) => void (document.title = text), title);
    return found;
  }
}

/** Looks into the closed shadow roots of a page, which only a debugger can; the pointer is the page's. */
function inClosedRoots(page: Page): Hands {
  const hands = onPage(page);
  return {
    ...hands,
    async evaluate(expression) {
      const cdp = await page.createCDPSession();
      try {
        for (const root of await closedRoots(cdp)) {
          const { object } = await cdp.send("DOM.resolveNode", { nodeId: root });
          const { result } = await cdp.send("Runtime.callFunctionOn", {
            objectId: object.objectId ?? "",
            functionDeclaration: `function () { const document = this; return (${expression}); }`,
            returnByValue: true,
            awaitPromise: true,
          });
          if (result.value !== null && result.value !== undefined) return result.value as unknown;
        }
        return null;
      } finally {
        await cdp.detach();
      }
    },
  };
}

interface Node {
  readonly nodeId: number;
  readonly shadowRootType?: string;
  readonly children?: readonly Node[];
  readonly shadowRoots?: readonly Node[];
}

async function closedRoots(cdp: CDPSession): Promise<number[]> {
  const { root } = await cdp.send("DOM.getDocument", { depth: -1, pierce: true });
  const found: number[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.shadowRootType === "closed") found.push(node.nodeId);
    waiting.push(...(node.children ?? []), ...(node.shadowRoots ?? []));
  }
  return found;
}
