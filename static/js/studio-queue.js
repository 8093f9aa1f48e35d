// Sends the forms of the build page one after the other and takes over what changed.
// Without a connection they wait, in the order they were pressed, and nothing is lost.
(() => {
  const KEY = `studio:${location.pathname}`;
  const root = () => document.querySelector("[data-rathaus-building]");
  const parts = ["kopf", "gliederung", "arbeit", "seitenleiste"];
  let queue = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  let isSending = false;
  let pause = 1000;
  // What was asked for before the latest press is out of date when it arrives.
  let turn = 0;

  const say = (text) => { document.getElementById("ansage").textContent = text; };
  const state = (text) => {
    const saved = document.querySelector("[data-rathaus-saved]");
    if (saved && text) saved.textContent = text;
  };
  // Nothing is exchanged under a finger: what is pressed must still be there when it is let go.
  let isPressed = false;
  addEventListener("pointerdown", () => { isPressed = true; }, { capture: true });
  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, () => { setTimeout(() => { isPressed = false; }); }, { capture: true });
  }
  const released = async () => {
    while (isPressed) await new Promise((done) => { setTimeout(done, 20); });
  };
  const keep = () => sessionStorage.setItem(KEY, JSON.stringify(queue));

  // Rows that are the same stay, so that a long page costs no more than what changed on it.
  const takeOverRows = (before, after) => {
    const known = new Map([...before.children].map((row) => [row.id, row]));
    const rows = [...after.children].map((row) => {
      const old = known.get(row.id);
      return old && old.isEqualNode(row) ? old : row;
    });
    before.replaceChildren(...rows);
  };

  const takeOver = (id, fresh) => {
    const before = document.getElementById(id);
    const after = fresh.getElementById(id);
    if (!before || !after || before.isEqualNode(after)) return;
    const oldList = before.querySelector("[data-rathaus-list]");
    const newList = after.querySelector("[data-rathaus-list]");
    if (oldList && newList) {
      takeOverRows(oldList, newList);
      newList.replaceWith(oldList);
    }
    before.replaceWith(document.adoptNode(after));
  };

  // Whoever is still typing keeps the form; only what it was based on is brought up to date.
  const isTypingOn = (fresh) => {
    const form = document.activeElement?.closest?.("[data-rathaus-settings]");
    const next = fresh.querySelector("[data-rathaus-settings]");
    if (!form || form.dataset.rathausSettings !== next?.dataset.rathausSettings) return false;
    if (fresh.getElementById("konflikt")) return false;
    form.elements.was.value = next.elements.was.value;
    return true;
  };

  const show = (html, url) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    if (!fresh.getElementById("arbeit")) return false;
    const focused = document.activeElement?.id;
    const stays = isTypingOn(fresh);
    // The preview stays as well and loads itself again, until somebody opens something else.
    const isPreviewed = !url && document.querySelector("#seitenleiste [data-rathaus-preview]");
    for (const id of parts) {
      if (id !== "seitenleiste" || !(stays || isPreviewed)) takeOver(id, fresh);
    }
    document.title = fresh.title || document.title;
    if (url) history.replaceState(null, "", url);
    const said = fresh.getElementById("ansage");
    say(said?.textContent.trim() ?? "");
    if (said?.dataset.revision) root().dataset.revision = said.dataset.revision;
    const conflict = document.getElementById("konflikt");
    if (conflict) conflict.focus();
    else if (focused && !stays) document.getElementById(focused)?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("rathaus:edited", { detail: { focused } }));
    return true;
  };

  const address = () => {
    const node = document.querySelector("[data-rathaus-settings]")?.dataset.rathausSettings;
    return node ? `${location.pathname}?frage=${encodeURIComponent(node)}` : null;
  };

  const send = async () => {
    if (isSending || !queue.length) return;
    isSending = true;
    while (queue.length) {
      const { action, fields, focus } = queue[0];
      state(root().dataset.saving);
      try {
        const answer = await fetch(action, {
          method: "POST", headers: { "X-Rathaus-Parts": "1" }, body: new URLSearchParams(fields),
        });
        if (answer.status >= 500) throw new Error(answer.statusText);
        const html = await answer.text();
        await released();
        queue.shift();
        keep();
        pause = 1000;
        if (!show(html)) { location.href = answer.url; return; }
        history.replaceState(null, "", address());
        if (focus) (document.getElementById(focus) ?? selected())?.focus({ preventScroll: false });
      } catch {
        state(`${root().dataset.offline} ${queue.length}`);
        isSending = false;
        setTimeout(send, pause);
        pause = Math.min(pause * 2, 30000);
        return;
      }
    }
    isSending = false;
  };

  const selected = () => document.querySelector("#arbeit a[aria-current]");

  const push = (form, submitter, focus) => {
    const data = new FormData(form, submitter);
    const fields = [...data].filter(([, value]) => typeof value === "string");
    const entry = { action: form.getAttribute("action"), fields, focus };
    const waiting = queue.findIndex((each, place) => place && each.action === entry.action
      && form.dataset.rathausSettings);
    turn += 1;
    if (waiting > 0) queue[waiting] = entry; else queue.push(entry);
    keep();
    send();
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-rathaus-command]") || !root()) return;
    event.preventDefault();
    const by = event.submitter;
    if (by?.getAttribute("aria-disabled") === "true") return;
    document.getElementById("dialog")?.close?.();
    const isNew = form.id === "einfuegen" && by?.value === "add";
    const here = document.activeElement?.id ?? "";
    // On a question of the list the focus goes along with what is selected; on a button it stays.
    const stays = here && !here.startsWith("frage-") && !form.closest("dialog");
    push(form, by, isNew ? "neu-frage" : stays ? here : "-");
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest("[data-rathaus-settings]");
    if (form) push(form, null, null);
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-rathaus-open]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || queue.length) return;
    event.preventDefault();
    const { id } = link;
    turn += 1;
    const mine = turn;
    try {
      const answer = await fetch(link.href, { headers: { "X-Rathaus-Parts": "1" } });
      const html = await answer.text();
      if (mine !== turn) return;
      if (!answer.ok || !show(html, link.href)) location.href = link.href;
      (document.getElementById(id) ?? selected())?.focus({ preventScroll: true });
    } catch { location.href = link.href; }
  });

  document.addEventListener("rathaus:refresh", async () => {
    if (queue.length || document.activeElement?.closest("form")) return;
    const mine = turn;
    const answer = await fetch(location.href, { headers: { "X-Rathaus-Parts": "1" } });
    const html = await answer.text();
    if (answer.ok && mine === turn) show(html);
  });

  addEventListener("online", send);
  addEventListener("pagehide", () => {
    for (const { action, fields } of queue.slice(isSending ? 1 : 0)) {
      fetch(action, { method: "POST", body: new URLSearchParams(fields), keepalive: true });
    }
    if (navigator.onLine) { queue = []; keep(); }
  });
  if (root()) send();
})();
