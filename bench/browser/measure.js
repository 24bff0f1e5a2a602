// SPDX-License-Identifier: EUPL-1.2
// Times the page's own script, under Node and in a browser alike: what one key costs, and a whole form anew.

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];

export function measure(checksOf, { form, context, addresses }, clock) {
  const checks = checksOf(form, context);
  const cells = Object.entries(context.sheets[""].cells);
  const load = timed(20, clock, () => checksOf(form, context).update());
  const full = timed(60, clock, () => {
    for (const [address, value] of cells) checks.set(address, value);
    checks.update();
    checks.findings();
  });
  let key = 0;
  const keystroke = timed(4000, clock, () => {
    checks.set(addresses[key % addresses.length], key % 97);
    key += 1;
    checks.update();
  });
  return { load, full, keystroke };
}

// Many at once where the clock is coarse: a browser's shows tenths of a millisecond.
function timed(rounds, clock, work) {
  const times = [];
  const batch = Math.max(1, Math.floor(rounds / 40));
  for (let round = 0; round < rounds / batch; round += 1) {
    const start = clock();
    for (let n = 0; n < batch; n += 1) work();
    times.push((clock() - start) / batch);
  }
  return median(times);
}
