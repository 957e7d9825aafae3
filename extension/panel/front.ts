// The tab that the panel stands beside.

/** The tab in front; where the panel itself was opened as a tab, the one before it. */
export async function frontTab(): Promise<chrome.tabs.Tab | undefined> {
  const own = await chrome.tabs.getCurrent();
  if (own === undefined) return (await chrome.tabs.query({ active: true, currentWindow: true }))[0];
  const others = (await chrome.tabs.query({ currentWindow: true })).filter((tab) => tab.id !== own.id);
  return others.sort((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))[0];
}
