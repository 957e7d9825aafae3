// The passphrase that keeps tokens encrypted on disk: set, given once a session, changed, taken away.

import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";

import { announce } from "../lib/elements/announcer.js";
import { PfElement } from "../lib/elements/element.js";
import { toast } from "../lib/elements/toast.js";
import { text } from "../lib/i18n.js";
import { lockState, setPassphrase, unlock, watchLock } from "../lib/secrets.js";
import { tell } from "../lib/core.js";

/** Shorter ones are guessed. */
const LEAST = 8;

@customElement("pf-passphrase")
export class PfPassphrase extends PfElement {
  @state() private lock: "open" | "locked" | "unlocked" | undefined;
  @state() private problem = "";

  #unwatch: () => void = () => undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    // It may be given on another page.
    this.#unwatch = watchLock(() => void this.#look());
    void this.#look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch();
  }

  async #look(): Promise<void> {
    this.lock = await lockState();
  }

  async #give(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).querySelector("input");
    const passphrase = field?.value ?? "";
    const locked = this.lock === "locked";
    const fits = locked ? await unlock(passphrase) : passphrase.length >= LEAST && (await setPassphrase(passphrase));
    this.problem = fits ? "" : text(locked ? "options_passphrase_wrong" : "options_passphrase_short", LEAST);
    if (!fits) {
      field?.focus();
      return;
    }
    if (field) field.value = "";
    const said = text(locked ? "options_passphrase_given" : "options_passphrase_set");
    announce(said);
    toast({ text: said });
    // What waited for it goes on.
    await tell({ outbox: "run" });
  }

  async #drop(): Promise<void> {
    if (await setPassphrase("")) toast({ text: text("options_passphrase_gone") });
  }

  protected override render(): TemplateResult {
    const { lock } = this;
    const action = lock === "locked" ? "options_passphrase_unlock" : lock === "unlocked" ? "options_passphrase_change" : "options_passphrase_protect";
    return html`<form class="passphrase" @submit=${(event: SubmitEvent) => void this.#give(event)}>
      <h3>${text("options_passphrase")}</h3>
      <p class="pf-hint">${text(lock === "locked" ? "shared_locked" : `options_passphrase_${lock ?? "open"}`)}</p>
      <div class="pf-actions">
        <input class="pf-field" type="password" autocomplete="off" required aria-label=${text("options_passphrase")} aria-invalid=${this.problem !== ""} aria-describedby="passphrase-problem" />
        <button type="submit" class="pf-button">${text(action)}</button>
        ${lock === "unlocked" ? html`<button type="button" class="pf-button" @click=${() => void this.#drop()}>${text("options_passphrase_remove")}</button>` : ""}
      </div>
      <p class="pf-problem" id="passphrase-problem" role="alert">${this.problem}</p>
    </form>`;
  }
}
