import { createHubHttp, type HttpRefusal } from '@hallcall/client';
import type { SignIn } from '@hallcall/protocol';
import { Button, Card, LanguageSwitch, Notice, problemMessage, TextField, useTexts } from '@hallcall/ui';
import { LogIn } from 'lucide-react';
import { useState, type ReactNode } from 'react';

const http = createHubHttp({ url: location.origin, token: null });

/** A manager's sign-in; `notice` says why it is asked again. */
export function ConsoleSignIn(props: { readonly notice: string | null; readonly onSignedIn: (token: string) => void }): ReactNode {
  const t = useTexts();
  const { signIn } = t.console;
  const [clerkId, setClerkId] = useState('');
  const [pin, setPin] = useState('');
  const [isWorking, setWorking] = useState(false);
  const [problem, setProblem] = useState<HttpRefusal | null>(null);
  const isReady = clerkId.trim() !== '' && pin !== '' && !isWorking;
  const submit = async (): Promise<void> => {
    if (!isReady) return;
    setWorking(true);
    // The id's shape is checked by the hub; a wrong one is refused in words.
    const reply = await http.signIn({ clerkId: clerkId.trim(), pin, windowId: null } as SignIn);
    setWorking(false);
    setPin('');
    if (reply.ok) props.onSignedIn(reply.body.token);
    else setProblem(reply.problem);
  };
  return (
    <main className="flex min-h-full items-center justify-center p-3">
      <Card level={1} title={signIn.title} aside={<LanguageSwitch size="small" />} className="w-full max-w-56">
        <form
          className="flex flex-col gap-2 p-3"
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          {props.notice === null || problem !== null ? null : <p className="font-strong text-late">{props.notice}</p>}
          <TextField label={signIn.name} value={clerkId} onChange={setClerkId} maxLength={48} isRequired takesFocus />
          <TextField label={signIn.pin} value={pin} onChange={setPin} type="password" maxLength={32} isRequired />
          {problem === null ? null : <Notice message={problemMessage(t, problem)} code={problem.code} />}
          <Button type="submit" variant="primary" size="large" icon={LogIn} isDisabled={!isReady} isWide>
            {isWorking ? t.window.signIn.working : signIn.submit}
          </Button>
        </form>
      </Card>
    </main>
  );
}
