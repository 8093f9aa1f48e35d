// One tab stop for the questions and one for the pages: arrow keys move, keys act on what has focus.
(() => {
  const lists = "[data-rathaus-list], [data-rathaus-roving]";
  const links = (list) => [...list.querySelectorAll("a[data-rathaus-open]")];

  const rove = () => {
    for (const list of document.querySelectorAll(lists)) {
      const all = links(list);
      const current = all.find((link) => link === document.activeElement)
        ?? all.find((link) => link.hasAttribute("aria-current")) ?? all[0];
      for (const link of all) link.tabIndex = link === current ? 0 : -1;
    }
  };

  const press = (key) => document.querySelector(`[data-rathaus-key="${key}"]`)?.click();

  const actions = (event) => {
    const { key, altKey: alt, shiftKey: shift, ctrlKey: ctrl, metaKey: meta } = event;
    const command = ctrl || meta;
    if (alt && !command && key === "ArrowUp") return shift ? "page_up" : "up";
    if (alt && !command && key === "ArrowDown") return shift ? "page_down" : "down";
    if (!alt && !command && key === "Delete") return "delete";
    if (!command || alt || shift) return null;
    const name = { m: "move", d: "duplicate", c: "copy", x: "cut", v: "paste", Enter: "insert" };
    return name[key.length === 1 ? key.toLowerCase() : key] ?? null;
  };

  const opened = (link) => new Promise((done) => {
    if (link.hasAttribute("aria-current")) { done(); return; }
    document.addEventListener("rathaus:edited", () => done(), { once: true });
    link.click();
  });

  // Shift and arrows mark several; the tools then act on all of them.
  const mark = (from, to) => {
    for (const link of [from, to]) link?.closest("[data-rathaus-node]")?.classList.add("row--marked");
    const count = document.querySelectorAll(".row--marked").length;
    const said = document.getElementById("ansage");
    said.textContent = said.dataset.marked.replace("%s", count);
  };

  const addMarked = () => {
    const form = document.querySelector(".tools");
    for (const row of document.querySelectorAll(".row--marked")) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = "node";
      input.value = row.dataset.rathausNode;
      form.append(input);
    }
  };

  const act = async (link, action) => {
    const marked = [...document.querySelectorAll(".row--marked")].map((row) => row.id);
    await opened(link);
    for (const id of marked) document.getElementById(id)?.classList.add("row--marked");
    if (["delete", "copy", "cut", "duplicate"].includes(action)) addMarked();
    if (action === "insert") { document.getElementById("neu-frage")?.focus(); return; }
    if (!action.startsWith("page_")) { press(action); return; }
    const up = document.getElementById("tool-up");
    up.value = action;
    up.click();
    up.value = "up";
  };

  document.addEventListener("keydown", async (event) => {
    const link = event.target.closest?.("a[data-rathaus-open]");
    const list = link?.closest(lists) ?? (link?.closest(".canvas__title") && link.parentElement);
    if (!list) return;
    const action = actions(event);
    if (action) {
      if (action === "paste" && !document.querySelector('[data-rathaus-key="paste"]')) return;
      event.preventDefault();
      act(link, action);
      return;
    }
    if (event.key === "F2") {
      event.preventDefault();
      await opened(link);
      document.querySelector("[data-rathaus-settings] input:not([type=hidden])")?.focus();
      return;
    }
    const all = links(list);
    const place = all.indexOf(link);
    const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = all[Math.max(0, Math.min(to, all.length - 1))];
    if (event.shiftKey) mark(link, next);
    next?.focus();
  });

  // Back from the settings to the question they belong to.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !event.target.closest?.("#seitenleiste")) return;
    event.preventDefault();
    document.querySelector("#arbeit a[aria-current]")?.focus();
  });

  document.addEventListener("focusin", (event) => {
    if (event.target.closest?.(lists)) rove();
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-rathaus-dialog]");
    const dialog = document.getElementById("dialog");
    if (event.target.closest("[data-rathaus-close]") && dialog?.open) {
      event.preventDefault();
      dialog.close();
    }
    if (!link || !dialog?.showModal) return;
    event.preventDefault();
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog.replaceChildren(document.adoptNode(page.getElementById("verschieben")));
    dialog.showModal();
    dialog.querySelector("select")?.focus();
  });

  document.addEventListener("rathaus:edited", rove);
  rove();
})();
