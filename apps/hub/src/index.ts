export { startHub, type Hub } from './start-hub.ts';
export { knownVersion } from './store/migration/migrations.ts';
export { hubDefaults, type HubOptions } from './options.ts';
export type { ClockSource } from './clock.ts';
export { Refusal, type Problem } from './store/refusal.ts';
export { openLog } from './capped-log.ts';
