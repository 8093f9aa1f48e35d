// Drags a question with the mouse or a finger; buttons and keys do the same.
(() => {
  const EDGE = 60;
  let dragged = null;
  let over = null;

  const rowAt = (event) => document.elementFromPoint(event.clientX, event.clientY)
    ?.closest("[data-rathaus-node], [data-rathaus-page]");

  const mark = (row) => {
    over?.classList.remove("row--over");
    over = row && row !== dragged ? row : null;
    over?.classList.add("row--over");
  };

  document.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-rathaus-grip]");
    if (!grip) return;
    event.preventDefault();
    dragged = grip.closest("[data-rathaus-node]");
    dragged.classList.add("row--dragged");
    grip.setPointerCapture(event.pointerId);
  });

  document.addEventListener("pointermove", (event) => {
    if (!dragged) return;
    mark(rowAt(event));
    // At the edge of the window the page goes on.
    if (event.clientY < EDGE) scrollBy(0, -EDGE / 4);
    else if (event.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
  });

  const send = (node, before) => {
    const form = document.querySelector(".insert");
    const wanted = document.createElement("form");
    wanted.method = "post";
    wanted.action = form.getAttribute("action");
    wanted.setAttribute("data-rathaus-command", "");
    wanted.hidden = true;
    const token = form.elements.csrfmiddlewaretoken.value;
    const fields = { csrfmiddlewaretoken: token, do: "drop", node, ...before };
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      input.type = "hidden";
      input.name = name;
      input.value = value;
      wanted.append(input);
    }
    document.body.append(wanted);
    wanted.requestSubmit();
    wanted.remove();
  };

  const end = (event) => {
    if (!dragged) return;
    const target = event.type === "pointerup" ? over : null;
    const node = dragged.dataset.rathausNode;
    mark(null);
    dragged.classList.remove("row--dragged");
    dragged = null;
    if (!target) return;
    const { rathausNode, rathausPage } = target.dataset;
    send(node, rathausPage ? { into: rathausPage } : { before: rathausNode });
  };
  document.addEventListener("pointerup", end);
  document.addEventListener("pointercancel", end);
})();
