// The parts of main that know nothing of Electron, on a clock of the test's own.
import { expect, test } from 'vitest';
import { createHeartbeat } from './heartbeat.ts';
import { createHome, type OwnPage } from './home.ts';
import { readOptions } from './options.ts';
import { isSameOrigin } from './same-origin.ts';
import { createTally } from './tally.ts';

function fakeTimers() {
  let now = 0;
  let due: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs: number, run: () => void) {
      const entry = { at: now + delayMs, run };
      due.push(entry);
      return () => void (due = due.filter((other) => other !== entry));
    },
    /** Runs what falls due, each at its own time, and lets promises settle in between. */
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await new Promise((resolve) => setImmediate(resolve));
        const next = due.toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > end) break;
        due = due.filter((entry) => entry !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
  };
}

test('silence is told once per stretch of it, and a beat begins the stretch anew', async () => {
  const timers = fakeTimers();
  const told: number[] = [];
  const heartbeat = createHeartbeat(timers, 20, () => told.push(timers.now()));
  heartbeat.beat();
  await timers.pass(100);
  expect(told).toEqual([]);
  heartbeat.start();
  await timers.pass(15);
  heartbeat.beat();
  await timers.pass(15);
  expect(told).toEqual([]);
  await timers.pass(45);
  expect(told).toEqual([135, 155, 175]);
  heartbeat.stop();
  await timers.pass(100);
  expect(told).toHaveLength(3);
});

test('a tally forgets what is older than its span', () => {
  let now = 0;
  const tally = createTally(60, () => now);
  const hits = [0, 20, 40, 59, 60, 200].map((at) => {
    now = at;
    return tally.hit();
  });
  expect(hits).toEqual([1, 2, 3, 4, 4, 1]);
});

function openHome() {
  const timers = fakeTimers();
  const shown: (OwnPage | 'home')[] = [];
  const watch: string[] = [];
  let isThere = false;
  const home = createHome({
    timers, timing: { probeEvery: 1, startWithin: 10 },
    heartbeat: { start: () => watch.push('start'), stop: () => watch.push('stop'), beat: () => undefined },
    probe: async () => isThere,
    showOwn: (page) => shown.push(page),
    showHome: () => shown.push('home'),
  });
  return { timers, shown, watch, home, answers: (next: boolean): void => void (isThere = next) };
}

test('home that answers at once is shown after the start page, and only then is watched', async () => {
  const { timers, shown, watch, home, answers } = openHome();
  answers(true);
  home.start();
  await timers.pass(0);
  expect([shown, watch]).toEqual([['starting', 'home'], ['stop', 'start']]);
});

test('home that stays away is called a fault after a while, once, and is shown when it answers', async () => {
  const { timers, shown, home, answers } = openHome();
  home.start();
  await timers.pass(9);
  expect(shown).toEqual(['starting']);
  await timers.pass(50);
  expect(shown).toEqual(['starting', 'unreachable']);
  answers(true);
  await timers.pass(1);
  expect(shown).toEqual(['starting', 'unreachable', 'home']);
});

test('home that does not load is tried again, by one search only, and is not watched meanwhile', async () => {
  const { timers, shown, watch, home, answers } = openHome();
  answers(true);
  home.start();
  await timers.pass(0);
  answers(false);
  home.failed('unreachable');
  home.failed('unreachable');
  await timers.pass(30);
  expect([shown.slice(2), watch.slice(2)]).toEqual([['unreachable'], ['stop', 'stop']]);
  answers(true);
  await timers.pass(5);
  expect(shown.slice(2)).toEqual(['unreachable', 'home']);
});

test('options: the kiosk at the usual agent, or what is said; a board needs its address', () => {
  expect(readOptions([], null)).toMatchObject({ page: 'kiosk', home: new URL('http://127.0.0.1:7001/kiosk/'), timing: { silentAfter: 20_000, countWithin: 60_000 } });
  expect(readOptions(['--no-sandbox', '--agent', 'http://127.0.0.1:9/', '--disable-gpu'], null).home.href).toBe('http://127.0.0.1:9/kiosk/');
  const board = readOptions(['--page=display', '--url=http://hall.lan:7000/display/?tone=dark#tv-1'], '{"silentAfter":300}');
  expect([board.page, board.home.href, board.timing.silentAfter, board.timing.probeEvery]).toEqual(['display', 'http://hall.lan:7000/display/?tone=dark#tv-1', 300, 1_000]);
});

test.each<[string[], string | null]>([
  [['--page', 'console'], null], [['--page', 'display'], null], [['--page', 'display', '--url', 'file:///etc/passwd'], null],
  [['--agent', 'javascript:alert(1)'], null], [['--agent'], null], [[], '{"silentAfter":0}'], [[], '{"silentAftr":1}'], [[], 'no JSON'],
])('options %j with timing %s are refused', (args, timing) => {
  expect(() => readOptions(args, timing)).toThrow(/--page|http|timing|JSON/);
});

test('only home’s own origin is home', () => {
  const home = new URL('http://127.0.0.1:7001/kiosk/');
  const inside = ['http://127.0.0.1:7001/', 'http://127.0.0.1:7001/window/?x#y'];
  const outside = [
    'http://127.0.0.1:7001.evil.test/', 'http://127.0.0.1:7001@evil.test/', 'http://user@127.0.0.1:7001/', 'http://127.0.0.1:70010/', 'https://127.0.0.1:7001/',
    'http://localhost:7001/', 'hallcall://shell/', 'file:///', 'data:text/html,x', 'about:blank', 'javascript:0', '', 'null', 'blob:http://127.0.0.1:7001/x',
  ];
  expect([...inside, ...outside].filter((address) => isSameOrigin(address, home))).toEqual(inside);
});
