// Says beside the check list how much is open, some time after an edit.
(() => {
  const place = () => document.querySelector("[data-rathaus-findings]");
  let waiting = 0;
  let last = "";
  let cases = "";

  const write = () => {
    const here = place();
    if (here && last) here.textContent = last;
    const line = document.querySelector("[data-rathaus-cases]");
    if (line && line.textContent !== cases) line.textContent = cases;
  };

  const count = async () => {
    const here = place();
    if (!here) return;
    try {
      const answer = await fetch(here.dataset.rathausFindings);
      if (answer.ok) {
        const found = await answer.json();
        last = ` (${found.count})`;
        cases = found.cases;
      }
      write();
    } catch { /* the list itself still works */ }
  };

  document.addEventListener("rathaus:edited", () => {
    write();
    clearTimeout(waiting);
    waiting = setTimeout(count, 600);
  });
  count();
})();
