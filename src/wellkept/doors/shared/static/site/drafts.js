// Keeps the draft of a long form while it is written: after a pause, at most once a minute, and at once when the session
// is about to end or the page goes out of sight. Nothing stays in the browser.
(() => {
  const box = document.querySelector("[data-draft]");
  if (!box) return;
  const form = box.closest("form");
  const fields = new Set(box.dataset.draftFields.split(" "));
  const said = box.querySelector("[data-draft-said]"), instead = box.querySelector("[data-draft-instead]");
  const seen = form.elements.draft_seen;
  const PAUSE = 10000, APART = 60000;
  let changes = 0, kept = 0, at = 0, since = 0, timer = 0;
  let busy = false, again = false, sending = false, stopped = false, other = "";

  function written(last) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (fields.has(name) && typeof value === "string") body.append(name, value);
    }
    body.set("draft_form", box.dataset.draftForm);
    body.set("draft_step", box.dataset.draftStep);
    body.set("draft_seen", seen.value);
    if (last) body.set("draft_last", "1");
    return body;
  }

  async function keep(last) {
    clearTimeout(timer);
    if (sending || stopped || changes === kept) return;
    again = busy && last;
    if (busy) return;
    busy = true;
    const now = changes;
    try {
      const answer = await fetch(box.dataset.draft, {
        method: "POST", headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }, body: written(last),
        credentials: "same-origin", cache: "no-store", redirect: "manual", keepalive: last,
      });
      if (!answer.ok) throw new Error(answer.status);
      hear(await answer.json(), now);
    } catch {
      // The network is away, or nobody is signed in any more.
      at = since = Date.now();
      tell(true);
    } finally {
      busy = false;
      if (again) keep(true);
      else if (changes !== kept) plan();
    }
  }

  function hear(told, now) {
    if (told.said) said.textContent = told.said;
    if (told.kept) {
      [seen.value, kept, at, since] = [told.seen, now, Date.now(), 0];
    } else if (told.why === "later") {
      since = Date.now();
    } else {
      stopped = true;
      other = told.seen || "";
      instead.hidden = !other;
    }
    tell(stopped);
  }

  // The question before sign-off says what is true: that a draft is kept, or that all of this will be lost.
  function tell(lost) {
    for (const one of document.querySelectorAll("[data-draft-lost]")) one.hidden = !lost;
    for (const one of document.querySelectorAll("[data-draft-kept]")) one.hidden = lost;
  }

  function plan() {
    clearTimeout(timer);
    const now = Date.now();
    if (!stopped) timer = setTimeout(keep, now - since > APART ? 0 : Math.max(PAUSE, at + APART - now), false);
  }

  form.addEventListener("input", () => {
    changes += 1;
    since ||= Date.now();
    plan();
  });
  form.addEventListener("submit", () => { sending = true; });
  window.addEventListener("pageshow", () => { sending = false; });
  instead.addEventListener("click", () => {
    [seen.value, stopped, instead.hidden] = [other, false, true];
    changes += 1;
    keep(true);
    form.querySelector("[name=draft]").focus();
  });
  document.addEventListener("wellkept:ending", () => keep(true));
  document.addEventListener("visibilitychange", () => document.hidden && keep(true));
  window.addEventListener("pagehide", () => keep(true));
})();
