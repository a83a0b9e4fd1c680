import { expect, test } from 'vitest';
import { newId } from './registry/secret.ts';
import { eventsOf, issueTicket, startTestHub } from './testing/test-hub.ts';

test('a throw in the rules answers that command alone, and the hub goes on', async () => {
  let isBroken = false;
  const hall = await startTestHub({
    newId: () => {
      if (isBroken) throw new Error('no ids today');
      return newId();
    },
  });
  const [agent, clerk] = await Promise.all([hall.agent(), hall.clerk('w1')]);
  eventsOf(await clerk.command({ type: 'window.open', windowId: 'w1' }));
  await issueTicket(agent);
  isBroken = true;
  const call = { type: 'window.callNext', windowId: 'w1', active: null };
  const [called, issued] = await Promise.all([clerk.command(call), issueTicket(agent)]);
  expect(called).toEqual({ kind: 'fault', fault: { code: 'bug' } });
  expect(issued.n).toBe(2);
  isBroken = false;
  expect(eventsOf(await clerk.command(call))).toHaveLength(1);
  await hall.discard();
});
