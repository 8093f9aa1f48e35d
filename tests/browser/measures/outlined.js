// What looks focused although nothing has the focus.
() => {
  document.activeElement?.blur();
  return [...document.querySelectorAll("a, button, input, select, textarea, summary, .tile")]
    .filter((element) => {
      const style = getComputedStyle(element);
      // Dashed is the frame into which files are dropped.
      return ["auto", "solid"].includes(style.outlineStyle) && parseFloat(style.outlineWidth) >= 2
        && !/^rgba.*, 0\)$|transparent/.test(style.outlineColor);
    }).map((element) => element.outerHTML.slice(0, 90));
}
