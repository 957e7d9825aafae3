// The keys of a page: one list that acts on them and that the help reads. It never takes a key from somebody typing.

/** One key and what it does. */
export interface Shortcut {
  /** As in `mod+k`, `shift+x`, `/`, `alt+arrowup`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: string;
  /** What it does, in words. */
  readonly label: string;
  /** The heading it stands under in the help. */
  readonly group: string;
  readonly run: (event: KeyboardEvent) => void;
  /** Whether it counts just now. */
  readonly when?: () => boolean;
  /** Also while somebody types in a field. */
  readonly typing?: "too";
}

const MAC = /mac|iphone|ipad/iu.test(navigator.platform);
const lists = new Set<readonly Shortcut[]>();

function combination(event: KeyboardEvent): string[] {
  const mod = MAC ? event.metaKey : event.ctrlKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key.toLowerCase();
  const front = `${mod ? "mod+" : ""}${event.altKey ? "alt+" : ""}`;
  // A sign such as `?` is its own key wherever Shift is needed to write it.
  return event.shiftKey ? [`${front}shift+${key}`, `${front}${key}`] : [`${front}${key}`];
}

function isTyping(event: Event): boolean {
  const at = event.composedPath()[0];
  if (!(at instanceof HTMLElement)) return false;
  if (at.isContentEditable || at instanceof HTMLTextAreaElement || at instanceof HTMLSelectElement) return true;
  return at instanceof HTMLInputElement && !["checkbox", "radio", "button", "range", "color"].includes(at.type);
}

function act(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  if (document.querySelector("dialog:modal") !== null) return;
  const pressed = combination(event);
  const typing = isTyping(event);
  for (const list of [...lists].reverse()) {
    for (const shortcut of list) {
      const at = pressed.indexOf(shortcut.keys);
      const sign = at > 0 && /[a-z]|arrow|enter/u.test(shortcut.keys.split("+").at(-1) ?? "");
      if (at < 0 || sign || (typing && shortcut.typing === undefined) || shortcut.when?.() === false) continue;
      event.preventDefault();
      shortcut.run(event);
      return;
    }
  }
}

/** Adds keys; the answer takes them away again. Later ones come first. */
export function shortcuts(list: readonly Shortcut[]): () => void {
  if (lists.size === 0) document.addEventListener("keydown", act);
  lists.add(list);
  return () => {
    lists.delete(list);
    if (lists.size === 0) document.removeEventListener("keydown", act);
  };
}

/** All keys that count on this page, by heading. */
export function known(): Map<string, Shortcut[]> {
  const groups = new Map<string, Shortcut[]>();
  for (const shortcut of [...lists].flat()) {
    const group = groups.get(shortcut.group) ?? [];
    if (!group.some((other) => other.keys === shortcut.keys)) group.push(shortcut);
    groups.set(shortcut.group, group);
  }
  return groups;
}
