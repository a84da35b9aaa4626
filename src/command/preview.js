// The script of a page in the preview: reloads it when the site changes, and shows what is
// wrong with the site's files.
"use strict";

(() => {
  const own = document.currentScript.dataset.state;
  const closed = "viceversa-closed";

  const style = `
    :host { all: initial; position: fixed; inset: auto 0 0 0; z-index: 2147483647; }
    details { direction: ltr; text-align: left; font: 15px/1.5 system-ui, sans-serif; color: #eee; background: #222;
      border-top: 4px solid #d9a400; box-shadow: 0 0 1em #0008; }
    details.stopped { border-color: #e5484d; }
    summary { padding: .5em 1em; cursor: pointer; }
    summary:focus-visible { outline: 2px solid #fff; outline-offset: -4px; }
    ol { list-style: none; margin: 0; padding: 0 1em 1em; max-height: 45vh; overflow: auto; }
    li { margin: 0; padding: .75em 0; border-top: 1px solid #444; overflow-wrap: anywhere; unicode-bidi: isolate; }
    code, pre { font: 13px/1.5 ui-monospace, monospace; }
    pre { margin: .5em 0 0; padding: .5em; overflow: auto; background: #111; }
    .name { color: #aaa; }
    .error { color: #ff8589; }
    .warning { color: #ffd24d; }
    @media print { :host { display: none; } }`;

  // Text only: what authors write never becomes markup.
  function element(name, className, ...children) {
    const made = document.createElement(name);
    made.className = className;
    made.append(...children);
    return made;
  }

  function count(number, noun) {
    return `${number} ${noun}${number === 1 ? "" : "s"}`;
  }

  function headline(event) {
    const parts = [];
    if (event.errors) parts.push(count(event.errors, "error"));
    if (event.warnings) parts.push(count(event.warnings, "warning"));
    if (!parts.length) parts.push("The files cannot be read; the terminal says why");
    return parts.join(", ") + (event.stopped && event.state !== "none" ? " \u2013 the page is as it was before" : "");
  }

  function item(finding) {
    const place = finding.path + (finding.line ? `:${finding.line}:${finding.column}` : "");
    const made = element("li", "",
      element("code", "", place), place ? ": " : "",
      element("b", finding.severity, `${finding.severity}: `), finding.message, " ",
      element("code", "name", `[${finding.name}]`));
    if (finding.quote) made.append(element("pre", "", finding.quote.trimEnd()));
    return made;
  }

  let host = null;

  function show(event, text) {
    host?.remove();
    host = null;
    if (!event.stopped && !event.warnings) return;
    const list = element("ol", "", ...event.findings.map(item));
    const left = event.errors + event.warnings - event.findings.length;
    if (left > 0) list.append(element("li", "name", `and ${left} more, which the terminal shows`));
    const box = element("details", event.stopped ? "stopped" : "",
      element("summary", "", headline(event)), list);
    box.open = event.stopped && sessionStorage.getItem(closed) !== text;
    box.addEventListener("toggle", () => box.open ? sessionStorage.removeItem(closed) : sessionStorage.setItem(closed, text));
    host = element("div", "");
    host.lang = "en";
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(box);
    document.documentElement.append(host);
  }

  let stream = null;

  function listen() {
    if (stream || document.visibilityState === "hidden") return;
    stream = new EventSource("/.viceversa/events");
    stream.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      if (event.state === own) show(event, data);
      else location.reload();
    };
    // Browsers ask again by themselves, unless the answer was an error.
    stream.onerror = () => {
      if (stream?.readyState !== EventSource.CLOSED) return;
      stream = null;
      setTimeout(listen, 1000);
    };
  }

  function rest() {
    stream?.close();
    stream = null;
  }

  // A browser has six connections for a host: pages that nobody sees leave them to others.
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" ? rest() : listen());
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();
})();
