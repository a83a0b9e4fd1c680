import { act } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { openPage } from '../pages/console-page.test.helper.tsx';
import { PassCard } from './pass-card.tsx';

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

const from = Date.UTC(2026, 10, 22, 1);
const booked = { items: [{ itemId: 'card', count: 1 }], booking: { date: '2026-11-22', from, to: from + 600_000, queueId: 'q' } };

test('the code of a booking gives its number in the same place, by the same command as on the page of bookings', async () => {
  const sent: object[] = [];
  const send = async (command: object) => {
    sent.push(command);
    return { kind: 'accepted', events: [{ event: { type: 'ticket.issued', ticketId: 't', number: { prefix: 'A', n: 12 } } }] };
  };
  const page = await openPage(<PassCard onUse={() => undefined} />, { http: { pass: async () => ({ ok: true, status: 200, body: booked as never }) }, configs: [], send });
  const input = page.container.querySelector<HTMLInputElement>('input');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, '5761 8945');
    input?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await page.press('pass-ask');
  expect(page.found('booking-found')?.textContent).toContain('09:00–09:10');
  await page.press('booking-use');
  expect(sent).toMatchObject([{ type: 'ticket.issue', booking: '57618945', items: booked.items, paper: 'none' }]);
  expect([page.found('booking-given')?.textContent?.includes('012'), page.found('booking-use')]).toEqual([true, null]);
  await act(async () => page.close());
});
