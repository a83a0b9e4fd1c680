// A device as an announcer, on a connection that a test makes live and stale.
import type { HallConfig, VoiceView } from '@hallcall/domain';
import { afterEach, expect, test } from 'vitest';
import { announce, type AnnouncingDeps } from './announce.ts';
import type { Link } from './connect-hub.ts';

const opened: (() => void)[] = [];
afterEach(() => opened.splice(0).forEach((close) => close()));

const at = 1_700_000_000_000;
// Brands are given by schemas; these are the shapes they accept.
const hall = { timeZone: 'UTC', windows: [], items: [], departments: [], zones: [{ id: 'A', voice: { languages: ['zh'], repeats: 1, digitOne: 'yao', namesDepartment: false, expiresAfterMs: 60_000, volume: 80, volumePlan: [] } }] } as unknown as HallConfig;
const viewOf = (...callIds: string[]): VoiceView =>
  ({
    deviceId: 'tv', emergency: null,
    zones: [{ zone: 'A', isMuted: false, begun: [], busyUntil: null, calls: callIds.map((callId, n) => ({ callId, number: { prefix: 'A', n }, windowId: 'w1', queueId: 'q', language: 'zh', attempt: 1, at, agesFrom: at })) }],
  }) as unknown as VoiceView;

/** A hub that is asked and never answers. */
function openAnnouncing() {
  const asked: string[] = [];
  const listeners = new Set<() => void>();
  let link: Link = 'live';
  let view: VoiceView | null = null;
  let known: HallConfig | null = hall;
  const hub = {
    now: () => at, announcer: () => undefined, send: () => new Promise(() => undefined),
    status: () => ({ link }), view: () => view && { view },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    claimSpeech: ({ callId }: { callId: string }) => {
      asked.push(callId);
      return new Promise(() => undefined);
    },
  } as unknown as AnnouncingDeps['hub'];
  const announcing = announce({
    hub, hall: () => known, bank: () => ({ clip: () => null }), canSound: () => true,
    sink: { play: () => ({ ended: new Promise(() => undefined), stop: () => undefined }) },
  });
  opened.push(() => announcing.close());
  return {
    asked, listeners, announcing,
    know: (next: HallConfig | null) => void (known = next),
    tell: (nextLink: Link, nextView: VoiceView | null): void => {
      link = nextLink;
      view = nextView;
      for (const listener of listeners) listener();
    },
  };
}

test('nothing is asked for by a view that may be out of date; once it is current again, what it says is', () => {
  const { asked, tell } = openAnnouncing();
  tell('stale', viewOf('one'));
  expect(asked).toEqual([]);
  tell('live', viewOf('two'));
  expect(asked).toEqual(['two']);
});

test('a zone whose configuration comes after its view is spoken to', () => {
  const { asked, announcing, know, tell } = openAnnouncing();
  know({ ...hall, zones: [] });
  tell('live', viewOf('one'));
  expect(asked).toEqual([]);
  know(hall);
  announcing.refresh();
  expect(asked).toEqual(['one']);
});

test('once closed it listens no more', () => {
  const { asked, announcing, listeners, tell } = openAnnouncing();
  announcing.close();
  expect(listeners.size).toBe(0);
  tell('live', viewOf('one'));
  expect(asked).toEqual([]);
});
