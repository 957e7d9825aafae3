// The sample post of the first run: drawn like a post of any site, marked up as sites mark theirs up, and read off the page
// as posts are. It is on no site and loads nothing.

import { html, type TemplateResult } from "lit";

import type { Snapshot } from "../../pkg/pinfold.js";
import { snapshotCard } from "../content/snapshot.js";
import { text } from "../lib/i18n.js";

/** Where the sample would stand: a name that is kept free for examples. */
const PLACE = "https://social.example/mara.t/1204";
/** Hours ago that it was written. */
const AGE = 2;

/** The post. */
export function samplePost(now: number): TemplateResult {
  const written = new Date(now - AGE * 3_600_000).toISOString();
  return html`<article class="post" itemscope itemtype="https://schema.org/SocialMediaPosting">
    <header>
      <span class="face" aria-hidden="true">M</span>
      <span itemprop="author" itemscope itemtype="https://schema.org/Person">
        <strong itemprop="name">Mara T.</strong>
        <span class="pf-hint">@<span itemprop="alternateName">mara.t</span></span>
        <link itemprop="url" href="https://social.example/mara.t" />
      </span>
      <time class="pf-hint" itemprop="datePublished" datetime=${written}>${text("welcome_sample_age", AGE)}</time>
    </header>
    <p itemprop="articleBody">${text("welcome_sample_text")}</p>
    <link itemprop="url" href=${PLACE} />
    <meta itemprop="identifier" content="1204" />
  </article>`;
}

/** The post as the core is shown it: read like any card, under the address it would have. */
export function sampleSnapshot(root: Element, lang: string): Snapshot {
  const head = { title: text("welcome_sample_title"), lang, base: PLACE, meta: [], links: [], json_ld: [] };
  return { ...snapshotCard(root), url: PLACE, head };
}
