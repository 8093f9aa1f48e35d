// Loads the preview again after an edit, at the same page and place, and fits its width.
// Without this script the links reload it, and wide pages are scrolled.
(() => {
  const widths = { phone: 360, desktop: 1280 };
  const pause = 500;
  let timer;
  let scroll = null;

  const preview = () => document.querySelector("[data-rathaus-preview]");
  const frame = () => preview()?.querySelector("iframe");

  const inside = (read) => {
    try {
      return read(frame().contentWindow);
    } catch { // not loaded yet, or somebody followed a link out of the house
      return null;
    }
  };

  // What the frame shows last in its address: a page of the form, or the word for checking it.
  const shown = () => inside((view) => view.location.pathname.split("/").filter(Boolean).pop());

  const load = (page) => {
    const pane = preview();
    if (!pane || !frame()) return;
    const address = new URL(pane.dataset.rathausPreview, location.href);
    address.searchParams.set("seite", page);
    frame().src = address.href;
  };

  const reload = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!frame()) return;
      scroll = inside((view) => view.scrollY);
      load(shown() || preview().dataset.rathausPage);
    }, pause);
  };

  const fit = () => {
    const stage = preview()?.querySelector(".preview__stage");
    if (!stage) return;
    const { style } = frame();
    const isWide = stage.classList.contains("preview__stage--desktop");
    const width = widths[isWide ? "desktop" : "phone"];
    const scale = Math.min(1, stage.clientWidth / width);
    style.width = `${width}px`;
    style.maxWidth = "none";
    style.height = `${100 / scale}%`;
    style.transform = `scale(${scale})`;
    stage.style.overflow = "hidden";
  };

  const mark = (choice) => {
    for (const each of choice.parentElement.children) each.removeAttribute("aria-current");
    choice.setAttribute("aria-current", "true");
  };

  // What the frame really looks like, whoever chose it.
  const markLooks = () => {
    const root = inside((view) => view.document.documentElement);
    for (const choice of preview().querySelectorAll("[data-rathaus-look]")) {
      const [what, value] = choice.dataset.rathausLook.split(":");
      const is = what === "theme" ? root?.dataset.kernTheme : root?.lang;
      if (is === value) mark(choice);
    }
  };

  document.addEventListener("click", (event) => {
    const choice = event.target.closest?.(".preview__choice");
    if (!choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (choice.dataset.rathausWidth) {
      event.preventDefault();
      const stage = preview().querySelector(".preview__stage");
      stage.className = `preview__stage preview__stage--${choice.dataset.rathausWidth}`;
      fit();
    } else {
      event.preventDefault();
      const address = new URL(choice.href);
      address.searchParams.set("seite", shown() || preview().dataset.rathausPage);
      scroll = inside((view) => view.scrollY);
      frame().src = address.href;
    }
    mark(choice);
  });

  // "load" does not bubble; caught on its way down it needs no second listener after a swap.
  document.addEventListener("load", (event) => {
    if (event.target !== frame()) return;
    fit();
    markLooks();
    if (scroll !== null) inside((view) => view.scrollTo({ top: scroll, behavior: "instant" }));
    scroll = null;
  }, { capture: true });

  document.addEventListener("rathaus:edited", reload);
  addEventListener("resize", fit);
  fit();
})();
