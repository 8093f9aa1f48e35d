// What could take the focus but the Tab key never came to it.
() => {
  const all = document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable=true]");
  const seen = (element) => element.hasAttribute("data-test-seen");
  return [...all].filter((element) => {
    if (element.tabIndex < 0 || element.matches(":disabled") || seen(element)) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type !== "radio") return true;
    return ![...document.getElementsByName(element.name)].some(seen);
  }).map((element) => element.outerHTML.slice(0, 120));
}
