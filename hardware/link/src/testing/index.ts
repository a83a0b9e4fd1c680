export { createManualTime, type ManualTime } from './manual-time.ts';
