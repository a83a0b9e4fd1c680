import { createHubHttp, type HttpRefusal } from '@hallcall/client';
import type { Setup } from '@hallcall/protocol';
import { Button, Card, LanguageSwitch, Notice, problemMessage, TextField, useTexts } from '@hallcall/ui';
import { ShieldCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { leastPin } from '../clerk-dialog.tsx';

const http = createHubHttp({ url: location.origin, token: null });

/** Once in a hall's life: the code printed at the first start makes the first manager. */
export function SetupPage({ onDone }: { readonly onDone: () => void }): ReactNode {
  const t = useTexts();
  const { setup } = t.console;
  const [code, setCode] = useState('');
  const [clerkId, setClerkId] = useState('');
  const [pin, setPin] = useState('');
  const [again, setAgain] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const isShort = pin !== '' && pin.length < leastPin;
  const differs = again !== '' && again !== pin;
  const isReady = code.trim() !== '' && clerkId.trim() !== '' && pin.length >= leastPin && again === pin && !isWorking;
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    setWorking(true);
    // The id's shape is checked by the hub; a wrong one is refused in words.
    const reply = await http.setUp({ code: code.trim(), clerkId: clerkId.trim(), name: clerkId.trim(), pin } as Setup);
    setWorking(false);
    if (reply.ok) onDone();
    else setProblem(reply.problem);
  };
  return (
    <main className="flex min-h-full items-center justify-center p-3">
      <Card level={1} title={setup.title} aside={<LanguageSwitch size="small" />} className="w-full max-w-60">
        <form
          className="flex flex-col gap-2 p-3"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <p className="text-soft">{setup.body}</p>
          <TextField label={setup.code} value={code} onChange={setCode} maxLength={64} isRequired takesFocus />
          <TextField label={setup.name} value={clerkId} onChange={setClerkId} maxLength={48} isRequired />
          <TextField
            label={setup.pin} value={pin} onChange={setPin} type="password" maxLength={32} isRequired autoComplete="new-password"
            error={isShort ? setup.pinTooShort({ minimum: leastPin }) : null}
          />
          <TextField
            label={setup.pinAgain} value={again} onChange={setAgain} type="password" maxLength={32} isRequired autoComplete="new-password"
            error={differs ? setup.pinDiffers : null}
          />
          {problem === null ? null : <Notice message={problemMessage(t, problem)} code={problem.code} />}
          <Button type="submit" variant="primary" size="large" icon={ShieldCheck} isDisabled={!isReady} isWide>
            {setup.submit}
          </Button>
        </form>
      </Card>
    </main>
  );
}
