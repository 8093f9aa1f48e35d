// What does not fit: a page that scrolls sideways, and text that is cut off.
() => {
  const problems = [];
  const page = document.documentElement;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const isFramed = (element) => {
    for (let at = element.parentElement; at !== document.body; at = at.parentElement) {
      if (scrolls(at)) return true;
    }
    return false;
  };
  if (page.scrollWidth > page.clientWidth) {
    problems.push(`page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      const right = element.getBoundingClientRect().right;
      if (right > page.clientWidth + 1 && !element.children.length && !isFramed(element)) {
        problems.push(`${element.localName}.${element.className} reaches to ${Math.round(right)}`);
      }
    }
  }
  for (const element of document.body.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    const isHidden = element.clientWidth <= 1 || style.clipPath !== "none" || style.clip !== "auto";
    if (isHidden || element.closest("svg") || element.matches("input, select, textarea, pre")) continue;
    // A frame that is drawn smaller than it is takes more room than it shows.
    if (element.querySelector(":scope > iframe")) continue;
    const cuts = ["hidden", "clip"];
    if ((cuts.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
      || (cuts.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1)) {
      problems.push(`${element.localName}.${element.className} cuts its text off`);
    }
  }
  return problems.slice(0, 6);
}
