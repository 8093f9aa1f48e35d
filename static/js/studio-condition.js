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

  // Who looks for a question by typing its first letters changes the choice with every letter.
  const PAUSE = 500;
  let waiting = null;
  const refresh = () => {
    if (!waiting) return;
    clearTimeout(waiting.timer);
    const { condition, field } = waiting;
    waiting = null;
    exchange(condition, field.form, null, field.id);
  };
  const refreshSoon = (condition, field) => {
    clearTimeout(waiting?.timer);
    waiting = { condition, field, timer: setTimeout(refresh, PAUSE) };
  };
  document.addEventListener("keydown", (event) => {
    if (waiting && event.target === waiting.field) refreshSoon(waiting.condition, waiting.field);
  });
  document.addEventListener("focusout", (event) => {
    // The focus has to be where it goes before anything is exchanged.
    if (waiting && event.target === waiting.field) setTimeout(refresh);
  });

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("[data-rathaus-condition]");
    if (!choice) return;
    if (event.target.matches("[data-rathaus-refresh]")) refreshSoon(choice.id, event.target);
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
