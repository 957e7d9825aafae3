// The tags that a tree shows: which stand open, which fit what was typed, and how deep each stands. It draws nothing.

import type { TagPath, TagUse } from "../../../pkg/pinfold.js";

/** A tag in the tree. */
export interface Node {
  readonly use: TagUse;
  readonly path: TagPath;
  /** The path under which tags are the same tag. */
  readonly key: string;
  /** What is written of it: its own name, or the whole path where nothing stands above it. */
  readonly name: string;
  /** From zero. */
  readonly deep: number;
  readonly hasBelow: boolean;
  /** Its place among those beside it, from one, and how many those are. */
  readonly place: number;
  readonly beside: number;
}

/** Up to this many tags, all of them stand open. */
const ALL_OPEN = 60;

/** The path under which tags are the same tag. */
export const keyOf = (path: TagPath): string => path.toLowerCase();

/** The key of what stands above a key; empty at the top. */
export const aboveOf = (key: string): string => key.slice(0, Math.max(0, key.lastIndexOf("/")));

/** Tags that have others below them, which stand open at first. */
export function openAtFirst(tags: readonly TagUse[]): Set<string> {
  return new Set(tags.length > ALL_OPEN ? [] : tags.map((use) => aboveOf(keyOf(use.tag.path))));
}

/** The nodes to be shown, in order: of what was typed those that fit, else those below tags that stand open. */
export function nodesOf(tags: readonly TagUse[], opened: ReadonlySet<string>, typed: string): Node[] {
  const words = typed.trim().toLowerCase();
  const shown = words === "" ? unfolded(tags, opened) : tags.filter(({ tag }) => fits(tag, words));
  const parents = new Set(tags.map((use) => aboveOf(keyOf(use.tag.path))));
  const group = (use: TagUse): string => (words === "" ? aboveOf(keyOf(use.tag.path)) : "");
  const beside = new Map<string, number>();
  for (const use of shown) beside.set(group(use), (beside.get(group(use)) ?? 0) + 1);
  const places = new Map<string, number>();
  return shown.map((use) => {
    const { path } = use.tag;
    const steps = path.split("/");
    const place = (places.get(group(use)) ?? 0) + 1;
    places.set(group(use), place);
    const deep = words === "" ? steps.length - 1 : 0;
    const name = words === "" ? (steps.at(-1) ?? path) : steps.join(" / ");
    return { use, path, key: keyOf(path), name, deep, hasBelow: words === "" && parents.has(keyOf(path)), place, beside: beside.get(group(use)) ?? 1 };
  });
}

/** Parents stand before what is below them, so that one pass over all tags is enough. */
function unfolded(tags: readonly TagUse[], opened: ReadonlySet<string>): TagUse[] {
  let folded: string | undefined;
  return tags.filter(({ tag }) => {
    const key = keyOf(tag.path);
    if (folded !== undefined && key.startsWith(`${folded}/`)) return false;
    folded = opened.has(key) ? undefined : key;
    return true;
  });
}

function fits(tag: TagUse["tag"], words: string): boolean {
  return [tag.path, ...(tag.synonyms ?? []), ...(tag.aliases ?? [])].some((word) => word.toLowerCase().includes(words));
}
