// The sample post of the first run: drawn like a post of any site, marked up as sites mark theirs up, and read off the page
// as posts are. It is on no site and loads nothing.

import { html, type TemplateResult } from "lit";

import type { Node, Snapshot } from "../../pkg/pinfold.js";
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

/** The post as the core is shown it: a flat table of its elements and words. */
export function sampleSnapshot(root: Element, lang: string): Snapshot {
  const nodes: Node[] = [];
  const add = (node: ChildNode, parent: number): void => {
    if (node instanceof Text) {
      if (node.data.trim() !== "") nodes.push({ parent, name: "#text", attributes: [], text: node.data });
      return;
    }
    if (!(node instanceof Element)) return;
    const row = nodes.length;
    const attributes = [...node.attributes].map(({ name, value }): [string, string] => [name, value]);
    nodes.push({ parent: row === 0 ? 0 : parent, name: node.localName, attributes, text: "" });
    for (const child of node.childNodes) add(child, row);
  };
  add(root, 0);
  const head = { title: text("welcome_sample_title"), lang, base: PLACE, meta: [], links: [], json_ld: [] };
  return { url: PLACE, extent: "card", head, nodes, cut: "none" };
}
