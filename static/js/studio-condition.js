// Shows at once what a chosen question can be compared with; without it a button does.
(() => {
  const exchange = async (id, form, button, changed = "") => {
    const data = new FormData(form, button);
    if (!button) data.set(`${id}-do`, "refresh");
    const address = form.getAttribute("action") || location.href;
    const answer = await fetch(address, { method: "POST", body: data });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById(id);
    const before = document.getElementById(id);
    if (!fresh || !before) { form.requestSubmit(button); return; }
    const focused = document.activeElement?.id;
    const rows = before.querySelectorAll(".condition__row").length;
    before.replaceWith(document.adoptNode(fresh));
    const after = [...fresh.querySelectorAll(".condition__row")];
    if (after.length > rows) after.at(-1).querySelector("select").focus();
    else if (focused) document.getElementById(focused)?.focus();
    // What had the focus is gone, and was the button that scripts make needless.
    else document.getElementById(changed.replace("-subject", "-compare"))?.focus();
  };

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-rathaus-condition]");
    if (!choice) return;
    if (event.target.matches("[data-rathaus-refresh]")) exchange(choice.id, event.target.form, null, event.target.id);
    else if (event.target.matches("[data-rathaus-condition] .condition__groups *")) {
      document.getElementById(`${choice.id}-when`).checked = true;
    }
  });

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    const condition = button?.closest("[data-rathaus-condition]");
    if (!condition || button.name !== `${condition.id}-do`) return;
    event.preventDefault();
    exchange(condition.id, event.target, button);
  });
})();
