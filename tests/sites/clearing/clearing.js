// A page that acts on every press anywhere in a post, as many do: it opens the post, before a click is even complete.
const opened = (kind) => (event) => {
  const post = event.target.closest(".bark");
  if (post === null) return;
  document.body.dataset.heard = kind;
  location.hash = post.querySelector(".fern-when").getAttribute("href");
};
for (const kind of ["pointerdown", "mousedown", "click"]) document.addEventListener(kind, opened(kind));
document.addEventListener("keydown", ({ key }) => (document.body.dataset.key = key));
