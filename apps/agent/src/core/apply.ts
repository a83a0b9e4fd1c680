import { counterKey, type AgentState, type Write } from './state.ts';

/** Brings committed writes into memory. The owner of the state calls it, after the commit and nowhere else. */
export function apply(state: AgentState, writes: readonly Write[]): void {
  for (const write of writes) applyOne(state, write);
}

function applyOne(state: AgentState, write: Write): void {
  switch (write.kind) {
    case 'issue': state.issueByRequest.set(write.row.requestId, write.row); return;
    case 'job': state.jobById.set(write.row.jobId, write.row); return;
    case 'fact':
      state.factById.set(write.row.commandId, write.row);
      state.nextPosition = Math.max(state.nextPosition, write.row.position + 1);
      return;
    case 'counter': state.counterByKey.set(counterKey(write.row.day, write.row.prefix), write.row); return;
    case 'pairing': state.pairing = write.row; return;
    case 'contact': state.contact = write.row; return;
    case 'configVersion': state.configVersion = write.version; return;
    case 'forget':
      for (const requestId of write.requests) state.issueByRequest.delete(requestId);
      for (const jobId of write.jobs) state.jobById.delete(jobId);
      for (const commandId of write.facts) state.factById.delete(commandId);
      for (const [key, counter] of state.counterByKey) if (counter.day < write.before) state.counterByKey.delete(key);
  }
}
