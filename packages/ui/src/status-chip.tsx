import { AlertTriangle, Ban, CheckCircle2, Circle, CircleDot, PauseCircle, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** `quiet` nothing to do, `busy` under way, `called` a visitor is awaited, `done`, `late` needs a look, `fault` broken, `paused`. */
export type StatusTone = 'quiet' | 'busy' | 'called' | 'done' | 'late' | 'fault' | 'paused';

const look: Record<StatusTone, { icon: LucideIcon; className: string }> = {
  quiet: { icon: Circle, className: 'border-edge text-soft bg-paper' },
  busy: { icon: CircleDot, className: 'border-primary text-primary bg-tint' },
  called: { icon: CircleDot, className: 'border-called text-called bg-called-tint' },
  done: { icon: CheckCircle2, className: 'border-done text-done bg-done-tint' },
  late: { icon: AlertTriangle, className: 'border-late text-late bg-late-tint' },
  fault: { icon: Ban, className: 'border-called text-called bg-called-tint' },
  paused: { icon: PauseCircle, className: 'border-late text-late bg-late-tint' },
};

/** A state as shape, word and colour together. */
export function StatusChip(props: { readonly tone: StatusTone; readonly children: ReactNode; readonly testId?: string }): ReactNode {
  const { icon: Icon, className } = look[props.tone];
  return (
    <span
      {...(props.testId === undefined ? {} : { 'data-testid': props.testId })}
      className={`inline-flex items-center gap-0.5 rounded-full border px-1 py-px text-small font-strong whitespace-nowrap ${className}`}
    >
      <Icon aria-hidden size="1.15em" className="shrink-0" />
      {props.children}
    </span>
  );
}
