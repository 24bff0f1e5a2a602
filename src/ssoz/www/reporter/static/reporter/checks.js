// SPDX-License-Identifier: EUPL-1.2
// The check language in the browser: trees (engine/checks/browser.py) become closures. Blank is NaN, a quotient a pair
// of BigInt. tests/generative/test_browser.py compares it with the server.
const RATIO = -1;
const FLIP = { "<": ">=", "<=": ">", ">": "<=", ">=": "<" };
const COMPARE = {
  "=": (a, b) => a === b, "!=": (a, b) => a !== b && a === a && b === b,
  "<": (a, b) => a < b, "<=": (a, b) => a <= b, ">": (a, b) => a > b, ">=": (a, b) => a >= b,
};
const BLANK = null; // of a quotient
const day = (text) => Date.parse(text) / 864e5 + 719163;
const size = (x) => (x < 0n ? -x : x);
const pair = (n, d) => (d < 0n ? [-n, -d] : [n, d]);
const both = (join) => (a, b) => a && b && join(a, b);
const QUOTIENT = {
  add: both(([a, b], [c, d]) => [a * d + c * b, b * d]),
  sub: both(([a, b], [c, d]) => [a * d - c * b, b * d]),
  mul: both(([a, b], [c, d]) => [a * c, b * d]),
  div: both(([a, b], [c, d]) => (c ? pair(a * d, b * c) : BLANK)),
};
const digits = (x) => (x >= 1 && x <= 3652059 ? parseInt(new Date((x - 719163) * 864e5).toISOString().replaceAll("-", "")) : NaN); // 20250131
const PLAIN = {
  add: (a, b) => a + b, sub: (a, b) => a - b, mul: (a, b) => a * b, year: (a) => Math.trunc(digits(a) / 1e4),
  month: (a) => Math.trunc(digits(a) % 1e4 / 100), years: (a, b) => Math.trunc((digits(b) - digits(a)) / 1e4),
};
const JOIN = {
  sum: (found) => found.reduce((a, b) => a + b), min: (found) => Math.min(...found),
  max: (found) => Math.max(...found), count: (found) => found.length,
};

export class Checks {
  #form; #sheets; #context; #dates; #loops = {}; #same = {};
  #checks; #computed;

  constructor(form, context) {
    this.#form = form;
    this.#context = context;
    this.#sheets = context.sheets;
    this.#dates = new Set(form.dates);
    this.#computed = form.computed.map(([section, row, column, scale, tree]) => [section, row, column, this.#rounded(tree, scale)]);
    this.#checks = form.checks.map(([id, codes, loops, tree]) => [id, codes, loops, this.#condition(tree, false)]);
  }

  get digest() { return this.#form.digest; }

  /** A scaled integer, a text, or null for blank. */
  set(address, value) {
    if (value === null || value !== value) delete this.#sheets[""].cells[address];
    else this.#sheets[""].cells[address] = value;
  }

  setRows(section, rows) { this.#sheets[""].rows[section] = rows; }

  /** address → value, null where blank */
  compute() {
    const found = {};
    for (const [section, row, column, value] of this.#computed)
      for (const id of row.startsWith("$") ? this.#rows("", section) : [row]) {
        this.#loops[row] = ["", id];
        const result = value();
        const address = `${section}.${id}.${column}`;
        this.set(address, result);
        found[address] = result === result ? result : null;
      }
    return found;
  }

  /** Keys of the violated checks. */
  violated() {
    this.#same = {};
    const found = [];
    for (const [id, codes, loops, wrong] of this.#checks) this.#each(loops, () => {
      if (!wrong()) return;
      const places = codes.map((code) => (code.startsWith("$") ? this.#loops[code][1] : code));
      found.push(places.length ? `${id}:${places}` : id);
    });
    return found;
  }

  #each([first, ...rest], work) {
    if (!first) return work();
    for (const row of this.#rows("", first[1])) {
      this.#loops[first[0]] = ["", row];
      this.#each(rest, work);
    }
  }

  #rows(scope, section) { return this.#sheets[scope]?.rows[section] ?? []; }

  #cell(scope, section, row, column) {
    const loop = row.startsWith("$");
    const date = this.#dates.has(`${section}.${loop ? column : `${row}.${column}`}`);
    return () => {
      let id = row;
      if (loop) {
        const [where, own] = this.#loops[row];
        id = where === scope ? own : this.#aligned(scope, section)[own];
      }
      const value = this.#sheets[scope]?.cells[`${section}.${id}.${column}`] ?? NaN;
      return date && value === value ? day(value) : value;
    };
  }

  /** Rows of this sheet → rows of another one with the same key. */
  #aligned(scope, section) {
    const known = this.#same[scope + section];
    if (known) return known;
    const keyed = (sheet) => {
      const seen = {};
      const found = {};
      for (const row of this.#rows(sheet, section)) {
        const key = this.#sheets[sheet].cells[`${section}.${row}.${this.#form.keys[section]}`];
        if (key !== undefined) found[`${key}|${seen[key] = -~seen[key]}`] = row;
      }
      return found;
    };
    const other = keyed(scope);
    return (this.#same[scope + section] = Object.fromEntries(Object.entries(keyed("")).map(([key, row]) => [row, other[key]])));
  }

  #condition(node, truth) {
    const [op, payload, kind, , first, second] = node;
    if (op === "not") return this.#condition(first, !truth);
    if (op === "and" || op === "or" || op === "=>") {
      const a = this.#condition(first, truth !== (op === "=>"));
      const b = this.#condition(second, truth);
      return (op === "and") === truth ? () => a() && b() : () => a() || b();
    }
    if (op === "filled" || op === "blank") {
      const x = this.#value(first);
      const there = (op === "filled") === truth;
      return () => { const found = x(); return (found === found && found !== BLANK) === there; };
    }
    if (op === "true") { const x = this.#value(first); return () => x() === Number(truth); }
    if (op === "in" || op === "listed") {
      const codes = op === "listed" && new Set(this.#form.lists[payload]);
      const pattern = codes || new RegExp(`^(?:${payload.map((one) => one.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".")).join("|")})$`, "s");
      const x = this.#value(first);
      return () => { const found = x(); return found === found && (codes ? codes.has(found) : pattern.test(found)) === truth; };
    }
    return this.#compare(op, first, second, truth);
  }

  #compare(op, a, b, truth) {
    const test = COMPARE[truth ? op : FLIP[op] ?? (op === "=" ? "!=" : "=")];
    if (a[3] === RATIO || b[3] === RATIO) {
      const [x, y] = [this.#ratio(a), this.#ratio(b)];
      return () => {
        const [p, q] = [x(), y()];
        return p !== BLANK && q !== BLANK && test(p[0] * q[1], q[0] * p[1]);
      };
    }
    const scale = Math.max(a[3], b[3]);
    const [x, y] = [this.#scaled(a, scale), this.#scaled(b, scale)];
    return () => test(x(), y());
  }

  #scaled(node, scale) {
    const x = this.#value(node);
    const more = 10 ** (scale - node[3]);
    return more === 1 ? x : () => x() * more;
  }

  #ratio(node) {
    const x = this.#value(node);
    if (node[3] === RATIO) return x;
    const unit = 10n ** BigInt(node[3]);
    return () => { const found = x(); return found === found ? [BigInt(found), unit] : BLANK; };
  }

  #rounded(node, scale) {
    if (node[3] !== RATIO && node[3] <= scale) return this.#scaled(node, scale);
    const x = this.#ratio(node);
    const unit = 10n ** BigInt(scale);
    return () => {
      const found = x();
      if (found === BLANK) return NaN;
      const whole = (size(found[0]) * unit * 2n + found[1]) / (found[1] * 2n);
      return Number(found[0] < 0n ? -whole : whole);
    };
  }

  #value(node) {
    const [op, payload, kind, scale, first, second, third] = node;
    if (op === "num" || op === "str") return () => payload;
    if (op === "nothing") return () => NaN;
    if (op === "cell") return this.#cell(...payload);
    if (op === "unit" || op === "period") return () => this.#context[op][payload] ?? NaN;
    if (op in QUOTIENT || op in PLAIN) return this.#arithmetic(node);
    if (op === "round") return this.#rounded(first, scale);
    if (op in JOIN || op === "avg") return this.#aggregate(node);
    const as = (part) => (scale === RATIO ? this.#ratio(part) : kind === "text" ? this.#value(part) : this.#scaled(part, scale));
    if (op === "nvl") {
      const [x, y] = [as(first), as(second)];
      return () => { const found = x(); return found === found && found !== BLANK ? found : y(); };
    }
    if (op === "if") {
      const [yes, no, x, y] = [this.#condition(first, true), this.#condition(first, false), as(second), as(third)];
      return () => (yes() ? x() : no() ? y() : scale === RATIO ? BLANK : NaN);
    }
    const x = this.#value(first);
    if (scale !== RATIO) return op === "abs" ? () => Math.abs(x()) : () => -x();
    return () => { const found = x(); return found && [op === "abs" ? size(found[0]) : -found[0], found[1]]; };
  }

  #arithmetic([op, , , scale, a, b = a]) {
    if (scale === RATIO) {
      const [x, y, join] = [this.#ratio(a), this.#ratio(b), QUOTIENT[op]];
      return () => join(x(), y());
    }
    const [x, y] = op === "mul" ? [this.#value(a), this.#value(b)] : [this.#scaled(a, scale), this.#scaled(b, scale)];
    const join = PLAIN[op];
    return () => join(x(), y());
  }

  #aggregate([op, , , , ...items]) {
    const scale = Math.max(...items.map((item) => item[3]));
    const parts = items.map((item) => this.#item(item, op === "count" ? null : scale));
    const all = () => { const found = []; for (const part of parts) part(found); return found; };
    if (op === "avg") {
      const unit = 10 ** scale;
      return () => { const found = all(); return found.length ? [BigInt(JOIN.sum(found)), BigInt(found.length * unit)] : BLANK; };
    }
    return () => { const found = all(); return found.length ? JOIN[op](found) : NaN; };
  }

  #item(node, scale) {
    const [op, payload, , , first, second] = node;
    if (op === "each") {
      const [scope, section, name] = payload;
      const inner = this.#item(first, scale);
      return (found) => { for (const row of this.#rows(scope, section)) { this.#loops[name] = [scope, row]; inner(found); } };
    }
    if (op === "when") {
      const [test, inner] = [this.#condition(first, true), this.#item(second, scale)];
      return (found) => { if (test()) inner(found); };
    }
    const x = scale === null ? this.#value(node) : this.#scaled(node, scale);
    return (found) => { const value = x(); if (value === value) found.push(value); };
  }
}
