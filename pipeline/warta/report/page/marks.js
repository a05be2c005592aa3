// From the rows of a document to its text with marks: inside each other where spans nest, cut where they cross.
const GROUPS = {
  ORG: ["ORG"],
  PER: ["PER"],
  FAC: ["FAC"],
  LOC: ["LOC"],
  DATE: ["DATE", "DURATION", "TIME", "SET"],
  MONEY: ["MONEY", "PERCENT", "COUNT", "MEASURE"],
  OFFICE: ["OFFICE"],
};

// All spans of a document, each once, with the rows that tell about it; outer ones first.
function spansOfDocument(doc) {
  const key = (row, label) => `${row.start}-${row.end}-${label}`;
  const dates = new Map(inDocument("dates", doc).map((row) => [key(row, row.kind), row]));
  const amounts = new Map(inDocument("amounts", doc).map((row) => [key(row, row.kind), row]));
  const place = (row, label, more) => ({ doc, start: row.start, end: row.end, label, ...more });
  const spans = inDocument("officials", doc).map((office) => place(office, "OFFICE", { office }));
  for (const mention of inDocument("mentions", doc)) {
    const at = key(mention, mention.label);
    spans.push(place(mention, mention.label, { mention, date: dates.get(at), amount: amounts.get(at) }));
    dates.delete(at);
    amounts.delete(at);
  }
  // Clock times and recurring times stand in no other table.
  for (const date of dates.values()) spans.push(place(date, date.kind, { date }));
  for (const amount of amounts.values()) spans.push(place(amount, amount.kind, { amount }));
  spans.sort(outerFirst);
  spans.forEach((span, n) => (span.n = n));
  return spans;
}

function outerFirst(a, b) {
  return a.start - b.start || b.end - a.end || (a.label === "OFFICE" ? 0 : 1) - (b.label === "OFFICE" ? 0 : 1);
}

// Put text[from:to] of a document into `parent`, with the spans that reach into it.
function putMarked(parent, doc, from, to, spans) {
  const waiting = spans.map((span) => ({ span, start: Math.max(span.start, from), end: Math.min(span.end, to), first: span.start >= from }));
  const open = [{ node: parent, end: to }];
  let at = from;
  const innermost = () => open[open.length - 1];
  const writeTo = (end) => {
    if (end > at) innermost().node.append(document.createTextNode(slice(doc, at, end)));
    at = Math.max(at, end);
  };
  while (waiting.length > 0) {
    const piece = waiting.shift();
    while (open.length > 1 && innermost().end <= piece.start) {
      writeTo(innermost().end);
      open.pop();
    }
    writeTo(piece.start);
    const end = Math.min(piece.end, innermost().end);
    if (end < piece.end) later(waiting, { ...piece, start: end, first: false });
    const node = markOf(piece.span, piece.first);
    innermost().node.append(node);
    open.push({ node, end });
  }
  while (open.length > 1) {
    writeTo(innermost().end);
    open.pop();
  }
  writeTo(to);
}

// What is left of a span that crosses another goes on where that one ends.
function later(waiting, piece) {
  const at = waiting.findIndex((other) => other.start > piece.start || (other.start === piece.start && other.end <= piece.end));
  waiting.splice(at < 0 ? waiting.length : at, 0, piece);
}

function markOf(span, first) {
  return h("mark", {
    class: `m ${span.label}`,
    tabindex: first ? "0" : null,
    "data-n": span.n,
    "data-label": span.label,
    "data-at": `${span.start}-${span.end}`,
  });
}

// The sentences of a document; without a table of them its lines.
function sentencesOf(doc) {
  const rows = inDocument("sentences", doc);
  if (rows.length > 0) return rows;
  let start = 0;
  return D.texts[doc].split("\n").map((line, sentence) => {
    const row = { sentence, start, end: start + [...line].length };
    start = row.end + 1;
    return row;
  });
}

// Paragraphs of a text. A line break between two sentences begins a new one; one inside a sentence is a hard wrap.
function paragraphsOf(doc, spans, linkTo) {
  const paragraphs = [];
  let [end, next] = [0, 0];
  for (const row of sentencesOf(doc)) {
    const gap = slice(doc, end, row.start);
    if (paragraphs.length === 0 || gap.includes("\n")) {
      paragraphs.push(h("p", {}, h("a", { class: "n", href: linkTo(row.sentence), "aria-label": t("sentenceN", { n: row.sentence }) }, row.sentence)));
    }
    const paragraph = paragraphs[paragraphs.length - 1];
    if (gap) paragraph.append(document.createTextNode(gap.trim() === "" ? " " : gap));
    const sentence = h("span", { class: "sentence", "data-sentence": row.sentence });
    while (next < spans.length && spans[next].end <= row.start) next++;
    const here = [];
    for (let i = next; i < spans.length && spans[i].start < row.end; i++) if (spans[i].end > row.start) here.push(spans[i]);
    putMarked(sentence, doc, row.start, row.end, here);
    paragraph.append(sentence);
    end = row.end;
  }
  return paragraphs;
}
