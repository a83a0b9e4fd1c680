import { expect, test } from 'vitest';
import { parseProfile } from '../profile.ts';
import { type Bench, createBench, profileNamed, wish } from './bench.test.helper.ts';

const requestsOf = (bench: Bench, address: number): (string | null)[] =>
  bench.line.requests.filter((request) => request.address === address).map((request) => request.text);
const textsOf = (bench: Bench, ...addresses: number[]): string[] => addresses.map((address) => bench.line.bar(address).state().text);

test('bars are drawn, and a token comes back once, when its content is lit', async () => {
  const bench = createBench([1, 2]);
  bench.bus.show(new Map([[1, wish('A001', 'call-1')], [2, wish('暂停服务')]]));
  expect(bench.bus.health()).toMatchObject({ state: 'warning', code: 'unreachable', detail: '' });
  await bench.pass(1000);
  expect(textsOf(bench, 1, 2)).toEqual(['A001', '暂停服务']);
  expect(bench.lit).toEqual([{ address: 1, token: 'call-1', at: expect.any(Number) }]);
  expect(bench.bus.health()).toMatchObject({ state: 'ok', code: 'ready', detail: '', bars: [{ address: 1, state: 'ok' }, { address: 2, state: 'ok' }] });
  await bench.pass(120_000);
  expect(bench.lit).toHaveLength(1);
});

test('a call repeated with the same text is drawn anew for its own proof', async () => {
  const bench = createBench([1]);
  bench.bus.show(new Map([[1, wish('A001', 'call-1')]]));
  await bench.pass(1000);
  bench.bus.show(new Map([[1, wish('A001', 'call-2')]]));
  await bench.pass(1000);
  expect(bench.lit.map(({ token }) => token)).toEqual(['call-1', 'call-2']);
  bench.bus.show(new Map([[1, wish('A001', null)]]));
  await bench.pass(1000);
  expect(bench.line.requests).toHaveLength(2);
});

test('one request at a time on the line, with the gap between them', async () => {
  const bench = createBench([1, 2, 3]);
  bench.bus.show(new Map([1, 2, 3].map((address) => [address, wish(`A00${address}`)])));
  await bench.pass(2000);
  const times = bench.line.requests.map(({ at }) => at);
  // A request arrives after 5 ms for the answer, 30 ms of gap and the 70 ms of its own bytes.
  expect(times.slice(1).every((at, index) => at - (times[index] ?? 0) > 100)).toBe(true);
});

test('a state that was overtaken before it was sent is never sent', async () => {
  const bench = createBench([1, 2]);
  bench.bus.show(new Map([[1, wish('A001', 'one')], [2, wish('B001')]]));
  await bench.pass(10);
  for (const text of ['A002', 'A003', 'A004']) bench.bus.show(new Map([[1, wish(text, text)], [2, wish('B001')]]));
  await bench.pass(2000);
  expect(requestsOf(bench, 1)).toEqual(['A001', 'A004']);
  expect(bench.lit.map(({ token }) => token)).toEqual(['one', 'A004']);
});

test('silent bars cost the others no more than one deadline, at whatever moment they change', async () => {
  const { reply } = profileNamed('onbon-6k-128x16');
  const silent = [1, 3, 4, 5];
  for (let moment = 0; moment < 9000; moment += 97) {
    const bench = createBench([2, ...silent]);
    for (const address of silent) bench.line.behave(address, { answerMs: null });
    const dead = silent.map((address) => [address, wish('A001')] as const);
    bench.bus.show(new Map([...dead, [2, wish('B001')]]));
    // The first round, in which nobody is known yet, is over.
    await bench.pass(4000 + moment);
    bench.bus.show(new Map([...dead, [2, wish('B002', 'b')]]));
    const shownAt = bench.now();
    await bench.pass(5000);
    // At worst a request to a silent bar has just begun: its bytes, the deadline, the gap; then its own exchange.
    expect((bench.lit[0]?.at ?? Infinity) - shownAt).toBeLessThan(100 + (reply?.deadlineMs ?? 0) + 30 + 150);
  }
});

test('of several changes the oldest is sent first', async () => {
  const bench = createBench([1, 2, 3]);
  const show = (...texts: string[]): void => bench.bus.show(new Map(texts.map((text, index) => [index + 1, wish(text)])));
  show('A', 'B', 'C');
  await bench.pass(2000);
  bench.line.requests.length = 0;
  show('A', 'B', 'C2');
  await bench.pass(1);
  show('A', 'B2', 'C2');
  await bench.pass(1);
  show('A2', 'B2', 'C2');
  await bench.pass(2000);
  expect(bench.line.requests.map(({ text }) => text)).toEqual(['C2', 'B2', 'A2']);
});

test('a silent bar is asked again after 0.2 s twice, then after 2 s, doubled up to 30 s', async () => {
  const bench = createBench([1]);
  bench.line.behave(1, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(150_000);
  const times = bench.line.requests.map(({ at }) => at);
  const pauses = times.slice(1).map((at, index) => Math.round((at - (times[index] ?? 0)) / 1000));
  expect(pauses).toEqual([1, 1, 3, 5, 9, 17, 31, 31, 31]);
  expect(bench.bus.health()).toMatchObject({ state: 'fault', code: 'bars.silent', detail: '1', bars: [{ address: 1, state: 'silent' }] });
});

test('a bar that answers again is drawn with what is wanted then, and health says since when', async () => {
  const bench = createBench([1, 2]);
  bench.line.behave(1, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A001', 'old')], [2, wish('B001')]]));
  await bench.pass(10_000);
  expect(bench.bus.health()).toMatchObject({ state: 'warning', code: 'bars.silent', detail: '1' });
  bench.bus.show(new Map([[1, wish('A002', 'new')], [2, wish('B001')]]));
  bench.line.behave(1, { answerMs: 5 });
  await bench.pass(31_000);
  expect(textsOf(bench, 1, 2)).toEqual(['A002', 'B001']);
  expect(bench.lit.map(({ token }) => token)).toEqual(['new']);
  const { bars, code } = bench.bus.health();
  expect([code, bars[0]?.state, (bars[0]?.since ?? 0) > 10_000, (bars[1]?.since ?? Infinity) < 2000]).toEqual(['ready', 'ok', true, true]);
});

test('a bar that lost its power shows everything again after a refresh at the latest', async () => {
  const bench = createBench([1, 2]);
  bench.bus.show(new Map([[1, wish('A001', 'a')], [2, wish('B001')]]));
  await bench.pass(5000);
  bench.line.bar(1).setPower(false);
  await bench.pass(500);
  bench.line.bar(1).setPower(true);
  expect(textsOf(bench, 1, 2)).toEqual(['', 'B001']);
  await bench.pass(30_000);
  expect(textsOf(bench, 1, 2)).toEqual(['A001', 'B001']);
  expect(bench.lit).toHaveLength(1);
});

test('after a reconnect everything is drawn again, and nothing that was overtaken meanwhile', async () => {
  const bench = createBench([1, 2]);
  bench.bus.show(new Map([[1, wish('A001')], [2, wish('B001')]]));
  await bench.pass(1000);
  bench.line.setPlugged(false);
  await bench.pass(1000);
  expect(bench.bus.health()).toMatchObject({ state: 'fault', code: 'unreachable', detail: 'no such line', bars: [{ state: 'unknown' }, { state: 'unknown' }] });
  bench.bus.show(new Map([[1, wish('A002', 'stale')], [2, wish('B001')]]));
  await bench.pass(1000);
  bench.bus.show(new Map([[1, wish('A003', 'fresh')], [2, wish('B001')]]));
  bench.line.requests.length = 0;
  bench.line.setPlugged(true);
  await bench.pass(10_000);
  expect([requestsOf(bench, 1), requestsOf(bench, 2)]).toEqual([['A003'], ['B001']]);
  expect(bench.lit.map(({ token }) => token)).toEqual(['fresh']);
});

test('a late answer of one bar is not taken for the answer of another', async () => {
  const bench = createBench([1, 2]);
  bench.line.behave(1, { answerMs: 900 });
  bench.line.behave(2, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A001', 'a')], [2, wish('B001', 'b')]]));
  await bench.pass(20_000);
  expect(bench.lit).toEqual([]);
  expect(bench.bus.health()).toMatchObject({ state: 'fault', code: 'bars.silent', detail: '1, 2' });
});

test('a late answer to an older call of the same bar does not prove the newer one', async () => {
  const bench = createBench([1]);
  bench.line.behave(1, { answerMs: 900 });
  bench.bus.show(new Map([[1, wish('A001', 'old')]]));
  await bench.pass(700);
  // The bar refuses from now on, but its good answer to the first request is still on its way.
  bench.line.behave(1, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A002', 'new')]]));
  await bench.pass(60_000);
  expect(bench.line.bar(1).state().text).toBe('A001');
  expect(bench.lit).toEqual([]);
});

test('when an answer came late, the second answer to the repeated request does not prove the next call', async () => {
  const bench = createBench([1]);
  bench.line.behave(1, { answerMs: 1000 });
  bench.bus.show(new Map([[1, wish('A001', 'old')]]));
  // The answer to the first try arrives while the second is waiting, the answer to the second while the next call is.
  await bench.pass(1320);
  expect(bench.lit.map(({ token }) => token)).toEqual(['old']);
  bench.line.behave(1, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A002', 'new')]]));
  await bench.pass(60_000);
  expect([bench.line.bar(1).state().text, bench.lit.map(({ token }) => token)]).toEqual(['A001', ['old']]);
});

test('a bar that only answers late is asked again soon, because it lives', async () => {
  const bench = createBench([1]);
  bench.line.behave(1, { answerMs: 640 });
  bench.bus.show(new Map([[1, wish('A001', 'a')]]));
  await bench.pass(120_000);
  expect([bench.lit, bench.bus.health().code]).toEqual([[], 'bars.silent']);
  bench.line.behave(1, { answerMs: 5 });
  await bench.pass(4000);
  expect([bench.lit.length, bench.bus.health().code]).toEqual([1, 'ready']);
});

test('a call taken back before the bar confirmed it is taken back on the bar too', async () => {
  const bench = createBench([1]);
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(1000);
  bench.line.behave(1, { answerMs: 5000 });
  bench.bus.show(new Map([[1, wish('A002')]]));
  await bench.pass(300);
  expect(textsOf(bench, 1)).toEqual(['A002']);
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(3000);
  expect(textsOf(bench, 1)).toEqual(['A001']);
});

test('an answer from before a reconnect does not save the redraw', async () => {
  const bench = createBench([1], { profile: { ...profileNamed('onbon-6k-128x16'), gapMs: 3000 } });
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(200);
  bench.line.setPlugged(false);
  bench.line.bar(1).setPower(false);
  bench.line.bar(1).setPower(true);
  bench.line.setPlugged(true);
  await bench.pass(10_000);
  expect(textsOf(bench, 1)).toEqual(['A001']);
});

test('a bar that refuses is named with its error, is asked again, and recovers', async () => {
  const bench = createBench([1, 2]);
  bench.line.behave(2, { error: 'busy' });
  bench.bus.show(new Map([[1, wish('A001')], [2, wish('B001', 'b')]]));
  await bench.pass(5000);
  expect(bench.bus.health()).toMatchObject({ state: 'warning', code: 'bars.refuse', detail: '2 (busy)', bars: [{ state: 'ok' }, { state: 'nack' }] });
  bench.line.behave(2, { error: null });
  await bench.pass(31_000);
  expect([bench.bus.health().code, bench.lit.map(({ token }) => token)]).toEqual(['ready', ['b']]);
});

test('a damaged answer is no answer, and is named', async () => {
  const bench = createBench([1]);
  bench.line.behave(1, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A001', 'a')]]));
  for (let step = 0; step < 40; step += 1) {
    await bench.pass(100);
    bench.line.inject(Buffer.from('a5a5a5a50080010000000000000000fe020500a000000000ffff5a', 'hex'));
  }
  expect([bench.lit, bench.bus.health().detail]).toEqual([[], '1 (damaged)']);
});

test('a bar not wanted any more is made dark once and forgotten, also one that is silent', async () => {
  const bench = createBench([1, 2, 3]);
  bench.bus.show(new Map([1, 2, 3].map((address) => [address, wish(`A00${address}`)])));
  await bench.pass(2000);
  bench.line.behave(3, { answerMs: null });
  bench.bus.show(new Map([[2, wish('A002')]]));
  await bench.pass(5000);
  expect(textsOf(bench, 1, 2, 3)).toEqual(['', 'A002', 'A003']);
  expect(bench.bus.health().bars.map(({ address }) => address)).toEqual([2]);
  bench.line.requests.length = 0;
  bench.line.behave(3, { answerMs: 5 });
  await bench.pass(100_000);
  expect([...new Set(bench.line.requests.map(({ address }) => address))]).toEqual([2]);
  bench.bus.show(new Map());
  await bench.pass(1000);
  expect([textsOf(bench, 2), bench.bus.health()]).toMatchObject([[''], { state: 'ok', code: 'none', bars: [] }]);
});

test('a bar wanted again while it is being cleared ends lit', async () => {
  const bench = createBench([1]);
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(1000);
  bench.bus.show(new Map());
  await bench.pass(20);
  bench.bus.show(new Map([[1, wish('A001', 'again')]]));
  await bench.pass(1000);
  expect([textsOf(bench, 1), bench.lit.map(({ token }) => token)]).toEqual([['A001'], ['again']]);
});

test('bars that do not answer: sent counts as lit, and health says that it is unconfirmed', async () => {
  const bench = createBench([1], { profile: profileNamed('generic-sum8-128x16') });
  bench.bus.show(new Map([[1, wish('A001', 'a')]]));
  await bench.pass(1000);
  expect([textsOf(bench, 1), bench.lit.map(({ token }) => token)]).toEqual([['A001'], ['a']]);
  const health = bench.bus.health();
  expect(health).toMatchObject({ state: 'ok', code: 'ready', detail: 'unconfirmed', bars: [{ address: 1, state: 'unknown' }] });
  await bench.pass(61_000);
  expect([requestsOf(bench, 1), bench.bus.health()]).toEqual([['A001', 'A001', 'A001'], health]);
});

test('answers that do not name their bar: the line keeps still until a late one has passed', async () => {
  const parsed = parseProfile({
    name: 'anonymous', kind: 'generic', width: 128, height: 16, colours: ['red'], gapMs: 10, refreshMs: 30_000, baudRate: 9600,
    reply: { deadlineMs: 500, retries: 0, quietMs: 1000 },
    frame: {
      layout: ['head', 'address', 'length', 'text', 'checksum'], head: 'a0', address: { width: 1, order: 'big' }, command: '',
      length: { width: 1, order: 'big', counts: ['text'], plus: 0 }, encoding: 'gb2312', colours: null, blink: null, blank: ' ',
      checksum: { kind: 'xor', covers: ['text'], order: 'big' }, tail: '', escape: null, ack: '06', nack: '15',
    },
  });
  if (!parsed.ok) throw new Error(parsed.problem);
  const bench = createBench([1, 2], { profile: parsed.profile });
  bench.line.behave(1, { answerMs: 700 });
  bench.line.behave(2, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A001', 'a')], [2, wish('B001', 'b')]]));
  await bench.pass(20_000);
  expect(bench.lit).toEqual([]);
  bench.line.behave(1, { answerMs: 5 });
  await bench.pass(31_000);
  expect(bench.lit.map(({ token }) => token)).toEqual(['a']);
});

test('a dead TCP connection is given up before old frames pile up in it; a serial line is not', async () => {
  const tcp = createBench([1], { kind: 'tcp' });
  tcp.bus.show(new Map([[1, wish('A001')]]));
  await tcp.pass(1000);
  tcp.line.isSwallowing = true;
  tcp.bus.show(new Map([[1, wish('A002')]]));
  await tcp.pass(4000);
  expect(tcp.line.opened).toBeGreaterThan(1);
  expect(tcp.bus.health()).toMatchObject({ code: 'bars.silent', detail: '1' });
  tcp.line.isSwallowing = false;
  await tcp.pass(31_000);
  expect([textsOf(tcp, 1), tcp.bus.health().code]).toEqual([['A002'], 'ready']);

  const serial = createBench([1]);
  serial.bus.show(new Map([[1, wish('A001')]]));
  serial.line.isSwallowing = true;
  await serial.pass(60_000);
  expect(serial.line.opened).toBe(1);
});

test('one dead bar among living ones does not cost the TCP connection again and again', async () => {
  const bench = createBench([1, 2], { kind: 'tcp' });
  bench.line.behave(1, { answerMs: null });
  bench.bus.show(new Map([[1, wish('A001')], [2, wish('B001')]]));
  await bench.pass(10_000);
  const opened = bench.line.opened;
  await bench.pass(300_000);
  expect([bench.line.opened - opened, bench.bus.health().code]).toEqual([0, 'bars.silent']);
});

test('a wall clock set back by an hour delays nothing', async () => {
  const bench = createBench([1]);
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(1000);
  bench.setWall(-3_600_000);
  bench.bus.show(new Map([[1, wish('A002', 'a')]]));
  await bench.pass(1000);
  expect([textsOf(bench, 1), bench.lit.length]).toEqual([['A002'], 1]);
});

test('characters the bar does not have are reported once, an impossible address is said', async () => {
  const bench = createBench([1, 40_000]);
  bench.bus.show(new Map([[1, wish('张龘')], [40_000, wish('A001')]]));
  await bench.pass(40_000);
  expect(textsOf(bench, 1)).toEqual(['张〓']);
  expect(bench.warned).toEqual([{ address: 1, missing: ['龘'] }]);
  expect(bench.bus.health()).toMatchObject({ code: 'bars.refuse', detail: expect.stringContaining('screen number 40000') });
});

test('closing ends everything: nothing is sent afterwards', async () => {
  const bench = createBench([1]);
  bench.bus.show(new Map([[1, wish('A001')]]));
  await bench.pass(20);
  const closed = bench.bus.close();
  await bench.pass(100);
  await closed;
  const { length } = bench.line.requests;
  bench.bus.show(new Map([[1, wish('A002')]]));
  await bench.pass(100_000);
  expect(bench.line.requests.length).toBe(length);
});
