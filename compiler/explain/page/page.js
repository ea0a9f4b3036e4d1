// Builds the view from the data that the page carries. Every row of the source, of MIR and of the
// machine code knows its line; choosing one marks the others of that line.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const state = { tab: "closures", file: null, line: null, function: null, redraw: null };

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
      if (here(variable.place)) list.push([homeOf(variable), variable.name]);
    }
    for (const literal of data.literals) {
      if (here(literal.place)) list.push([literal.home, "closure"]);
    }
    for (const allocation of data.allocations) {
      const isLiteral = allocation.text === "func literal";
      if (here(allocation.place) && !isLiteral) list.push([allocation.home, allocation.text]);
    }
    const spoken = (kind) => (kind === "none" ? "inlined" : kind);
    const unique = new Map(list.map(([kind, text]) => [`${kind} ${text}`, [kind, text]]));
    return [...unique.values()].map(([kind, text]) => element("span", { class: `chip ${kind}`, title: `${text}: ${spoken(kind)}`, "aria-label": `${text}: ${spoken(kind)}` }, text));
  }

  // Go's words, texts, numbers and remarks.
  const pattern = /(\/\/.*$|\/\*.*?\*\/)|("(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)+')|\b(break|case|chan|const|continue|default|defer|else|fallthrough|for|func|go|goto|if|import|interface|map|package|range|return|select|struct|switch|type|var)\b|\b(\d[\w.]*)/g;
  function coloured(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(pattern)) {
      parts.push(text.slice(end, match.index));
      const kind = ["remark", "text", "word", "digits"][match.slice(1).findIndex((group) => group !== undefined)];
      parts.push(element("span", { class: kind }, match[0]));
      end = match.index + match[0].length;
    }
    parts.push(text.slice(end));
    return parts;
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
            element("span", {}, ...coloured(text || " ")),
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

  // The closure object as it lies in memory, and why each part is as it is.
  function objectView(literal) {
    if (!literal.captures.length) return [];
    const cells = [element("div", { class: "cell" }, element("small", {}, "+0, 8 bytes"), "code")];
    const reasons = [];
    for (const capture of literal.captures) {
      const kind = capture.by_reference ? "reference" : "value";
      const name = `${capture.by_reference ? "&" : ""}${capture.name}`;
      cells.push(element("div", { class: `cell ${kind}` }, element("small", {}, `+${capture.offset}, ${capture.size} bytes`), element("strong", {}, name), ` ${capture.type}`));
      reasons.push(element("li", {}, element("strong", {}, capture.name), ` ${capture.because}`));
    }
    return [element("div", { class: "object" }, ...cells), element("ul", { class: "reasons" }, ...reasons)];
  }

  // A part of the memory map: choosing it marks its line and draws what points to it.
  function brick(name, place, children, pointers) {
    return element(
      "button",
      {
        class: "brick",
        type: "button",
        "data-name": name,
        ...lineOf(place),
        on: (event) => {
          if (place) choose(place.file, place.line, true);
          drawPointers(event.currentTarget, pointers || []);
        },
      },
      ...children,
    );
  }

  function region(kind, title, remark, bricks) {
    const content = bricks.length ? bricks : [element("p", {}, "Nothing.")];
    return element("div", { class: `region ${kind}-region` }, element("h2", {}, title), element("p", {}, remark), ...content);
  }

  function codeBricks() {
    const largest = Math.max(1, ...data.functions.map((each) => each.code_size));
    return data.functions.map((each) =>
      brick(`code ${each.symbol}`, each.place, [
        element("span", { class: "size" }, `${each.code_size} bytes`),
        each.symbol,
        element("span", { class: "meter", style: `--part:${Math.round((100 * each.code_size) / largest)}%` }),
      ]),
    );
  }

  function dataBricks() {
    const globals = data.globals.map((each) =>
      brick(`data ${each.symbol}`, each.place, [each.symbol, element("small", {}, `${each.type}, ${each.size} bytes in ${each.section}`)]),
    );
    const fixed = data.literals.filter((each) => each.home === "static").map((each) =>
      brick(`closure ${each.symbol}`, each.place, [`${each.symbol}·f`, element("small", {}, "func value, 8 bytes in rodata")]),
    );
    return [...globals, ...fixed];
  }

  function frameBricks() {
    return data.functions.map((each) => {
      const slots = [...each.slots].sort((a, b) => b.offset - a.offset);
      const named = slots.reduce((sum, slot) => sum + slot.size, 0);
      const rows = slots.map((slot) => element("span", { class: "slot" }, element("span", {}, slot.name), element("span", {}, `${slot.offset}(SP), ${slot.size}`)));
      if (each.frame_size > named) rows.push(element("span", { class: "slot" }, element("span", {}, "temporaries"), element("span", {}, `${each.frame_size - named}`)));
      return brick(`frame ${each.symbol}`, each.place, [element("span", { class: "size" }, `${each.frame_size} bytes`), each.symbol, ...rows]);
    });
  }

  function heapBricks() {
    const bricks = [];
    for (const variable of data.variables.filter((each) => homeOf(each) === "heap")) {
      const holds = (capture) => capture.by_reference && capture.name === variable.name && capture.declared && capture.declared.line === variable.place.line;
      const closures = data.literals.filter((literal) => literal.captures.some(holds)).map((each) => each.symbol);
      const frames = variable.homes.filter((each) => each.home === "heap").map((each) => each.function);
      const names = [...closures, ...frames.map((each) => `the frame of ${each}`)];
      bricks.push(
        brick(`variable ${variable.name}`, variable.place, [
          element("strong", { class: "heap" }, variable.name),
          ` ${variable.type}, ${variable.size} bytes`,
          element("small", {}, `from ${names.join(", ")}`),
        ], [...closures.map((each) => `closure ${each}`), ...frames.map((each) => `frame ${each}`)]),
      );
    }
    for (const literal of data.literals.filter((each) => each.home === "heap")) {
      bricks.push(
        brick(`closure ${literal.symbol}`, literal.place, [
          element("strong", { class: "heap" }, literal.symbol),
          element("small", {}, `closure object, ${literal.object_size} bytes: code${literal.captures.map((each) => `, ${each.by_reference ? "&" : ""}${each.name}`).join("")}`),
        ], [`frame ${literal.parent}`]),
      );
    }
    for (const allocation of data.allocations.filter((each) => each.home === "heap" && each.text !== "func literal")) {
      bricks.push(
        brick(`allocation ${allocation.text}`, allocation.place, [
          element("strong", { class: "heap" }, allocation.text),
          element("small", {}, `${placeText(allocation.place)} in ${allocation.function}`),
        ], [`frame ${allocation.function}`]),
      );
    }
    return bricks;
  }

  const views = {
    closures: {
      title: "Closures",
      show(panel) {
        panel.append(element("h2", {}, "Function literals and what they carry"));
        for (const literal of data.literals) {
          panel.append(
            item(literal.place, [
              element("strong", {}, literal.symbol),
              element("span", { class: `badge ${literal.home}` }, literal.home === "none" ? "inlined" : literal.home),
              element("small", {}, `${placeText(literal.place)}, ${literal.kind.replace("_", " ")} in ${literal.parent || "the package"}`),
            ]),
            ...objectView(literal),
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
                element("small", {}, `${placeText(allocation.place)} in ${allocation.function}${allocation.because && `: ${allocation.because}`}`),
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
        panel.append(
          element(
            "div",
            { class: "map" },
            region("stack", "Stack frames", "While the function runs", frameBricks()),
            region("heap", "Heap objects", "Until nothing points to them; choose one to see what does", heapBricks()),
            region("code", "Code", "Machine code, by function", codeBricks()),
            region("data", "Data", "As long as the program", dataBricks()),
          ),
        );
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
    state.redraw = null;
    byId("arrows").replaceChildren();
  }

  // Draws, and again whenever things have moved.
  function draw(redraw) {
    state.redraw = redraw;
    redraw();
  }

  const head = '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>';

  function arrow(description) {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", description);
    path.setAttribute("marker-end", "url(#head)");
    byId("arrows").append(path);
  }

  // Arrows from the parts of the memory map that hold a pointer to one that it leads to.
  function drawPointers(target, names) {
    draw(() => pointers(target, names));
  }

  function pointers(target, names) {
    byId("arrows").innerHTML = head;
    const to = target.getBoundingClientRect();
    for (const each of byId("panel").querySelectorAll(".brick")) {
      if (!names.includes(each.dataset.name) || each === target) continue;
      const from = each.getBoundingClientRect();
      const [y1, y2] = [from.top + from.height / 2, to.top + to.height / 2];
      const beside = from.right <= to.left || to.right <= from.left;
      const right = from.right <= to.left;
      const [x1, x2] = beside ? [right ? from.right : from.left, right ? to.left : to.right] : [from.left, to.left];
      const bend = beside ? (x2 - x1) / 2 : -22;
      arrow(`M${x1} ${y1}C${x1 + bend} ${y1},${beside ? x2 - bend : x2 + bend} ${y2},${x2} ${y2}`);
    }
  }

  function drawArrows(steps) {
    draw(() => flow(steps));
  }

  function flow(steps) {
    const places = steps.map((step) => step.place).filter((place) => place);
    const rows = [];
    for (const place of places) {
      const row = byId("source").querySelector(`.row[data-file="${place.file}"][data-line="${place.line}"]`);
      if (row && rows[rows.length - 1] !== row) rows.push(row);
    }
    byId("arrows").innerHTML = head;
    const frame = byId("source").getBoundingClientRect();
    const inside = (y) => Math.min(frame.bottom - 4, Math.max(frame.top + 4, y));
    for (let index = 1; index < rows.length; index++) {
      const from = rows[index - 1].getBoundingClientRect();
      const to = rows[index].getBoundingClientRect();
      const x = frame.left + 46;
      const [y1, y2] = [inside(from.top + from.height / 2), inside(to.top + to.height / 2)];
      const bow = 26 + 6 * index;
      arrow(`M${x} ${y1}C${x - bow} ${y1},${x - bow} ${y2},${x} ${y2}`);
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
  const moved = () => state.redraw && state.redraw();
  byId("source").addEventListener("scroll", moved);
  byId("panel").addEventListener("scroll", moved);
  addEventListener("scroll", moved);
  addEventListener("resize", moved);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") clearArrows();
    if (event.target.closest("select, [role=tab]") || !["j", "k"].includes(event.key)) return;
    const rows = [...byId("source").querySelectorAll(".row")];
    const now = rows.findIndex((row) => row.classList.contains("on"));
    const next = rows[Math.min(rows.length - 1, Math.max(0, now + (event.key === "j" ? 1 : -1)))];
    choose(Number(next.dataset.file), Number(next.dataset.line));
  });
})();
