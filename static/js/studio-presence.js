// Says who else is here, and takes over what they changed.
(() => {
  const root = document.querySelector("[data-rathaus-building]");
  if (!root) return;
  const line = document.getElementById("anwesend");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  const look = async () => {
    if (document.hidden) return;
    const page = document.querySelector("#gliederung [aria-current]")?.id.replace("seite-", "") ?? "";
    const body = new URLSearchParams({ csrfmiddlewaretoken: token(), page });
    try {
      const answer = await fetch(root.dataset.presence, { method: "POST", body });
      const { lines, revision } = await answer.json();
      if (line.textContent !== lines.join(" ")) line.textContent = lines.join(" ");
      if (revision > Number(root.dataset.revision)) {
        document.dispatchEvent(new CustomEvent("rathaus:refresh"));
      }
    } catch { /* the next look may see more */ }
  };
  setInterval(look, 10000);
  look();
})();
