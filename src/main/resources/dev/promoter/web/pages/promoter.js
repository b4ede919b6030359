// Without this script every page reads and works the same; it only filters what is there and keeps
// the overview fresh while somebody looks at it.
(() => {
  "use strict";

  const filter = document.querySelector("input[data-filter]");
  const table = filter && document.getElementById(filter.dataset.filter);

  const show = () => {
    const words = filter.value.trim().toLowerCase().split(/\s+/);
    for (const body of document.getElementById(filter.dataset.filter).tBodies) {
      const text = body.textContent.toLowerCase();
      body.hidden = !words.every((word) => text.includes(word));
    }
  };

  if (table) {
    filter.closest("[hidden]").hidden = false;
    filter.addEventListener("input", show);
  }

  const live = document.querySelector("[data-live]");
  const PAUSE = 30_000;

  const refresh = async () => {
    const inUse = live.contains(document.activeElement) || !getSelection().isCollapsed;
    if (document.hidden || inUse) {
      return;
    }
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok) {
      return;
    }
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of [".counts", "[data-live]", ".foot"]) {
      const now = document.querySelector(part);
      const then = fresh.querySelector(part);
      if (now && then) {
        now.replaceChildren(...then.childNodes);
      }
    }
    if (filter) {
      show();
    }
  };

  if (live) {
    setInterval(() => refresh().catch(() => {}), PAUSE);
  }
})();
