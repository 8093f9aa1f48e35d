// What a sighted person sees of the focus: the ring around it, its contrast, and what covers it.
() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgba(getComputedStyle(at).backgroundColor);
      if (color[3] > 250) return color;
    }
    return [255, 255, 255, 255];
  };
  const ring = (element) => {
    const style = getComputedStyle(element);
    const width = parseFloat(style.outlineWidth);
    if (style.outlineStyle === "none" || width < 2 || rgba(style.outlineColor)[3] < 250) return null;
    return { width, reach: width + parseFloat(style.outlineOffset), color: rgba(style.outlineColor) };
  };

  const element = document.activeElement;
  if (!element || element === document.body) return null;
  // What has the focus in a frame shows its own ring; it is looked at as a page of its own.
  if (element.localName === "iframe") {
    element.setAttribute("data-test-seen", "");
    return { key: "iframe", problems: [] };
  }
  const name = (element.getAttribute("aria-label") || element.innerText || element.name || element.id)
    .trim().slice(0, 40);
  const seen = { key: `${element.localName}[${name}]`, problems: [] };
  // A date or a time has a stop for each of its parts.
  const hasParts = ["date", "time", "datetime-local"].includes(element.type);
  if (element.hasAttribute("data-test-seen") && !hasParts) seen.again = true;
  element.setAttribute("data-test-seen", "");

  // The ring may be drawn around the tile that the link fills.
  let ringed = element;
  while (ringed && !ring(ringed)) ringed = ringed.parentElement;
  if (!ringed) {
    seen.problems.push("no ring");
    return seen;
  }
  const { reach, color } = ring(ringed);
  const ratio = contrast(color, ground(ringed.parentElement));
  if (ratio < 3) seen.problems.push(`ring has a contrast of ${ratio.toFixed(1)}`);

  const box = ringed.getBoundingClientRect();
  for (let at = ringed.parentElement; at && at !== document.body; at = at.parentElement) {
    const style = getComputedStyle(at);
    if (style.overflowX === "visible" && style.overflowY === "visible") continue;
    const frame = at.getBoundingClientRect();
    if (box.left - reach < frame.left - 1 || box.right + reach > frame.right + 1
      || box.top - reach < frame.top - 1 || box.bottom + reach > frame.bottom + 1) {
      seen.problems.push(`ring is cut off by ${at.localName}.${at.className}`);
      break;
    }
  }
  const own = element.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]];
  const isSeen = points.some(([x, y]) => {
    const top = document.elementFromPoint(own.left + x * own.width, own.top + y * own.height);
    return top && (element.contains(top) || top.contains(element)
      || [...(element.labels ?? [])].some((label) => label.contains(top)));
  });
  if (!isSeen) seen.problems.push("covered, or outside the window");
  return seen;
}
