// Empty, loading, fault: designed states of every screen.
import { AlertTriangle, Inbox, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { Message } from '@hallcall/text';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from './language.tsx';

/** Nothing is there, and that is fine. */
export function EmptyState(props: { readonly icon?: LucideIcon; readonly title: string; readonly hint?: string; readonly children?: ReactNode }): ReactNode {
  const Icon = props.icon ?? Inbox;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-1 p-3 text-center">
      <Icon aria-hidden size="2.5em" strokeWidth={1.5} className="text-edge" />
      <p className="text-body font-strong">{props.title}</p>
      {props.hint === undefined ? null : <p className="text-body text-soft">{props.hint}</p>}
      {props.children}
    </div>
  );
}

/** Something is on its way. */
export function LoadingState({ label }: { readonly label?: string }): ReactNode {
  const t = useTexts();
  return (
    <output className="flex h-full flex-1 flex-col items-center justify-center gap-2 p-3 text-soft">
      <LoaderCircle aria-hidden size="2.5em" className="hc-spin text-primary" />
      <span className="text-label">{label ?? t.common.loading}</span>
    </output>
  );
}

/** What happened, what it means, what to do now; the code stands small for staff. */
export function FaultState(props: { readonly message: Message; readonly code: string | null; readonly icon?: LucideIcon; readonly children?: ReactNode }): ReactNode {
  const t = useTexts();
  const Icon = props.icon ?? AlertTriangle;
  return (
    <div role="alert" className="flex h-full flex-1 flex-col items-center justify-center gap-2 p-4 text-center">
      <Icon aria-hidden size="4em" strokeWidth={1.5} className="text-late" />
      <h1 className="text-title font-strong text-balance">{props.message.what}</h1>
      <p className="max-w-80 text-label text-balance text-soft">{props.message.meaning}</p>
      <p className="max-w-80 text-label text-balance">{props.message.action}</p>
      {props.children}
      {props.code === null ? null : <p className="mt-1 text-small text-soft">{t.common.codeForStaff({ code: props.code })}</p>}
    </div>
  );
}

/** The same three sentences as a strip inside a page. */
export function Notice(props: { readonly message: Message; readonly code: string | null; readonly tone?: 'late' | 'fault'; readonly children?: ReactNode }): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const look = props.tone === 'fault' ? 'border-called bg-called-tint' : 'border-late bg-late-tint';
  const mark = props.tone === 'fault' ? 'text-called' : 'text-late';
  return (
    <div role="alert" className={`flex items-start gap-1.5 rounded-card border-2 px-2 py-1.5 text-ink ${look}`}>
      <AlertTriangle aria-hidden size="1.5em" className={`mt-px shrink-0 ${mark}`} />
      <div className="min-w-0 flex-1">
        <p className="font-strong">{props.message.what}</p>
        <p>
          {props.message.meaning}{language === 'zh' ? '' : ' '}{props.message.action}
        </p>
        {props.code === null ? null : <p className="text-small text-soft">{t.common.codeForStaff({ code: props.code })}</p>}
      </div>
      {props.children}
    </div>
  );
}
