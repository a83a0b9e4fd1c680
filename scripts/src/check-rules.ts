// Every rule of RULES.md has a test that names it, and every test of the domain names a rule. Prints what is missing; exit 1.
import { globSync, readFileSync } from 'node:fs';

const domain = new URL('../../packages/domain/', import.meta.url).pathname;
const ids = /\[([A-Z]{1,2}\d+)\]/g;

const rules = new Set([...readFileSync(`${domain}RULES.md`, 'utf8').matchAll(/^- `([A-Z]{1,2}\d+)`/gm)].map((match) => match[1]));
const tested = new Set<string | undefined>();
const offences: string[] = [];

for (const file of globSync('src/**/*.test.ts', { cwd: domain })) {
  for (const [, title = ''] of readFileSync(domain + file, 'utf8').matchAll(/\btest\(\s*['"`]([^\n]*?)['"`],/g)) {
    const named = [...title.matchAll(ids)].map((match) => match[1]);
    if (named.length === 0) offences.push(`${file}: “${title}” names no rule`);
    for (const id of named) {
      tested.add(id);
      if (!rules.has(id)) offences.push(`${file}: “${title}” names the unknown rule ${id}`);
    }
  }
}
for (const rule of rules) if (!tested.has(rule)) offences.push(`RULES.md: ${rule} has no test`);
for (const offence of offences) console.error(offence);
console.log(`rules: ${rules.size} rules, ${offences.length} offences`);
process.exitCode = offences.length > 0 || rules.size === 0 ? 1 : 0;
