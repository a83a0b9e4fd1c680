// `npm run torture -- [--seconds N] [--seed S] [--break PROTECTION]`: a hall with everything that can go wrong, and what must hold all the same.
// The last line of output is one JSON object. Exit 0: every promise held; 1: one did not; 2: the options are wrong.
import { randomInt } from 'node:crypto';
import { readOptions } from './options.ts';
import { torture } from './torture.ts';

const asked = readOptions(process.argv.slice(2), randomInt(2 ** 31));
if (asked.kind !== 'run') {
  (asked.kind === 'help' ? console.log : console.error)(asked.sentence);
  process.exit(asked.kind === 'help' ? 0 : 2);
}
// Whatever was started ends with it.
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => process.exit(code));
console.log(`seed ${asked.options.seed}`);
const { result, isSound } = await torture(asked.options, (line) => console.log(line));
console.log(JSON.stringify(result));
process.exit(isSound ? 0 : 1);
