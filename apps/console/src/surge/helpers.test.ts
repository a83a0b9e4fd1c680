import type { HubConfig } from '@hallcall/client';
import type { ConsoleView, QueueId } from '@hallcall/domain';
import { expect, test } from 'vitest';
import { couldHelp, helpersOf } from './helpers.ts';

const window = (windowId: string, status: string, since: number, help?: string) => ({ windowId, status, since, ...(help ? { help: { queueId: help } } : {}) });
const windows = [window('own', 'idle', 1), window('shut', 'closed', 1), window('new', 'idle', 9), window('busy', 'serving', 2), window('old', 'idle', 5), window('away', 'idle', 1, 'other'), window('there', 'idle', 1, 'q')];
const view = { windows } as unknown as ConsoleView;
const served = (id: string, ...queues: string[]) => ({ id, queues: queues.map((queue) => ({ queue })) });
const config = { hall: { payment: { queue: 'bank' }, windows: [served('own', 'q'), served('old', 'other')] } } as unknown as HubConfig;
const could = (queueId: string) => couldHelp(view, config, queueId as QueueId).map(({ windowId }) => windowId);

test('the longest idle window comes first, busy ones behind, those that help elsewhere last; closed ones and the queue’s own never', () => {
  expect(could('q')).toEqual(['old', 'new', 'busy', 'away']);
  expect(could('bank')).toEqual([]);
  expect(helpersOf(view, 'q' as QueueId).map(({ windowId }) => windowId)).toEqual(['there']);
});
