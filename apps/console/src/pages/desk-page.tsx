import { useState, type ReactNode } from 'react';
import { EnterCard } from '../desk/enter-card.tsx';
import { IssueCard, type OfPass } from '../desk/issue-card.tsx';
import { PassCard } from '../desk/pass-card.tsx';

/** Numbers given by a person: to those who cannot use a kiosk, from a kiosk that is cut off, with a return pass. */
export function DeskPage(): ReactNode {
  const [ofPass, setOfPass] = useState<OfPass | null>(null);
  // Side by side each card is as high as the page, and its last key stays in sight.
  return (
    <div className="grid min-h-0 flex-1 content-start gap-2 overflow-auto xl:auto-rows-[minmax(24rem,1fr)] xl:grid-cols-2 xl:content-stretch">
      <div className="flex flex-col gap-2 xl:min-h-0">
        <IssueCard ofPass={ofPass} onPassOver={() => setOfPass(null)} />
        <PassCard onUse={setOfPass} />
      </div>
      <EnterCard />
    </div>
  );
}
