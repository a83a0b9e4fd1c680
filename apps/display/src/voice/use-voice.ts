import { useHub } from '@hallcall/client/react';
import type { HubConfig } from '@hallcall/client';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { createBoardVoice, type VoiceState } from './board-voice.ts';

/** `missing`: languages without clips, `en`; `unread`: departments without one, `zh/market`. */
export type Voice = { readonly state: VoiceState; readonly missing: string; readonly unread: string; readonly wake: () => void };

/** The board's voice for as long as its connection lives; `config` null: not known yet. */
export function useVoice(deviceId: string | null, config: HubConfig | null): Voice {
  const hub = useHub();
  const voice = useMemo(() => createBoardVoice(hub, location.origin), [hub]);
  const state = useSyncExternalStore(voice.subscribe, voice.state);
  const missing = useSyncExternalStore(voice.subscribe, voice.missing);
  const unread = useSyncExternalStore(voice.subscribe, voice.unread);
  useEffect(() => () => voice.close(), [voice]);
  useEffect(() => voice.know(config?.hall ?? null, deviceId), [voice, config, deviceId]);
  return { state, missing, unread, wake: voice.wake };
}
