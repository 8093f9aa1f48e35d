// With colours forced by the system: can buttons, inputs and icons still be told from the ground?
() => {
  const problems = [];
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true })
    && element.getBoundingClientRect().width > 1;
  const say = (element, what) => problems.push(`${what}: ${element.outerHTML.slice(0, 110)}`);
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if (!/^rgba.*, 0\)$|transparent/.test(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const hasBorder = (element) => {
    const style = getComputedStyle(element);
    return ["Top", "Right", "Bottom", "Left"].every((side) =>
      parseFloat(style[`border${side}Width`]) >= 1 && style[`border${side}Style`] !== "none"
      && style[`border${side}Color`] !== ground(element.parentElement));
  };
  for (const element of document.querySelectorAll("button, .kern-btn")) {
    if (!isSeen(element) || element.matches(".link-button")) continue;
    if (!hasBorder(element)) say(element, "a button without edge");
  }
  const inputs = "input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea";
  for (const element of document.querySelectorAll(inputs)) {
    // KERN draws the edge of a select around it.
    const edged = element.closest(".kern-form-input__select-wrapper") ?? element;
    if (isSeen(element) && !hasBorder(edged)) say(element, "an input without edge");
  }
  for (const element of document.querySelectorAll(".kern-icon")) {
    if (!isSeen(element)) continue;
    const own = getComputedStyle(element).backgroundColor;
    if (own === ground(element.parentElement)) say(element, "an icon in the colour of its ground");
  }
  for (const element of document.querySelectorAll("a[href]")) {
    if (isSeen(element) && getComputedStyle(element).color === ground(element)) {
      say(element, "a link in the colour of its ground");
    }
  }
  return problems;
}
