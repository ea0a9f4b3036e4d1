// Builds the view from the data that the page carries. Every row of the source, of MIR and of the
// machine code knows its line; choosing one marks the others of that line.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const state = { tab: "closures", file: null, line: null, function: null };

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name === "on") made.addEventListener("click", value);
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  const shortName = (name) => name.split("/").pop();
  const placeText = (place) =>
    place ? `${shortName(data.files[place.file].name)}:${place.line}:${place.column}` : "made by the compiler";
  const lineOf = (place) => (place ? { "data-file": place.file, "data-line": place.line } : {});
  const homeOf = (variable) => {
    for (const home of ["heap", "stack", "registers"]) {
      if (variable.homes.some((each) => each.home === home)) return home;
    }
    return "gone";
  };

  // What is said of a line beside its text.
  function badges(file, line) {
    const here = (place) => place && place.file === file && place.line === line;
    const list = [];
    for (const variable of data.variables) {
      if (here(variable.place)) list.push([homeOf(variable), `${variable.name}: ${homeOf(variable)}`]);
    }
    for (const literal of data.literals) {
      if (here(literal.place)) list.push([literal.home, `closure: ${literal.home}`]);
    }
    for (const allocation of data.allocations) {
      const isLiteral = allocation.text === "func literal";
      if (here(allocation.place) && !isLiteral) list.push([allocation.home, `${allocation.text}: ${allocation.home}`]);
    }
    return list.map(([kind, text]) => element("span", { class: `badge ${kind}` }, text));
  }

  function showSource() {
    const source = byId("source");
    data.files.forEach((file, index) => {
      source.append(element("h2", {}, shortName(file.name)));
      const code = element("div", { class: "code" });
      const lines = file.text.replace(/\n$/, "").split("\n");
      lines.forEach((text, number) => {
        const line = number + 1;
        code.append(
          element(
            "button",
            { class: "row", type: "button", "data-file": index, "data-line": line, on: () => choose(index, line) },
            element("span", { class: "number" }, String(line)),
            element("span", {}, text || " "),
            ...badges(index, line),
          ),
        );
      });
      source.append(code);
    });
  }

  // Marks a line everywhere, and moves the other side to it.
  function choose(file, line, keepPanel) {
    state.file = file;
    state.line = line;
    clearArrows();
    mark();
    const first = (root) => root.querySelector(".on");
    const left = first(byId("source"));
    if (left) left.scrollIntoView({ block: "nearest" });
    if (keepPanel) return;
    const holder = data.functions.find((each) => each.code.some((row) => isHere(row.place)));
    if (holder && (state.tab === "code" || state.tab === "mir") && holder.symbol !== state.function) {
      const shown = data.functions.find((each) => each.symbol === state.function);
      if (!shown || !shown.code.some((row) => isHere(row.place))) {
        state.function = holder.symbol;
        showPanel();
      }
    }
    const right = first(byId("panel"));
    if (right) right.scrollIntoView({ block: "nearest" });
  }

  const isHere = (place) => place && place.file === state.file && place.line === state.line;

  function mark() {
    for (const row of document.querySelectorAll("[data-line]")) {
      const on = Number(row.dataset.file) === state.file && Number(row.dataset.line) === state.line;
      row.classList.toggle("on", on);
    }
  }

  function item(place, children, steps) {
    const button = element(
      "button",
      {
        class: "item",
        type: "button",
        ...lineOf(place),
        on: () => {
          if (place) choose(place.file, place.line, true);
          if (steps && steps.length) drawArrows(steps);
        },
      },
      ...children,
    );
    return button;
  }

  const stepRows = (steps) =>
    steps.map((step) => element("span", { class: "step" }, `${placeText(step.place)}  ${step.text}`));

  const views = {
    closures: {
      title: "Closures",
      show(panel) {
        panel.append(element("h2", {}, "Function literals and what they carry"));
        for (const literal of data.literals) {
          const rows = [["+0", "8", "code pointer", ""]];
          for (const capture of literal.captures) {
            const name = `${capture.by_reference ? "&" : ""}${capture.name} ${capture.type}`;
            rows.push([`+${capture.offset}`, String(capture.size), name, capture.because]);
          }
          panel.append(
            item(literal.place, [
              element("strong", {}, literal.symbol),
              element("span", { class: `badge ${literal.home}` }, literal.home === "none" ? "inlined" : literal.home),
              element("small", {}, `${placeText(literal.place)}, ${literal.kind.replace("_", " ")} in ${literal.parent || "the package"}`),
            ]),
            literal.captures.length ? element("div", { class: "scroll" }, table(["offset", "bytes", "what", "because"], rows)) : "",
          );
        }
        if (!data.literals.length) panel.append(element("p", {}, "There are none."));
        panel.append(element("h2", {}, "go and defer"));
        for (const start of data.starts) {
          panel.append(
            item(start.place, [
              `${start.statement} `,
              element("strong", {}, start.callee),
              element("small", {}, `${placeText(start.place)}: ${start.runtime} gets ${start.home === "static" ? "a static object" : `${start.object_size} bytes on the ${start.home}`}`),
            ]),
          );
        }
        if (!data.starts.length) panel.append(element("p", {}, "There are none."));
      },
    },
    variables: {
      title: "Variables",
      show(panel) {
        panel.append(element("h2", {}, "Where each variable lives"));
        for (const variable of data.variables) {
          const home = homeOf(variable);
          const homes = variable.homes.map((each) =>
            each.offset === null ? `${each.home} in ${each.function}` : `${each.offset}(SP) in ${each.function}`,
          );
          panel.append(
            item(
              variable.place,
              [
                element("strong", {}, variable.name),
                ` ${variable.type}`,
                element("span", { class: `badge ${home}` }, home),
                element("small", {}, `${placeText(variable.place)}, ${variable.kind}, ${variable.size} bytes: ${homes.join("; ")}; ${variable.lifetime}`),
                ...stepRows(variable.why),
              ],
              variable.why,
            ),
          );
        }
        panel.append(element("h2", {}, "Allocations"));
        for (const allocation of data.allocations) {
          panel.append(
            item(
              allocation.place,
              [
                element("strong", {}, allocation.text),
                element("span", { class: `badge ${allocation.home}` }, allocation.home),
                element("small", {}, `${placeText(allocation.place)} in ${allocation.function}`),
                ...stepRows(allocation.why),
              ],
              allocation.why,
            ),
          );
        }
      },
    },
    memory: {
      title: "Memory",
      show(panel) {
        panel.append(element("h2", {}, "Code"));
        const code = data.functions.map((each) => [each.symbol, `${each.code_size} bytes`]);
        panel.append(element("div", { class: "box scroll" }, table(["function", "size"], code)));
        panel.append(element("h2", {}, "Data"));
        const globals = data.globals.map((each) => [each.symbol, each.type, `${each.size} bytes`, each.section]);
        panel.append(globals.length ? element("div", { class: "box scroll" }, table(["variable", "type", "size", "section"], globals)) : element("p", {}, "No package-level variables."));
        panel.append(element("h2", {}, "Stack frames"));
        for (const each of data.functions) {
          const slots = [...each.slots].sort((a, b) => b.offset - a.offset);
          const rows = slots.map((slot) => [`${slot.offset}(SP)`, slot.name, `${slot.size} bytes`]);
          panel.append(
            element("div", { class: "box scroll" }, element("strong", {}, each.symbol), `: ${each.frame_size} bytes`, rows.length ? table(["at", "variable", "size"], rows) : ""),
          );
        }
        panel.append(element("h2", {}, "Heap objects, and what points to them"));
        for (const variable of data.variables.filter((each) => homeOf(each) === "heap")) {
          const pointers = data.literals.filter((literal) =>
            literal.captures.some((capture) => capture.by_reference && capture.name === variable.name && capture.declared && capture.declared.line === variable.place.line),
          );
          panel.append(
            item(variable.place, [
              element("strong", { class: "heap" }, variable.name),
              ` ${variable.type}, ${variable.size} bytes`,
              element("small", {}, pointers.length ? `captured by reference by ${pointers.map((each) => each.symbol).join(", ")}` : "its address is kept"),
            ], variable.why),
          );
        }
        for (const allocation of data.allocations.filter((each) => each.home === "heap")) {
          panel.append(item(allocation.place, [element("strong", { class: "heap" }, allocation.text), element("small", {}, `${placeText(allocation.place)} in ${allocation.function}`)], allocation.why));
        }
      },
    },
    mir: { title: "MIR", show: (panel) => functionView(panel, mirRows) },
    code: { title: "Machine code", show: (panel) => functionView(panel, codeRows) },
  };
  if (data.loops) {
    views.loops = {
      title: "Loop variables",
      show(panel) {
        panel.append(element("h2", {}, "One variable a loop, or one an iteration"));
        for (const difference of data.loops.differences) panel.append(element("p", {}, difference));
        for (const run of [data.loops.shared, data.loops.per_iteration]) {
          panel.append(element("h2", {}, `${run.language}: ${run.status}`), element("pre", { class: "box" }, run.output));
        }
      },
    };
  }

  function table(heads, rows) {
    return element(
      "table",
      {},
      element("tr", {}, ...heads.map((head) => element("th", { scope: "col" }, head))),
      ...rows.map((row) => element("tr", {}, ...row.map((cell) => element("td", {}, cell)))),
    );
  }

  function functionView(panel, rows) {
    if (!data.functions.length) return;
    if (!data.functions.some((each) => each.symbol === state.function)) state.function = data.functions[0].symbol;
    const chooser = element("select", { "aria-label": "Function" });
    for (const each of data.functions) chooser.append(element("option", { value: each.symbol }, each.symbol));
    chooser.value = state.function;
    chooser.addEventListener("change", () => {
      state.function = chooser.value;
      showPanel();
    });
    panel.append(chooser);
    const shown = data.functions.find((each) => each.symbol === state.function);
    panel.append(element("div", { class: "code scroll" }, ...rows(shown)));
  }

  function codeRow(place, number, text) {
    return element(
      "button",
      { class: "row", type: "button", ...lineOf(place), on: () => place && choose(place.file, place.line, true) },
      element("span", { class: "number" }, number),
      element("span", {}, text),
    );
  }

  const codeRows = (each) => each.code.map((row) => codeRow(row.place, String(row.offset), row.text.replace("\t", " ".repeat(Math.max(1, 9 - row.text.indexOf("\t"))))));

  const mirRows = (each) => each.mir.map((row, index) => codeRow(row.place, String(index + 1), row.text || " "));

  function showTabs() {
    const tabs = byId("tabs");
    const names = Object.keys(views);
    for (const name of names) {
      const tab = element("button", { role: "tab", type: "button", id: `tab-${name}`, "aria-controls": "panel", on: () => select(name) }, views[name].title);
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        const next = names[(names.indexOf(name) + step + names.length) % names.length];
        select(next);
        byId(`tab-${next}`).focus();
      });
      tabs.append(tab);
    }
  }

  function select(name) {
    state.tab = name;
    showPanel();
  }

  function showPanel() {
    clearArrows();
    for (const name of Object.keys(views)) {
      const tab = byId(`tab-${name}`);
      tab.setAttribute("aria-selected", String(name === state.tab));
      tab.tabIndex = name === state.tab ? 0 : -1;
    }
    const panel = byId("panel");
    panel.setAttribute("aria-labelledby", `tab-${state.tab}`);
    panel.replaceChildren();
    views[state.tab].show(panel);
    mark();
  }

  // Arrows from step to step over the source.
  function clearArrows() {
    byId("arrows").replaceChildren();
  }

  function drawArrows(steps) {
    clearArrows();
    const places = steps.map((step) => step.place).filter((place) => place);
    const rows = [];
    for (const place of places) {
      const row = byId("source").querySelector(`.row[data-file="${place.file}"][data-line="${place.line}"]`);
      if (row && rows[rows.length - 1] !== row) rows.push(row);
    }
    const arrows = byId("arrows");
    const namespace = "http://www.w3.org/2000/svg";
    arrows.innerHTML = '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>';
    for (let index = 1; index < rows.length; index++) {
      const from = rows[index - 1].getBoundingClientRect();
      const to = rows[index].getBoundingClientRect();
      const x = byId("source").getBoundingClientRect().left + 44;
      const [y1, y2] = [from.top + from.height / 2, to.top + to.height / 2];
      const bow = 26 + 6 * index;
      const path = document.createElementNS(namespace, "path");
      path.setAttribute("d", `M${x} ${y1}C${x - bow} ${y1},${x - bow} ${y2},${x} ${y2}`);
      path.setAttribute("marker-end", "url(#head)");
      arrows.append(path);
    }
  }

  const count = (list, word) => `${list.length} ${word}${list.length === 1 ? "" : "s"}`;
  const isFiles = data.package === "command-line-arguments";
  byId("title").textContent = `${isFiles ? data.files.map((each) => shortName(each.name)).join(", ") : data.package}, explained`;
  const heap = data.variables.filter((each) => homeOf(each) === "heap").length + data.allocations.filter((each) => each.home === "heap").length;
  byId("summary").textContent = `${data.language}: ${count(data.literals, "function literal")}, ${count(data.variables, "variable")}, ${heap} on the heap, ${count(data.functions, "compiled function")}`;
  showSource();
  showTabs();
  showPanel();
  byId("source").addEventListener("scroll", clearArrows);
  addEventListener("resize", clearArrows);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") clearArrows();
    if (event.target.closest("select, [role=tab]") || !["j", "k"].includes(event.key)) return;
    const rows = [...byId("source").querySelectorAll(".row")];
    const now = rows.findIndex((row) => row.classList.contains("on"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now + (event.key === "j" ? 1 : -1)))];
    choose(Number(next.dataset.file), Number(next.dataset.line));
  });
})();
