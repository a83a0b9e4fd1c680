// The voice of a board: its sound, its clips and its announcer, for as long as the page is open.
import { announce, fetchPacks } from '@hallcall/client/announce';
import { useHub, useView } from '@hallcall/client/react';
import type { HubConfig } from '@hallcall/client';
import type { Language } from '@hallcall/domain';
import { createVoiceBank, type VoiceBank } from '@hallcall/voice';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createWebAudioSink, type WebAudioSink } from './web-audio-sink.ts';

export type Voice = {
  /** This device is among the announcers of some zone. */
  readonly isWanted: boolean;
  /** False while the browser waits for a touch. */
  readonly isRunning: boolean;
  readonly hasClips: boolean;
  readonly wake: () => void;
};

const retryMs = 10_000;
const never = () => () => undefined;

/** `config` null: not known yet. */
export function useVoice(deviceId: string | null, config: HubConfig | null): Voice {
  const hub = useHub();
  const message = useView('voice');
  const isWanted = config?.hall.zones.some(({ voice }) => voice.announcers.some((id) => id === deviceId)) ?? false;
  const sink = useSink(isWanted);
  const bank = useBank(isWanted);
  const latest = useRef({ config, bank, sink });
  useEffect(() => {
    latest.current = { config, bank, sink };
  });
  const isRunning = useSyncExternalStore(sink?.subscribe ?? never, () => sink?.isRunning() ?? false);
  const [announcing, setAnnouncing] = useState<ReturnType<typeof announce> | null>(null);
  useEffect(() => {
    if (sink === null) return undefined;
    const made = announce({
      hub, sink, hall: () => latest.current.config?.hall ?? null, bank: () => latest.current.bank, canSound: sink.isRunning,
    });
    setAnnouncing(made);
    return () => {
      setAnnouncing(null);
      made.close();
    };
  }, [hub, sink]);
  useEffect(() => announcing?.update(message?.view ?? null), [announcing, message]);
  useEffect(() => announcing?.refresh(), [announcing, isRunning, bank, config]);
  return { isWanted, isRunning, hasClips: bank !== null, wake: () => sink?.wake() };
}

function useSink(isWanted: boolean): WebAudioSink | null {
  const [sink, setSink] = useState<WebAudioSink | null>(null);
  useEffect(() => {
    if (!isWanted) return undefined;
    const made = createWebAudioSink();
    setSink(made);
    return () => {
      setSink(null);
      made.close();
    };
  }, [isWanted]);
  return sink;
}

const languages: readonly Language[] = ['zh', 'en'];

/** Null until the hub has clips; then they stay for the life of the page. */
function useBank(isWanted: boolean): VoiceBank | null {
  const [bank, setBank] = useState<VoiceBank | null>(null);
  useEffect(() => {
    if (!isWanted || bank !== null) return undefined;
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const packs = await fetchPacks(location.origin, languages);
      if (isOver) return;
      if (packs.length > 0) setBank(createVoiceBank(packs));
      else timer = setTimeout(() => void load(), retryMs);
    };
    void load();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [isWanted, bank]);
  return bank;
}
