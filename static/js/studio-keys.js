// Keys for the whole studio: taking back, searching, going from pane to pane.
(() => {
  const panes = ["gliederung", "arbeit", "seitenleiste", "kopf"];
  const press = (key) => document.querySelector(`[data-rathaus-key="${key}"]`);
  const isTyping = (element) =>
    element?.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, [contenteditable]");

  const nextPane = (step) => {
    const here = panes.findIndex((id) => document.activeElement?.closest?.(`#${id}`));
    for (let tries = 1; tries <= panes.length; tries += 1) {
      const index = (here + step * tries + panes.length * 2) % panes.length;
      const pane = document.getElementById(panes[index]);
      const first = pane?.querySelector("[aria-current][data-rathaus-open], a[href], button, input");
      if (first) { first.focus(); return; }
    }
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "F6") {
      event.preventDefault();
      nextPane(event.shiftKey ? -1 : 1);
      return;
    }
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "k" && press("search")) {
      event.preventDefault();
      press("search").focus();
    } else if (key === "s") {
      event.preventDefault();
      document.activeElement?.blur?.();
      press("save")?.click();
    } else if (!isTyping(event.target) && (key === "z" || key === "y")) {
      const isRedo = key === "y" || event.shiftKey;
      const button = press(isRedo ? "redo" : "undo");
      if (!button) return;
      event.preventDefault();
      button.click();
    }
  });
})();
