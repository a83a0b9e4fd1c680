export { formatPipeAddress, parsePipeAddress, type PipeAddress } from './address.ts';
export { createListeners, type Listeners, type Unsubscribe } from './listeners.ts';
export { createOpenPipe, type OpenPipe } from './open-pipe.ts';
export { type Pipe, PipeError, type PipeErrorCode } from './pipe.ts';
export {
  createSupervisor,
  defaultSupervisorTiming,
  type PipeState,
  type Supervisor,
  type SupervisorDeps,
  type SupervisorTiming,
} from './supervisor.ts';
export { type Cancel, systemTimers, type Timers } from './timers.ts';
