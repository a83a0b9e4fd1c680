// `node --import …/loader.ts main.js`: whoever imports `electron` gets the stand-in. The built main knows nothing of it.
import { registerHooks } from 'node:module';

const standIn = new URL('./electron/index.ts', import.meta.url).href;
registerHooks({
  resolve: (name, context, next) => (name === 'electron' || name === 'electron/main' ? { url: standIn, shortCircuit: true } : next(name, context)),
});
