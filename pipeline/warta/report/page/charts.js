// Small charts, drawn from the data at the width there is. Each has its figures as a table below it.

// A figure: title, note, drawing, and the same figures in words. `draw(width)` returns the SVG.
function figure({ title, note = "", span = "half", draw = null, body = null, columns = [], rows = [] }) {
  const place = draw === null ? body : h("div", { class: "drawing" });
  const element = h(
    "figure",
    { class: `chart ${span}` },
    h("figcaption", {}, h("h3", {}, title), note && h("p", { class: "note" }, note)),
    place,
    rows.length > 0 && h("details", { class: "figures" }, h("summary", {}, t("asTable")), plainTable(columns, rows, title)),
  );
  if (draw !== null) {
    let width = 0;
    new ResizeObserver(() => {
      const now = Math.floor(place.clientWidth);
      if (now > 0 && now !== width) {
        width = now;
        replace(place, draw(width));
      }
    }).observe(place);
  }
  return element;
}

function plainTable(columns, rows, caption) {
  return h(
    "div",
    { class: "scrolls", tabindex: "0", role: "region", "aria-label": caption },
    h(
      "table",
      { class: "plain" },
      h("thead", {}, h("tr", {}, columns.map((name, i) => h("th", { scope: "col", class: i ? "number" : null }, name)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, i) => h(i ? "td" : "th", { class: i ? "number" : null, scope: i ? null : "row" }, cell))))),
    ),
  );
}

// Round steps for an axis up to `most`.
function ticks(most, count) {
  const raw = most / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= raw);
  const values = [];
  for (let value = step; value <= most * 1.0001; value += step) values.push(value);
  return values.filter((value) => Number.isInteger(value) || most < 5);
}

// Bars over time. `bins`: [{ bin, value, href }]; `say(bin)` names one for readers of the screen.
function timeBars({ bins, name, say, height = 190 }) {
  return (width) => {
    const [top, bottom] = [18, 24];
    const most = Math.max(1, ...bins.map((bin) => bin.value));
    const step = width / bins.length;
    const bar = Math.max(1, Math.min(46, step - Math.min(6, step * 0.25)));
    const y = (value) => height - bottom - (value / most) * (height - top - bottom);
    const svg = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": name });
    for (const value of ticks(most, 3)) {
      svg.append(
        s("line", { x1: 0, x2: width, y1: y(value), y2: y(value), class: "grid" }),
        s("text", { x: 0, y: y(value) - 4, class: "tick" }, formatRound(value)),
      );
    }
    bins.forEach((bin, i) => {
      if (bin.value <= 0) return;
      const said = `${formatBin(bin.bin)}: ${say(bin)}`;
      const up = Math.max(1.5, height - bottom - y(bin.value));
      const x = i * step + (step - bar) / 2;
      svg.append(
        s(
          "a",
          { href: bin.href, "aria-label": said },
          s("title", {}, said),
          s("rect", { x: i * step, y: top, width: step, height: height - top - bottom, class: "hit" }),
          s("rect", { x, y: height - bottom - up, width: bar, height: up, class: "bar" }),
        ),
      );
    });
    svg.append(s("line", { x1: 0, x2: width, y1: height - bottom + 0.5, y2: height - bottom + 0.5, class: "base" }));
    timeLabels(svg, bins.map((bin) => bin.bin), (i) => (i + 0.5) * step, width, height - 7);
    return svg;
  };
}

// Names below an axis of time, as many as there is room for; of many months the years are named.
function timeLabels(svg, bins, x, width, y) {
  let named = bins.map((bin, i) => [i, formatBin(bin)]);
  if (bins[0].length === 7 && !bins[0].includes("Q") && bins.length > width / 62) {
    named = named.filter(([i]) => bins[i].endsWith("-01")).map(([i]) => [i, bins[i].slice(0, 4)]);
  }
  let free = 0;
  for (const [i, words] of named) {
    const half = words.length * 3.3;
    const at = Math.min(Math.max(x(i), half), width - half);
    if (at - half < free) continue;
    svg.append(s("text", { x: at, y, class: "tick middle" }, words));
    free = at + half + 14;
  }
}

// Dots by row and time: area is the value. `rows`: [{ name, href, total, cells: Map(bin -> value) }].
function dotMatrix({ rows, bins, name, hrefOf }) {
  return (width) => {
    const narrow = width < 560;
    const [left, right] = narrow ? [0, 0] : [Math.min(280, width * 0.36), 92];
    const [line, foot] = [narrow ? 58 : 38, 24];
    const height = rows.length * line + foot;
    const step = (width - left - right) / bins.length;
    const most = Math.max(...rows.flatMap((row) => [...row.cells.values()]));
    const biggest = Math.min(16, step * 0.9);
    const svg = s("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": name });
    rows.forEach((row, r) => {
      const y = r * line + (narrow ? 38 : line / 2);
      const words = narrow ? shortened(row.name, width - 90) : shortened(row.name, left - 12);
      svg.append(
        s("line", { x1: left, x2: width - right, y1: y, y2: y, class: "grid" }),
        s("a", { href: row.href }, s("title", {}, row.name), s("text", { x: 0, y: narrow ? y - 21 : y + 4, class: "rowname" }, words)),
        s("text", { x: width, y: narrow ? y - 21 : y + 4, class: "tick end" }, formatRound(row.total)),
      );
      bins.forEach((bin, i) => {
        const value = row.cells.get(bin);
        if (value === undefined || value <= 0) return;
        const said = `${row.name}, ${formatBin(bin)}: ${formatRound(value)} IDR`;
        svg.append(
          s(
            "a",
            { href: hrefOf(row, bin), "aria-label": said },
            s("title", {}, said),
            s("circle", { cx: left + (i + 0.5) * step, cy: y, r: Math.max(2.5, Math.sqrt(value / most) * biggest), class: "dot" }),
          ),
        );
      });
    });
    timeLabels(svg, bins, (i) => left + (i + 0.5) * step, width - right, height - 6);
    return svg;
  };
}

// Words cut to about so many pixels of the small sans serif.
function shortened(words, width) {
  const most = Math.floor(width / 7.2);
  return words.length <= most ? words : `${words.slice(0, most - 1).trimEnd()}…`;
}

// A ranking: names with bars. `rows`: [{ parts: nodes, value, words }].
function ranking(rows, { say = formatNumber } = {}) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return h(
    "ol",
    { class: "ranking" },
    rows.map((row) =>
      h(
        "li",
        {},
        h("span", { class: "who" }, row.parts),
        h("span", { class: "count" }, say(row.value)),
        h("span", { class: "track", "aria-hidden": "true" }, h("span", { class: "fill", css: { width: `${(row.value / most) * 100}%` } })),
      ),
    ),
  );
}

// Bars in pieces. `rows`: [{ name, href, label, pieces: [{ kind, value }] }].
function stacked(rows) {
  const sums = rows.map((row) => row.pieces.reduce((sum, piece) => sum + piece.value, 0));
  const most = Math.max(1, ...sums);
  return h(
    "ol",
    { class: "ranking stacked" },
    rows.map((row, i) =>
      h(
        "li",
        {},
        h("span", { class: "who" }, h("a", { href: row.href }, row.name)),
        h("span", { class: "count" }, formatNumber(sums[i])),
        h(
          "span",
          { class: "track", role: "img", "aria-label": row.pieces.filter((p) => p.value).map((p) => `${said(p.kind)} ${formatNumber(p.value)}`).join(", ") },
          row.pieces.map((piece) =>
            h("span", { class: `fill by-${piece.kind}`, title: `${said(piece.kind)}: ${formatNumber(piece.value)}`, css: { width: `${(piece.value / most) * 100}%` } }),
          ),
        ),
      ),
    ),
  );
}
