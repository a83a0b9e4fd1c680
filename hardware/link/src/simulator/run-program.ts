/** A simulator as its program sees it. */
export type RunningProgram = { port: number | null; controlUrl: string; close(): Promise<void> };

/**
 * Runs a simulator as a program: one JSON line on stdout says where it listens, and it ends on SIGTERM, SIGINT, or when
 * its standard input ends, so that it never outlives the program that started it. A failed start exits with 1.
 */
export async function runSimulatorProgram(
  start: () => Promise<RunningProgram>,
  ready: { pty: string | null } & Record<string, unknown>,
): Promise<void> {
  const simulator = await start().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
  const end = (): void => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.stdin.once('end', end).once('error', end).resume();
  const { port, controlUrl } = simulator;
  process.stdout.write(`${JSON.stringify({ ready: true, port, ...ready, control: controlUrl })}\n`);
}

/** A command-line option that must be a whole number from 0; otherwise the program ends with 2 and says so. */
export function wholeNumberOption(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value) && value >= 0) return value;
  process.stderr.write(`--${name} ${text} must be a whole number\n`);
  process.exit(2);
}
