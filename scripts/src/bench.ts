// `npm run bench -- [--only NAME] [--quick] [--json]`: every figure beside the limit built from the same libraries in the same run.
// `npm run bench -- --profile [--quick]`: no figures, but where the hub's time goes while fifty kiosks issue.
// The last lines are one JSON object a figure: {name, value, limit, ratio, goal, ok, n}. Exit 1 when a goal is missed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { callFanout } from './bench/call-fanout.ts';
import type { Bench, Figure } from './bench/figure.ts';
import { issue50 } from './bench/issue-50.ts';
import { profile50 } from './bench/profile-50.ts';
import { recover } from './bench/recover.ts';
import { simulateDay } from './bench/simulate-day.ts';
import { viewSize } from './bench/view-size.ts';

const benches: Readonly<Record<string, Bench>> = { 'issue-50': issue50, 'call-fanout': callFanout, 'view-size': viewSize, recover, 'simulate-day': simulateDay };
const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, json: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false } },
});

if (values.only !== undefined && !Object.hasOwn(benches, values.only)) {
  console.error(`no benchmark ${values.only}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'hallcall-bench-'));
if (values.profile) for (const line of await profile50({ isQuick: values.quick, folder })) console.log(line);
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (values.profile || (values.only !== undefined && values.only !== name)) continue;
  if (!values.json) console.log(`${name} …`);
  figures.push(...(await bench({ isQuick: values.quick, folder })));
}
rmSync(folder, { recursive: true, force: true });
if (!values.json) {
  for (const { name, value, limit, ratio, goal, ok } of figures) console.log(`${ok ? 'ok  ' : 'MISS'} ${name}: ${value} beside ${limit}, ratio ${ratio} (${goal})`);
}
for (const figure of figures) console.log(JSON.stringify(figure));
process.exitCode = figures.every((figure) => figure.ok) ? 0 : 1;
