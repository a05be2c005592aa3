// A table that can be searched, filtered, sorted and paged. What is chosen stands in the address.
const PAGE_ROWS = 50;
const collator = new Intl.Collator("id", { numeric: true, sensitivity: "base" });

// The list that the reader was opened from, for going on to its next row.
let trail = null;

/*
 * spec: { name, title, rows, columns, facets, link(row), params, fixed, sort, empty }
 * column: { key, head, get(row), show(row)?, number?, wide?, search? }; `get` gives what is sorted, searched and exported.
 * facet: { key, head, type: "choice" | "least" | "below" | "from" | "to", get(row), say(value)?, options? }
 * local: what is chosen stays out of the address, for the second table of a page
 * fixed: filters that are not widgets: [{ key, keep(row), words }]
 */
function grid(spec) {
  const state = { ...spec.params };
  const cache = { keys: new Map(), hay: null };
  const bodyId = `rows-${spec.name}${spec.local ? "-2" : ""}`;
  const count = h("p", { class: "count", role: "status" });
  const chips = h("div", { class: "chips" });
  const body = h("tbody", { id: bodyId, role: "rowgroup" });
  const pager = h("nav", { class: "pager", "aria-label": t("pages") });
  const heads = spec.columns.map((column) => head(column));
  const input = h("input", {
    type: "search",
    value: state.q ?? "",
    placeholder: t("filterHint"),
    "aria-controls": bodyId,
    autocomplete: "off",
    spellcheck: "false",
    on: { input: debounced(120, () => change({ q: input.value.trim() })) },
  });
  const widgets = (spec.facets ?? []).map((facet) => widget(facet)).filter((part) => part !== null);

  function chosen() {
    const [key = "", direction = ""] = (state.sort ?? spec.sort ?? "").startsWith("-")
      ? [(state.sort ?? spec.sort).slice(1), "descending"]
      : [state.sort ?? spec.sort ?? "", "ascending"];
    return { column: spec.columns.find((column) => column.key === key) ?? null, direction };
  }

  function change(values, { keepPage = false } = {}) {
    Object.assign(state, keepPage ? {} : { page: null }, values);
    if (!spec.local) history.replaceState(history.state, "", address(spec.name, spec.id ?? null, state));
    draw();
  }

  function head(column) {
    const button = h("button", { type: "button", on: { click: () => turn(column) } }, h("span", {}, t(column.head)), h("span", { class: "arrow", "aria-hidden": "true" }));
    return h("th", { scope: "col", role: "columnheader", class: column.number ? "number" : null }, button);
  }

  function turn(column) {
    const now = chosen();
    const down = now.column === column ? now.direction === "ascending" : Boolean(column.number);
    change({ sort: (down ? "-" : "") + column.key });
    announce(`${t("sortBy")}: ${t(column.head)}, ${t(down ? "descending" : "ascending")}`);
  }

  function widget(facet) {
    const set = (value) => change({ [facet.key]: value });
    if (facet.type !== "choice") {
      const field = h("input", {
        type: facet.type === "from" || facet.type === "to" ? "date" : "number",
        value: state[facet.key] ?? "",
        step: facet.type === "below" ? "0.05" : "any",
        on: { input: debounced(200, () => set(field.value)) },
      });
      return h("label", {}, h("span", {}, t(facet.head)), field);
    }
    const tally = new Map();
    for (const row of spec.rows) {
      const value = facet.get(row) ?? "";
      tally.set(value, (tally.get(value) ?? 0) + 1);
    }
    if (tally.size < 2 && !state[facet.key]) return null;
    const values = [...tally].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0])).slice(0, 200);
    const select = h(
      "select",
      { on: { change: () => set(select.value) } },
      h("option", { value: "" }, t("any")),
      values.map(([value, n]) => {
        const key = value === "" ? "-" : value;
        return h("option", { value: key, selected: state[facet.key] === key }, `${value === "" ? t("empty") : (facet.say ?? said)(value)} (${formatNumber(n)})`);
      }),
    );
    return h("label", {}, h("span", {}, t(facet.head)), select);
  }

  function haystack() {
    if (cache.hay === null) {
      const searched = spec.columns.filter((column) => column.search !== false);
      cache.hay = spec.rows.map((row) => searched.map((column) => foldedOnce(String(column.words?.(row) ?? column.get(row) ?? ""))).join(" \u0001 "));
    }
    return cache.hay;
  }

  // Numbers that stand for the order of a column's values; unknown ones are NaN and always last.
  function sortKeys(column) {
    if (!cache.keys.has(column.key)) {
      const values = spec.rows.map((row) => column.order?.(row) ?? column.get(row) ?? null);
      if (values.every((value) => value === null || typeof value === "number")) {
        cache.keys.set(column.key, Float64Array.from(values, (value) => value ?? NaN));
      } else {
        const distinct = [...new Set(values.filter((value) => value !== null && value !== ""))].map(String).sort(collator.compare);
        const rank = new Map(distinct.map((value, i) => [value, i]));
        cache.keys.set(column.key, Float64Array.from(values, (value) => rank.get(String(value ?? "")) ?? NaN));
      }
    }
    return cache.keys.get(column.key);
  }

  function fitting() {
    let at = spec.rows.map((_, i) => i);
    for (const filter of spec.fixed ?? []) if (state[filter.key]) at = at.filter((i) => filter.keep(spec.rows[i]));
    for (const facet of spec.facets ?? []) {
      const value = state[facet.key];
      if (value) at = at.filter((i) => passes(facet, value, facet.get(spec.rows[i])));
    }
    const words = folded(state.q ?? "").split(/\s+/).filter(Boolean);
    if (words.length > 0) {
      const hay = haystack();
      at = at.filter((i) => words.every((word) => hay[i].includes(word)));
    }
    const { column, direction } = chosen();
    if (column !== null) {
      const keys = sortKeys(column);
      const sign = direction === "descending" ? -1 : 1;
      at.sort((a, b) => (Number.isNaN(keys[a]) ? 1 : 0) - (Number.isNaN(keys[b]) ? 1 : 0) || sign * (keys[a] - keys[b]) || a - b);
    }
    return at.map((i) => spec.rows[i]);
  }

  function draw() {
    const rows = fitting();
    const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
    const page = Math.min(pages, Math.max(1, Number(state.page) || 1));
    const from = (page - 1) * PAGE_ROWS;
    const shown = rows.slice(from, from + PAGE_ROWS);
    const now = chosen();
    spec.columns.forEach((column, i) => heads[i].setAttribute("aria-sort", column === now.column ? now.direction : "none"));
    replace(count, rows.length === spec.rows.length ? t("nRows", { n: rows.length }) : t("nOf", { n: rows.length, of: spec.rows.length }));
    drawChips();
    replace(
      body,
      shown.map((row, i) => line(row, rows, from + i)),
      shown.length === 0 &&
        h("tr", { class: "nothing", role: "row" }, h("td", { colspan: spec.columns.length, role: "cell" }, spec.rows.length ? t("noRows") : (spec.empty ?? t("emptyTable")))),
    );
    drawPager(page, pages, from, shown.length, rows);
  }

  function line(row, rows, at) {
    const href = spec.link?.(row) ?? null;
    return h(
      "tr",
      { role: "row", class: href === null ? null : "leads", on: href === null ? {} : { click: (event) => follow(event, href, rows, at) } },
      spec.columns.map((column, i) => {
        const content = column.show ? column.show(row, href) : (column.get(row) ?? "");
        const led = href !== null && column.leads ? h("a", { href }, content) : content;
        const classes = [column.number && "number", column.wide && "wide", isEmpty(content) && "void"].filter(Boolean).join(" ");
        return h("td", { role: "cell", "data-head": t(column.head), class: classes || null }, i === 0 && href !== null && !spec.columns.some((c) => c.leads) ? h("a", { href }, content) : led);
      }),
    );
  }

  function follow(event, href, rows, at) {
    const inner = event.target.closest("a");
    if (inner === null || inner.getAttribute("href") === href) {
      trail = { title: t(spec.title), hash: location.hash, links: rows.map(spec.link), at };
      // A click on the row is the click on its link, unless words are being marked.
      if (inner === null && String(getSelection()) === "") location.hash = href;
    }
  }

  function drawChips() {
    const set = (spec.fixed ?? []).filter((filter) => state[filter.key]).map((filter) => [filter.key, filter.words()]);
    replace(
      chips,
      set.map(([key, words]) => h("button", { type: "button", class: "chip", "aria-label": t("remove", { what: words }), on: { click: () => change({ [key]: null }) } }, words, h("span", { "aria-hidden": "true" }, " ×"))),
    );
    const used = [...(spec.facets ?? []), ...(spec.fixed ?? []), { key: "q" }].some(({ key }) => state[key]);
    if (used) chips.append(h("button", { type: "button", class: "quiet", on: { click: clear } }, t("clear")));
  }

  function clear() {
    for (const { key } of [...(spec.facets ?? []), ...(spec.fixed ?? []), { key: "q" }]) state[key] = null;
    for (const field of element.querySelectorAll(".filters input, .filters select")) if (field !== order) field.value = "";
    change({});
    input.focus();
  }

  function drawPager(page, pages, from, shown, rows) {
    const go = (to) => {
      change({ page: to === 1 ? null : to }, { keepPage: true });
      element.scrollIntoView({ block: "start" });
      announce(t("page", { n: to, of: pages }));
    };
    replace(
      pager,
      h("span", { class: "where" }, shown ? t("rowsShown", { from: from + 1, to: from + shown }) : ""),
      pages > 1 && [
        h("button", { type: "button", disabled: page === 1, on: { click: () => go(page - 1) } }, t("previous")),
        h("span", { class: "where" }, t("page", { n: page, of: pages })),
        h("button", { type: "button", disabled: page === pages, on: { click: () => go(page + 1) } }, t("next")),
      ],
      rows.length > 0 && h("button", { type: "button", class: "quiet export", on: { click: () => exportCsv(spec, rows) } }, t("download")),
    );
  }

  // On a phone the heads are gone: rows are cards, sorted by this.
  const order = h(
    "select",
    { on: { change: () => change({ sort: order.value }) } },
    spec.columns.flatMap((column) =>
      ["", "-"].map((sign) => {
        const value = sign + column.key;
        return h("option", { value, selected: value === (state.sort ?? spec.sort) }, `${t(column.head)}, ${t(sign ? "descending" : "ascending")}`);
      }),
    ),
  );
  const element = h(
    "section",
    { class: "grid", "aria-label": t(spec.title) },
    spec.rows.length > 8 &&
      h("div", { class: "filters", role: "search" }, h("label", { class: "words" }, h("span", {}, t("filter")), input), widgets, h("label", { class: "order" }, h("span", {}, t("sortBy")), order)),
    h("div", { class: "state" }, count, chips),
    h("div", { class: "scrolls" }, h("table", { role: "table", class: "rows" }, h("caption", { class: "unseen" }, t(spec.title)), h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads)), body)),
    pager,
  );
  draw();
  return element;
}

function isEmpty(content) {
  return content === "" || content === null || (Array.isArray(content) && content.length === 0);
}

function passes(facet, wanted, value) {
  if (facet.type === "choice") return (value ?? "") === (wanted === "-" ? "" : wanted);
  if (value === null || value === undefined) return false;
  if (facet.type === "least") return Number(value) >= Number(wanted);
  if (facet.type === "below") return Number(value) < Number(wanted);
  // Days: a month or year counts from its first and to its last day.
  return facet.type === "from" ? lastDay(value) >= wanted : firstDay(value) <= wanted;
}

// For comparing: without case and accents.
function folded(text) {
  // Most Indonesian text has no accents to take off.
  if (/^[\u0020-\u007e]*$/.test(text)) return text.toLowerCase();
  return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
}

// The same for what many rows share: titles, names, sentences.
const foldedTexts = new Map();

function foldedOnce(text) {
  let done = foldedTexts.get(text);
  if (done === undefined) foldedTexts.set(text, (done = folded(text)));
  return done;
}

// The rows as a file, with an apostrophe before what a spreadsheet would take for a formula.
function exportCsv(spec, rows) {
  const cell = (value) => {
    const text = String(value ?? "");
    const safe = /^[=+\-@\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const columns = [...spec.columns.map((column) => [column.key, (row) => column.full?.(row) ?? column.get(row)])];
  if (rows[0].doc !== undefined) columns.unshift(["doc_id", (row) => D.documents[row.doc].doc_id], ["start", (row) => row.start], ["end", (row) => row.end]);
  const lines = [columns.map(([key]) => key), ...rows.map((row) => columns.map(([, get]) => get(row)))];
  const text = `${lines.map((values) => values.map(cell).join(",")).join("\r\n")}\r\n`;
  const link = h("a", { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })), download: `${spec.name}.csv` });
  link.click();
  URL.revokeObjectURL(link.href);
}
