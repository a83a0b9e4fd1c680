import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, type Actor } from '@hallcall/domain';
import { clerkAt, manager } from '@hallcall/testkit';
import { texts } from '@hallcall/text';
import { expect, test } from 'vitest';
import { backUp } from './command/backup.ts';
import { restore } from './command/restore.ts';
import { Refusal } from './store/refusal.ts';
import { startPlainHub, writeHall } from './testing/plain-hub.ts';
import { temporaryFolder } from './testing/test-hub.ts';

type Hall = { windows: { id: string; queues: { queue: string }[] }[]; timeZone: string; items: { id: string }[] };
const change = (data: string, edit: (hall: Hall) => void): void => writeHall(data, (hall) => edit(hall as unknown as Hall));

async function problemsOf(data: string): Promise<readonly unknown[]> {
  try {
    await (await startPlainHub(data)).hub.close();
  } catch (error) {
    if (error instanceof Refusal && error.problem.code === 'config.invalid') return error.problem.problems;
    throw error;
  }
  return [];
}

test('a first start needs a sound hall and catalogue; every fault is named with its place', async () => {
  const data = temporaryFolder();
  await expect(startPlainHub(data)).rejects.toThrow('file.missing');
  change(data, (hall) => {
    hall.timeZone = 'Mars/Olympus';
    hall.windows[0]?.queues.push({ queue: 'q-none' });
  });
  expect((await problemsOf(data)).join('\n')).toContain('windows[0]');
  change(data, (hall) => void (hall.timeZone = 'Mars/Olympus'));
  expect((await problemsOf(data))[0]).toContain('timeZone');
  change(data, (hall) => hall.items.push({ ...hall.items[0], id: 'X-1' }));
  expect(await problemsOf(data)).toEqual([texts('en').config.shape.notInCatalogue({ id: 'X-1' })]);
  change(data, () => undefined);
  const catalogue = join(data, 'catalogue.json');
  writeFileSync(catalogue, readFileSync(catalogue, 'utf8').replace('"prefix": "A"', '"prefix": "O"').replace('"prefix":"A"', '"prefix":"O"'));
  expect((await problemsOf(data))[0]).toContain('departments[0].prefix');
});

test('a changed document becomes the next version, the same one does not; a faulty one leaves the version in force', async () => {
  const data = temporaryFolder();
  change(data, () => undefined);
  const first = await startPlainHub(data);
  expect(first.hub.state().config).toBe(1);
  await first.hub.close();
  const second = await startPlainHub(data);
  expect(second.hub.state().config).toBe(1);
  await second.hub.close();

  change(data, (hall) => void (hall.windows = hall.windows.toReversed()));
  const third = await startPlainHub(data);
  expect(third.hub.state().config).toBe(2);
  await third.hub.close();
  change(data, (hall) => void (hall.timeZone = 'Mars/Olympus'));
  const fourth = await startPlainHub(data);
  expect(fourth.hub.state().config).toBe(2);
  expect(fourth.hub.notices.join('\n')).toContain('timeZone');
  await fourth.hub.close();
});

test('a document changed behind a restore gets a number that no version of the lost time can have had', async () => {
  const data = temporaryFolder();
  change(data, () => undefined);
  await (await startPlainHub(data)).hub.close();
  const file = join(temporaryFolder(), 'copy.db');
  await backUp({ data }, file, () => undefined, 'en');
  await restore({ data }, file, () => undefined, 'en');
  change(data, (hall) => void (hall.windows = hall.windows.toReversed()));
  const { hub } = await startPlainHub(data);
  expect([hub.engine.epoch(), hub.state().config]).toEqual([2, 1_001]);
  await hub.close();
});

test('a database that has lost all it held is not taken for a first start', async () => {
  const data = temporaryFolder();
  change(data, () => undefined);
  const database = join(data, 'hall.db');
  // A first start that was cut off right behind making the file.
  writeFileSync(database, '');
  await (await startPlainHub(data)).hub.close();
  truncateSync(database);
  await expect(startPlainHub(data)).rejects.toMatchObject({ problem: { code: 'database.damaged', file: database, reason: 'empty' } });
  expect(statSync(database).size).toBe(0);
});

test('a document of another hall is refused', async () => {
  const data = temporaryFolder();
  change(data, () => undefined);
  await (await startPlainHub(data)).hub.close();
  writeHall(data, (hall) => void (hall['hallId'] = 'other'));
  await expect(startPlainHub(data)).rejects.toThrow('folder.otherHall');
});

test('a document that takes away where somebody sits stays out of force, and says so in the reader’s language', async () => {
  const data = temporaryFolder();
  change(data, () => undefined);
  const first = await startPlainHub(data);
  const { core, change: write } = first.hub.engine;
  const { now } = first.clock;
  const say = (actor: Actor, command: Record<string, unknown>) => write(() => core.apply({ actor, command: Command.parse(command), commandId: null, now }));
  await say(manager, { type: 'day.open' });
  expect(await say(clerkAt('w1'), { type: 'window.open', windowId: 'w1' })).toMatchObject({ kind: 'events' });
  await first.hub.close();
  change(data, (hall) => hall.windows.filter(({ id }) => id === 'w1').forEach((window) => (window.id = 'w91')));
  const second = await startPlainHub(data, { language: 'zh' });
  expect([second.hub.state().config, second.hub.notices]).toEqual([1, expect.arrayContaining([expect.stringMatching(/w1 还有人在排队或值班/)])]);
  await second.hub.close();
});
