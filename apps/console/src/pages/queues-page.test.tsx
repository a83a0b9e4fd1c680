import { act } from 'react';
import { beforeAll, expect, test } from 'vitest';
import { configOf, openPage } from './console-page.test.helper.tsx';
import { QueuesPage } from './queues-page.tsx';

beforeAll(() => void Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true }));

const queue = (queueId: string, isSurging: boolean) => ({ queueId, waiting: 1, oldestAt: null, waitMinutes: null, windows: 1, gate: null, isSurging });

test('queues with too many people stand first, the others keep their order', async () => {
  const config = configOf(9, 0);
  const queues = ['a', 'b', 'c', 'd'].map((id) => ({ id, prefix: id.toUpperCase() }));
  const page = await openPage(<QueuesPage />, {
    http: {}, configs: [], now: 0, scene: { config: { ...config, hall: { ...config.hall, queues } } as never },
    view: { bookings: null, windows: [], queues: [queue('a', false), queue('b', true), queue('c', false), queue('d', true)] as never },
  });
  expect([...page.container.querySelectorAll('tbody tr')].map((row) => row.querySelector('td')?.textContent)).toEqual(['B', 'D', 'A', 'C']);
  await act(async () => page.close());
});
