// What every page of the console reads: the view, the names of its version, and how to act.
import type { HubConfig, HubHttp } from '@hallcall/client';
import type { ConsoleView } from '@hallcall/domain';
import type { Commands, Names } from '@hallcall/ui';
import { createContext, useContext } from 'react';

export type ConsoleScene = {
  readonly view: ConsoleView;
  readonly config: HubConfig;
  readonly names: Names;
  readonly commands: Commands;
  readonly http: HubHttp;
  /** False while stale or while a command is under way. */
  readonly canAct: boolean;
  /** The hall to try things out in: its boards are pages that somebody opens or does not. */
  readonly isSample: boolean;
};

export const ConsoleContext = createContext<ConsoleScene | null>(null);

export function useConsole(): ConsoleScene {
  const scene = useContext(ConsoleContext);
  if (scene === null) throw new Error('no console above this component');
  return scene;
}
