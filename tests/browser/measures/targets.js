// What is smaller than a fingertip needs (24 by 24 pixels), links within a sentence apart.
() => {
  const problems = [];
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  for (const element of all) {
    if (element.type === "hidden" || !element.checkVisibility({ visibilityProperty: true })) continue;
    if (element.matches(".kern-sr-only, .skip-link")) continue;
    const parts = [element, ...(element.labels ?? [])];
    // A link that fills its tile.
    const isFilling = getComputedStyle(element, "::after").position === "absolute";
    if (isFilling && element.offsetParent) parts.push(element.offsetParent);
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const isBig = boxes.some((box) => box.width >= 24 && box.height >= 24);
    const around = element.parentElement.innerText?.trim() ?? "";
    const isInSentence = getComputedStyle(element).display === "inline"
      && around.length > element.innerText.trim().length;
    if (isBig || isInSentence) continue;
    const { width, height } = boxes[0];
    problems.push(`${element.outerHTML.slice(0, 90)}: ${Math.round(width)}×${Math.round(height)}`);
  }
  return problems;
}
