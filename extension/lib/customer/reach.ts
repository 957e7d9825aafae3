// How far somebody is heard: each input by itself, with how many posts it was seen on. There is no score to show.

import { html, nothing, type TemplateResult } from "lit";

import type { Reach, ReachNetwork } from "../../../pkg/pinfold.js";
import "../elements/time.js";
import { counted, countLabel, number, short } from "../elements/words.js";
import { text } from "../i18n.js";
import { heading, type Level } from "./heading.js";

/** How many follow each account, and when a page showed it; no sum, since one reader may follow several. */
function followersTemplate(accounts: readonly ReachNetwork[]): TemplateResult | typeof nothing {
  const shown = accounts.flatMap(({ network, account, followers, seen }) => (followers == null || seen == null ? [] : [{ network, account, followers, seen }]));
  if (shown.length === 0) return nothing;
  return html`<table class="customer-reach">
    <thead>
      <tr>
        <th scope="col">${text("customer_reach_account")}</th>
        <th scope="col">${text("customer_reach_followers")}</th>
        <th scope="col">${text("customer_reach_seen")}</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        (one) => html`<tr>
          <th scope="row"><bdi>${one.account}</bdi> · ${one.network}</th>
          <td title=${counted("count_followers", one.followers)}>${short(one.followers)}</td>
          <td><pf-time .at=${one.seen}></pf-time></td>
        </tr>`,
      )}
    </tbody>
  </table>`;
}

/** How many posts are from each network, whatever the account. */
function postsOf(accounts: readonly ReachNetwork[]): ReadonlyMap<string, number> {
  const all = new Map<string, number>();
  for (const { network, posts } of accounts) all.set(network, (all.get(network) ?? 0) + posts);
  return all;
}

/** The inputs; nothing where no page showed any. */
export function reachTemplate(reach: Reach, level: Level): TemplateResult | typeof nothing {
  if (reach.posts === 0) return nothing;
  return html`<section class="customer-part" aria-label=${text("customer_reach")}>
    ${heading(level, text("customer_reach"))}
    <p class="pf-hint">${[...postsOf(reach.networks)].map(([network, posts]) => `${network} ${number(posts)}`).join(" · ")}</p>
    ${followersTemplate(reach.networks)}
    ${reach.inputs.length === 0
      ? html`<p class="pf-hint">${text("customer_reach_none")}</p>`
      : html`<table class="customer-reach">
          <thead>
            <tr>
              <th scope="col">${text("customer_reach_count")}</th>
              <th scope="col">${text("customer_reach_median")}</th>
              <th scope="col">${text("customer_reach_most")}</th>
              <th scope="col">${text("customer_reach_posts")}</th>
            </tr>
          </thead>
          <tbody>
            ${reach.inputs.map(
              (input) => html`<tr>
                <th scope="row">${countLabel(input.count)}</th>
                <td title=${number(input.median)}>${short(input.median)}</td>
                <td title=${number(input.most)}>${short(input.most)}</td>
                <td>${number(input.posts)}</td>
              </tr>`,
            )}
          </tbody>
        </table>`}
    <p class="pf-hint">${counted("customer_reach_hint", reach.posts)}</p>
  </section>`;
}
