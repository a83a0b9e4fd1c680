// Over everything else: what to do now, as large as the screen allows. Nothing on it can be taken for a call.
import type { Emergency } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import { DoorOpen } from 'lucide-react';
import type { ReactNode } from 'react';

/** In both languages at once: nobody waits for the board to turn its page. */
export function EmergencyBoard({ emergency }: { readonly emergency: Emergency }): ReactNode {
  return (
    <main className="board-emergency" role="alert" data-testid="board-emergency">
      <DoorOpen aria-hidden className="board-emergency-icon" strokeWidth={1.5} />
      <h1 lang="zh-CN">{texts('zh').board.emergency[emergency.kind].title}</h1>
      <p lang="zh-CN">{texts('zh').board.emergency[emergency.kind].body}</p>
      <h2 lang="en">{texts('en').board.emergency[emergency.kind].title}</h2>
      <p lang="en">{texts('en').board.emergency[emergency.kind].body}</p>
    </main>
  );
}
