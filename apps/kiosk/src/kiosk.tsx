// The kiosk page: which step is shown, what each press leads to, and home again when nobody is left.
import { newId } from '@hallcall/client';
import type { CodeReply, HallcallShell, TakeTicket } from '@hallcall/protocol';
import type { Language } from '@hallcall/text';
import { EmergencyScreen, normalModes, useLanguage, useModes } from '@hallcall/ui';
import { useEffect, useEffectEvent, useReducer, useState, type ComponentProps, type ReactNode } from 'react';
import type { ItemCount } from '@hallcall/domain';
import { atHome, reduceFlow, stepOf, type CardAnswer, type Chosen, type Flow, type FlowAction, type Step } from './flow/flow.ts';
import { identityStep } from './flow/identity-step.ts';
import type { Hall } from './hall/hall-document.ts';
import { useHall } from './hall/use-hall.ts';
import { useAgent, useAgentSnapshot, useKiosk, useProgress } from './link/use-agent.tsx';
import { AttractPage } from './page/attract.tsx';
import { BookingCardPage } from './page/booking-card.tsx';
import { BookingsPage } from './page/bookings.tsx';
import { ChainPage } from './page/chain.tsx';
import { ChainsPage } from './page/chains.tsx';
import { DepartmentsPage } from './page/departments.tsx';
import { IdentityPage } from './page/identity.tsx';
import { ItemPage } from './page/item.tsx';
import { ItemsPage } from './page/items.tsx';
import { AwayPage, ClosedPage, LoadingPage, RevokedPage, UnpairedPage } from './page/not-serving.tsx';
import { PassPage } from './page/pass.tsx';
import { SearchPage } from './page/search.tsx';
import { TicketPage } from './page/ticket.tsx';
import { IdleGuard } from './part/idle-guard.tsx';

const homeLanguage: Language = 'zh';

/** Where whoever has booked is taken in while nobody else is. */
const forBooked: ReadonlySet<Step['at']> = new Set(['pass', 'bookingCard', 'bookings', 'identity']);

/** `shell` is null in a plain browser. */
export function Kiosk({ shell }: { readonly shell: HallcallShell | null }): ReactNode {
  const { isThere } = useAgentSnapshot();
  const kiosk = useKiosk();
  const hall = useHall(kiosk?.config ?? null);
  const [flow, dispatch] = useReducer(reduceFlow, atHome);
  const step = stepOf(flow);
  useReloadOnNewBuild(kiosk?.build ?? null, step.at === 'attract');
  useScreen(shell, kiosk === null || kiosk.isOpen || kiosk.isForBooked || kiosk.pairing !== null);
  const { isAsked, isBusy } = useTaking(step);
  const goHome = useForget(dispatch);
  const emergency = kiosk?.emergency ?? null;

  // As last heard, also while the hub is out of reach: in doubt people leave.
  if (emergency !== null) return <Emergency emergency={emergency} onEnd={goHome} />;

  // A ticket that is taken stays on the screen whatever else fails; one still asked for must not wait without a word.
  if (!isThere && (step.at !== 'ticket' || isAsked)) return kiosk === null ? <LoadingPage /> : <AwayPage hall={hall} />;
  if (step.at !== 'ticket') {
    if (kiosk?.pairing) return <UnpairedPage code={kiosk.pairing.code} />;
    if (kiosk?.hub.link === 'refused') return <RevokedPage />;
    const isShut = kiosk !== null && !kiosk.isOpen && !(kiosk.isForBooked && forBooked.has(step.at));
    if (hall && isShut) return <ClosedPage hall={hall} kiosk={kiosk} onPass={() => dispatch({ do: 'go', step: { at: 'pass', requestId: newId() } })} />;
  }
  if (hall === null) return <LoadingPage />;
  return (
    <>
      <StepPage key={step.at} flow={flow} hall={hall} dispatch={dispatch} goHome={goHome} />
      {/* Who looks for a card touches nothing: those steps count by themselves. */}
      {step.at === 'attract' || step.at === 'identity' || step.at === 'bookingCard' || isBusy ? null : <IdleGuard key={`idle ${step.at}`} onGone={goHome} />}
    </>
  );
}

/** Whoever stood here has left: what comes after it begins at the beginning. */
function Emergency({ emergency, onEnd }: { readonly emergency: ComponentProps<typeof EmergencyScreen>['emergency']; readonly onEnd: () => void }): ReactNode {
  const end = useEffectEvent(onEnd);
  useEffect(() => () => end(), []);
  return <EmergencyScreen emergency={emergency} />;
}

type StepProps = { readonly flow: Flow; readonly hall: Hall; readonly dispatch: (action: FlowAction) => void; readonly goHome: () => void };

type Wish = { readonly chain: Hall['chains'][number]['id'] | null; readonly chosen: Chosen };
type Home = Pick<StepProps, 'hall'> & { readonly go: (next: Step) => void };

function StepPage({ flow, hall, dispatch, goHome }: StepProps): ReactNode {
  const step = stepOf(flow);
  const { errands, chosen } = flow;
  const kiosk = useKiosk();
  const go = (next: Step): void => dispatch({ do: 'go', step: next });
  const { take, takeTicket, takeWith } = useTake({ hall, chosen, go });
  const toOrdinary = kiosk?.isOpen === false ? null : () => go(allDepartments);
  const common = { hall, onHome: goHome, onBack: () => dispatch({ do: 'back' }) };
  const chooseItem = (itemId: string): void => go({ at: 'item', itemId, requestId: newId() });
  const layCard = (): void => go({ at: 'bookingCard', requestId: newId() });
  const told = { chosen, onChosen: (next: Chosen): void => dispatch({ do: 'say', chosen: next }) };
  switch (step.at) {
    case 'attract': return <Attract hall={hall} go={go} />;
    case 'pass': return <PassPage {...common} {...told} onTake={takeWith(step.requestId)} onCard={layCard} onOrdinary={toOrdinary} />;
    case 'bookingCard': {
      const answered = (answer: CardAnswer): void => {
        // Back leads to the code: this card has been read.
        common.onBack();
        go({ at: 'bookings', requestId: step.requestId, answer });
      };
      return <BookingCardPage {...common} requestId={step.requestId} onAnswer={answered} />;
    }
    case 'bookings': {
      const again = (): void => {
        common.onBack();
        layCard();
      };
      return (
        <BookingsPage
          {...common} {...told} answer={step.answer} onTake={takeWith(step.requestId)} onCode={common.onBack} onAgain={again} onOrdinary={toOrdinary}
        />
      );
    }
    case 'departments':
      return (
        <DepartmentsPage
          {...common} filter={step.filter} errands={errands}
          onFilter={(filter) => dispatch({ do: 'refine', step: { at: 'departments', filter } })}
          onChoose={(departmentId) => go({ at: 'items', departmentId })}
          onSearch={() => go({ at: 'search', query: '' })}
        />
      );
    case 'chains': return <ChainsPage {...common} onChoose={(chainId) => go({ at: 'chain', chainId, requestId: newId() })} />;
    case 'chain': {
      const chain = hall.chains.find(({ id }) => id === step.chainId);
      const takeItems = (items: readonly ItemCount[], said: Chosen): void => {
        if (chain) takeTicket(step.requestId, items, { chain: chain.id, chosen: said });
      };
      return chain ? <ChainPage {...common} chain={chain} onTake={takeItems} /> : <LoadingPage />;
    }
    case 'items': return <ItemsPage {...common} errands={errands} departmentId={step.departmentId} onChoose={chooseItem} />;
    case 'search':
      return <SearchPage {...common} errands={errands} query={step.query} onQuery={(query) => dispatch({ do: 'refine', step: { at: 'search', query } })} onChoose={chooseItem} />;
    case 'item': {
      const place = hall.placeByItem.get(step.itemId);
      if (!place) return <LoadingPage />;
      const takeItems = (items: readonly ItemCount[]): void => takeTicket(step.requestId, items, { chain: null, chosen });
      return <ItemPage {...common} place={place} errands={errands} {...told} {...gathering(dispatch)} onTake={takeItems} />;
    }
    case 'identity':
      return <IdentityPage {...common} requestId={step.request.requestId} isRequired={step.isRequired} onTake={() => take(step.request)} />;
    case 'ticket': return <TicketPage hall={hall} requestId={step.requestId} onHome={goHome} />;
  }
}

/** The ways to a number; each asks for a card first where one is wanted. */
function useTake({ hall, chosen, go }: Home & { readonly chosen: Chosen }) {
  const agent = useAgent();
  const kiosk = useKiosk();
  const { language } = useLanguage();
  const take = (request: TakeTicket): void => {
    agent.take(request);
    go({ at: 'ticket', requestId: request.requestId });
  };
  const begin = (request: TakeTicket): void => {
    const asking = identityStep(hall, kiosk, request);
    if (asking) go(asking);
    else take(request);
  };
  return {
    take,
    takeTicket: (requestId: string, items: readonly ItemCount[], wish: Wish): void =>
      begin({ requestId, items: [...items], chain: wish.chain, language, ...toldOf(wish.chosen) }),
    takeWith: (requestId: string) => (code: string, found: CodeReply): void =>
      begin({ requestId, items: found.items, chain: null, language, ...toldOf(chosen), ...('booking' in found ? { booking: code } : { pass: code }) }),
  };
}

/** What is chosen beside the item that is looked at. */
const gathering = (dispatch: StepProps['dispatch']): Pick<ComponentProps<typeof ItemPage>, 'onCount' | 'onDrop' | 'onAnother'> => ({
  onCount: (errand) => dispatch({ do: 'count', errand }),
  onDrop: (itemId) => dispatch({ do: 'drop', itemId }),
  onAnother: (errand) => dispatch({ do: 'gather', errand, step: allDepartments }),
});

const allDepartments: Step = { at: 'departments', filter: { by: 'zone', value: null } };

function Attract({ hall, go }: Home): ReactNode {
  return (
    <AttractPage
      hall={hall} onStart={() => go(allDepartments)} onSearch={() => go({ at: 'search', query: '' })} onChains={() => go({ at: 'chains' })}
      onPass={() => go({ at: 'pass', requestId: newId() })} onDepartment={(departmentId) => go({ at: 'items', departmentId })}
    />
  );
}

/** Nothing is said of an ordinary visitor without needs. */
const toldOf = ({ personClass, needs }: Chosen): Partial<Chosen> => ({
  ...(personClass === 'ordinary' ? {} : { personClass }),
  ...(needs.length === 0 ? {} : { needs }),
});

/** `isAsked`: no answer yet. `isBusy`: that, or paper is on its way; nothing may take the visitor away then. */
function useTaking(step: Step): { readonly isAsked: boolean; readonly isBusy: boolean } {
  const progress = useProgress(step.at === 'ticket' ? step.requestId : '');
  const isAsked = step.at === 'ticket' && (progress === null || progress.phase === 'asking');
  const isPrinting = step.at === 'ticket' && progress?.phase === 'issued' && progress.paper === 'printing';
  return { isAsked, isBusy: isAsked || isPrinting };
}

/** Home, with nothing left of the person before: steps, language, size, tone. */
function useForget(dispatch: (action: FlowAction) => void): () => void {
  const { setLanguage } = useLanguage();
  const { setModes } = useModes();
  return () => {
    dispatch({ do: 'home' });
    setLanguage(homeLanguage);
    setModes(normalModes);
  };
}

/** Outside the opening hours the screen may rest; a touch wakes it. */
function useScreen(shell: HallcallShell | null, isNeeded: boolean): void {
  useEffect(() => shell?.keepScreenOn(isNeeded), [shell, isNeeded]);
}

function useReloadOnNewBuild(build: string | null, isIdle: boolean): void {
  const [first, setFirst] = useState(build);
  if (first === null && build !== null) setFirst(build);
  const isDue = first !== null && build !== first && isIdle;
  useEffect(() => {
    if (isDue) location.reload();
  }, [isDue]);
}
