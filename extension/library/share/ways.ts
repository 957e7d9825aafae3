// Where a pin can be shared: addresses that other sites publish for it, each carrying the words, the link and for Pinterest the
// picture, and nothing else. It opens nothing.

/** What goes along, as the person sees it. */
export interface Shared {
  readonly words: string;
  /** The post's own address; absent where it has none that may be opened. */
  readonly link: string | undefined;
  /** The public address of its picture. */
  readonly picture: string | undefined;
}

export type Way = "email" | "facebook" | "x" | "linkedin" | "pinterest";
export const WAYS: readonly Way[] = ["email", "x", "facebook", "linkedin", "pinterest"];

/** The address that shares it that way; absent where that way needs what there is not. */
export function wayTo(way: Way, { words, link, picture }: Shared): string | undefined {
  const first = words.split("\n")[0] ?? "";
  if (way === "email") return `mailto:?${asked({ subject: first, body: [words, link].filter(Boolean).join("\n\n") }).replaceAll("+", "%20")}`;
  if (link === undefined) return undefined;
  if (way === "facebook") return `https://www.facebook.com/sharer/sharer.php?${asked({ u: link })}`;
  if (way === "x") return `https://x.com/intent/post?${asked({ text: words, url: link })}`;
  if (way === "linkedin") return `https://www.linkedin.com/sharing/share-offsite/?${asked({ url: link })}`;
  return picture === undefined ? undefined : `https://www.pinterest.com/pin/create/button/?${asked({ url: link, media: picture, description: words })}`;
}

function asked(values: Record<string, string>): string {
  return new URLSearchParams(values).toString();
}
