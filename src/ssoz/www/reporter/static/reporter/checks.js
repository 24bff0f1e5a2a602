// SPDX-License-Identifier: EUPL-1.2
// Lowered trees become closures over cells; blank is NaN, what leaves 2^53 is BigInt (ADR 0060).
const SAFE = Number.MAX_SAFE_INTEGER;
const stored = (value) => (Array.isArray(value) ? BigInt(value[0]) : value ?? NaN);
const fit = (x) => (x > SAFE || x < -SAFE ? x : Number(x));
const known = (join) => (a, b) => (a === a && b === b ? join(a, b) : NaN);
const exactly = (join) => {
  const slowly = known((a, b) => fit(join(BigInt(a), BigInt(b))));
  return (a, b) => {
    const found = typeof a === typeof b ? join(a, b) : SAFE + 1;
    return found > SAFE || found < -SAFE ? slowly(a, b) : found;
  };
};
const OPS = {
  "+": exactly((a, b) => a + b), "-": exactly((a, b) => a - b), "*": exactly((a, b) => a * b),
  cut: (a, b) => Math.trunc(a / b), abs: (a) => (a < 0 ? -a : a), nvl: (a, b) => (a === a ? a : b),
  "=": (a, b) => a == b, "!=": known((a, b) => a != b), "<": (a, b) => a < b, "<=": (a, b) => a <= b,
  filled: (a) => a === a, blank: (a) => a !== a,
  day: (a) => Number(new Date((a - 719163) * 864e5).toJSON().replace(/-|T.*/g, "")), // 20250131
  pair: known((a, b) => [BigInt(a), BigInt(b)]),
  "r+": known(([a, b], [c, d]) => [a * d + c * b, b * d]), "r-": known(([a, b], [c, d]) => [a * d - c * b, b * d]),
  "r*": known(([a, b], [c, d]) => [a * c, b * d]),
  "r/": known(([a, b], [c, d]) => (c ? (c < 0n ? [-a * d, -b * c] : [a * d, b * c]) : NaN)),
  sign: (a) => (a === a ? a[0] : a),
  round: known(([a, b], unit) => {
    const whole = ((a < 0n ? -a : a) * BigInt(unit) * 2n + b) / (b * 2n);
    return fit(a < 0n ? -whole : whole);
  }),
};
const FOLD = { sum: OPS["+"], min: (a, b) => (b < a ? b : a), max: (a, b) => (b > a ? b : a) };

export function checksOf(form, context) {
  const sheets = { ...context.sheets, "": { rows: {} } };
  const numbers = Object.fromEntries(form.cells.map((address, n) => [address, n]));
  const v = new Float64Array(form.cells.length).fill(NaN);
  const other = []; // texts, BigInts
  const columns = {};
  const readers = {};
  let same = {};
  let now;

  const rowsOf = (scope, section) => sheets[scope]?.rows[section] ?? [];
  const valuesOf = (scope, section, column, rows = rowsOf(scope, section)) => rows.map((id) => stored(sheets[scope]?.cells[`${section}.${id}.${column}`]));

  // own: only in its own row
  function reads(key, own) {
    readers[key] ??= new Map();
    readers[key].set(now.n, own && readers[key].get(now.n) !== false);
  }

  function touch(key, row) {
    readers[key]?.forEach((own, n) => { dirty[n] = own && (!dirty[n] || dirty[n] === row) ? row : -1; });
  }

  function enter(name, scope, section) {
    if (!scope) reads(section);
    const rows = () => rowsOf(scope, section);
    return (now.places[name] = { scope, rows, id() { return rows()[this.i]; } });
  }

  function columnOf(section, column, own) {
    const key = `${section}.${column}`;
    reads(key, own);
    return (columns[key] ??= []);
  }

  function aligned(scope, section) {
    const numbered = (keys) => {
      const seen = {};
      return keys.map((key) => key === key && `${key}|${seen[key] = -~seen[key]}`);
    };
    const other = numbered(valuesOf(scope, section, form.keys[section]));
    return numbered(columns[`${section}.${form.keys[section]}`]).map((key) => (key ? other.indexOf(key) : -1));
  }

  function cell(scope, section, row, column) {
    if (row[0] !== "$") {
      const [found] = valuesOf(scope, section, column, [row]);
      return () => found;
    }
    const place = now.places[row];
    if (!scope) {
      const values = columnOf(section, column, now.loops.length === 1 && now.loops[0][0] === row);
      return () => values[place.i];
    }
    const values = valuesOf(scope, section, column);
    if (place.scope === scope) return () => values[place.i];
    columnOf(section, form.keys[section]);
    return () => values[(same[scope + section] ??= aligned(scope, section))[place.i]] ?? NaN;
  }

  function part(node) {
    const [op, ...parts] = node >= 0 ? [] : node;
    if (op === "each") {
      const place = enter(parts[2], parts[0], parts[1]);
      const inner = part(parts[3]);
      return (add) => { const end = place.rows().length; for (place.i = 0; place.i < end; place.i += 1) inner(add); };
    }
    if (op === "when") {
      const [test, inner] = [closure(parts[0]), part(parts[1])];
      return (add) => { if (test()) inner(add); };
    }
    const x = closure(node);
    return (add) => add(x());
  }

  function fold(join, parts) {
    return () => {
      let found = NaN;
      const add = (x) => { if (x === x) found = found === found ? join(found, x) : x; };
      for (const each of parts) each(add);
      return found;
    };
  }

  function closure(node) {
    if (node >= 0) {
      reads(node);
      return () => { const found = v[node]; return found === found ? found : other[node] ?? found; };
    }
    const [op, ...parts] = node;
    if (op === "lit" || op === "of") {
      const found = stored(op === "lit" ? parts[0] : context[parts[0]][parts[1]]);
      return () => found;
    }
    if (op === "cell") return cell(...parts);
    if (op in FOLD) return fold(FOLD[op], parts.map(part));
    if (op === "in" || op === "listed") {
      const value = closure(parts[1]);
      const codes = op === "in" ? new RegExp(parts[0], "s") : new Set(form.lists[parts[0]]);
      return () => { const found = value(); return found === found && (op === "in" ? codes.test(found) : codes.has(found)) === parts[2]; };
    }
    const [x, y, z, t] = parts.map(closure);
    if (op === "and") return () => x() && y();
    if (op === "or") return () => x() || y();
    if (op === "if") return () => (x() ? z() : y() ? t() : NaN);
    const apply = OPS[op];
    return y ? () => apply(x(), y()) : () => apply(x());
  }

  const items = [...form.computed, ...form.checks].map((check, n) => {
    const [id, codes, loops, tree, target] = check;
    const item = (now = { n, check, id, codes, loops, target, places: {}, found: new Map() });
    for (const [name, section] of loops) enter(name, "", section);
    item.run = closure(tree);
    return item;
  });
  const dirty = new Int32Array(items.length).fill(-1); // -1: everywhere, 5: in the fifth added row

  function each(item, row, work, depth = 0) {
    if (depth === item.loops.length) return work();
    const place = item.places[item.loops[depth][0]];
    const end = row > 0 ? row : place.rows().length;
    for (place.i = row > 0 ? row - 1 : 0; place.i < end; place.i += 1) each(item, 0, work, depth + 1);
  }

  const keyOf = ({ id, codes, places }) => (codes.length ? `${id}:${codes.map((code) => places[code]?.id() ?? code)}` : id);

  function addressOf({ target, loops, places }) {
    if (target >= 0) return form.cells[target];
    const [section, row, column] = target;
    return `${section}.${loops.some(([name]) => name === row) ? places[row].id() : rowsOf("", section)[0] ?? ""}.${column}`;
  }

  // whole number (days for a date), text, null
  function set(address, value) {
    const found = stored(value);
    const n = numbers[address];
    if (n >= 0) {
      v[n] = typeof found === "number" ? found : NaN;
      other[n] = found;
      return touch(n, -1);
    }
    const [section, row, column] = address.split(".");
    const key = `${section}.${column}`;
    const i = rowsOf("", section).indexOf(row);
    if (i < 0 || !columns[key]) return;
    columns[key][i] = found;
    same = {};
    touch(key, i + 1);
  }

  function setRows(section, ids) {
    const from = ids.map((id) => rowsOf("", section).indexOf(id));
    for (const key in columns) if (key.startsWith(`${section}.`)) columns[key].splice(0, SAFE, ...from.map((i) => columns[key][i] ?? NaN));
    sheets[""].rows[section] = ids;
    same = {};
    touch(section, -1);
  }

  // computed cells: address → value
  function update(seen) {
    const computed = {};
    dirty.forEach((row, n) => {
      if (!row) return;
      dirty[n] = 0;
      const item = items[n];
      if (row < 0) item.found.clear();
      each(item, row, () => {
        const result = item.run();
        const address = addressOf(item);
        const key = keyOf(item);
        seen?.(key);
        if (item.id) return result ? item.found.set(key, address) : item.found.delete(key);
        computed[address] = result <= 9e18 && result >= -9e18 ? result : null;
        set(address, computed[address]);
      });
      listed[n] = [...item.found].map((one) => [...one, item.check]);
    });
    return computed;
  }

  // violated: key, address to look at, check
  const listed = items.map(() => []);
  const findings = () => listed.flat();

  const { cells, rows } = context.sheets[""];
  for (const section in rows) setRows(section, rows[section]);
  for (const address in cells) set(address, cells[address]);
  return { set, setRows, update, findings };
}
