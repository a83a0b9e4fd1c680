export type { Pairing } from './core/state.ts';
export { OutboxRefused } from './store/open-outbox.ts';
export { startAgent, type Agent, type AgentLog, type AgentOptions } from './start-agent.ts';
export type { PrinterPort } from './printing.ts';
