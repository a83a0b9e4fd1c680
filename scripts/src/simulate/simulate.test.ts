// A short day in a small hall on the real engine: twice the same, replayed the same, changed by other rules; and what cannot be used.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { emptyHall, evolve, HallEvent } from '@hallcall/domain';
import { sampleSource } from '@hallcall/hub/hall';
import { openPlainHall } from '@hallcall/hub/in-process';
import { texts } from '@hallcall/text';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkRun, exitCodes } from './check-run.ts';
import { readSimulateCommand } from './command.ts';
import { createDice } from './dice.ts';
import { measure } from './indicators.ts';
import { readLog, writeLog } from './log-file.ts';
import { playDay } from './play-day.ts';
import { days } from './profile.ts';
import { recordDay } from './record-day.ts';
import { runSimulation } from './run-simulation.ts';
import { Unusable, unusableText } from './unusable.ts';
import { openVirtualHub } from './virtual-hub.ts';

const root = mkdtempSync(join(tmpdir(), 'hallcall-simulate-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const path = (name: string): string => join(root, name);
const speaker = { say: texts('en'), language: 'en' } as const;

const hall = smallHall();
/** An hour, 90 visitors in a hall of three queues and four windows. */
const short = { ...days.quiet, tickets: 90, arrivals: [5, 4], lunches: [{ from: 30, to: 40 }, { from: 50, to: 60 }], windows: 4, serviceScale: 0.25, paperOut: [{ kiosk: 1, from: 10, to: 40 }], away: [{ kiosk: 0, from: 30, to: 50 }] };

function smallHall() {
  const whole = sampleSource().hall;
  const kept = ['household', 'hrss', 'bank'];
  const queues = whole.queues.filter(({ id }) => kept.some((name) => id === `q-${name}`));
  return {
    ...whole, queues, chains: [], ledBuses: [], bookings: null,
    departments: whole.departments.filter(({ id }) => kept.some((name) => id === name)),
    items: whole.items.filter(({ department }) => kept.some((name) => department === name)),
    windows: whole.windows.slice(0, 4).map((window) => ({ ...window, led: null, queues: queues.map(({ id }) => ({ queue: id, rank: 1, weight: 1 })) })),
  };
}

async function simulate(...args: string[]) {
  const lines: string[] = [];
  const slept: number[] = [];
  const code = await runSimulation({
    ...speaker, days: { ...days, quiet: short }, command: readSimulateCommand(args), print: (line) => lines.push(line), now: () => 0,
    sleep: (ms) => Promise.resolve(void slept.push(ms)),
  });
  return { code, text: lines.join('\n'), lines, slept };
}

/** Thousands of commits in several days: a disk that others keep busy takes its time. */
const slowMs = 120_000;
const small = path('small.json');
const first = path('first.jsonl');
let day: Awaited<ReturnType<typeof simulate>>;
beforeAll(async () => {
  writeFileSync(small, JSON.stringify(hall));
  day = await simulate('--day', 'quiet', '--seed', '7', '--config', small, '--log', first);
}, slowMs);

const types = (file: string): Set<string> => new Set(readLog(file).events.map(({ event }) => event.type));

test('a day is played to its close, and log and read tables pass their checks', () => {
  expect(day.code).toBe(exitCodes.good);
  expect(day.text).toContain(speaker.say.commandLine.verifyOk({ events: readLog(first).events.length + 1 }));
  const figures = measure(readLog(first).events, hall);
  expect(figures).toMatchObject({ hall: { issued: 90 }, overtaken: { beyond: 0 } });
  expect(figures.offline).toBeGreaterThan(0);
  expect(figures.hall.done + figures.hall.ticketsAbandoned + figures.cancelled).toBeGreaterThanOrEqual(figures.hall.issued);
  expect(figures.hall.estimate.scored).toBeGreaterThan(0);
  for (const type of ['ticket.recalled', 'stop.missed', 'stop.restored', 'stop.held', 'stop.resumed', 'notice.paid', 'window.paused', 'paper.changed', 'call.shown', 'call.spoken']) {
    expect(types(first)).toContain(type);
  }
});

test('the written log folds to a closed hall, as the replay test of the releases reads it', () => {
  const state = emptyHall();
  for (const line of readFileSync(first, 'utf8').trim().split('\n')) {
    const { at, event } = JSON.parse(line) as { at: number; event: unknown };
    evolve(state, { at, event: HallEvent.parse(event) });
  }
  expect(state.day?.closed).not.toBeNull();
  expect(state.totals.issued).toBe(90);
});

test('the same seed writes the same log, byte for byte; another seed another', { timeout: slowMs }, async () => {
  const [again, other] = [path('again.jsonl'), path('other.jsonl')];
  await simulate('--day', 'quiet', '--seed', '7', '--config', small, '--log', again);
  await simulate('--day', 'quiet', '--seed', '8', '--config', small, '--log', other);
  expect(readFileSync(again).equals(readFileSync(first))).toBe(true);
  expect(readLog(again).root).toBe(readLog(first).root);
  expect(readLog(other).root).not.toBe(readLog(first).root);
});

test('the log replayed by the same rules decides the same: every difference is zero, the chain has the same root; it can be watched', { timeout: slowMs }, async () => {
  const same = path('same.jsonl');
  const { code, lines, slept } = await simulate('--replay', first, '--log', same, '--speed', '1000');
  expect(code).toBe(exitCodes.good);
  expect(lines).toContain(speaker.say.simulate.unchanged);
  const rows = lines.filter((line) => /\d.* {2}\S+$/.test(line) && line.includes('  '));
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.filter((line) => !line.endsWith('  0'))).toEqual([]);
  expect(readLog(same).root).toBe(readLog(first).root);
  // Watched, there is a line a quarter of an hour, and time does not run away.
  expect(lines.filter((line) => /^\d\d:(00|15|30|45) /.test(line)).length).toBeGreaterThanOrEqual(5);
  expect(lines.find((line) => line.startsWith('09:00'))).toMatch(/issued [1-9]/);
  expect(Math.max(...slept)).toBeGreaterThan(4_000);
});

test('replayed by other rules it says what would have changed', { timeout: slowMs }, async () => {
  const [rules, windows] = [path('rules.json'), path('windows.json')];
  writeFileSync(rules, JSON.stringify({ policy: { preferredInRow: 5 } }));
  writeFileSync(windows, JSON.stringify({ windows: [...hall.windows, { ...hall.windows[1], id: 'w5', label: '5' }] }));
  const byRules = await simulate('--replay', first, '--config', rules);
  const byWindows = await simulate('--replay', first, '--config', windows);
  for (const { code, text, lines } of [byRules, byWindows]) {
    expect(code).toBe(exitCodes.good);
    expect(lines).not.toContain(speaker.say.simulate.unchanged);
    expect(text).toMatch(/called at another time/);
  }
  expect(byWindows.text).toMatch(/mean wait .*−/);
});

test('the database of a hub is replayed like a written log: its last closed day', { timeout: slowMs }, async () => {
  const folder = path('hub');
  const { events, seed } = readLog(first);
  const plan = recordDay(events, hall);
  const hub = await openVirtualHub({ folder, hall, seed: seed ?? 0, startsAt: plan.startsAt });
  await playDay(hub, { plan, hall, watch: () => undefined });
  await hub.hall.close();
  const { code, lines } = await simulate('--replay', join(folder, 'hall.db'));
  expect(code).toBe(exitCodes.good);
  expect(lines).toContain(speaker.say.simulate.unchanged);
  expect(lines.find((line) => line.startsWith(speaker.say.simulate.label.tickets))).toMatch(/ 90 +90 +0$/);
});

test('after a run an altered log, an altered row and an altered read table are found, each with its sentence and exit code', async () => {
  const [folder, file, altered] = [path('hall'), path('plain.jsonl'), path('altered.jsonl')];
  const plain = await openPlainHall({ folder, hall: { ...hall, day: { ...hall.day, summaryPrinter: null } }, clock: { now: () => 1_772_411_400_000, step: () => null, anchor: () => undefined }, newId: createDice('plain').id });
  await plain.engine.tell({ type: 'day.open' });
  await plain.engine.tell({ type: 'day.close' });
  writeLog(file, plain.rows(), { hall, made: { day: 'none', seed: 1 } });
  await plain.close();
  writeFileSync(altered, readFileSync(first, 'utf8').replace('"outcome":"accepted"', '"outcome":"refused"'));
  const check = async (log: string) => {
    const lines: string[] = [];
    const code = await checkRun({ folder, file: log, print: (line) => lines.push(line) }, speaker);
    return { code, lines };
  };
  const alter = (sql: string): void => {
    const db = new Database(join(folder, 'hall.db'));
    db.exec(sql);
    db.close();
  };
  const { simulate: say, commandLine } = speaker.say;
  expect((await check(file)).code).toBe(exitCodes.good);
  expect(await check(first)).toMatchObject({ code: exitCodes.logBroken, lines: expect.arrayContaining([say.rootDiffers({ file: first })]) });
  expect(await check(altered)).toMatchObject({ code: exitCodes.logBroken, lines: expect.arrayContaining([expect.stringMatching(/^Line \d+ of the log/)]) });
  alter('update day set opened_at = 1');
  expect(await check(file)).toMatchObject({ code: exitCodes.tablesDiffer, lines: expect.arrayContaining([commandLine.rebuildDiffers({ table: 'day' })]) });
  expect((await check(file)).code).toBe(exitCodes.good);
  alter('drop trigger event_is_final; update event set at = 1 where seq = 2');
  expect(await check(file)).toMatchObject({ code: exitCodes.logBroken, lines: expect.arrayContaining([commandLine.verifyBroken({ seq: 2 })]) });
});

function refusal(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof Unusable) return unusableText(error.problem, speaker.say, 'en');
    throw error;
  }
  throw new Error('nothing was refused');
}

async function refusedRun(...args: string[]): Promise<string> {
  try {
    await simulate(...args);
  } catch (error) {
    if (error instanceof Unusable) return unusableText(error.problem, speaker.say, 'en');
    throw error;
  }
  throw new Error('nothing was refused');
}

test('what cannot be used is refused in one sentence, and nothing is written', async () => {
  const { simulate: say, commandLine } = speaker.say;
  const whole = readFileSync(first, 'utf8');
  const lines = whole.split('\n');
  const made = { 'half.jsonl': whole.slice(0, -40), 'short.jsonl': `${lines.slice(0, 60).join('\n')}\n`, 'bare.jsonl': whole.replace(/"hall":\{.*?\},"made":\{.*?\},/, ''), 'words.jsonl': 'words\n', 'empty.jsonl': '' };
  for (const [name, text] of Object.entries(made)) writeFileSync(path(name), text);
  const configs = { 'foreign.json': { hallId: 'elsewhere' }, 'unserved.json': { windows: hall.windows.map((window) => ({ ...window, queues: window.queues.slice(0, 1) })) }, 'list.json': [1], 'holiday.json': { timetable: { kind: 'weekly', week: [[], [{ from: '09:00', to: '12:00' }], [], [], [], [], []], special: {} } } };
  for (const [name, content] of Object.entries(configs)) writeFileSync(path(name), JSON.stringify(content));
  writeFileSync(path('comma.json'), '{\n  "day": {}，\n}');
  const before = readdirSync(root).toSorted();

  const replay = (name: string, ...more: string[]) => refusedRun('--replay', path(name), ...more, '--log', path('never.jsonl'));
  expect(await replay('none.jsonl')).toBe(commandLine.fileMissing({ file: path('none.jsonl') }));
  expect(await replay('half.jsonl')).toBe(say.logCut({ file: path('half.jsonl') }));
  expect(await replay('short.jsonl')).toBe(say.logCut({ file: path('short.jsonl') }));
  expect(await replay('empty.jsonl')).toBe(say.logCut({ file: path('empty.jsonl') }));
  expect(await replay('words.jsonl')).toBe(say.logDamaged({ file: path('words.jsonl'), line: 1 }));
  expect(await replay('bare.jsonl')).toBe(say.logNeedsHall({ file: path('bare.jsonl') }));
  expect(await replay('first.jsonl', '--config', path('foreign.json'))).toBe(say.logOtherHall({ file: path('first.jsonl'), own: 'elsewhere', found: 'sample' }));
  expect(await replay('first.jsonl', '--config', path('list.json'))).toBe(say.configNotHall({ file: path('list.json') }));
  expect(await replay('first.jsonl', '--config', path('comma.json'))).toBe(say.configRefused({ file: path('comma.json'), problems: 'not a valid JSON file: line 2, character 12' }));
  expect(await replay('first.jsonl', '--config', path('unserved.json'))).toMatch(/does not pass the check; not started: queues\[\d+\]/);
  expect(await replay('first.jsonl', '--config', path('holiday.json'))).toBe(say.neverOpen({ date: '2026-03-02' }));
  expect(await refusedRun('--replay', first, '--log', small)).toBe(say.logExists({ file: small }));
  expect(await refusedRun('--replay', first, '--log', path('nowhere/day.jsonl'))).toBe(say.logUnwritable({ file: path('nowhere/day.jsonl') }));
  expect(readdirSync(root).toSorted()).toEqual(before);
});

const refused = (...args: string[]): string => refusal(() => readSimulateCommand(args));

test('the command line names what it does not understand', () => {
  const { simulate: say } = speaker.say;
  expect(refused('--day', 'sunday')).toBe(say.dayUnknown({ value: 'sunday' }));
  expect(refused('--day', 'busy', '--seed', '-1')).toBe(say.seedInvalid({ value: '-1' }));
  expect(refused('--day', 'busy', '--seed', '1.5')).toBe(say.seedInvalid({ value: '1.5' }));
  expect(refused('--day', 'busy', '--speed', 'fast')).toBe(say.speedInvalid({ value: 'fast' }));
  expect(refused('--day', 'busy', '--replay', 'x')).toBe(say.usage);
  expect(refused()).toBe(say.usage);
  expect(refused('--day', 'busy', 'extra')).toContain('extra');
  expect(refused('--daze', 'busy')).toContain('--daze');
  expect(readSimulateCommand(['--day', 'busy'])).toEqual({ what: { kind: 'day', day: 'busy', seed: 1 }, speed: null, log: null, config: null });
});

test('the program says it in the person’s language and exits with 2', () => {
  const script = new URL('../simulate.ts', import.meta.url).pathname;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--day', 'sunday'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'zh_CN.UTF-8' } });
  expect({ status, stdout, stderr }).toEqual({ status: exitCodes.unusable, stdout: '', stderr: `${texts('zh').simulate.dayUnknown({ value: 'sunday' })}\n` });
});
