import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { actorInWords } from './actor-in-words.ts';

test('whoever stands in the log is told in words, and what is unknown as it stands', () => {
  const t = texts('en');
  const told = ['hub', 'manager:m1', 'clerk:c1@w3', 'agent:kiosk-1', 'display:tv', 'something'].map((actor) => actorInWords(t, actor));
  expect(told).toEqual([t.health.device.hub, `${t.console.role.manager} m1`, 'c1', 'kiosk-1', 'tv', 'something']);
});
