// Numbers and days, the way of the language. Exact decimals come as digits and never become floats.
const MONTHS = [
  ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
  ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
];
const LONG_MONTHS = [
  ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"],
];
const POWERS = [
  [1e12, "trillion", "triliun"],
  [1e9, "billion", "miliar"],
  [1e6, "million", "juta"],
  [1e3, "thousand", "ribu"],
];

// A number or its digits, grouped: 14.750.000,5 in Indonesian, 14,750,000.5 in English.
function formatNumber(value) {
  if (value === null || value === undefined || value === "") return "";
  const [, sign, whole, rest] = /^(-?)(\d*)(?:\.(\d+))?$/.exec(String(value)) ?? [null, "", null, null];
  if (whole === null) return String(value);
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, language === 1 ? "." : ",");
  return sign + grouped + (rest ? (language === 1 ? "," : ".") + rest : "");
}

// A rounded number in words, for charts: 14,8 miliar.
function formatRound(value) {
  for (const [power, english, indonesian] of POWERS) {
    // What rounds up to the next power is said in it.
    if (Math.abs(value) >= power * 0.9995) {
      const digits = Number((value / power).toPrecision(3));
      return `${formatNumber(digits)} ${language === 1 ? indonesian : english}`;
    }
  }
  return formatNumber(Number(value.toPrecision(3)));
}

function formatScore(score) {
  return score === null ? "" : formatNumber(score.toFixed(2));
}

// An EDTF day, month or year; anything else stays as it is.
function formatDay(value, { long = false } = {}) {
  if (value === null || value === undefined) return "";
  const match = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(value);
  if (!match || (match[2] && !MONTHS[0][match[2] - 1])) return value;
  const months = (long ? LONG_MONTHS : MONTHS)[language];
  return [match[3] && Number(match[3]), match[2] && months[match[2] - 1], match[1]].filter(Boolean).join(" ");
}

// The words around a number: ">= 5" reads "≥ 5".
const COMPARATORS = { ">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ " };

function formatAmount(amount, { unit = true } = {}) {
  const low = (COMPARATORS[amount.comparator] ?? "") + formatNumber(amount.value);
  const range = amount.value_high === null ? low : `${low} – ${formatNumber(amount.value_high)}`;
  return amount.unit === null || !unit ? range : amount.unit === "%" ? `${range}%` : `${range} ${amount.unit}`;
}

// "rule:head" in words: "rule head".
function formatFinder(found) {
  if (found === null || found === undefined) return "";
  const [kind, name] = found.split(":", 2);
  return name === undefined ? said(kind) : `${said(kind)} ${name}`;
}

// Bins of time, each named by the EDTF of its days: by day, month, quarter or year.
function binOf(day, size) {
  if (day === null || day.length < (size === "day" ? 10 : size === "year" ? 4 : 7)) return null;
  if (size === "quarter") return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  return day.slice(0, size === "day" ? 10 : size === "month" ? 7 : 4);
}

function formatBin(bin) {
  const quarter = /^(\d{4})-Q(\d)$/.exec(bin);
  return quarter ? `${language === 1 ? "Triwulan" : "Q"}${language === 1 ? " " : ""}${quarter[2]} ${quarter[1]}` : formatDay(bin);
}

// The bins from one to another, those between without documents included.
function binsBetween(first, last, size) {
  const bins = [];
  const at = new Date(`${firstDay(first)}T00:00:00Z`);
  for (let bin = first; bin <= last && bins.length < 5000; ) {
    bins.push(bin);
    if (size === "day") at.setUTCDate(at.getUTCDate() + 1);
    else at.setUTCMonth(at.getUTCMonth() + { month: 1, quarter: 3, year: 12 }[size]);
    bin = binOf(at.toISOString().slice(0, 10), size);
  }
  return bins;
}

function firstDay(bin) {
  const quarter = /^(\d{4})-Q(\d)$/.exec(bin);
  if (quarter) return `${quarter[1]}-${String(quarter[2] * 3 - 2).padStart(2, "0")}-01`;
  return bin.length === 4 ? `${bin}-01-01` : bin.length === 7 ? `${bin}-01` : bin;
}

function lastDay(bin) {
  const at = new Date(`${firstDay(bin)}T00:00:00Z`);
  if (bin.includes("Q")) at.setUTCMonth(at.getUTCMonth() + 3, 0);
  else if (bin.length === 7) at.setUTCMonth(at.getUTCMonth() + 1, 0);
  else if (bin.length === 4) at.setUTCFullYear(at.getUTCFullYear() + 1, 0, 0);
  return at.toISOString().slice(0, 10);
}

// How wide bins must be for a span of days to give at most so many.
function binSize(first, last, most, sizes) {
  const months = (Number(last.slice(0, 4)) - Number(first.slice(0, 4))) * 12 + Number(last.slice(5, 7)) - Number(first.slice(5, 7)) + 1;
  const count = { day: months * 30, month: months, quarter: Math.ceil(months / 3) + 1, year: Math.ceil(months / 12) + 1 };
  return sizes.find((size) => count[size] <= most) ?? sizes[sizes.length - 1];
}
