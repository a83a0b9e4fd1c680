// `node scripts/src/mutate-order.ts`: breaks the policy of the order in one place at a time and asks whether the properties notice,
// with 20 random sequences each; for what they miss, whether the rules' own tests do. Exit 1 when a mutant survives both.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const source = new URL('../../packages/domain/src/', import.meta.url).pathname;
const root = new URL('../../', import.meta.url).pathname;

type Mutant = { readonly what: string; readonly file: string; readonly from: string; readonly to: string };

const mutants: readonly Mutant[] = [
  { what: 'the row may be one longer', file: 'pick-in-queue.ts', from: 'row >= moment', to: 'row > moment' },
  { what: 'no row at all', file: 'pick-in-queue.ts', from: 'if (row >= moment.config.policy.preferredInRow) return inOrder;', to: '' },
  { what: 'the row does not grow', file: 'pick-in-queue.ts', from: 'row: row + 1', to: 'row' },
  { what: 'an ordinary call does not end the row', file: 'pick-in-queue.ts', from: 'passed: [], row: 0 }', to: 'passed: [], row }' },
  { what: 'a preferred call by place ends the row', file: 'pick-in-queue.ts', from: '{ ref: head, passed: [], row };', to: '{ ref: head, passed: [], row: 0 };' },
  { what: 'the bound may be exceeded by one', file: 'pick-in-queue.ts', from: 'stop.overtaken >= stop.bound', to: 'stop.overtaken > stop.bound' },
  { what: 'the bound is not looked at', file: 'pick-in-queue.ts', from: 'stop.overtaken >= stop.bound', to: 'false' },
  { what: 'everybody of the queue counts as overtaken', file: 'pick-in-queue.ts', from: 'preferred.stop) break;', to: 'preferred.stop) continue;' },
  { what: 'the preferred wait like all', file: 'pick-in-queue.ts', from: 'return preferred && passed ?', to: 'return preferred && passed && passed.length > 99 ?' },
  { what: 'the last preferred one is taken', file: 'pick-in-queue.ts', from: '?.find(isTaken)', to: '?.findLast(isTaken)' },
  { what: 'paper that is not out may be called', file: 'may-call.ts', from: '!isCallable(ticket.paper) || taken', to: 'taken' },
  { what: 'a visitor at a window may be called', file: 'may-call.ts', from: 'ticket.activeAt !== null || ', to: '' },
  { what: 'needs are not looked at', file: 'may-call.ts', from: ' && suits(ticket.needs, queueId) ? ticket', to: ' ? ticket' },
  { what: 'a closed window holds needs back', file: 'may-call.ts', from: '!suitable.some(({ id }) => isWorking(state, id))', to: 'suitable.length === 0' },
  { what: 'a paused window holds needs back', file: 'may-call.ts', from: ' && window.pause === null', to: '' },
  { what: 'one need is enough', file: 'may-call.ts', from: 'needs.every(', to: 'needs.some(' },
  { what: 'the slot has no tolerance before', file: 'preferred.ts', from: 'now >= booked.from - tolerance', to: 'now >= booked.from' },
  { what: 'who came too late is preferred', file: 'preferred.ts', from: 'issuedAt <= booked.to + tolerance && ', to: '' },
  { what: 'a return pass prefers nobody', file: 'preferred.ts', from: " && pass === null;", to: ';' },
  { what: 'the bound forgets the visitor itself', file: 'preferred.ts', from: ' + 1);', to: ');' },
  { what: 'the preferred ahead count for the bound', file: 'preferred.ts', from: 'ahead - preferred.length', to: 'ahead' },
  { what: 'the superseded ticket counts for the bound', file: 'preferred.ts', from: ' - leaving(state, arrival, moment)', to: '' },
  { what: 'the earliest place decides, not the share', file: 'next-stop.ts', from: 'a.rank - b.rank || a.share - b.share ||', to: 'a.rank - b.rank ||' },
  { what: 'nobody ages', file: 'next-stop.ts', from: 'now - place.at > agedAfterMs && ', to: 'false && ' },
  { what: 'urgent is not first', file: 'next-stop.ts', from: "if (urgent) return { ...urgent, why: 'urgent', passed: [], row: null };", to: '' },
  { what: 'the latest urgent one is first', file: 'next-stop.ts', from: 'comparePlaces(place, first.place) < 0', to: 'comparePlaces(place, first.place) > 0' },
  { what: 'overtaking is not counted', file: 'evolve-order.ts', from: 'stop.overtaken += 1', to: 'stop.overtaken += 0' },
  { what: 'the row is not kept', file: 'evolve-order.ts', from: 'state.preferredRow.set(queueId, event.row)', to: 'state.preferredRow.get(queueId)' },
  { what: 'one visitor is assigned twice', file: 'decide/auto-assign.ts', from: 'taken.add(next.ref.ticketId);', to: '' },
  { what: 'a later or sent-on stop has no bound', file: 'decide/promise.ts', from: 'return standing(state, event, context);', to: 'return event;' },
  { what: 'a call taken back stays counted', file: 'evolve-order.ts', from: 'Math.max(0, stop.overtaken - 1)', to: 'stop.overtaken' },
  { what: 'the row stays when a call is taken back', file: 'evolve-order.ts', from: 'if (index === calls.length - 1) state.preferredRow.set(queueId, call.rowBefore);', to: '' },
  { what: 'who was sent to another window may be called', file: 'may-call.ts', from: 'isMeantFor(state, ticket.stops[ref.stop], windowId) && ', to: '' },
];

/** True when the tests fail. */
function isNoticed(tests: readonly string[], runs: string): boolean {
  const { status } = spawnSync('vitest', ['run', '--bail=1', ...tests], { cwd: root, env: { ...process.env, FC_RUNS: runs }, stdio: 'ignore' });
  return status !== 0;
}

const properties = ['packages/domain/src/order.test.ts'];
const rules = ['packages/domain/src/next-preferred.test.ts', 'packages/domain/src/preferred.test.ts', 'packages/domain/src/decide/exceptions.test.ts', 'packages/domain/src/next-stop.test.ts'];
if (isNoticed([...properties, ...rules], '20')) throw new Error('the tests fail before anything is broken');
const found = { properties: 0, rules: 0, nobody: 0 };
for (const { what, file, from, to } of mutants) {
  const before = readFileSync(source + file, 'utf8');
  if (before.split(from).length !== 2) throw new Error(`${file} does not hold exactly once: ${from}`);
  let by: keyof typeof found = 'nobody';
  try {
    writeFileSync(source + file, before.replace(from, () => to));
    by = isNoticed(properties, '20') ? 'properties' : isNoticed(rules, '20') ? 'rules' : 'nobody';
  } finally {
    writeFileSync(source + file, before);
  }
  found[by] += 1;
  console.log(`${by === 'nobody' ? 'SURVIVED' : `killed by ${by}`}: ${what} (${file})`);
}
console.log(`${mutants.length} mutants: ${found.properties} killed by properties, ${found.rules} by rules only, ${found.nobody} survived`);
process.exitCode = found.nobody > 0 ? 1 : 0;
