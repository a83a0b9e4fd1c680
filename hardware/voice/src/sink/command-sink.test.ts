import { mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemTimers } from '@hallcall/link';
import { createManualTime, type ManualTime } from '@hallcall/link/testing';
import type { Pcm } from '@hallcall/voice';
import { afterEach, expect, test } from 'vitest';
import { createCommandSink } from './command-sink.ts';
import type { Speaker, SpeakerHealth } from './speaker.ts';

const folder = mkdtempSync(join(tmpdir(), 'hallcall-sink-'));
const speakers: Speaker[] = [];
afterEach(async () => {
  await Promise.all(speakers.splice(0).map((speaker) => speaker.close()));
});

const pcm = (ms: number): Pcm => ({ rate: 48_000, samples: Float32Array.from({ length: ms * 48 }, (_, i) => (i % 100) / 100) });

/** A speaker whose player is a shell script. */
function scripted(script: string, time: ManualTime, ...args: string[]): Speaker {
  const speaker = createCommandSink({ command: '/bin/sh', args: ['-c', script, 'sh', ...args], env: { FOLDER: folder }, timers: time.timers, now: time.now });
  speakers.push(speaker);
  return speaker;
}
const stateOf = ({ state, code }: SpeakerHealth): string => `${state} ${code}`;

/** Resolves with what a script has written into a file of the folder, as soon as it ends in a line. */
async function written(name: string): Promise<string> {
  const read = (): string => {
    try {
      return readFileSync(join(folder, name), 'utf8');
    } catch {
      return '';
    }
  };
  const watcher = watch(folder);
  try {
    return await new Promise((resolve) => {
      const look = (): void => {
        if (read().endsWith('\n')) resolve(read().trim());
      };
      watcher.on('change', look);
      look();
    });
  } finally {
    watcher.close();
  }
}

/** Resolves when no process of this id is left: a killed grandchild is reaped by somebody else, in its time. */
async function gone(pid: number): Promise<'gone'> {
  for (;;) {
    try {
      if (readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')) return 'gone';
    } catch {
      return 'gone';
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

test('the program gets raw samples, and the title as one argument that no shell reads', async () => {
  const title = 'A012 $(touch hit) "x"; \n{title}';
  const speaker = scripted('cat >"$FOLDER/raw"; printf "%s" "$1" >"$FOLDER/title"', createManualTime(), 'name={title}');
  expect(await speaker.play({ rate: 48_000, samples: Float32Array.of(0, 0.5, -0.5, 1, -1, 2) }, title).ended).toBe('whole');
  const raw = readFileSync(join(folder, 'raw'));
  expect(Array.from({ length: 6 }, (_, i) => raw.readInt16LE(i * 2))).toEqual([0, 16_384, -16_384, 32_767, -32_768, 32_767]);
  expect(readFileSync(join(folder, 'title'), 'utf8')).toBe('name=A012 $(touch hit) "x";  {title}');
  await speaker.play({ rate: 24_000, samples: new Float32Array(2400) }, 't').ended;
  expect(readFileSync(join(folder, 'raw')).length).toBe(9600);
});

test.each([
  ['exit 1', 'failed', 'ended with code 1'],
  ['echo "no card" >&2; exit 3', 'failed', 'no card'],
  ['exit 127', 'missing', 'found no program'],
  ['kill -9 $$', 'failed', 'SIGKILL'],
  ['exec 0<&-; exit 1', 'failed', 'code 1'],
])('a player that does `%s`: %s', async (script, code, message) => {
  const speaker = scripted(script, createManualTime());
  await expect(speaker.play(pcm(4000), 't').ended).rejects.toMatchObject({ code, mayBeHeard: false, message: expect.stringContaining(message) });
});

test('no such program, one that may not be run, and one that cannot be named', async () => {
  const time = createManualTime();
  const open = (command: string): Speaker => createCommandSink({ command, args: [], env: {}, timers: time.timers, now: time.now });
  await expect(open('/nowhere/player').play(pcm(100), 't').ended).rejects.toMatchObject({ code: 'missing', mayBeHeard: false });
  await expect(open('/etc/hostname').play(pcm(100), 't').ended).rejects.toMatchObject({ code: 'missing' });
  await expect(open('a\0b').play(pcm(100), 't').ended).rejects.toMatchObject({ code: 'failed' });
});

test('a player that ends well before the sound could have been heard has lost it', async () => {
  const time = createManualTime();
  const speaker = scripted('cat >/dev/null', time);
  await expect(speaker.play(pcm(2000), 't').ended).rejects.toMatchObject({ code: 'failed', message: expect.stringContaining('before its sound') });
  const playing = speaker.play(pcm(2000), 't');
  time.advance(1800);
  expect(await playing.ended).toBe('whole');
});

test('stop ends the whole group at once; health is not touched', async () => {
  const time = createManualTime();
  const speaker = scripted('sleep 1000 & echo $! >"$FOLDER/stop"; wait', time);
  const playing = speaker.play(pcm(5000), 't');
  const pid = Number(await written('stop'));
  playing.stop();
  playing.stop();
  expect(await playing.ended).toBe('stopped');
  expect(await gone(pid)).toBe('gone');
  playing.stop();
  expect(stateOf(speaker.health())).toBe('ok ready');
});

test('a player that runs 3 s too long is killed with its children', async () => {
  const time = createManualTime();
  const speaker = scripted('trap "" TERM; sleep 1000 & echo $! >"$FOLDER/hang"; wait', time);
  const { ended } = speaker.play(pcm(5000), 't');
  const pid = Number(await written('hang'));
  let isSettled = false;
  const settled = ended.catch((error: unknown) => error).finally(() => (isSettled = true));
  time.advance(7999);
  await new Promise(setImmediate);
  expect(isSettled).toBe(false);
  time.advance(1);
  expect(await settled).toMatchObject({ code: 'hung', mayBeHeard: true });
  expect(await gone(pid)).toBe('gone');
  expect(stateOf(speaker.health())).toBe('fault speaker.hung');
});

test('close leaves no process and refuses what comes later', async () => {
  const speaker = scripted('sleep 1000 & echo $! >"$FOLDER/close"; wait', createManualTime());
  const { ended } = speaker.play(pcm(5000), 't');
  const pid = Number(await written('close'));
  await speaker.close();
  expect(await ended).toBe('stopped');
  expect(await gone(pid)).toBe('gone');
  await expect(speaker.play(pcm(100), 't').ended).rejects.toMatchObject({ code: 'failed' });
});

test('one failure is a warning, two are a fault, one success heals; since moves with the change only', async () => {
  const time = createManualTime();
  const speaker = scripted('test -e "$FOLDER/well"', time);
  const heard: SpeakerHealth[] = [];
  speaker.onHealth((health) => heard.push(health));
  const play = async (): Promise<void> => {
    await speaker.play(pcm(100), 't').ended.catch(() => undefined);
    time.advance(1000);
  };
  await play();
  await play();
  await play();
  const well = scripted('touch "$FOLDER/well"', time);
  await well.play(pcm(100), 't').ended;
  await play();
  expect(heard).toEqual([
    { state: 'warning', code: 'speaker.failing', since: 0 },
    { state: 'fault', code: 'speaker.failing', since: 1000 },
    { state: 'ok', code: 'ready', since: 3000 },
  ]);
  rmSync(join(folder, 'well'));
});

test('after a failure the same speaker plays the next utterance, and large sounds to a deaf player hurt nobody', async () => {
  const speaker = createCommandSink({ command: '/bin/false', args: [], env: {}, timers: systemTimers, now: Date.now });
  const failures = await Promise.allSettled([1, 2, 3].map(() => speaker.play(pcm(30_000), 't').ended));
  expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
});
