// A second click on a button sends nothing while the first is under way.
(() => {
  const sent = new WeakMap();
  const pause = 8000;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-rathaus-once]")) return;
    if (Date.now() - (sent.get(form) ?? -pause) < pause) event.preventDefault();
    else sent.set(form, Date.now());
  });

  // Back in the browser's history, buttons work again.
  addEventListener("pageshow", () => {
    for (const form of document.forms) sent.delete(form);
  });
})();
