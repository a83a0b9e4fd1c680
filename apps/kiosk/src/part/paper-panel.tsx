// What is true of the paper, in three sentences; without paper, the number to take along by phone.
import { LoadingState, useTexts } from '@hallcall/ui';
import type { PaperTruth, TicketProgress } from '@hallcall/protocol';
import { CheckCircle2, CircleHelp, NotebookPen, PrinterX, Send, type LucideIcon } from 'lucide-react';
import { QRCodeSVG } from 'qrcode.react';
import type { ReactNode } from 'react';

type Issued = Extract<TicketProgress, { phase: 'issued' }>;

const looks: Record<Exclude<PaperTruth, 'printing'>, { readonly icon: LucideIcon; readonly frame: string; readonly mark: string }> = {
  printed: { icon: CheckCircle2, frame: 'border-done bg-done-tint', mark: 'text-done' },
  sent: { icon: Send, frame: 'border-done bg-done-tint', mark: 'text-done' },
  shown: { icon: NotebookPen, frame: 'border-done bg-done-tint', mark: 'text-done' },
  unknown: { icon: CircleHelp, frame: 'border-late bg-late-tint', mark: 'text-late' },
  failed: { icon: PrinterX, frame: 'border-called bg-called-tint', mark: 'text-called' },
};

export function PaperPanel({ issued }: { readonly issued: Issued }): ReactNode {
  const t = useTexts().kiosk;
  const { paper, copy, ticket } = issued;
  if (paper === 'printing') {
    return (
      <div className="w-full rounded-card border-2 border-line bg-paper" data-testid="paper">
        <LoadingState label={copy === 0 ? t.paper.pending.what : t.reprint.printing} />
      </div>
    );
  }
  const { icon: Icon, frame, mark } = looks[paper];
  const { what, meaning, action } = t.paper[paper];
  const needsCode = paper === 'failed' || paper === 'unknown' || paper === 'shown';
  return (
    <div className="flex w-full flex-col items-center gap-2">
      <output data-testid="paper" className={`flex w-full items-center gap-2 rounded-card border-2 px-3 py-2 text-left ${frame}`}>
        <Icon aria-hidden size="3em" className={`shrink-0 ${mark}`} />
        <div>
          <p className="text-label font-strong">{what}</p>
          <p>{meaning}</p>
          <p className="font-strong">{action}</p>
        </div>
      </output>
      {needsCode ? <PhoneCode url={ticket.url} label={t.ticket.scan} /> : null}
    </div>
  );
}

/** Black on white in every tone: phones read nothing else well. */
function PhoneCode({ url, label }: { readonly url: string; readonly label: string }): ReactNode {
  return (
    <figure className="flex flex-wrap items-center justify-center gap-2" data-testid="qr" data-url={url}>
      <QRCodeSVG className="kiosk-qr" value={url} size={264} marginSize={3} bgColor="rgb(255,255,255)" fgColor="rgb(0,0,0)" title={label} />
      <figcaption className="text-body">{label}</figcaption>
    </figure>
  );
}
