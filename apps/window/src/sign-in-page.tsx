import { createHubHttp, type HttpRefusal } from '@hallcall/client';
import { useCurrentConfig } from '@hallcall/client/react';
import type { SessionReply, SignIn } from '@hallcall/protocol';
import { Button, Card, LanguageSwitch, Notice, problemMessage, SelectField, TextField, useBilingual, useTexts } from '@hallcall/ui';
import { LogIn } from 'lucide-react';
import { useState, type ReactNode } from 'react';

const url = location.origin;
const http = createHubHttp({ url, token: null });

type Props = {
  /** The window named by the page's address, chosen already. */
  readonly named: string | null;
  /** Why the clerk is here again, if it was not the clerk's wish. */
  readonly notice: string | null;
  readonly onSignedIn: (session: SessionReply, windowId: string) => void;
};

/** Clerk, PIN and window. The PIN goes to the hub and is kept nowhere. */
export function SignInPage({ named, notice, onSignedIn }: Props): ReactNode {
  const t = useTexts();
  const { config, isLost } = useCurrentConfig(url);
  const read = useBilingual();
  const [clerkId, setClerkId] = useState('');
  const [pin, setPin] = useState('');
  const [chosen, setChosen] = useState(named);
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const windows = config?.hall.windows ?? [];
  // Until the names are there the address's window is believed: an early Enter counts, and the hub checks.
  const windowId = config === null ? named : (windows.find(({ id }) => id === chosen)?.id ?? null);
  const isReady = clerkId.trim() !== '' && pin !== '' && windowId !== null && !isWorking;

  async function submit(): Promise<void> {
    if (windowId === null || isWorking) return;
    setWorking(true);
    // The branded ids are checked by the hub; a wrong one is refused in words.
    const reply = await http.signIn({ clerkId: clerkId.trim(), pin, windowId } as SignIn);
    setWorking(false);
    setPin('');
    if (reply.ok) onSignedIn(reply.body, windowId);
    else setProblem(reply.problem);
  }

  const shown = problem ?? (isLost ? ({ code: 'hub.unreachable' } as const) : null);
  return (
    <main className="flex min-h-full flex-col items-center justify-center gap-3 p-3">
      <Card level={1} title={t.window.signIn.title} aside={<LanguageSwitch size="small" />} className="w-full max-w-56">
        <form
          className="flex flex-col gap-2 p-3"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {config === null ? null : <p className="text-soft">{read(config.hall.name)}</p>}
          {notice === null || problem !== null ? null : <p className="font-strong text-late">{notice}</p>}
          <TextField label={t.window.signIn.clerk} value={clerkId} onChange={setClerkId} maxLength={48} takesFocus isRequired />
          <TextField label={t.window.signIn.pin} value={pin} onChange={setPin} type="password" maxLength={32} isRequired />
          <SelectField
            label={t.common.window}
            value={windowId}
            onChange={setChosen}
            placeholder={t.window.open.title}
            options={windows.map(({ id, label }) => ({ id, name: t.common.windowLabel({ label }) }))}
          />
          {shown === null ? null : <Notice message={problemMessage(t, shown)} code={shown.code} />}
          <Button type="submit" variant="primary" size="large" icon={LogIn} hotkey="Enter" isDisabled={!isReady} isWide>
            {isWorking ? t.window.signIn.working : t.window.signIn.submit}
          </Button>
        </form>
      </Card>
    </main>
  );
}
