// Whoever has a code, of a booking or of a notice of missing materials: what it is good for, then the number without choosing.
import type { PassProblem, CodeReply } from '@hallcall/protocol';
import { Button, FaultState, useTexts } from '@hallcall/ui';
import { rejectionText, type Message, type Texts } from '@hallcall/text';
import { FileCheck, Hand, IdCard, RotateCcw, Search } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { takesBookings, type Hall } from '../hall/hall-document.ts';
import { useAgent, useKiosk } from '../link/use-agent.tsx';
import { DigitPad } from '../part/digit-pad.tsx';
import type { Told } from '../part/priority-choice.tsx';
import { Shell } from '../part/shell.tsx';
import { FoundBooking } from './found-booking.tsx';
import { FoundPass } from './found-pass.tsx';

const digits = 8;

type Props = Told & {
  readonly hall: Hall;
  readonly onTake: (code: string, found: CodeReply) => void;
  /** An ID card instead of the code. */
  readonly onCard: () => void;
  /** An ordinary number instead: the departments. Null while none is given. */
  readonly onOrdinary: (() => void) | null;
  readonly onBack: () => void;
  readonly onHome: () => void;
};

type Answer = { readonly kind: 'finding' } | { readonly kind: 'found'; readonly reply: CodeReply } | { readonly kind: 'problem'; readonly problem: PassProblem };

export function PassPage(props: Props): ReactNode {
  const agent = useAgent();
  const [code, setCode] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const find = (): void => {
    setAnswer({ kind: 'finding' });
    void agent.findPass(code).then((found) => setAnswer('items' in found ? { kind: 'found', reply: found } : { kind: 'problem', problem: found }));
  };
  const again = (): void => {
    setAnswer(null);
    setCode('');
  };
  switch (answer?.kind) {
    case 'found': {
      const { reply } = answer;
      const take = (): void => props.onTake(code, reply);
      return 'booking' in reply ? <FoundBooking {...props} booked={reply} onTake={take} /> : <FoundPass {...props} pass={reply} onTake={take} />;
    }
    case 'problem': return <NoPass {...props} problem={answer.problem} again={null} onAgain={again} />;
    case undefined: case 'finding': return <Typing {...props} code={code} isBusy={answer !== null} onCode={setCode} onFind={find} />;
  }
}

type TypingProps = Props & { readonly code: string; readonly isBusy: boolean; readonly onCode: (code: string) => void; readonly onFind: () => void };

function Typing({ hall, code, isBusy, onCode, onFind, onCard, onBack, onHome }: TypingProps): ReactNode {
  const { handed: { kiosk: t }, booking } = useTexts();
  const { title, hint } = takesBookings(hall) ? booking.kiosk : t;
  const hasReader = useKiosk()?.identity != null;
  const submit = (
    <Button size="kiosk" variant="primary" icon={Search} onPress={onFind} isDisabled={isBusy || code.length < digits} testId="find-pass">
      <span className="kiosk-primary inline-block px-1 py-1">{isBusy ? t.finding : t.find}</span>
    </Button>
  );
  return (
    <Shell hall={hall} title={title} onBack={onBack} onHome={onHome} primary={submit} modes="none">
      <p className="text-label text-soft">{hint}</p>
      {takesBookings(hall) && hasReader ? (
        <Button size="kiosk" isWide icon={IdCard} isDisabled={isBusy} onPress={onCard} testId="booking-card">{booking.kiosk.card.open}</Button>
      ) : null}
      <output className="flex flex-col items-center gap-0.5 rounded-card bg-sunken p-1.5 text-center" data-testid="pass-code">
        <span className="hc-tabular text-[2.5rem] leading-none font-strong tracking-widest">{shown(code)}</span>
        <span className="text-body text-soft" aria-live="polite">{t.entered({ count: code.length })}</span>
      </output>
      <div className="min-h-0 flex-1 overflow-auto p-0.5">
        <DigitPad isDisabled={isBusy} deleteKey={t.deleteKey} onDigit={(digit) => onCode((code + digit).slice(0, digits))} onDelete={() => onCode(code.slice(0, -1))} />
      </div>
    </Shell>
  );
}

/** In two groups as on the paper, with a dash for each digit to come. */
function shown(code: string): string {
  const padded = code.padEnd(digits, '–');
  return `${padded.slice(0, 4)} ${padded.slice(4)}`;
}

type NoPassProps = Pick<Props, 'hall' | 'onOrdinary' | 'onHome'> & {
  readonly problem: PassProblem;
  /** What to press for `onAgain`; null: to type again. */
  readonly again: string | null;
  readonly onAgain: () => void;
};

/** Says why not, and offers an ordinary number. */
export function NoPass({ hall, problem, again, onAgain, onOrdinary, onHome }: NoPassProps): ReactNode {
  const t = useTexts();
  const ordinary = onOrdinary && (
    <Button size="kiosk" variant="primary" icon={Hand} onPress={onOrdinary} testId="ordinary" takesFocus>
      <span className="kiosk-primary inline-block px-1 py-1">{t.handed.kiosk.ordinary}</span>
    </Button>
  );
  return (
    <Shell hall={hall} title="" onBack={null} onHome={onHome} primary={ordinary}>
      <div className="flex min-h-0 flex-1 flex-col overflow-auto" data-testid="no-pass" data-code={problem.code}>
        <FaultState message={passMessage(t, problem)} code={problem.code} icon={FileCheck}>
          <Button size="kiosk" icon={RotateCcw} onPress={onAgain} testId="pass-again">{again ?? t.handed.kiosk.again}</Button>
        </FaultState>
      </div>
    </Shell>
  );
}

function passMessage(t: Texts, problem: PassProblem): Message {
  if (problem.code === 'pass.tooMany') return t.handed.kiosk.tooMany({ seconds: Math.max(1, Math.ceil(problem.waitMs / 1000)) });
  return problem.code === 'pass.needsHub' ? t.handed.kiosk.needsHub : rejectionText(t, problem);
}
