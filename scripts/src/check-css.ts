// Pages are built for Chromium 109, which knows neither oklch() nor color-mix(): refuses them outside @supports. Exit 1.
import { globSync, readFileSync } from 'node:fs';

const dist = new URL('../../dist/', import.meta.url).pathname;
const files = globSync('**/*.css', { cwd: dist });
const offences = files.flatMap((file) => {
  const css = withoutSupports(readFileSync(dist + file, 'utf8'));
  return [...css.matchAll(/.{0,60}\b(oklch|oklab|color-mix)\(.{0,40}/g)].map((match) => `${file}: …${match[0]}`);
});
for (const offence of offences) console.error(offence);
console.log(`css: ${files.length} files, ${offences.length} offences`);
process.exitCode = offences.length > 0 || files.length === 0 ? 1 : 0;

/** Leaves out every `@supports … { … }` block, nested braces included. */
function withoutSupports(css: string): string {
  let rest = css;
  for (let start = rest.indexOf('@supports'); start >= 0; start = rest.indexOf('@supports')) {
    let depth = 0;
    let end = rest.indexOf('{', start);
    do {
      if (rest[end] === '{') depth += 1;
      if (rest[end] === '}') depth -= 1;
      end += 1;
    } while (depth > 0 && end < rest.length);
    rest = rest.slice(0, start) + rest.slice(end);
  }
  return rest;
}
