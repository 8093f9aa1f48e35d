// Shows the receipt as soon as it is there; without this script a link loads the page again.
(() => {
  const waiting = document.querySelector("[data-rathaus-wait]");
  let tries = 40;

  const look = async () => {
    const answer = await fetch(location.href).catch(() => null);
    const html = answer?.ok ? await answer.text() : "";
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById(waiting.id);
    if (fresh && !fresh.matches("[data-rathaus-wait]")) waiting.innerHTML = fresh.innerHTML;
    else if (tries--) setTimeout(look, 1500);
  };

  if (waiting) setTimeout(look, 1000);
})();
