// Passkeys, and passwords one can look at. Without this script everything else on these pages works.
(() => {
  "use strict";

  for (const button of document.querySelectorAll("button[data-shows]")) {
    const field = document.getElementById(button.dataset.shows);
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = field.type === "text";
      field.type = shown ? "password" : "text";
      button.setAttribute("aria-pressed", String(!shown));
    });
  }

  const asked = async (form) => {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(form.dataset.options, {method: "POST", headers: {"X-CSRFToken": token}});
    return (await answer.json()).publicKey;
  };
  const made = {
    create: async (form) =>
      navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(await asked(form))}),
    get: async (form) =>
      navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(await asked(form))}),
  };

  const able = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (!able) continue;
    const failed = form.querySelector("[data-failed]");
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      if (form.elements.credential.value) return;
      event.preventDefault();
      failed.hidden = true;
      try {
        const shown = await made[form.dataset.passkey](form);
        form.elements.credential.value = JSON.stringify(shown.toJSON());
        form.submit();
      } catch {
        failed.hidden = false;
      }
    });
  }
})();
