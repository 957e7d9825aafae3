// What a form asks for where a person can sign in: the address to register, what the system calls Pinfold, and the way there.

import { html, nothing, type TemplateResult } from "lit";

import type { Connection, SettingFacts, SignInFacts } from "../../pkg/pinfold.js";
import { announce } from "../lib/elements/announcer.js";
import { icon } from "../lib/elements/icon.js";
import { text, textOr } from "../lib/i18n.js";
import { redirectAddress } from "../lib/sign-in.js";

/** Where a sign-in stands. */
export type Stand = "none" | "waiting" | "granted" | "kept" | "over";

/** What a person does here. */
export interface Deeds {
  field(setting: SettingFacts): TemplateResult;
  signIn(): void;
}

/** The fields of a sign-in, and its button. */
export function signInFields({ kind }: Connection, facts: SignInFacts, stand: Stand, deeds: Deeds): TemplateResult {
  const hint = textOr(`connector_${kind}_sign_in`, "");
  return html`<div class="pf-label"><span><label for="redirect">${text("options_sign_in_redirect")}</label></span>
      <span class="redirect"><input class="pf-field" id="redirect" readonly dir="ltr" spellcheck="false" .value=${redirectAddress()} aria-describedby="redirect-hint" @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
        <button type="button" class="pf-button pf-square" aria-label=${text("options_sign_in_copy")} title=${text("options_sign_in_copy")} @click=${() => void copied()}>${icon("copy")}</button></span>
      <span class="pf-hint" id="redirect-hint">${text("options_sign_in_redirect_hint")}${hint === "" ? nothing : html` ${hint}`}</span></div>
    ${facts.settings.map(deeds.field)}
    <div class="pf-actions">
      <button type="button" class="pf-button" ?disabled=${stand === "waiting"} @click=${deeds.signIn}>${text(stand === "none" || stand === "waiting" ? "options_sign_in" : "options_sign_in_anew")}</button>
      <span class="pf-hint stand" role="status">${stand === "granted" || stand === "kept" ? icon("check", 16) : stand === "over" ? icon("warning", 16) : nothing} ${text(`options_sign_in_${stand}`)}</span>
    </div>`;
}

async function copied(): Promise<void> {
  await navigator.clipboard.writeText(redirectAddress());
  announce(text("options_sign_in_copied"));
}
