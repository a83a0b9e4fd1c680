import { useState, type ReactNode } from 'react';
import { EnterCard } from '../desk/enter-card.tsx';
import { IssueCard, type OfPass } from '../desk/issue-card.tsx';
import { PassCard } from '../desk/pass-card.tsx';

/** Numbers given by a person: to those who cannot use a kiosk, from a kiosk that is cut off, with a return pass. */
export function DeskPage(): ReactNode {
  const [ofPass, setOfPass] = useState<OfPass | null>(null);
  return (
    <div className="grid min-h-0 flex-1 content-start items-start gap-2 overflow-auto xl:grid-cols-[3fr_2fr]">
      <IssueCard ofPass={ofPass} onPassOver={() => setOfPass(null)} />
      <div className="flex flex-col gap-2">
        <PassCard onUse={setOfPass} />
        <EnterCard />
      </div>
    </div>
  );
}
