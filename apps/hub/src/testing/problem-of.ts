import { Refusal, type Problem } from '../store/refusal.ts';

/** Why `work` was refused. Rejects when it was not, or fell. */
export async function problemOf(work: () => unknown): Promise<Problem> {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
  throw new Error('nothing was refused');
}
