// The pictures of a pin, with what to do about one that is not there: allow its host, or try again.
// It fetches nothing itself.
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import type { CardPicture, Media, Pin } from "../../pkg/pinfold.js";
import { failureOf, tell } from "../lib/core.js";
import { define, PfElement } from "../lib/elements/element.js";
import { toast } from "../lib/elements/toast.js";

import { failureText, text } from "../lib/i18n.js";

/** Pictures shown at once; the library shows all. */
const SHOWN = 4;

/** `<pf-pictures .pin>`. */
export class PfPictures extends PfElement {
  @property({ attribute: false }) pin!: Pin;

  protected override render(): unknown {
    const media = this.pin.media ?? [];
    const hosts = new Set(media.map(blockedHost).filter((host) => host !== undefined));
    const failed = media.some((one) => typeof one.state === "object" && "failed" in one.state);
    return html`<div class="pictures" data-count=${Math.min(media.length, SHOWN)}>
        ${media.slice(0, SHOWN).map((one) => html`<pf-picture .picture=${pictureOf(one)} ?cover=${media.length > 1}></pf-picture>`)}
        ${media.length > SHOWN ? html`<span class="pictures-more">${text("panel_pictures_more", media.length - SHOWN)}</span>` : nothing}
      </div>
      ${[...hosts].map((host) => this.#allow(host))}
      ${failed ? html`<button type="button" class="pf-button pf-small" @click=${() => void this.#again()}>${text("panel_pictures_again")}</button>` : nothing}`;
  }

  #allow(host: string): TemplateResult {
    const allow = async (): Promise<void> => {
      // The request is the first thing in the click: browsers allow it no later.
      const granted = await chrome.permissions.request({ origins: [`https://${host}/*`] });
      if (granted) await this.#again();
    };
    return html`<div class="pictures-blocked">
      <span>${text("panel_pictures_blocked", host)}</span>
      <button type="button" class="pf-button pf-small" @click=${() => void allow()}>${text("panel_pictures_allow")}</button>
    </div>`;
  }

  async #again(): Promise<void> {
    try {
      await tell({ media: { pin: this.pin.id } });
    } catch (error) {
      toast({ text: failureText(failureOf(error)), tone: "problem" });
    }
  }
}

function blockedHost(media: Media): string | undefined {
  return typeof media.state === "object" && "blocked" in media.state ? media.state.blocked.host : undefined;
}

function pictureOf(media: Media): CardPicture {
  const state = media.state ?? "pending";
  const name = typeof state === "string" ? state : "blocked" in state ? "blocked" : "stored" in state ? "stored" : "failed";
  const colour = media.looks?.colours?.[0]?.rgb;
  return { id: media.id, alt: media.alt ?? "", width: media.width ?? 0, height: media.height ?? 0, state: name, colour };
}

define("pf-pictures", PfPictures);
