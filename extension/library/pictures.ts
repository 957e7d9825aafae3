// The pictures of a pin as they are drawn.

import type { CardPicture, Media, Pin, PictureState } from "../../pkg/pinfold.js";

/** How far the bytes of a medium have come, as a card says it. */
export function stateOf(media: Media): PictureState {
  const state = media.state ?? "pending";
  if (typeof state === "string") return "pending";
  if ("stored" in state) return "stored";
  return "blocked" in state ? "blocked" : "failed";
}

/** A picture to be drawn. */
export function pictureOf(media: Media): CardPicture {
  return { id: media.id, alt: media.alt ?? "", width: media.width ?? 0, height: media.height ?? 0, state: stateOf(media) };
}

/** The picture that stands for a pin: the first that is stored, else the first there is. */
export function shownOf({ media = [] }: Pin): Media | undefined {
  return media.find((one) => stateOf(one) === "stored") ?? media[0];
}
