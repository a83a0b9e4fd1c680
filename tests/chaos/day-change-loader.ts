// Loaded before a hub of a test (see day-change.ts): the sample hall changes its day at HALLCALL_TEST_CHANGES_AT. The product knows nothing of it.
import { registerHooks } from 'node:module';

const changesAt = process.env['HALLCALL_TEST_CHANGES_AT'] ?? '';
const words = `day: { changesAt: '04:00',`;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith('/apps/hub/src/sample/sample-config.ts')) return loaded;
    const source = typeof loaded.source === 'string' ? loaded.source : new TextDecoder().decode(loaded.source);
    if (!source.includes(words)) throw new Error(`${url} has no longer: ${words}`);
    return { ...loaded, source: source.replace(words, `day: { changesAt: '${changesAt}',`) };
  },
});
