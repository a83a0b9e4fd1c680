import { useTexts } from '@hallcall/ui';
import {
  AppWindow, BookOpen, CalendarClock, CalendarDays, ChartColumn, ListOrdered, MonitorSmartphone, ReceiptText, ScrollText, Ticket, TicketX, Users, Volume2, type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { useConsole } from './console-context.tsx';
import { isFaulty } from './device-link.ts';

/** The console's pages, with what waits on them. */
export function ConsoleNav(): ReactNode {
  const { console: { nav: t }, limits: { desk: words } } = useTexts();
  const { view, config, isSample } = useConsole();
  const faults = view.devices.filter((device) => isFaulty(device, isSample)).length;
  return (
    <nav aria-label={t.settings} className="flex shrink-0 gap-0.5 overflow-auto border-line bg-paper p-1 max-md:border-b md:w-28 md:flex-col md:border-r print:hidden">
      <NavLink to="/" icon={CalendarDays} word={t.day} />
      <NavLink to="/queues" icon={ListOrdered} word={t.queues} count={view.queues.filter(({ isSurging }) => isSurging).length} />
      <NavLink to="/windows" icon={AppWindow} word={t.windows} />
      <NavLink to="/desk" icon={Ticket} word={words.nav} />
      <NavLink to="/guide-desk" icon={TicketX} word={t.paper} count={view.guideDesk.length} />
      {view.bookings === null ? null : <NavLink to="/bookings" icon={CalendarClock} word={t.bookings} />}
      {config.hall.payment === null ? null : <NavLink to="/payments" icon={ReceiptText} word={t.payments} count={view.payments.open.count} />}
      <NavLink to="/statistics" icon={ChartColumn} word={t.statistics} />
      <NavLink to="/devices" icon={MonitorSmartphone} word={t.devices} count={faults} />
      <NavLink to="/voice" icon={Volume2} word={t.voice} count={view.emergency === null ? 0 : 1} />
      <NavLink to="/clerks" icon={Users} word={t.clerks} />
      <NavLink to="/catalogue" icon={BookOpen} word={t.catalogue} />
      <NavLink to="/log" icon={ScrollText} word={t.log} />
    </nav>
  );
}

function NavLink(props: { readonly to: string; readonly icon: LucideIcon; readonly word: string; readonly count?: number }): ReactNode {
  const [isHere] = useRoute(props.to);
  const Icon = props.icon;
  const look = isHere ? 'bg-tint font-strong text-primary' : 'text-ink hover:bg-sunken';
  return (
    <Link
      href={props.to}
      aria-current={isHere ? 'page' : undefined}
      className={`flex min-h-5.5 items-center gap-1 rounded-small px-1.5 whitespace-nowrap no-underline ${look}`}
    >
      <Icon aria-hidden size="1.25em" className="shrink-0" />
      <span className="flex-1">{props.word}</span>
      {props.count === undefined || props.count === 0 ? null : (
        <span className="hc-tabular rounded-full bg-called-fill px-1 text-small font-strong text-on-called-fill">{props.count}</span>
      )}
    </Link>
  );
}
