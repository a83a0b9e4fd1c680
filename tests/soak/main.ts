// `npm run soak -- [--visits N]` (I15): visitors at one kiosk without end, and what the page, its agent and the agent's file keep of each.
// The last line is one JSON object. Exit 0: thirty days of it stay below the ceilings; 1: they do not; 2: the options are wrong.
import { parseArgs } from 'node:util';
import { soak } from './soak.ts';
import { forecast, isBelow } from './forecast.ts';

const visits = read(process.argv.slice(2));
if (visits === null) {
  console.error('npm run soak -- [--visits N], a whole number from 40 to 100000');
  process.exit(2);
}
const samples = await soak(visits, (line) => console.log(line));
const result = forecast(samples);
console.log(JSON.stringify(result));
process.exit(isBelow(result) ? 0 : 1);

function read(args: readonly string[]): number | null {
  try {
    const { values } = parseArgs({ args: [...args], options: { visits: { type: 'string', default: '400' } } });
    const asked = Number(values.visits);
    return Number.isInteger(asked) && asked >= 40 && asked <= 100_000 ? asked : null;
  } catch {
    return null;
  }
}
