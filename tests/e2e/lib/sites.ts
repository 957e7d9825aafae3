// Our sample sites, the hostile pages among them, put behind their host names. It never serves anything
// that is not ours.
import path from "node:path";
import { folder, pages, type Network } from "./network";
import { SITES } from "./places";

export const SOCIAL = "https://social.pinfold.example";
export const REVIEWS = "https://reviews.pinfold.example";
export const SHOP = "https://shop.pinfold.example";
export const LADEN = "https://laden.pinfold.example";
export const STRICT = "https://strict.pinfold.example";
export const CLEARING = "https://clearing.pinfold.example";
/** The same, as strict as a page can be. */
export const HUSHED = "https://hushed.pinfold.example";
export const EMPTY = "https://empty.pinfold.example";
export const HOSTILE = "https://hostile.pinfold.example";

/** As strict as a page can be: nothing it could allow is allowed. */
const NOTHING = {
  "content-security-policy": "default-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; sandbox allow-same-origin",
};

export function serveSites(network: Network): void {
  const host = (origin: string): string => new URL(origin).host;
  network.serve(host(SOCIAL), folder(path.join(SITES, "social")));
  network.serve(host(REVIEWS), folder(path.join(SITES, "reviews")));
  network.serve(host(SHOP), folder(path.join(SITES, "shop")));
  network.serve(host(LADEN), folder(path.join(SITES, "laden")));
  network.serve(host(STRICT), folder(path.join(SITES, "strict"), NOTHING));
  network.serve(host(CLEARING), folder(path.join(SITES, "clearing")));
  network.serve(host(HUSHED), folder(path.join(SITES, "clearing"), NOTHING));
  network.serve(host(EMPTY), folder(path.join(SITES, "empty")));
  network.serve(host(HOSTILE), pages(hostile()));
}

/** The sample site as one that gives its pictures to anybody who asks, so that they are fetched without a permission. */
export function anybodysPictures(network: Network): void {
  network.serve(new URL(SOCIAL).host, folder(path.join(SITES, "social"), { "access-control-allow-origin": "*" }));
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><p>Robin Sample</p>${body}`;

const article = (id: number, inner: string): string =>
  `<article id="p${id}"><a rel="author" href="/@mallory">@mallory</a> <a href="/@mallory/${id}"><time datetime="2026-03-01T00:00:00Z">1 March</time></a>${inner}</article>`;

/** Pages that a browser shows and that must not hang, crash or fool us. */
function hostile(): Record<string, string> {
  const deep = 10_000;
  const pixel = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";
  return {
    // A parser flattens what is too deep, a script does not. Not drawn: laying it out ends Chromium itself.
    "/deep": page("Deep", `${article(1, "<p>Very deep.</p>")}<script>
      let inner = document.querySelector("article");
      for (let at = 0; at < ${deep}; at++) { const next = document.createElement("div"); next.style.display = "none"; inner.append(next); inner = next; }
      inner.append("the bottom");
    </script>`),
    "/text": page("Long", article(2, `<p>${"Lorem ipsum 0123. ".repeat(58_300)}</p>`)),
    "/images": page("Many", article(3, `<p>Many pictures.</p>${`<img src="${pixel}" alt="dot" width="1" height="1">`.repeat(5_000)}`)),
    // HTML cannot carry half a surrogate pair; a script can put one anywhere.
    "/surrogates": page("Broken", `${article(4, '<p id="text"></p>')}<script>
      document.querySelector("#text").textContent = "before \\ud83d between \\udca9 after";
      document.querySelector("article").dataset.broken = "\\ud800";
    </script>`),
    // What an open shadow root holds is on the page; what a closed one holds, nobody but its page can read.
    "/shadow": page("Shadow", `<x-open></x-open><x-closed></x-closed><script>
      const post = (id, words) => '<article id="p' + id + '"><a rel="author" href="/@mallory">@mallory</a> <a href="/@mallory/' + id + '">'
        + '<time datetime="2026-03-01T00:00:00Z">1 March</time></a><p>' + words + '</p></article>';
      document.querySelector("x-open").attachShadow({ mode: "open" }).innerHTML = post(6, "Said in the open.") + post(8, "Said there too.");
      document.querySelector("x-closed").attachShadow({ mode: "closed" }).innerHTML = post(7, "Said behind a door.");
    </script>`),
    "/script": page("<script>alert(1)</script>", article(5, '<p>&lt;img src=x onerror=alert(1)&gt; =HYPERLINK("https://hostile.pinfold.example/formula","x") **bold** [link](javascript:alert(1))</p>')),
  };
}
