// What differs between the browsers, in one place.

interface SidebarAction {
  open(): Promise<void>;
}

/** Firefox has a sidebar where Chrome has a side panel. */
function sidebar(): SidebarAction | undefined {
  return (chrome as typeof chrome & { sidebarAction?: SidebarAction }).sidebarAction;
}

/** Whether this is Firefox. */
export function isFirefox(): boolean {
  return sidebar() !== undefined;
}

/**
 * Opens the side panel of a tab. Must be called in the very turn of a person's action: neither browser
 * allows it after an await, and Firefox allows it not at all for a content script's message.
 */
export function openPanel(tabId: number): Promise<void> {
  const bar = sidebar();
  return bar ? bar.open() : chrome.sidePanel.open({ tabId });
}

/** Opens the library, at a place in it if one is given, in the tab it already stands in. */
export async function openLibrary(place = ""): Promise<void> {
  const page = chrome.runtime.getURL("library/index.html");
  const open = await chrome.runtime.getContexts({ contextTypes: ["TAB" as chrome.runtime.ContextType] });
  const there = open.find((context) => context.documentUrl?.startsWith(page));
  if (there) {
    await chrome.tabs.update(there.tabId, { active: true, url: page + place });
    await chrome.windows.update(there.windowId, { focused: true });
  } else {
    await chrome.tabs.create({ url: page + place });
  }
}

/** Whether an address is one of our own pages. */
export function isOwnPage(url: string | undefined): boolean {
  return url?.startsWith(chrome.runtime.getURL("")) ?? false;
}
