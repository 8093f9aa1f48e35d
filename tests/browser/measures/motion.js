// What still moves although the person asked for less motion.
() => {
  const longest = (times) => Math.max(...times.split(",").map(parseFloat));
  const moving = [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return longest(style.animationDuration) > 0.01 || longest(style.transitionDuration) > 0.01
      || style.scrollBehavior === "smooth";
  });
  return moving.slice(0, 5).map((element) => element.outerHTML.slice(0, 90));
}
