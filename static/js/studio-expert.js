// The expert view: an editor for JSON in the place of the text field, which it keeps up to date.
(() => {
  const form = document.querySelector("[data-rathaus-expert]");
  const field = form?.querySelector("textarea");
  const tools = window.CodeMirror;
  if (!field || !tools) return;
  const { basicSetup, EditorState, EditorView, HighlightStyle, json, jsonParseLinter, linter,
    lintGutter, syntaxHighlighting, tags } = tools;

  const words = JSON.parse(form.dataset.rathausExpert || "{}");
  const faults = (view) =>
    jsonParseLinter()(view).map((fault) => ({ ...fault, message: words["Syntax error"] }));

  const look = EditorView.theme({
    "&": { color: "var(--r-text)", backgroundColor: "var(--r-surface)", maxHeight: "70vh",
      border: "1px solid var(--r-line-strong)", borderRadius: "var(--r-radius)", fontSize: "0.9rem" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": { fontFamily: "var(--r-mono)", lineHeight: "1.5", minHeight: "20rem" },
    ".cm-content": { caretColor: "var(--r-text)" },
    ".cm-cursor": { borderLeftColor: "var(--r-text)" },
    ".cm-gutters": { color: "var(--r-muted)", backgroundColor: "var(--r-sunken)",
      borderRight: "1px solid var(--r-line)" },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--r-tint)" },
    ".cm-activeLineGutter": { color: "var(--r-text)" },
    "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
      backgroundColor: "color-mix(in srgb, var(--r-action) 30%, var(--r-surface)) !important" },
    ".cm-panels, .cm-tooltip": { color: "var(--r-text)", backgroundColor: "var(--r-sunken)" },
    ".cm-panel.cm-search :is(label, input, button)": { fontSize: "0.95rem", lineHeight: "1.6" },
    ".cm-panel.cm-search input[type=checkbox]": { width: "1.1rem", height: "1.1rem" },
    ".cm-panel.cm-search label": { display: "inline-block", minHeight: "24px" },
    ".cm-panel.cm-search [name=close]": { minWidth: "24px", color: "var(--r-text)" },
    ".cm-button, .cm-textfield": { color: "var(--r-text)", backgroundColor: "var(--r-surface)",
      backgroundImage: "none", border: "1px solid var(--r-line-strong)" },
    ":is(input, button):focus-visible": { outline: "3px solid var(--r-focus)" },
    ".cm-foldPlaceholder": { color: "var(--r-text)", backgroundColor: "var(--r-tint)" },
  });
  const colours = HighlightStyle.define([
    { tag: tags.propertyName, color: "var(--r-action)" },
    { tag: tags.string, color: "var(--r-text)" },
    { tag: [tags.number, tags.bool, tags.null], color: "var(--r-text)", fontWeight: "700" },
    { tag: tags.punctuation, color: "var(--r-muted)" },
  ]);

  // The page allows no styles but its own files; a shadow root takes the editor's as objects.
  const room = document.createElement("div");
  room.className = "expert__editor";
  const root = room.attachShadow({ mode: "open" });
  const label = form.querySelector("label");
  const hint = form.querySelector("[data-rathaus-hint]");
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        basicSetup, EditorView.lineWrapping, json(), linter(faults), lintGutter(), look, syntaxHighlighting(colours),
        EditorState.phrases.of(words),
        // The document says it once for the label and once for the hint: ids end at the root.
        EditorView.contentAttributes.of({
          "aria-label": `${label.textContent.trim()}. ${hint.dataset.rathausHint}`,
          lang: "zxx",
          tabindex: "0",
        }),
      ],
    }),
  });
  hint.textContent = hint.dataset.rathausHint;
  field.hidden = true;
  field.after(room);
  label.removeAttribute("for");
  label.addEventListener("click", () => view.focus());
  // Ctrl+Z in the editor takes back what was typed in it, not the last change of the process.
  room.addEventListener("keydown", (event) => {
    if (event.key !== "F6" && event.key.toLowerCase() !== "s") event.stopPropagation();
  });
  form.addEventListener("submit", () => { field.value = view.state.doc.toString(); });

  for (const place of document.querySelectorAll("[data-rathaus-line]")) {
    place.addEventListener("click", (event) => {
      event.preventDefault();
      const number = Math.min(Number(place.dataset.rathausLine), view.state.doc.lines);
      const { from, to } = view.state.doc.line(number);
      view.dispatch({ selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    });
  }
})();
