// Over everything else: what to do now, as large as the screen allows. Nothing on it can be taken for a call.
import type { Emergency } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import { DoorOpen } from 'lucide-react';
import type { ReactNode } from 'react';

/** In both languages at once: nobody waits for a screen to turn its page. */
export function EmergencyScreen({ emergency }: { readonly emergency: Emergency }): ReactNode {
  return (
    <main className="hc-emergency" role="alert" data-testid="emergency">
      <DoorOpen aria-hidden className="hc-emergency-icon" strokeWidth={1.5} />
      <h1 lang="zh-CN">{texts('zh').emergency[emergency.kind].title}</h1>
      <p lang="zh-CN">{clausesOf(texts('zh').emergency[emergency.kind].body).map((clause) => <span key={clause} className="inline-block">{clause}</span>)}</p>
      <h2 lang="en">{texts('en').emergency[emergency.kind].title}</h2>
      <p lang="en">{texts('en').emergency[emergency.kind].body}</p>
    </main>
  );
}

/** Chinese may break anywhere: who reads from afar reads clause by clause. */
const clausesOf = (text: string): readonly string[] => text.split(/(?<=[，。；])/u);
