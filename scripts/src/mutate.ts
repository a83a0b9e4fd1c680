// `npm run mutate`: breaks the policy of the queue in one place at a time and asks whether the properties notice, with 20 random
// sequences each; for what they miss, whether the rules' own tests do. Exit 1 when a mutant survives both.
// It changes the source files in place, one at a time, and puts each back, also when it is interrupted.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { mutants, type Mutant } from './mutate/mutants.ts';

const source = new URL('../../packages/domain/src/', import.meta.url).pathname;
const root = new URL('../../', import.meta.url).pathname;
const propertiesOf = (...names: string[]): string[] => names.map((name) => `packages/domain/src/${name}.test.ts`);
/** The likeliest to notice first; what is about calls and returns is told from the log. */
const stages = [propertiesOf('order'), propertiesOf('history', 'properties', 'sight')];
/** What asks only whether enough was tried plays hundreds of sequences, and notices nothing. */
const ofMutants = '--testNamePattern=^(?!.*the sequences reach)';
/** Of the rules' own tests the likeliest first. */
const near = propertiesOf('next-stop', 'next-preferred', 'preferred', ...['exceptions', 'help', 'missed', 'undo', 'window'].map((name) => `decide/${name}`), 'view/views');
/** No random ones among them: what they notice would be chance. */
const rules = ['packages/domain', ...[...stages.flat(), ...propertiesOf('paper-properties', 'statistics/statistics', 'view/expected-order')].map((name) => `--exclude=${name}`)];
/** Of these the properties know nothing: what becomes of them is decided before, or seen after. */
const unseen: ReadonlySet<string> = new Set(['surge.ts', 'decide/help.ts', 'view/parts.ts', 'view/expected-order.ts']);

/** The file that is broken now, as it was. */
let broken: { readonly path: string; readonly before: string } | null = null;

function restore(): void {
  if (broken) writeFileSync(broken.path, broken.before);
  broken = null;
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
  process.on(signal, () => {
    restore();
    process.exit(code);
  });
}

/** True when the tests fail. */
function isNoticed(tests: readonly string[]): Promise<boolean> {
  const env = { ...process.env, FC_RUNS: '20', FC_SEED: 'usual', FC_SHRINK: 'no' };
  const child = spawn('vitest', ['run', '--bail=1', '--reporter=dot', '--testTimeout=600000', '--pool=threads', '--maxWorkers=1', '--no-isolate', ...tests], { cwd: root, env, stdio: 'ignore' });
  return new Promise((done, fail) => child.once('error', fail).once('exit', (code) => done(code !== 0)));
}

type Killer = 'properties' | 'rules' | 'nobody';

/** Who notices that the file holds the mutant. */
async function killerOf({ file, from, to }: Mutant): Promise<Killer> {
  const path = source + file;
  const before = readFileSync(path, 'utf8');
  try {
    broken = { path, before };
    writeFileSync(path, before.replace(from, () => to));
    for (const stage of unseen.has(file) ? [] : stages) if (await isNoticed([...stage, ofMutants])) return 'properties';
    return (await isNoticed(near)) || (await isNoticed(rules)) ? 'rules' : 'nobody';
  } finally {
    restore();
  }
}

const asked = process.argv.slice(2);
const chosen = mutants.filter(({ file }) => asked.length === 0 || asked.some((name) => file.includes(name)));
for (const { file, from, to } of mutants) {
  const text = readFileSync(source + file, 'utf8');
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
  // What is no program would be noticed by anything.
  stripTypeScriptTypes(text.replace(from, () => to));
}
if (await isNoticed(['packages/domain'])) throw new Error('the tests fail before anything is broken');
const found: Record<Killer, number> = { properties: 0, rules: 0, nobody: 0 };
for (const mutant of chosen) {
  const killer = await killerOf(mutant);
  found[killer] += 1;
  console.log(`${killer === 'nobody' ? 'SURVIVED' : `killed by ${killer}`}: ${mutant.what} (${mutant.file})`);
}
const score = ((chosen.length - found.nobody) / Math.max(1, chosen.length)) * 100;
console.log(`${chosen.length} mutants: ${found.properties} killed by properties, ${found.rules} by rules only, ${found.nobody} survived (${score.toFixed(1)} % killed)`);
process.exitCode = found.nobody > 0 ? 1 : 0;
