// What each twin changes in the source of hub or agent. A broken one lacks one promise's protection, and all of it.
import { fileURLToPath } from 'node:url';

export type Replacement = { readonly file: string; readonly from: string; readonly to: string };

const unresolved = [{
  // Call next finishes nobody and is never refused: a second visitor is called to the window.
  file: 'domain/src/decide/window-call.ts',
  from: `if (at.kind !== 'active' || at.stop.life.status !== 'serving') return`,
  to: `if (at.kind !== 'active' || at.stop.life.status !== 'serving') return []; if (false) return`,
}] as const;

/** No protection: another hall than the sample's own, made from it by a function of a file beside this one. */
const otherHall = (file: URL, name: string): Replacement => ({
  file: 'hub/src/sample/sample-hall.ts', from: 'return { hall: sampleConfig(made),',
  to: `const { ${name} } = process.getBuiltinModule('module').createRequire(import.meta.url)(${JSON.stringify(fileURLToPath(file))}); return { hall: ${name}(sampleConfig(made)),`,
});

export const replacements: Readonly<Record<string, readonly Replacement[]>> = {
  // The hall of every run: quotas, limits and slots so small that they bite.
  limits: [otherHall(new URL('limited-hall.ts', import.meta.url), 'limitedHall')],
  // The same hall, which lost a department, a window and a board since yesterday.
  smallerHall: [otherHall(new URL('without-parts.ts', import.meta.url), 'smallerHall')],
  dedupe: [
    { file: 'hub/src/engine/wire-command.ts', from: 'const known = knownAnswer(deps, arrival);', to: 'const known: Reply | null = null;' },
    // Each arrival is a command of its own, so that no index tells them apart.
    {
      file: 'hub/src/engine/wire-command.ts', from: 'const { command, commandId } = envelope;',
      to: 'const { command } = envelope; const commandId = `${envelope.commandId}~${deps.core.log.seq()}` as typeof envelope.commandId;',
    },
  ],
  order: [
    { file: 'domain/src/pick-in-queue.ts', from: 'if (row >= moment.config.policy.preferredInRow) return inOrder;', to: '' },
    { file: 'domain/src/pick-in-queue.ts', from: 'if (stop && stop.bound !== null && stop.overtaken >= stop.bound) return null;', to: '' },
  ],
  // The rule alone: the database must stop the hub.
  rule: unresolved,
  constraint: [
    ...unresolved,
    {
      file: 'hub/src/store/open-store.ts', from: 'migrate(db, knownVersion);',
      to: `migrate(db, knownVersion); db.exec('drop index if exists stop_one_ticket_at_a_window; drop index if exists stop_one_window_for_a_ticket');`,
    },
    // A hub that starts looks whether its schema is whole.
    { file: 'hub/src/store/inspect-database.ts', from: 'if (JSON.stringify(schemaOf(db)) !== JSON.stringify(expected))', to: 'if (expected === null)' },
  ],
  sync: [
    { file: 'hub/src/store/open-store.ts', from: `'synchronous = full'`, to: `'synchronous = off'` },
    { file: 'hub/src/store/open-store.ts', from: 'assertDurable(db);', to: '' },
  ],
  // Every kiosk takes the whole range for its own.
  band: [{ file: 'agent/src/core/band.ts', from: 'const band = state.pairing?.band;', to: 'const band = { first: 5_000, last: 9_999 };' }],
};
