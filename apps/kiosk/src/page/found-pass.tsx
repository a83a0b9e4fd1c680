// What a return pass is good for: the item, what was missing, until when; then the number.
import type { ReturnPassReply } from '@hallcall/protocol';
import { formatCounted } from '@hallcall/text';
import { Button, useBilingual, useTexts } from '@hallcall/ui';
import { Square, Ticket } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Hall } from '../hall/hall-document.ts';
import { PriorityChoice, type Told } from '../part/priority-choice.tsx';
import { ScrollPager } from '../part/scroll-pager.tsx';
import { Shell } from '../part/shell.tsx';

type Props = Told & { readonly hall: Hall; readonly pass: ReturnPassReply; readonly onTake: () => void; readonly onBack: () => void; readonly onHome: () => void };

export function FoundPass({ hall, pass, onTake, onBack, onHome, ...told }: Props): ReactNode {
  const t = useTexts();
  const pick = useBilingual();
  const words = t.handed.kiosk;
  const label = hall.document.hall.windows.find(({ id }) => id === pass.windowId)?.label ?? pass.windowId;
  const take = (
    <Button size="kiosk" variant="primary" icon={Ticket} onPress={onTake} testId="take" takesFocus>
      <span className="kiosk-primary inline-block px-1 py-1">{words.take}</span>
    </Button>
  );
  return (
    <Shell hall={hall} title={words.found} onBack={onBack} onHome={onHome} primary={take} hasNotices>
      {/* What somebody needs at the window is said for each number: no code and no paper keeps it. */}
      <PriorityChoice {...told} />
      <ScrollPager resetKey={pass.date}>
        <div className="flex flex-col gap-2" data-testid="found-pass">
          <ul className="text-title font-strong text-primary">
            {pass.items.map(({ itemId, count }) => <li key={itemId}>{formatCounted(pick(hall.placeByItem.get(itemId)?.item) || itemId, count)}</li>)}
          </ul>
          <section className="rounded-card border border-line bg-paper px-2 py-1.5">
            <h2 className="text-label font-strong text-primary">{words.bring}</h2>
            <Missing hall={hall} pass={pass} />
            <p className="mt-1 text-body text-soft">{words.askedBy({ window: t.common.windowLabel({ label }), date: pass.date })}</p>
          </section>
          <p className="text-label">{words.until({ date: pass.validUntil })}</p>
        </div>
      </ScrollPager>
    </Shell>
  );
}

function Missing({ hall, pass: { materials, other, note } }: Pick<Props, 'hall' | 'pass'>): ReactNode {
  const pick = useBilingual();
  const known = hall.document.catalogue.materials;
  const names = [...materials.map((id) => pick(known[id]) || id), ...(other === null ? [] : [other])];
  return (
    <>
      <ul className="my-1 flex flex-col gap-1 text-title">
        {names.map((name) => <li key={name} className="flex items-center gap-1"><Square aria-hidden size="1em" className="shrink-0 text-soft" />{name}</li>)}
      </ul>
      {note === null ? null : <p className="mt-1 text-label">{note}</p>}
    </>
  );
}
