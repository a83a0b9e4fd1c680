// The way out: the agent judges the PIN and gives a token, the shell asks the agent about the token and ends. No React here.
import type { HallcallShell, MaintenanceToken, PageProblem } from '@hallcall/protocol';
import type { AgentPorts } from '../link/agent-link.ts';

/** `leaving`: the shell ends now. */
export type LeaveOutcome =
  | { readonly code: 'leaving' | 'notSet' | 'refused' | 'unreachable' }
  | { readonly code: 'wrongPin'; readonly triesLeft: number }
  | { readonly code: 'locked'; readonly waitMs: number };

export type LeavePorts = { readonly post: AgentPorts['post']; readonly shell: Pick<HallcallShell, 'exit'> };

export async function leaveShell({ post, shell }: LeavePorts, pin: string): Promise<LeaveOutcome> {
  const answer = await post('/page/maintenance', { pin }).catch(() => null);
  if (answer === null) return { code: 'unreachable' };
  // The agent's own answers have these shapes.
  if (answer.status !== 200) return outcomeOf(answer.body as PageProblem);
  const { token } = answer.body as MaintenanceToken;
  const isLeaving = await shell.exit(token).catch(() => false);
  return { code: isLeaving ? 'leaving' : 'refused' };
}

function outcomeOf(problem: PageProblem): LeaveOutcome {
  if (problem.code === 'maintenance.wrongPin') return { code: 'wrongPin', triesLeft: problem.triesLeft };
  if (problem.code === 'maintenance.locked') return { code: 'locked', waitMs: problem.waitMs };
  return { code: problem.code === 'maintenance.notSet' ? 'notSet' : 'refused' };
}
