// Engines that are missing, fail, hang and flood: small shell scripts in place of espeak-ng; and espeak-ng itself.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { systemTimers, type Timers } from '@hallcall/link';
import { peakOf, rmsOf } from '@hallcall/voice';
import { espeakPlatform, macosPlatform, windowsPlatform } from './say-platform.ts';
import type { SpeechError } from './speech-engine.ts';
import { createEspeakEngine, createMacosEngine, createWindowsEngine } from './system-engine.ts';

const isThere = existsSync('/usr/bin/espeak-ng');
if (!isThere) console.warn('NOT RUN: tests with espeak-ng, which is not installed');

const folder = mkdtempSync(join(tmpdir(), 'hallcall-engine-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A program that does what the shell lines say. */
function program(...lines: readonly string[]): string {
  made += 1;
  const file = join(folder, `engine-${made}`);
  writeFileSync(file, ['#!/bin/sh', ...lines, ''].join('\n'), { mode: 0o755 });
  return file;
}
const engine = (command: string, timers: Timers = systemTimers) => createEspeakEngine({ command, deadlineMs: 15_000, timers });
const faultOf = (rendering: Promise<unknown>): Promise<unknown> => rendering.then(() => 'rendered', (error: SpeechError) => error.fault);

/** Time that passes when the test says so. */
function handTimers() {
  const waiting = new Set<() => void>();
  const timers: Timers = {
    after(_, run) {
      waiting.add(run);
      return () => waiting.delete(run);
    },
  };
  return { timers, waiting, pass: () => waiting.forEach((run) => run()) };
}

function isAlive(pid: number): boolean {
  const stat = `/proc/${pid}/stat`;
  return existsSync(stat) && !/\) Z /.test(readFileSync(stat, 'utf8'));
}

/** A killed process is still there for a moment; one that was forgotten stays, and the test runs out of time. */
async function gone(...pids: readonly number[]): Promise<'gone'> {
  while (pids.some(isAlive)) await new Promise((resolve) => setTimeout(resolve, 5));
  return 'gone';
}

async function linesOf(file: string, count: number): Promise<string[]> {
  for (;;) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    if (lines.length >= count) return lines;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Calls back as often as the platform does; waits until a second call would have come. */
async function callbacks(command: string): Promise<readonly (string | null)[]> {
  const calls: (string | null)[] = [];
  const file = join(folder, 'callbacks.wav');
  await new Promise<void>((resolve) => {
    espeakPlatform(command).export('qing3', 'cmn-latn-pinyin', 1, file, (error: Error | null) => {
      calls.push(error?.message ?? null);
      resolve();
    });
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  return calls;
}

test('a program that is not there', async () => {
  const missing = engine(join(folder, 'nowhere'));
  expect(await faultOf(missing.render('qing3', 'zh'))).toBe('missing');
  expect(await missing.probe()).toEqual({ ok: false, languages: [], reason: 'missing' });
});

test('a program that fails says why; one killed from outside is a failure too', async () => {
  const failing = engine(program('echo "no voice today" >&2', 'exit 1')).render('qing3', 'zh');
  await expect(failing).rejects.toMatchObject({ fault: 'failed', message: expect.stringContaining('ended with 1: no voice today') });
  await expect(engine(program('kill -9 $$')).render('qing3', 'zh')).rejects.toMatchObject({ fault: 'failed', message: expect.stringContaining('SIGKILL') });
});

test('each way to end calls back exactly once', async () => {
  const ways = [program('exit 0'), program('exit 3'), program('echo a >&2', 'sleep 0.05', 'echo b >&2', 'exit 1'), program('kill -9 $$'), join(folder, 'nowhere'), program('exec <&-', 'exit 0')];
  const all = await Promise.all(ways.map(callbacks));
  expect(all.map((calls) => calls.length)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(all.map(([message]) => message === null)).toEqual([true, false, false, false, false, true]);
});

test('a program that ends well without sound, or with a damaged file', async () => {
  expect(await faultOf(engine(program('cat >/dev/null')).render('qing3', 'zh'))).toBe('noSound');
  expect(await faultOf(engine(program('while [ $# -gt 1 ]; do shift; done', 'printf RIFFxxxxWAVE >"$1"')).render('qing3', 'zh'))).toBe('noSound');
});

test('a program that floods its output is stopped', async () => {
  const flood = program('while [ $# -gt 1 ]; do shift; done', 'head -c 20000000 /dev/zero >"$1"', `exec sleep 600`);
  expect(await faultOf(engine(flood).render('qing3', 'zh'))).toBe('tooLarge');
  expect(await faultOf(engine(program('head -c 2000000 /dev/zero', 'exit 1')).render('qing3', 'zh'))).toBe('failed');
});

test('a program that hangs is killed with everything it started, and rejects', async () => {
  const pids = join(folder, 'pids');
  const hand = handTimers();
  const hanging = engine(program(`trap '' TERM`, `echo $$ >>${pids}`, 'sleep 600 &', `echo $! >>${pids}`, 'wait'), hand.timers);
  const outcome = faultOf(hanging.render('qing3', 'zh'));
  const [leader, child] = (await linesOf(pids, 2)).map(Number);
  expect([isAlive(leader ?? 0), isAlive(child ?? 0)]).toEqual([true, true]);
  hand.pass();
  expect(await outcome).toBe('deadline');
  expect(isAlive(leader ?? 0)).toBe(false);
  expect(await gone(child ?? 0)).toBe('gone');
  expect(hand.waiting.size).toBe(0);
});

test('a grandchild that holds the pipes does not hold the render', async () => {
  const pid = join(folder, 'grandchild');
  const fault = await faultOf(engine(program(`setsid sh -c 'echo $$ >${pid}; exec sleep 600' &`, `while [ ! -s ${pid} ]; do sleep 0.01; done`, 'exit 1')).render('qing3', 'zh'));
  const grandchild = Number((await linesOf(pid, 1))[0]);
  expect([fault, isAlive(grandchild)]).toEqual(['failed', true]);
  process.kill(grandchild, 'SIGKILL');
});

test('the text goes in by standard input and nowhere else', async () => {
  const seen = join(folder, 'seen');
  const text = '-f /etc/passwd';
  await faultOf(engine(program(`printf '%s\\n' "$@" >${seen}`, `cat >>${seen}`)).render(text, 'zh'));
  const lines = readFileSync(seen, 'utf8').split('\n');
  expect(lines.slice(0, 8)).toEqual(['-v', 'cmn-latn-pinyin', '-s', '150', '-a', '80', '--stdin', '-w']);
  expect(lines.slice(9)).toEqual([text]);
  await faultOf(engine(program(`printf '%s\\n' "$@" >${seen}`)).render('please', 'en'));
  expect(readFileSync(seen, 'utf8').split('\n').slice(0, 4)).toEqual(['-v', 'en-us', '-s', '160']);
});

test('plain Mandarin of espeak-ng is refused before anything runs', async () => {
  const ran = join(folder, 'ran');
  for (const voice of ['cmn', 'zh', 'cmn+f2', 'CMN', '', null]) {
    const error = await new Promise<Error | null>((resolve) => espeakPlatform(program(`touch ${ran}`)).export('qing3', voice, 1, join(folder, 'x.wav'), resolve));
    expect(error?.message).toContain('is never asked');
  }
  expect(existsSync(ran)).toBe(false);
});

test('nothing to say is refused; no folder is left behind by any of this', async () => {
  expect(await faultOf(engine(program('exit 0')).render('  ', 'zh'))).toBe('noSound');
  // Nobody else's: other tests render at the same time.
  const own = mkdtempSync(join(folder, 'tmp-'));
  vi.stubEnv('TMPDIR', own);
  await faultOf(engine(program(`ls ${own} >${join(folder, 'during')}`, 'exit 1')).render('qing3', 'zh'));
  vi.unstubAllEnvs();
  expect([readFileSync(join(folder, 'during'), 'utf8'), readdirSync(own)]).toEqual([expect.stringContaining('hallcall-voice-'), []]);
});

test.skipIf(!isThere)('espeak-ng: sentences become plausible sound, noise on standard error or not', async () => {
  const noisy = program('echo "some library complains" >&2', 'exec espeak-ng "$@"');
  for (const [command, text, language] of [['espeak-ng', 'qing3 A ling2 yao1 er4 hao4', 'zh'], [noisy, 'please go to window', 'en']] as const) {
    const { rate, samples } = await engine(command).render(text, language);
    expect({ rate, isLong: samples.length > rate * 0.8 && samples.length < rate * 5 }).toEqual({ rate: 22_050, isLong: true });
    expect(peakOf(samples)).toBeLessThan(0.99);
    expect(rmsOf(samples)).toBeGreaterThan(0.03);
  }
  expect(await engine('espeak-ng').probe()).toEqual({ ok: true, languages: ['zh', 'en'], reason: null });
});

test.skipIf(!isThere)('hostile texts are read aloud and do nothing', async () => {
  const texts = ['hello") (system "touch PWNED") (SayText "bye', '$(touch PWNED)', '`touch PWNED`; touch PWNED', `a "quoted" 'word'`, 'one\ntouch PWNED\ntwo', '-f /etc/passwd', '-w PWNED', '--help', '<audio src="PWNED"/>'];
  const before = readdirSync('.');
  for (const text of texts) {
    const { samples } = await engine('espeak-ng').render(text, 'en');
    expect(peakOf(samples)).toBeGreaterThan(0.05);
  }
  expect(readdirSync('.')).toEqual(before);
  expect(existsSync(join(tmpdir(), 'PWNED'))).toBe(false);
});

test('`say` as a whole stands behind the same guards: speaking and stopping', async () => {
  const pid = join(folder, 'speaking');
  const speaking = espeakPlatform(program(`echo $$ >${pid}`, 'exec sleep 600'));
  const ended = new Promise<Error | null>((resolve) => speaking.speak('qing3', 'cmn-latn-pinyin', 1, resolve));
  const own = Number((await linesOf(pid, 1))[0]);
  speaking.stop(() => undefined);
  expect((await ended)?.message).toContain('SIGKILL');
  expect(isAlive(own)).toBe(false);
});

test('Windows: no shell, an encoded script, a voice only when it is listed (the command; never run there)', async () => {
  const wanted = { text: '请', voice: "O'Hara", speed: 1, filename: "C:\\it's.wav" };
  expect(() => windowsPlatform('powershell.exe', new Set()).buildExportCommand(wanted)).toThrow('no such voice');
  const { args, options, pipedData } = windowsPlatform('powershell.exe', new Set(["O'Hara"])).buildExportCommand(wanted);
  expect({ flags: args.slice(0, 3), shell: options.shell, pipedData }).toEqual({ flags: ['-NoProfile', '-NonInteractive', '-EncodedCommand'], shell: undefined, pipedData: '请' });
  const script = Buffer.from(args[3] ?? '', 'base64').toString('utf16le');
  expect(script).toContain("[Console]::InputEncoding=[Text.Encoding]::UTF8;");
  expect(script).toContain("SelectVoice('O''Hara')");
  expect(script).toContain("SetOutputToWaveFile('C:\\it''s.wav')");
  const listing = createWindowsEngine({ command: program('printf "Microsoft Huihui Desktop\\r\\nMicrosoft Zira Desktop\\r\\n"'), deadlineMs: 15_000, timers: systemTimers });
  expect(await listing.probe()).toEqual({ ok: true, languages: ['en'], reason: null });
});

test('macOS: no text among the arguments (the command; never run there)', async () => {
  const { args, pipedData } = macosPlatform('say').buildExportCommand({ text: '-o x', voice: 'Samantha', speed: 1, filename: 'a.wav' });
  expect({ args, pipedData }).toEqual({ args: ['-o', 'a.wav', '--data-format=LEI16@22050', '-v', 'Samantha', '-r', '175', '-f', '-'], pipedData: '-o x' });
  const listing = createMacosEngine({ command: program('echo "Alex  en_US # Hello"', 'echo "Tingting zh_CN # 你好"'), deadlineMs: 15_000, timers: systemTimers });
  expect(await listing.probe()).toEqual({ ok: false, languages: [], reason: 'noVoice' });
});
