// Shows a letter while it is written: its text at once, its PDF where the browser can show one,
// and buttons that put a name into the text where the cursor stands.
(() => {
  const WAIT_MS = 700;
  // Narrower, the letter as text is easier to read, and phones save PDFs instead of showing them.
  const WIDE = 960;
  const form = document.querySelector("[data-rathaus-letter]");
  if (!form) return;
  const text = document.querySelector("[data-rathaus-letter-text]");
  const problems = document.querySelector("[data-rathaus-letter-problems]");
  const pdf = document.querySelector("[data-rathaus-letter-pdf]");
  const body = form.querySelector("[data-rathaus-letter-body]");
  let timer = 0;
  let asked = 0;

  const showText = async () => {
    const number = ++asked;
    try {
      const answer = await fetch(form.dataset.rathausLetter, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Requested-With": "fetch" },
      });
      // Somebody who was logged out gets a whole page: the letter stays as it was.
      if (!answer.ok || answer.redirected || number !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      text.replaceChildren(...page.querySelector("[data-rathaus-letter-text]").childNodes);
      const said = page.querySelector("[data-rathaus-letter-problems]");
      // Only what is new is read aloud.
      if (said.textContent !== problems.textContent) problems.replaceChildren(...said.childNodes);
    } catch {
      // Without a line the letter stays as it was; the next letter typed asks again.
    }
  };

  // A form of its own into the frame: nothing of the page itself is sent or left.
  const showPdf = () => {
    const sheet = document.createElement("form");
    sheet.method = "post";
    sheet.action = pdf.dataset.rathausLetterPdf;
    sheet.target = pdf.querySelector("iframe").name;
    sheet.hidden = true;
    for (const [name, value] of new FormData(form)) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      sheet.append(field);
    }
    document.body.append(sheet);
    sheet.submit();
    sheet.remove();
  };

  const show = () => {
    showText();
    if (!pdf.hidden) showPdf();
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(show, WAIT_MS);
  };

  const insert = (name) => {
    const hole = `{{ ${name} }}`;
    body.setRangeText(hole, body.selectionStart, body.selectionEnd, "end");
    body.focus();
    later();
  };

  for (const place of document.querySelectorAll("[data-rathaus-insert]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "letter__insert";
    button.textContent = place.previousElementSibling.textContent;
    button.title = place.textContent;
    button.addEventListener("click", () => insert(place.dataset.rathausInsert));
    place.previousElementSibling.replaceWith(button);
    place.hidden = true;
  }
  form.addEventListener("input", later);
  if (navigator.pdfViewerEnabled && innerWidth >= WIDE) {
    pdf.hidden = false;
    text.open = false;
    showPdf();
  }
})();
