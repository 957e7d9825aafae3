// What people do with customers, each with its question and its answer: make, join, change, merge, split, delete. It draws
// nothing but the questions.

import { html, nothing } from "lit";

import type { Account, CareCommand, Customer, CustomerEdit, CustomerId, CustomerView, PinId, Standing, SuggestionView } from "../../../pkg/pinfold.js";
import { asked, form } from "../elements/form.js";
import { confirmed } from "../elements/prompt.js";
import { text } from "../i18n.js";
import { newId } from "../ids.js";
import { chooseCustomer } from "./choose.js";
import { care, written } from "./edits.js";
import { accountName, CONSENTS, consentName, networkOf, STANDINGS, standingName } from "./words.js";

const keysOf = (accounts: readonly Account[]): string[] => accounts.flatMap((account) => account.keys);

/** Makes a customer of an author, in one go; one without an account gets the pin. */
export async function make(from: EventTarget, view: CustomerView, pin: PinId | undefined, also: readonly Account[] = []): Promise<CustomerId | undefined> {
  const name = view.name ?? also[0]?.name ?? "";
  if (name === "") return makeNamed(from, pin);
  const id = newId();
  const identities = keysOf([...view.accounts, ...also]);
  const given: CareCommand[] = identities.length === 0 && pin !== undefined ? [{ pins_customer: { pins: [pin], customer: id } }] : [];
  const stored = await care(from, [written(id, [{ name }, { identify: identities }]), ...given], text("customer_made", name));
  return stored === undefined ? undefined : id;
}

/** Asks for a name and makes a customer; a pin is then theirs. */
export async function makeNamed(from: EventTarget, pin?: PinId): Promise<CustomerId | undefined> {
  const typed = await form(text("customer_new"), [{ name: "name", label: text("customer_name"), required: true }, { name: "email", label: text("customer_email") }], text("customer_make"));
  if (typed === undefined) return undefined;
  const { name = "", email = "" } = typed;
  const id = newId();
  const edits: CustomerEdit[] = [{ name }, ...(email === "" ? [] : [{ emails: [email] }])];
  const given: CareCommand[] = pin === undefined ? [] : [{ pins_customer: { pins: [pin], customer: id } }];
  return (await care(from, [written(id, edits), ...given], text("customer_made", name))) === undefined ? undefined : id;
}

/** Asks whose an author's accounts are, and gives them to that customer; without an account, the pin. */
export async function join(from: EventTarget, view: CustomerView, pin: PinId | undefined): Promise<void> {
  const row = await chooseCustomer(text("customer_join"), text("customer_join_hint"));
  if (row === undefined) return;
  const identities = keysOf(view.accounts);
  if (identities.length > 0) await care(from, written(row.id, [{ identify: identities }]), text("customer_joined", row.name));
  else if (pin !== undefined) await care(from, { pins_customer: { pins: [pin], customer: row.id } }, text("customer_given", row.name));
}

/** Asks whose a pin is, whatever its author's accounts say; `auto` lets the accounts decide again. */
export async function give(from: EventTarget, pin: PinId, to: "ask" | "auto"): Promise<void> {
  if (to === "auto") return void (await care(from, { pins_customer: { pins: [pin] } }, text("customer_given_back")));
  const row = await chooseCustomer(text("customer_give"), text("customer_give_hint"));
  if (row !== undefined) await care(from, { pins_customer: { pins: [pin], customer: row.id } }, text("customer_given", row.name));
}

/** Says that a suggestion is right: accounts come to the customer, two customers become one. */
export async function same(from: EventTarget, view: CustomerView, other: SuggestionView, pin: PinId | undefined): Promise<void> {
  const { who } = other.suggestion;
  const { customer } = view;
  if ("customer" in who) {
    if (customer !== undefined) return merge(from, customer, { id: who.customer, name: other.name });
    await care(from, written(who.customer, [{ identify: keysOf(view.accounts) }]), text("customer_joined", other.name));
  } else if (customer !== undefined) await care(from, written(customer.id, [{ identify: who.account }]), text("customer_joined", customer.name));
  else await make(from, view, pin, other.accounts);
}

/** Says that a suggestion is wrong: both sides keep it, so that nobody suggests it again. */
export async function different(from: EventTarget, view: CustomerView, other: SuggestionView): Promise<void> {
  const { who } = other.suggestion;
  const { customer } = view;
  const own = customer === undefined ? keysOf(view.accounts) : [customer.id];
  const commands: CareCommand[] = [];
  if (customer !== undefined) commands.push(written(customer.id, [{ apart: "customer" in who ? [who.customer] : who.account }]));
  if ("customer" in who) commands.push(written(who.customer, [{ apart: own }]));
  await care(from, commands, text("customer_told_apart", other.name));
}

/** Asks which of two customers stays, and makes them one. */
export async function merge(from: EventTarget, one: Pick<Customer, "id" | "name">, other: Pick<Customer, "id" | "name">): Promise<void> {
  const choices = [one, other].map(
    ({ id, name }, place) => html`<label class="pf-check"><input type="radio" name="stays" value=${id} ?checked=${place === 0} /><span dir="auto">${name}</span></label>`,
  );
  const content = html`<p class="pf-hint dialog-lead">${text("customer_merge_hint")}</p>
    <fieldset class="customer-fieldset"><legend>${text("customer_merge_stays")}</legend>${choices}</fieldset>`;
  const stays = await asked(text("customer_merge"), content, (data) => String(data.get("stays")), text("customer_merge_do"));
  if (stays === undefined) return;
  const [kept, gone] = stays === other.id ? [other, one] : [one, other];
  const done = await care(from, { customer_merge: { stays: kept.id, goes: gone.id } }, text("customer_merged", gone.name, kept.name));
  if (done !== undefined) from.dispatchEvent(new CustomEvent<CustomerId>("pf-customer", { detail: kept.id, bubbles: true }));
}

/** Asks for another customer and merges. */
export async function mergeWith(from: EventTarget, customer: Customer): Promise<void> {
  const row = await chooseCustomer(text("customer_merge"), text("customer_merge_which"), customer.id);
  if (row !== undefined) await merge(from, customer, row);
}

/** Asks which accounts and contact points go, and makes a customer of them. */
export async function split(from: EventTarget, view: CustomerView): Promise<void> {
  const { customer, accounts } = view;
  if (customer === undefined) return;
  const contacts = [customer.email, ...(customer.emails ?? []), customer.phone, ...(customer.phones ?? [])].filter((one) => one !== undefined);
  const check = (name: string, value: string, words: unknown): unknown => html`<label class="pf-check"><input type="checkbox" name=${name} value=${value} /><span dir="auto">${words}</span></label>`;
  const content = html`<p class="pf-hint dialog-lead">${text("customer_split_hint")}</p>
    <label class="pf-label"><span>${text("customer_split_name")}</span><input class="pf-field" name="name" dir="auto" autocomplete="off" required /></label>
    <fieldset class="customer-fieldset">
      <legend>${text("customer_split_accounts")}</legend>
      ${accounts.map((account, place) => check("account", String(place), `${accountName(account)} · ${networkOf(account.keys[0])}`))}
    </fieldset>
    ${contacts.length === 0 ? nothing : html`<fieldset class="customer-fieldset"><legend>${text("customer_split_contacts")}</legend>${contacts.map((one) => check("contact", one, one))}</fieldset>`}`;
  const read = (data: FormData): { name: string; accounts: Account[]; contacts: string[] } => ({
    name: String(data.get("name") ?? ""),
    accounts: data.getAll("account").flatMap((place) => accounts[Number(place)] ?? []),
    contacts: data.getAll("contact").map(String),
  });
  const chosen = await asked(text("customer_split"), content, read, text("customer_split_do"));
  if (chosen === undefined) return;
  const own = new Set(customer.identities ?? []);
  const identities = keysOf(chosen.accounts).filter((key) => own.has(key));
  await care(from, { customer_split: { from: customer.id, new: newId(), name: chosen.name, identities, contacts: chosen.contacts } }, text("customer_was_split", customer.name, chosen.name));
}

/** Sets what a customer is to us. */
export async function setStanding(from: EventTarget, customer: Customer, standing: Standing): Promise<void> {
  await care(from, written(customer.id, [{ standing }]), text("customer_saved", customer.name));
}

/** Takes an account away from a customer. */
export async function release(from: EventTarget, customer: Customer, account: Account): Promise<void> {
  await care(from, written(customer.id, [{ release: account.keys }]), text("customer_released", accountName(account), customer.name));
}

/** Deletes a customer, after asking. */
export async function remove(from: EventTarget, customer: Customer): Promise<void> {
  const sure = await confirmed({ heading: text("customer_delete_ask", customer.name), text: text("customer_delete_note"), action: text("shared_delete"), tone: "danger" });
  if (!sure) return;
  const done = await care(from, { customer_delete: { id: customer.id } }, text("customer_deleted", customer.name));
  if (done !== undefined) from.dispatchEvent(new CustomEvent<undefined>("pf-customer", { bubbles: true }));
}

const lines = (typed: string | undefined): string[] => (typed ?? "").split("\n").map((line) => line.trim()).filter(Boolean);

/** Asks for all that people write of a customer, and stores what is other than before. */
export async function change(from: EventTarget, customer: Customer): Promise<void> {
  const { name, names = [], notes = "", standing = "ordinary", consent } = customer;
  const state = consent?.state ?? "unknown";
  const emails = [customer.email, ...(customer.emails ?? [])].filter((one) => one !== undefined);
  const phones = [customer.phone, ...(customer.phones ?? [])].filter((one) => one !== undefined);
  const typed = await form(text("customer_edit"), [
    { name: "name", label: text("customer_name"), value: name, required: true },
    { name: "names", label: text("customer_names"), value: names.join("\n"), type: "lines" },
    { name: "emails", label: text("customer_emails"), value: emails.join("\n"), type: "lines" },
    { name: "phones", label: text("customer_phones"), value: phones.join("\n"), type: "lines" },
    { name: "standing", label: text("customer_standing"), value: standing, type: "choice", choices: STANDINGS.map((one) => [one, standingName(one)] as const) },
    { name: "consent", label: text("customer_consent"), value: state, type: "choice", choices: CONSENTS.map((one) => [one, consentName(one)] as const) },
    { name: "consent_note", label: text("customer_consent_note"), value: consent?.note ?? "" },
    { name: "notes", label: text("customer_notes"), value: notes, type: "lines" },
  ]);
  if (typed === undefined) return;
  const edits: CustomerEdit[] = [];
  const differ = (one: readonly string[], other: readonly string[]): boolean => one.join("\n") !== other.join("\n");
  if (typed["name"] !== name) edits.push({ name: typed["name"] ?? "" });
  if (differ(lines(typed["names"]), names)) edits.push({ names: lines(typed["names"]) });
  if (differ(lines(typed["emails"]), emails)) edits.push({ emails: lines(typed["emails"]) });
  if (differ(lines(typed["phones"]), phones)) edits.push({ phones: lines(typed["phones"]) });
  if (typed["standing"] !== standing) edits.push({ standing: typed["standing"] as Standing });
  const note = typed["consent_note"] ?? "";
  if (typed["consent"] !== state || note !== (consent?.note ?? "")) {
    // The day of an answer stays while the answer does.
    const at = typed["consent"] === state && consent?.at !== undefined ? { at: consent.at } : {};
    edits.push({ consent: { state: typed["consent"] as typeof state, ...at, ...(note === "" ? {} : { note }) } });
  }
  if (typed["notes"] !== notes) edits.push({ notes: typed["notes"] ?? "" });
  if (edits.length > 0) await care(from, written(customer.id, edits), text("customer_saved", typed["name"] ?? name));
}
