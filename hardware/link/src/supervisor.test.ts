import { expect, test } from 'vitest';
import type { OpenPipe } from './open-pipe.ts';
import { PipeError } from './pipe.ts';
import { createPortPipe, type PortPipe } from './port-pipe.ts';
import { createSupervisor, defaultSupervisorTiming, type Supervisor } from './supervisor.ts';
import { createManualTime } from './testing/manual-time.ts';

type Bench = {
  supervisor: Supervisor;
  /** Every time the port was opened, in milliseconds. */
  openedAt: number[];
  ports: PortPipe[];
  setPresent: (isPresent: boolean) => void;
  pass: (ms: number) => Promise<void>;
};

/** A supervisor on a clock of its own, over ports that are there or not. */
function bench(): Bench {
  const { timers, now, pass } = createManualTime();
  let isPresent = true;
  const openedAt: number[] = [];
  const ports: PortPipe[] = [];
  const openPipe: OpenPipe = (address) => {
    openedAt.push(now());
    if (!isPresent) return Promise.reject(new PipeError('unreachable', `${address.kind} is absent`));
    const port = createPortPipe({ send: (_bytes, done) => done(null), destroy: () => Promise.resolve() }, timers);
    ports.push(port);
    return Promise.resolve(port.pipe);
  };
  const address = { kind: 'tcp' as const, host: 'printer', port: 9100 };
  const supervisor = createSupervisor({ address, openPipe, timing: defaultSupervisorTiming, now, timers });
  return {
    supervisor,
    openedAt,
    ports,
    setPresent(value) {
      isPresent = value;
    },
    pass,
  };
}

test('absent hardware is a state: tried again after 0.5 s, 1 s, … and at most every 30 s', async () => {
  const { supervisor, openedAt, setPresent, pass } = bench();
  setPresent(false);
  const states: string[] = [];
  supervisor.onState((state) => states.push(state.kind));
  supervisor.start();
  await pass(0);
  expect(supervisor.state()).toEqual({ kind: 'waiting', retryInMs: 500, reason: 'tcp is absent' });
  await pass(130_000);
  const pauses = openedAt.slice(1).map((at, index) => at - (openedAt[index] ?? 0));
  expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  expect(states.slice(0, 4)).toEqual(['opening', 'waiting', 'opening', 'waiting']);
});

test('a lost connection is opened anew, with a new pipe', async () => {
  const { supervisor, ports, pass } = bench();
  const pipes: unknown[] = [];
  supervisor.onPipe((pipe) => pipes.push(pipe));
  supervisor.start();
  await pass(0);
  expect([supervisor.state().kind, supervisor.pipe() === pipes[0]]).toEqual(['open', true]);
  ports[0]?.gone(new Error('unplugged'));
  expect([supervisor.state(), supervisor.pipe()]).toEqual([{ kind: 'waiting', retryInMs: 500, reason: 'unplugged' }, null]);
  await pass(500);
  expect([supervisor.state().kind, pipes.length, pipes[0] === pipes[1]]).toEqual(['open', 2, false]);
});

test('a device that closes at once is not hammered; one that held starts at 0.5 s again', async () => {
  const { supervisor, ports, pass } = bench();
  supervisor.start();
  await pass(0);
  ports[0]?.gone(null);
  await pass(500);
  ports[1]?.gone(null);
  expect(supervisor.state()).toMatchObject({ retryInMs: 1000 });
  await pass(1000);
  await pass(5000);
  ports[2]?.gone(null);
  expect(supervisor.state()).toMatchObject({ retryInMs: 500 });
});

test('a nudge tries at once, a drop gives the connection up, a close ends it', async () => {
  const { supervisor, openedAt, ports, setPresent, pass } = bench();
  setPresent(false);
  supervisor.start();
  await pass(2000);
  setPresent(true);
  supervisor.nudge();
  await pass(0);
  expect([supervisor.state().kind, openedAt.at(-1)]).toEqual(['open', 2000]);
  supervisor.drop('silent');
  expect(supervisor.state()).toMatchObject({ kind: 'waiting', reason: 'silent' });
  await expect(ports[0]?.pipe.write(Uint8Array.of(1), 10)).rejects.toThrow('the connection is closed');
  await pass(60_000);
  await supervisor.close();
  expect(supervisor.state()).toEqual({ kind: 'closed' });
  const count = openedAt.length;
  await pass(60_000);
  expect(openedAt).toHaveLength(count);
});

test('closing while a connection is being opened closes that one too', async () => {
  const { supervisor, ports, pass } = bench();
  supervisor.start();
  await supervisor.close();
  await pass(0);
  expect(supervisor.pipe()).toBe(null);
  await expect(ports[0]?.pipe.write(Uint8Array.of(1), 10)).rejects.toThrow('closed');
});
