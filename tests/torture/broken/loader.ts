// Loaded before a program of the product (`node --import`): replaces a few words of its source as they are read, so that one
// protection is off, or the sample hall another one. The product knows nothing of it. Words that are not there any more end
// the program: the twin must be mended.
import { registerHooks } from 'node:module';
import { replacements } from './replacements.ts';

const wanted = (process.env['TORTURE_TWIN'] ?? '').split('+').flatMap((name) => {
  const own = replacements[name];
  if (!own) throw new Error(`TORTURE_TWIN names no twin: “${name}”`);
  return own;
});

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = wanted.filter(({ file }) => url.endsWith(file));
    if (own.length === 0) return loaded;
    let source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
    for (const { from, to } of own) {
      if (!source.includes(from)) throw new Error(`${url} has no longer: ${from}`);
      source = source.replace(from, to);
    }
    return { ...loaded, source };
  },
});
