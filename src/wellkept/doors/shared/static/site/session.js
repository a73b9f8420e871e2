// Counts down to the sign-off that the server decides. The server's clock is asked; this one only measures what has
// passed since, so that a wrong clock, a sleeping computer or another tab changes nothing.
(() => {
  const box = document.getElementById("session-clock");
  if (!box) return;
  const warn = Number(box.dataset.warn) * 60;
  const shown = document.querySelectorAll("[data-session-left]");
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("wellkept-session") : null;
  const token = box.querySelector("[name=csrfmiddlewaretoken]").value;
  const say = [120, 60, 30, 10];
  let left = Infinity, asked = 0, measured = 0, active = 0, waiting = false, again = false, leaving = false, said = 0;

  const remaining = () => left - (Date.now() - asked) / 1000;

  async function ask(stay) {
    if (waiting) again = true;
    if (waiting || leaving) return;
    waiting = true;
    try {
      const answer = await fetch(box.dataset.clock, stay
        ? { method: "POST", headers: { "X-CSRFToken": token }, credentials: "same-origin", cache: "no-store" }
        : { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      left = told.left;
      asked = Date.now();
      measured = performance.now();
      box.querySelector("[data-no-stay]").hidden = told.may_stay;
      box.querySelector("[data-stay]").hidden = !told.may_stay;
      if (left <= 0) return leave();
      if (stay && channel) channel.postMessage("stay");
      draw();
    } catch {
      // The network is away: go on counting by what was last heard, and ask again.
    } finally {
      waiting = false;
      if (again) {
        again = false;
        ask(false);
      }
    }
  }

  function leave() {
    leaving = true;
    document.querySelector("main").hidden = true;
    if (box.open) box.close();
    const here = location.pathname + location.search;
    location.replace(`${box.dataset.over}?next=${encodeURIComponent(here)}`);
  }

  function words(seconds) {
    const minutes = Math.floor(seconds / 60), rest = Math.floor(seconds % 60);
    return (minutes ? box.dataset.minutes : box.dataset.seconds).replace("{m}", minutes).replace("{s}", rest);
  }

  function draw() {
    const seconds = Math.max(0, Math.ceil(remaining()));
    for (const one of shown) one.textContent = box.dataset.shown.replace("{m}", Math.ceil(seconds / 60));
    if (seconds > warn) {
      said = 0;
      if (box.open) box.close();
      return;
    }
    if (!box.open) {
      box.showModal();
      document.dispatchEvent(new Event("wellkept:ending"));
    }
    box.querySelector("[data-left]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    const mark = say.filter((one) => seconds <= one).pop() ?? warn;
    if (mark !== said) {
      said = mark;
      box.querySelector("[data-said]").textContent = words(seconds);
    }
  }

  function tick() {
    if (leaving || left === Infinity) return;
    const drift = Math.abs((Date.now() - asked) - (performance.now() - measured));
    if (drift > 5000) return void ask(false);  // it slept, or somebody set its clock
    if (remaining() <= 0) return void ask(false).then(() => remaining() <= 0 && leave());
    if (remaining() <= warn && !box.open) return void ask(false).then(draw);
    draw();
  }

  function act() {
    const now = Date.now();
    if (box.open || now - active < 60000) return;
    active = now;
    if (now - asked > 60000) ask(true);
  }

  box.addEventListener("cancel", (event) => { event.preventDefault(); ask(true); });
  box.querySelector("[data-stay]").addEventListener("submit", (event) => { event.preventDefault(); ask(true); });
  const wayOut = box.querySelector("[data-leave]").getAttribute("action");
  for (const form of document.querySelectorAll("form")) {
    if (form.getAttribute("action") === wayOut) form.addEventListener("submit", () => channel?.postMessage("out"));
  }
  for (const kind of ["keydown", "pointerdown", "input"]) document.addEventListener(kind, act, { passive: true });
  document.addEventListener("visibilitychange", () => document.hidden || ask(false));
  window.addEventListener("pageshow", (event) => event.persisted && ask(false));
  // Who signs out says so before the server has heard of it.
  if (channel) channel.onmessage = (told) => setTimeout(() => ask(false), told.data === "out" ? 1500 : 0);
  setInterval(tick, 1000);
  ask(false);
})();
