// Says in time that this browser will soon no longer open the draft, and extends by a button.
(() => {
  const warning = document.querySelector("[data-rathaus-session]");
  if (!warning) return;
  const early = 10 * 60;
  let timer;

  const arm = () => {
    clearTimeout(timer);
    warning.hidden = true;
    timer = setTimeout(() => { warning.hidden = false; },
      (Number(warning.dataset.rathausSession) - early) * 1000);
  };

  warning.querySelector("button").addEventListener("click", async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (answer?.ok) arm();
  });
  arm();
})();
