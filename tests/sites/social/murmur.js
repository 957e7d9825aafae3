// A single-page app as they come: it draws what the address says into one document, changes the address
// without loading, and leaves the head's metadata where the first page put it.
"use strict";
const main = document.querySelector("#main");
const shortly = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const drawn = new Map(POSTS.concat(...Object.values(REPLIES)).map((post) => [post.id, post]));
let page = 0;

function make(tag, attributes = {}, ...inner) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...inner);
  return element;
}

function face(by) {
  const mark = make("span", { class: "face", "aria-hidden": "true" }, [...PEOPLE[by].name][0]);
  mark.style.setProperty("--hue", PEOPLE[by].hue);
  return mark;
}

const address = (post) => `/@${post.by}/${post.id}`;

function words(text) {
  return text.split(/([#@][\p{L}\p{N}_.-]+|https?:\S+)/u).map((part) => {
    if (part.startsWith("#")) return make("a", { href: `/tag/${encodeURIComponent(part.slice(1))}` }, part);
    if (part.startsWith("@")) return make("a", { href: `/${part}` }, part);
    return part.startsWith("http") ? make("a", { href: part, rel: "nofollow" }, part.replace(/\?.*/, "")) : part;
  });
}

/** Threads are marked up after microformats: each post says what it answers. */
const marked = (post) => post.answers !== undefined || post.id === "48170" && location.pathname !== "/";

function card(post) {
  const when = make("time", { datetime: post.at, class: "dt-published" }, new Date(post.at).toLocaleString("en", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "UTC" }));
  const article = make("article", { class: marked(post) ? "post h-entry" : "post", "data-post-id": post.id, lang: post.lang, dir: "auto" },
    make("header", {}, face(post.by),
      make("a", { class: "author p-author h-card", href: `/@${post.by}`, rel: "author" }, make("b", { class: "p-name" }, PEOPLE[post.by].name), make("span", { class: "handle p-nickname" }, `@${post.by}`)),
      make("a", { class: "when u-url", href: address(post) }, when)),
    ...(post.answers === undefined ? [] : [make("a", { class: "answers u-in-reply-to", href: address(drawn.get(post.answers)) }, `Answers @${drawn.get(post.answers).by}`)]),
    make("p", { class: "text e-content" }, ...words(post.text)));
  if (post.image) article.append(make("img", { src: `/${post.image}`, alt: post.alt, width: "800", height: "600", loading: "lazy" }));
  if (post.quoted) {
    const quoted = drawn.get(post.quoted);
    article.append(make("blockquote", { class: "quote", cite: address(quoted) }, make("b", {}, PEOPLE[quoted.by].name), " ", make("a", { href: address(quoted) }, quoted.text)));
  }
  article.append(make("footer", {},
    make("button", { type: "button", "aria-label": `${post.replies} replies` }, `Reply ${shortly.format(post.replies)}`),
    make("button", { type: "button", "aria-label": `${post.boosts} boosts` }, `Boost ${shortly.format(post.boosts)}`),
    make("button", { type: "button", "aria-label": `${post.likes} likes` }, `Like ${shortly.format(post.likes)}`)));
  article.addEventListener("click", (event) => {
    if (event.target.closest("a, button") || getSelection().toString()) return;
    go(address(post));
  });
  return article;
}

function feed() {
  document.title = "Murmur";
  main.replaceChildren(...POSTS.map(card));
  page = 0;
}

function single(id) {
  const post = drawn.get(id);
  if (!post) return main.replaceChildren(make("p", {}, "This post is not here any more."));
  document.title = `${PEOPLE[post.by].name} on Murmur`;
  main.replaceChildren(make("a", { class: "back", href: "/" }, "← Home"), card(post),
    make("section", { class: "replies", "aria-label": "Replies" }, ...(REPLIES[id] ?? []).map(card)));
  // Said once, for the page that was loaded; what is shown later is somebody else's.
  if (document.head.querySelector("meta[property]")) return;
  for (const [property, content] of [["og:type", "article"], ["og:url", location.origin + address(post)], ["og:title", document.title], ["og:description", post.text]]) {
    document.head.append(make("meta", { property, content }));
  }
}

function draw() {
  const post = /^\/@[^/]+\/(\d+)$/.exec(location.pathname);
  if (post) single(post[1]);
  else feed();
  scrollTo(0, 0);
}

function go(path) {
  history.pushState(null, "", path);
  draw();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || link.origin !== location.origin || event.ctrlKey || event.metaKey || event.defaultPrevented) return;
  event.preventDefault();
  go(link.pathname);
});
addEventListener("popstate", draw);
addEventListener("scroll", () => {
  const left = document.documentElement.scrollHeight - scrollY - innerHeight;
  if (left > 600 || location.pathname !== "/" || page >= 30) return;
  const more = older(page);
  page += 1;
  for (const post of more) drawn.set(post.id, post);
  main.append(...more.map(card));
});
draw();
