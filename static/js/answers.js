// Shows what an answer brings up at once, and uploads a file when it is chosen.
// Without this script both happen when a button is pressed.
(() => {
  let running = null;
  // Files go up one after the other: each answer says what the next one builds on.
  let uploads = Promise.resolve();
  let underWay = 0;
  // What happened while a file was still going up: a button was pressed, an answer decided something.
  let pressed = null;
  let decided = false;

  // What is on the page now wins over what the server knew a moment ago; the file that it has just
  // received does not.
  const keepTyped = (before, after, received) => {
    for (const old of before.querySelectorAll("input[id], select[id], textarea[id]")) {
      const now = after.querySelector(`#${CSS.escape(old.id)}`);
      if (!now || now.type !== old.type) continue;
      if (old.type === "file") {
        if (old.files.length && old !== received) now.replaceWith(old);
      } else if (old.type === "radio" || old.type === "checkbox") now.checked = old.checked;
      else now.value = old.value;
    }
  };

  // Where the focus was: buttons and links have no id of their own.
  const sameAs = (element, within) => {
    if (element?.id) return document.getElementById(element.id);
    const alike = within.querySelectorAll(element?.localName ?? "none");
    const isSame = (each) => ["name", "value", "href"].every((what) => each[what] === element[what]);
    return [...alike].find(isSame);
  };

  const swap = (html, received = null) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("seite");
    const before = document.getElementById("seite");
    if (!fresh || !before) return false;
    const focused = before.contains(document.activeElement) ? document.activeElement : null;
    const asked = before.querySelectorAll("[name=_shown]").length;
    keepTyped(before, fresh, received);
    before.replaceWith(document.adoptNode(fresh));
    if (focused) sameAs(focused, fresh)?.focus({ preventScroll: true });
    const said = document.querySelector("[data-rathaus-said]");
    if (said && fresh.querySelectorAll("[name=_shown]").length > asked) {
      said.textContent = said.dataset.rathausSaid;
    } else if (said) said.textContent = "";
    return true;
  };

  const refresh = async (form) => {
    running?.abort();
    running = new AbortController();
    const files = form.querySelectorAll("input[type=file]");
    for (const input of files) input.disabled = true;
    const data = new FormData(form);
    for (const input of files) input.disabled = false;
    data.set("_do", "refresh");
    try {
      const answer = await fetch(location.href, {
        method: "POST", body: data, signal: running.signal,
      });
      if (answer.ok && !answer.redirected) swap(await answer.text());
    } catch { /* the button still works */ }
  };

  const send = (form, input, button) => new Promise((done) => {
    const data = new FormData(form);
    data.set("_do", button.value);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", input.files[0].name);
    input.after(bar);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => { bar.value = event.loaded / event.total; };
    request.onload = () => {
      const waits = [input, document.body].includes(document.activeElement);
      if (request.status >= 500 || !swap(request.responseText, input)) bar.remove();
      const files = document.getElementById(`${input.name}-files`);
      const wrong = document.querySelector("[data-rathaus-focus]");
      // Who has gone on to another question meanwhile is not called back.
      if (wrong || waits) (wrong ?? files)?.focus();
    };
    request.onerror = () => bar.remove();
    request.onloadend = done; // however it ended, and whatever went wrong above
    request.open("POST", location.href);
    request.send(data);
  });

  const upload = async ({ id }) => {
    const input = document.getElementById(id);
    const form = input?.form;
    const button = form?.querySelector(`button[value="upload:${CSS.escape(input.name)}"]`);
    if (!button || !input.files.length) return;
    running?.abort();
    await send(form, input, button);
  };

  const queue = async (input) => {
    underWay += 1;
    uploads = uploads.then(() => upload(input));
    await uploads;
    underWay -= 1;
    if (underWay) return;
    const { name, value } = pressed ?? {};
    const form = document.getElementById("antrag");
    const again = [...form.elements].find((each) => each.name === name && each.value === value);
    const isWrong = document.querySelector("[data-rathaus-focus]");
    if (again && !isWrong) form.requestSubmit(again);
    else if (decided) refresh(form);
    pressed = null;
    decided = false;
  };

  // Before anybody counts it as sent: what is pressed during an upload waits for its end.
  document.addEventListener("submit", (event) => {
    if (!underWay || !event.target.matches("[data-rathaus-walk]") || !event.submitter) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed = event.submitter;
  }, { capture: true });

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-rathaus-walk]")) return;
    if (event.target.matches("[data-rathaus-upload]")) queue(event.target);
    else if (!event.target.closest("[data-rathaus-decides]")) return;
    else if (underWay) decided = true;
    else refresh(form);
  });

  document.querySelector("[data-rathaus-focus]")?.focus();
})();
