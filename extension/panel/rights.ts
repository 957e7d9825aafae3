// Rights in a text or picture somebody else made, folded away until they are looked for.
import { html } from "lit";
import { property } from "lit/decorators.js";
import type { Pin, Rights } from "../../pkg/pinfold.js";
import type { Drafts } from "../lib/drafts.js";
import { define, PfElement } from "../lib/elements/element.js";
import "../lib/elements/rights-fields.js";
import { rightsName } from "../lib/elements/words.js";
import { text } from "../lib/i18n.js";

const SLOT = "rights";

/** `<pf-rights .pin .drafts>`. */
export class PfRights extends PfElement {
  @property({ attribute: false }) pin!: Pin;
  @property({ attribute: false }) drafts!: Drafts;

  protected override render(): unknown {
    const kept = this.drafts.shown(SLOT);
    const rights = kept === undefined ? (this.pin.rights ?? {}) : (JSON.parse(kept) as Rights);
    const status = rights.status ?? "unknown";
    return html`<details class="rights" ?open=${status !== "unknown"}>
      <summary>${text("panel_rights")}<span class="rights-status" data-status=${status}>${rightsName(status)}</span></summary>
      <pf-rights-fields .rights=${rights} @pf-rights=${this.#typed} @focusout=${() => void this.drafts.flush()}></pf-rights-fields>
    </details>`;
  }

  readonly #typed = ({ detail: rights }: CustomEvent<Rights>): void => {
    this.drafts.type(SLOT, JSON.stringify(rights), { pins_rights: { pins: [this.pin.id], rights } });
  };
}

define("pf-rights", PfRights);
