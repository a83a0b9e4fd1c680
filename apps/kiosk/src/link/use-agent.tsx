// The agent as React sees it.
import type { KioskView } from '@hallcall/domain';
import type { KioskPageState, TicketProgress } from '@hallcall/protocol';
import { createContext, useContext, useEffect, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { AgentLink, AgentSnapshot } from './agent-link.ts';

const AgentContext = createContext<AgentLink | null>(null);

export function AgentProvider(props: { readonly agent: AgentLink; readonly children: ReactNode }): ReactNode {
  return <AgentContext value={props.agent}>{props.children}</AgentContext>;
}

/** The connection itself, for its verbs. */
export function useAgent(): AgentLink {
  const agent = useContext(AgentContext);
  if (agent === null) throw new Error('no AgentProvider above this component');
  return agent;
}

export function useAgentSnapshot(): AgentSnapshot {
  const agent = useAgent();
  return useSyncExternalStore(agent.subscribe, agent.snapshot);
}

/** The streamed state; null before the first. */
export const useKiosk = (): KioskPageState | null => useAgentSnapshot().state;

/** What the hub shows of the queues; null while it cannot be asked. */
export function useLiveView(): KioskView | null {
  const kiosk = useKiosk();
  return kiosk?.hub.link === 'live' ? kiosk.view : null;
}

export const useProgress = (requestId: string): TicketProgress | null => useAgentSnapshot().progressByRequest.get(requestId) ?? null;

/** Hub time, renewed every `stepMs`; null before the first state. */
export function useHubTime(stepMs: number): number | null {
  const agent = useAgent();
  const [time, setTime] = useState(agent.hubNow);
  useEffect(() => {
    const timer = setInterval(() => setTime(agent.hubNow()), stepMs);
    return () => clearInterval(timer);
  }, [agent, stepMs]);
  return time;
}
