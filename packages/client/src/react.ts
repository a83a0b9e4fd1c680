// The hub as React sees it: one connection in a context, read by hooks.
import { createContext, createElement, useContext, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { ViewName } from '@hallcall/domain';
import { connectHub, monotonicNow, type Hub, type HubStatus } from './connect-hub.ts';
import { createConfigSource, type ConfigSource, type HubConfig } from './hub-config.ts';
import { createHubHttp } from './hub-http.ts';
import type { ViewOf } from './view-store.ts';

type Connected = { readonly hub: Hub; readonly configs: ConfigSource };
const HubContext = createContext<Connected | null>(null);

/** Connects with `token`, again when it changes, and gives the connection to the hooks below. */
export function HubProvider(props: { readonly url: string; readonly token: string; readonly children: ReactNode }): ReactNode {
  const { url, token } = props;
  const held = useMemo(() => holdHub(url, token), [url, token]);
  const hub = useSyncExternalStore(held.subscribe, held.get);
  const connected = useMemo(() => (hub === null ? null : { hub, configs: createConfigSource({ url, token }) }), [hub, url, token]);
  return connected === null ? null : createElement(HubContext, { value: connected }, props.children);
}

/** A connection that is open while somebody is subscribed to it. */
function holdHub(url: string, token: string) {
  let hub: Hub | null = null;
  let subscribers = 0;
  return {
    get: () => hub,
    subscribe: () => {
      subscribers += 1;
      hub ??= connectHub({ url, token, seen: null, now: monotonicNow });
      return () => {
        subscribers -= 1;
        if (subscribers > 0) return;
        hub?.close();
        hub = null;
      };
    },
  };
}

/** Gives a connection made elsewhere, as tests and pictures need it. */
export function GivenHub(props: { readonly hub: Hub; readonly configs: ConfigSource; readonly children: ReactNode }): ReactNode {
  const { hub, configs } = props;
  const connected = useMemo(() => ({ hub, configs }), [hub, configs]);
  return createElement(HubContext, { value: connected }, props.children);
}

function useConnected(): Connected {
  const connected = useContext(HubContext);
  if (connected === null) throw new Error('no HubProvider above this component');
  return connected;
}

/** The connection itself, to send commands. */
export const useHub = (): Hub => useConnected().hub;

/** Link, refusal, welcome, new build. */
export function useHubStatus(): HubStatus {
  const hub = useHub();
  return useSyncExternalStore(hub.subscribe, hub.status);
}

/** True while what is shown may be out of date. */
export const useStale = (): boolean => useHubStatus().link === 'stale';

/** The newest view of a name, null before the first. */
export function useView<N extends ViewName>(name: N): ViewOf<N> | null {
  const hub = useHub();
  return useSyncExternalStore(hub.subscribe, () => hub.view(name, null));
}

/** Hub time rounded down to `stepMs`, renewed as it passes; null before the first beat. */
export function useHubClock(stepMs: number): number | null {
  const hub = useHub();
  const read = (): number | null => floorTo(hub.now(), stepMs);
  const [time, setTime] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setTime(floorTo(hub.now(), stepMs)), Math.min(stepMs, 250));
    return () => clearInterval(timer);
  }, [hub, stepMs]);
  return time;
}

const floorTo = (time: number | null, stepMs: number): number | null => (time === null ? null : Math.floor(time / stepMs) * stepMs);

const retryConfigMs = 1_000;

/** The document of a version, the previous one until it is there; `version` null asks for none. */
export function useConfig(version: number | null): HubConfig | null {
  const { configs } = useConnected();
  const [config, setConfig] = useState<HubConfig | null>(null);
  useEffect(() => {
    if (version === null) return undefined;
    let isWanted = true;
    let again: ReturnType<typeof setTimeout> | undefined;
    const load = (): void => {
      configs.fetch(version).then(
        (loaded) => isWanted && setConfig(loaded),
        () => {
          if (isWanted) again = setTimeout(load, retryConfigMs);
        },
      );
    };
    load();
    return () => {
      isWanted = false;
      clearTimeout(again);
    };
  }, [configs, version]);
  return config;
}

/** The documents of several versions as they arrive; null for one that cannot be had. Those of versions no longer asked for are kept. */
export function useConfigs(versions: readonly number[]): ReadonlyMap<number, HubConfig | null> {
  const { configs } = useConnected();
  const [known, setKnown] = useState<ReadonlyMap<number, HubConfig | null>>(new Map());
  const wanted = [...new Set(versions)].toSorted((a, b) => a - b).join(' ');
  useEffect(() => {
    let isWanted = true;
    for (const version of wanted === '' ? [] : wanted.split(' ').map(Number)) {
      const keep = (config: HubConfig | null): void => {
        if (isWanted) setKnown((before) => new Map(before).set(version, config));
      };
      configs.fetch(version).then(keep, () => keep(null));
    }
    return () => {
      isWanted = false;
    };
  }, [configs, wanted]);
  return known;
}

/** Names before anybody has signed in, of the version in force; tries again until the hub answers. */
export function useCurrentConfig(url: string): { readonly config: HubConfig | null; readonly isLost: boolean } {
  const [state, setState] = useState<{ config: HubConfig | null; isLost: boolean }>({ config: null, isLost: false });
  useEffect(() => {
    const http = createHubHttp({ url, token: null });
    const configs = createConfigSource({ url, token: null });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    const load = async (): Promise<void> => {
      const health = await http.health();
      const config = health.ok ? await configs.fetch(health.body.config).catch(() => null) : null;
      if (!isWanted) return;
      setState({ config, isLost: config === null });
      if (config === null) timer = setTimeout(() => void load(), retryConfigMs);
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [url]);
  return state;
}

/** Loads the page anew once the hub serves another build and nobody is in the middle of something. */
export function useReloadOnNewBuild(isIdle: boolean): void {
  const { hasNewBuild, link } = useHubStatus();
  const isDue = hasNewBuild && isIdle && link === 'live';
  useEffect(() => {
    if (isDue) location.reload();
  }, [isDue]);
}
