// The sample hall on one page: every screen at its own size, what printer, bars and speaker did, and a card to lay on the reader.
import { createHubHttp, keepToken, type HubConfig } from '@hallcall/client';
import { useCurrentConfig } from '@hallcall/client/react';
import type { SampleHall } from '@hallcall/protocol';
import { LanguageSwitch, LoadingState, useBilingual, useLanguage, useTexts } from '@hallcall/ui';
import { Info, LayoutDashboard } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { consoleDevice } from '../console-app.tsx';
import { BarsPanel } from './bars-panel.tsx';
import { ReaderPanel } from './reader-panel.tsx';
import { ScaledFrame } from './scaled-frame.tsx';
import { SlipsPanel } from './slips-panel.tsx';
import { SpeakerPanel } from './speaker-panel.tsx';

const http = createHubHttp({ url: location.origin, token: null });
const retryMs = 700;
const windowsShown = 4;
const boardsShown = 2;

/** Times are the hall's own once it is known. */
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function HallPage(): ReactNode {
  const t = useTexts();
  const hall = useSample();
  const { config } = useCurrentConfig(location.origin);
  if (hall === null) return <LoadingState label={t.hall.starting} />;
  return (
    <div className="flex min-h-full flex-col">
      <HallHead />
      <main className="hall-grid grid flex-1 gap-2 p-2">
        <div className="hall-kiosk flex flex-col gap-2">
          <Kiosk hall={hall} />
          <ReaderPanel />
        </div>
        <div className="hall-work flex min-w-0 flex-col gap-2">
          <Windows hall={hall} config={config} />
          <BarsPanel config={config} />
          <SlipsPanel />
        </div>
        <div className="hall-show flex min-w-0 flex-col gap-2">
          <Screens hall={hall} config={config} />
          <SpeakerPanel timeZone={config?.hall.timeZone ?? browserZone} />
        </div>
      </main>
    </div>
  );
}

function HallHead(): ReactNode {
  const t = useTexts();
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line bg-paper px-3 py-1">
      <h1 className="text-label font-strong text-primary">{t.hall.title}</h1>
      <p className="text-soft">{t.hall.intro}</p>
      <div className="ml-auto flex items-center gap-2">
        <span className="flex items-center gap-0.5 text-small text-soft">
          <Info aria-hidden size="1.2em" /> {t.hall.sampleNotice}
        </span>
        <a href="/console/" target="_blank" rel="opener" className="flex min-h-4.5 items-center gap-0.5 rounded-small border border-edge px-1.5 text-small font-strong text-ink no-underline hover:bg-tint">
          <LayoutDashboard aria-hidden size="1.2em" /> {t.hall.console}
        </a>
        <LanguageSwitch size="small" />
      </div>
    </header>
  );
}

type Part = { readonly hall: SampleHall; readonly config: HubConfig | null };

/** Frames follow the language of this page; a kiosk's visitors choose their own. */
function Kiosk({ hall }: Pick<Part, 'hall'>): ReactNode {
  const t = useTexts();
  return (
    <section aria-label={t.hall.kiosk}>
      <ScaledFrame title={t.hall.kiosk} src={hall.agentUrl} width={1080} height={1920} testId="frame-kiosk" />
    </section>
  );
}

function Windows({ hall, config }: Part): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const labelOf = (windowId: string): string => config?.hall.windows.find(({ id }) => id === windowId)?.label ?? windowId;
  return (
    <section aria-label={t.hall.windows} className="hall-windows grid content-start gap-2">
      {hall.windows.slice(0, windowsShown).map(({ windowId, clerkId }) => (
        <ScaledFrame
          key={windowId}
          title={`${t.common.windowLabel({ label: labelOf(windowId) })} · ${clerkId}`}
          src={`/window/?lang=${language}#${windowId}`}
          width={1000}
          height={700}
          testId={`frame-window-${windowId}`}
        />
      ))}
    </section>
  );
}

function Screens({ hall, config }: Part): ReactNode {
  const t = useTexts();
  const { language } = useLanguage();
  const read = useBilingual();
  const nameOf = (boardId: string): string => read(config?.hall.boards.find(({ id }) => id === boardId)?.name) || boardId;
  return (
    <section aria-label={t.hall.boards} className="hall-screens grid content-start gap-2">
      {hall.boards.slice(0, boardsShown).map(({ boardId }) => (
        <ScaledFrame
          key={boardId}
          title={t.hall.boardFrame({ name: nameOf(boardId) })}
          src={`/display/?lang=${language}#${boardId}`}
          width={1920}
          height={1080}
          testId={`frame-board-${boardId}`}
        />
      ))}
    </section>
  );
}

/** Reads the sample once its parts have started, and hands each page its token before any frame opens. */
function useSample(): SampleHall | null {
  const [hall, setHall] = useState<SampleHall | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isWanted = true;
    const load = async (): Promise<void> => {
      const reply = await http.sample();
      if (!isWanted) return;
      if (!reply.ok) {
        timer = setTimeout(() => void load(), retryMs);
        return;
      }
      for (const { windowId, token } of reply.body.windows) keepToken(sessionStorage, windowId, token);
      for (const { boardId, token } of reply.body.boards) keepToken(sessionStorage, boardId, token);
      keepToken(sessionStorage, consoleDevice, reply.body.manager.token);
      setHall(reply.body);
    };
    void load();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, []);
  return hall;
}
