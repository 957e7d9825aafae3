// Firefox over WebDriver BiDi, whose privileged scope stands in for the hands that BiDi does not have:
// the toolbar, the popup, closed shadow roots. It never needs an other driver.
import puppeteer, { type Browser as Puppet, type Page } from "puppeteer-core";
import { openedIn, program, type Browser, type Wanted } from "./browser";
import { privileged, type Privileged } from "./privileged";
import { scratch } from "./scratch";
import { onPage, Screen, type Hands } from "./screen";
import { until, within } from "./wait";

const START_MS = 60_000;
const NAVIGATION_MS = 30_000;
const LOOK_MS = 1_000;
/** Firefox gives an extension a random address unless told one. */
const HOST = "5e3b7a52-8f0c-4b6e-9a51-0c1f6d2e7a90";

export async function firefox(packaged: string, addon: string, wanted: Wanted): Promise<Browser> {
  const downloads = scratch("downloads");
  const puppet = await puppeteer.launch({
    browser: "firefox",
    executablePath: program("firefox"),
    headless: wanted.headed !== true,
    timeout: START_MS,
    acceptInsecureCerts: true,
    defaultViewport: wanted.headed === true ? null : { width: 1280, height: 900 },
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "extensions.webextensions.uuids": JSON.stringify({ [addon]: HOST }),
      // The question itself is Firefox's own; our click is still a real one.
      "extensions.webextOptionalPermissionPrompts": false,
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.download.alwaysOpenPanel": false,
      "intl.accept_languages": "en-US, en",
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": wanted.network.port,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": wanted.network.port,
      "network.proxy.no_proxies_on": "",
    },
  });
  const browser = new Firefox(puppet, addon, wanted.network, downloads, await privileged(puppet));
  // Without a language pack its own words stay English, but an extension is told what it speaks.
  if (wanted.language !== undefined) {
    await browser.system(`
      Services.locale.availableLocales = [${JSON.stringify(wanted.language)}, "en-US"];
      Services.locale.requestedLocales = [${JSON.stringify(wanted.language)}];`);
  }
  await puppet.installExtension(packaged);
  return browser;
}

/** Where views of ours are found that are no tabs, and how they go. */
const view = (type: string): string => `[...extension.views].find((view) => view.viewType === "${type}")?.xulBrowser`;
const POPUP = view("popup");
const SIDEBAR = view("sidebar");
const HIDE_POPUP = `${POPUP}?.closest("panel")?.hidePopup();`;
const HIDE_SIDEBAR = "window.SidebarController.hide();";

class Firefox implements Browser {
  readonly kind = "firefox";
  readonly errors: string[] = [];
  readonly origin = `moz-extension://${HOST}`;

  constructor(
    readonly puppet: Puppet,
    readonly addon: string,
    readonly network: Wanted["network"],
    readonly downloads: string,
    readonly privileged: Privileged,
  ) {}

  async tab(url: string): Promise<Screen> {
    const page = await this.puppet.newPage();
    await page.goto(url, { timeout: NAVIGATION_MS, waitUntil: "load" });
    return new Screen(onPage(page), page);
  }

  /** Navigation to a page of an extension never ends for BiDi, although the page loads. */
  async own(name: string): Promise<Screen> {
    const page = await this.puppet.newPage();
    this.#listen(page);
    const url = `${this.origin}/${name}`;
    void page.goto(url).catch(() => undefined);
    await until(`${url} to load`, () =>
      page.evaluate((wanted) => location.href.startsWith(wanted) && document.readyState === "complete", url.split("?")[0] ?? url),
    );
    return new Screen(onPage(page), page);
  }

  async opened(url: string): Promise<Screen> {
    if (!url.startsWith(this.origin)) return openedIn(this.puppet, url);
    // What an extension opens by itself is no tab to the driver.
    const tab = `gBrowser.browsers.find((one) => one.currentURI.spec === ${JSON.stringify(url)})`;
    const hands = this.#inView(tab, `gBrowser.removeTab(gBrowser.getTabForBrowser(${tab}));`);
    await until(`a tab with ${url}`, () => within("a look", LOOK_MS, hands.evaluate("document.readyState === 'complete'")));
    return new Screen(hands, undefined);
  }

  async endPrinting(): Promise<void> {
    await until("the dialog that prints", async () => (await this.system(`
      if (document.querySelector(".printPreviewBrowser") === null) return false;
      await gBrowser.getTabDialogBox(gBrowser.selectedBrowser).abortAllDialogs();
      return true;`)) === true);
  }

  async pdf(screen: Screen): Promise<Uint8Array> {
    const url = await screen.run(() => location.href);
    const data = (await this.system(`
      const { print } = ChromeUtils.importESModule("chrome://remote/content/shared/PDF.sys.mjs");
      const browser = gBrowser.browsers.find((one) => one.currentURI.spec === ${JSON.stringify(url)});
      return btoa(await print.printToBinaryString(browser.browsingContext, print.getPrintSettings(print.addDefaultSettings({}))));`)) as string;
    return Buffer.from(data, "base64");
  }

  async hasTab(name: string): Promise<boolean> {
    const found = await this.system(`return gBrowser.browsers.some((browser) => browser.currentURI.spec === ${JSON.stringify(`${this.origin}/${name}`)});`);
    return found === true;
  }

  async popup(over: Screen): Promise<Screen> {
    await over.page?.bringToFront();
    // A second press on the button would close what the first one opened.
    await this.#inView(POPUP, HIDE_POPUP).close();
    await this.system(`
      const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
      ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);`);
    const hands = this.#inView(POPUP, HIDE_POPUP);
    // A script sent while the popup's process still changes is lost, so each look is a short one.
    await until("the popup", async () => (await within("a look", LOOK_MS, hands.evaluate("document.readyState"))) === "complete");
    return new Screen(hands, undefined);
  }

  async panel(): Promise<Screen> {
    const hands = this.#inView(SIDEBAR, HIDE_SIDEBAR);
    await until("the sidebar", async () => (await within("a look", LOOK_MS, hands.evaluate("document.readyState"))) === "complete");
    return new Screen(hands, undefined);
  }

  async closePanel(): Promise<void> {
    await this.#inView(SIDEBAR, HIDE_SIDEBAR).close();
  }

  /** The preference above answers yes. */
  async willGrant(_origins: readonly string[]): Promise<void> {}

  willAsk(): Promise<void> {
    return this.#asks(true);
  }

  /** The popup outlives the question here, until the person looks elsewhere. */
  async answerYes(popup: Screen, _origin: string): Promise<void> {
    const question = `window.PopupNotifications.panel.querySelector("popupnotification[popupid=addon-webext-permissions]")`;
    await until("the browser's question", () => this.system(`return ${question} !== null;`));
    await popup.close();
    await until("the popup to be gone", async () => (await this.system(`return [...extension.views].every((view) => view.viewType !== "popup");`)) === true);
    await this.system(`${question}.button.click();`);
    await this.#asks(false);
  }

  async #asks(yes: boolean): Promise<void> {
    await this.system(`Services.prefs.setBoolPref("extensions.webextOptionalPermissionPrompts", ${yes});`);
  }

  async killBackground(): Promise<void> {
    await this.system(`
      await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });`);
  }

  async theme(screen: Screen, theme: "light" | "dark"): Promise<void> {
    await screen.page?.bringToFront();
    // The popup and the sidebar are no tabs; what they show follows as well.
    const all = screen.page === undefined ? `[...extension.views].map((view) => view.xulBrowser)` : `[gBrowser.selectedBrowser]`;
    await this.system(`for (const one of ${all}) {
      if (one?.browsingContext) one.browsingContext.top.prefersColorSchemeOverride = ${JSON.stringify(theme)};
    }`);
    await screen.settled();
  }

  overlay(screen: Screen): Screen {
    const page = screen.page;
    if (page === undefined) throw new Error("an overlay lies over a tab");
    return new Screen(this.#inClosedRoots(page), page);
  }

  async close(): Promise<void> {
    const ended = this.puppet.process();
    await within("closing Firefox", START_MS, this.puppet.close()).catch(() => ended?.kill("SIGKILL"));
  }

  /** Runs the body of an async function with the browser's own rights; `extension` is ours. */
  system(body: string): Promise<unknown> {
    return this.privileged(`
      const extension = WebExtensionPolicy.getByID(${JSON.stringify(this.addon)})?.extension;
      ${body}`);
  }

  /** Runs an expression in a document that BiDi does not list, or with rights that it does not give. */
  async #inFrame(browser: string, expression: string): Promise<unknown> {
    const script = `(async () => {
      let answer;
      try { answer = { value: JSON.stringify((await (${expression})) ?? null) }; }
      catch (error) { answer = { error: String(error) }; }
      sendAsyncMessage(KEY, answer);
    })()`;
    const answer = await within("a script in a frame", NAVIGATION_MS, this.system(`
      const browser = ${browser};
      if (!browser) return { error: "there is no such view" };
      const manager = browser.messageManager;
      const key = "pinfold:" + Services.uuid.generateUUID();
      return new Promise((done) => {
        const listen = (message) => { manager.removeMessageListener(key, listen); done(message.data); };
        manager.addMessageListener(key, listen);
        manager.loadFrameScript("data:application/javascript;charset=utf-8," + encodeURIComponent(
          ${JSON.stringify(script)}.replace("KEY", JSON.stringify(key))), false);
      });`)) as { value?: string; error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return JSON.parse(answer.value ?? "null");
  }

  /** A view that the driver does not know: the popup, the sidebar, a tab that we opened ourselves. */
  #inView(view: string, close: string): Hands {
    const evaluate = (expression: string): Promise<unknown> => {
      // A sandbox with the document's own rights, so that what the page wrote is what is seen.
      const code = `(async () => JSON.stringify((await (${expression})) ?? null))()`;
      return this.#inFrame(view, `Cu.evalInSandbox(${JSON.stringify(code)},
        new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false })).then((text) => JSON.parse(text))`);
    };
    // BiDi cannot point into a popup: the nearest thing is a click with the rights of a person's.
    const act = (action: string): Promise<unknown> =>
      this.#inFrame(view, `(() => {
        const handling = content.windowUtils.setHandlingUserInput(true);
        try {
          const deep = (x, y) => {
            let found = content.document.elementFromPoint(x, y);
            while (found?.shadowRoot) {
              const inner = found.shadowRoot.elementFromPoint(x, y);
              if (!inner || inner === found) break;
              found = inner;
            }
            return found;
          };
          const focused = () => {
            let found = content.document.activeElement;
            while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
            return found;
          };
          ${action}
        } finally { handling.destruct(); }
      })()`);
    return {
      evaluate,
      click: async (x, y) => void (await act(`const hit = deep(${x}, ${y}); const part = hit?.closest("button, a, label, input, textarea, select, [role]") ?? hit; part?.focus?.(); part?.click?.();`)),
      hover: async () => undefined,
      type: async (text) =>
        void (await act(`const field = focused(); field.value = ${JSON.stringify(text)};
          field.dispatchEvent(new content.InputEvent("input", { bubbles: true, composed: true }));
          field.dispatchEvent(new content.Event("change", { bubbles: true, composed: true }));`)),
      press: async (keys) => {
        const words = keys.split("+");
        const key = { key: words.pop(), ctrlKey: words.includes("Control"), shiftKey: words.includes("Shift"), altKey: words.includes("Alt") };
        await act(`focused().dispatchEvent(new content.KeyboardEvent("keydown",
          { ...${JSON.stringify(key)}, bubbles: true, composed: true, cancelable: true }));`);
      },
      shot: async () => {
        const data = (await this.system(`
          const browser = ${view};
          const box = browser.getBoundingClientRect();
          const bitmap = await browser.browsingContext.currentWindowGlobal.drawSnapshot(
            new DOMRect(0, 0, box.width, box.height), 1, "white");
          const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
          canvas.width = bitmap.width; canvas.height = bitmap.height;
          canvas.getContext("2d").drawImage(bitmap, 0, 0);
          return canvas.toDataURL("image/png");`)) as string;
        return Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
      },
      close: async () => {
        await this.system(close);
      },
    };
  }

  /** Only privileged code may look into closed shadow roots. */
  #inClosedRoots(page: Page): Hands {
    const hands = onPage(page);
    return {
      ...hands,
      evaluate: async (expression) => {
        await page.bringToFront();
        return this.#inFrame("gBrowser.selectedBrowser", `(async () => {
          const { Node, Element, NodeFilter } = content;
          const getComputedStyle = (element) => content.getComputedStyle(element);
          for (const host of content.document.querySelectorAll("*")) {
            const root = host.shadowRoot ? null : host.openOrClosedShadowRoot;
            if (!root) continue;
            const document = root;
            const value = await (${expression});
            if (value !== null && value !== undefined) return value;
          }
          return null;
        })()`);
      },
    };
  }

  #listen(page: Page): void {
    page.on("pageerror", (error) => this.errors.push(`${page.url()}: ${error.message}`));
    page.on("console", (said) => {
      if (said.type() === "error") this.errors.push(`${page.url()}: ${said.text()}`);
    });
  }
}
