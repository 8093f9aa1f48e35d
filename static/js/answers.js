// Shows what an answer brings up at once, and uploads a file when it is chosen.
// Without this script both happen when a button is pressed.
(() => {
  let running = null;

  // What is on the page now wins over what the server knew a moment ago.
  const keepTyped = (before, after) => {
    for (const old of before.querySelectorAll("input[id], select[id], textarea[id]")) {
      const now = after.querySelector(`#${CSS.escape(old.id)}`);
      if (!now || now.type !== old.type) continue;
      if (old.type === "file") {
        if (old.files.length) now.replaceWith(old);
      } else if (old.type === "radio" || old.type === "checkbox") now.checked = old.checked;
      else now.value = old.value;
    }
  };

  const swap = (html, { keep }) => {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("seite");
    const before = document.getElementById("seite");
    if (!fresh || !before) return false;
    const focused = document.activeElement?.id;
    const asked = before.querySelectorAll("[name=_shown]").length;
    if (keep) keepTyped(before, fresh);
    before.replaceWith(document.adoptNode(fresh));
    (focused && document.getElementById(focused))?.focus({ preventScroll: true });
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
      if (answer.ok && !answer.redirected) swap(await answer.text(), { keep: true });
    } catch { /* the button still works */ }
  };

  const upload = (form, input) => {
    const button = form.querySelector(`button[value="upload:${CSS.escape(input.name)}"]`);
    if (!button || !input.files.length) return;
    const data = new FormData(form);
    data.set("_do", button.value);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", input.files[0].name);
    input.after(bar);
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => { bar.value = event.loaded / event.total; };
    request.onload = () => {
      if (request.status >= 500 || !swap(request.responseText, { keep: false })) bar.remove();
      const files = document.getElementById(`${input.name}-files`);
      (document.querySelector("[data-rathaus-focus]") ?? files)?.focus();
    };
    request.onerror = () => bar.remove();
    request.open("POST", location.href);
    request.send(data);
  };

  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (!form?.matches("[data-rathaus-walk]")) return;
    if (event.target.matches("[data-rathaus-upload]")) upload(form, event.target);
    else if (event.target.closest("[data-rathaus-decides]")) refresh(form);
  });

  document.querySelector("[data-rathaus-focus]")?.focus();
})();
