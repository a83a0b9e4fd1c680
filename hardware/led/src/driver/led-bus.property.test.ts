import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameContent } from '../bar-content.ts';
import { diff, type WantedBar } from './bar.ts';
import { createBench, profileNamed, wish } from './bench.test.helper.ts';

const addresses = [1, 2, 3];
const text = fc.constantFrom('A001', 'A002', '请B012到3号窗口', '暂停服务', '');
const content = fc.record({ text, colour: fc.constantFrom('red' as const, 'green' as const), blink: fc.boolean() });

type Step =
  | { do: 'show'; wanted: Map<number, { text: string; hasToken: boolean }> }
  | { do: 'advance'; ms: number }
  | { do: 'plug'; isPlugged: boolean }
  | { do: 'swallow'; isSwallowing: boolean }
  | { do: 'answer'; address: number; ms: number | null }
  | { do: 'refuse'; address: number; error: 'busy' | null };

const address = fc.constantFrom(...addresses);
const wanted = fc
  .uniqueArray(fc.tuple(address, fc.record({ text: fc.constantFrom('A', 'B', 'C', 'D'), hasToken: fc.boolean() })), { selector: ([key]) => key })
  .map((entries) => new Map(entries));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('show' as const), wanted }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('advance' as const), ms: fc.constantFrom(0, 7, 60, 300, 1500, 9000) }) },
  fc.record({ do: fc.constant('plug' as const), isPlugged: fc.boolean() }),
  fc.record({ do: fc.constant('swallow' as const), isSwallowing: fc.boolean() }),
  fc.record({ do: fc.constant('answer' as const), address, ms: fc.constantFrom(null, 1, 40, 590, 700, 1500) }),
  fc.record({ do: fc.constant('refuse' as const), address, error: fc.constantFrom(null, 'busy' as const) }),
);

test('whatever happens to the line and its bars, they end showing what was wanted last, and lit is never a lie', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), fc.constantFrom('serial' as const, 'tcp' as const), async (steps, kind) => {
      // No refresh comes to the rescue.
      const bench = createBench(addresses, { kind, profile: { ...profileNamed('onbon-6k-128x16'), refreshMs: 3_600_000 } });
      const textByToken = new Map<string, string>();
      let last = new Map<number, WantedBar>();
      let count = 0;
      bench.bus.onLit(({ address: bar, token }) => {
        // What is reported as lit stood on that very bar at some time.
        expect(bench.line.bar(bar).history().map((shown) => shown.text)).toContain(textByToken.get(`${bar} ${token}`));
      });
      const run = async (next: Step): Promise<void> => {
        if (next.do === 'show') {
          last = new Map(
            [...next.wanted].map(([bar, { text: letter, hasToken }]) => {
              count += 1;
              const unique = `${letter}${String(count).padStart(3, '0')}`;
              textByToken.set(`${bar} ${unique}`, unique);
              return [bar, wish(unique, hasToken ? unique : null)];
            }),
          );
          bench.bus.show(last);
        }
        if (next.do === 'advance') await bench.pass(next.ms);
        if (next.do === 'plug') bench.line.setPlugged(next.isPlugged);
        if (next.do === 'swallow') bench.line.isSwallowing = next.isSwallowing;
        if (next.do === 'answer') bench.line.behave(next.address, { answerMs: next.ms });
        if (next.do === 'refuse') bench.line.behave(next.address, { error: next.error });
      };
      for (const next of steps) await run(next);
      bench.line.setPlugged(true);
      bench.line.isSwallowing = false;
      for (const bar of addresses) bench.line.behave(bar, { answerMs: 5, error: null });
      await bench.pass(100_000);
      for (const [bar, { content: { text: shown }, token }] of last) {
        expect(bench.line.bar(bar).state().text).toBe(shown);
        expect(bench.lit.filter((lit) => lit.token === token && lit.address === bar)).toHaveLength(token === null ? 0 : 1);
      }
      expect(bench.bus.health()).toMatchObject(last.size > 0 ? { state: 'ok', code: 'ready' } : { code: 'none' });
    }),
    { numRuns: 300 },
  );
});

test('every request carries what is wanted at that moment: an overtaken state never leaves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(address, fc.nat(400)), { minLength: 3, maxLength: 30 }), async (changes) => {
      const bench = createBench(addresses);
      const wishes = new Map<number, WantedBar>();
      const wantedAt: { at: number; bar: number; text: string }[] = [];
      for (const [index, [bar, ms]] of changes.entries()) {
        wishes.set(bar, wish(`A${String(index).padStart(3, '0')}`));
        wantedAt.push({ at: bench.now(), bar, text: wishes.get(bar)?.content.text ?? '' });
        bench.bus.show(new Map(wishes));
        await bench.pass(ms);
      }
      await bench.pass(5000);
      for (const { address: bar, sentAt, text: sent } of bench.line.requests) {
        const wishesOfBar = wantedAt.filter((entry) => entry.bar === bar);
        const newest = wishesOfBar.filter(({ at }) => at < sentAt).at(-1);
        // Wishes of the same millisecond may have come before or after.
        const possible = wishesOfBar.filter((entry) => entry === newest || entry.at === sentAt).map((entry) => entry.text);
        expect(possible).toContain(sent);
      }
      for (const [bar, { content: { text: shown } }] of wishes) expect(bench.line.bar(bar).state().text).toBe(shown);
    }),
  );
});

test('diff is empty exactly when nothing differs', () => {
  const state = fc.option(content, { nil: null });
  fc.assert(
    fc.property(state, state, (from, to) => {
      expect(diff(from, to) === null).toBe(isSameContent(from, to));
      expect(diff(undefined, to)).toBe(to === null ? 'clear' : 'draw');
      expect(diff(to, to)).toBe(null);
    }),
  );
});
