// Begins to teach a site in a tab: puts the script there that asks a person to point. It needs a click on Pinfold over that
// tab, or a permission for its site.

/** Begins in this tab; throws where the browser keeps the page to itself. */
export async function teach(tab: number): Promise<void> {
  // From the root: Firefox takes a path without a slash as one beside this page.
  await chrome.scripting.executeScript({ target: { tabId: tab }, files: ["/content/teach.js"] });
}

/** Opens a site in a new tab and begins there once it is loaded. */
export async function teachSite(host: string): Promise<void> {
  const tab = await chrome.tabs.create({ url: `https://${host}/` });
  await new Promise<void>((done) => {
    const heard = (id: number, { status }: { status?: string }): void => {
      if (id !== tab.id || status !== "complete") return;
      chrome.tabs.onUpdated.removeListener(heard);
      done();
    };
    chrome.tabs.onUpdated.addListener(heard);
  });
  if (tab.id !== undefined) await teach(tab.id);
}
