// The bars above the windows, as their simulator draws them.
import type { HubConfig } from '@hallcall/client';
import type { LedFault } from '@hallcall/led';
import { EmptyState, StatusChip, useTexts } from '@hallcall/ui';
import { RectangleHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { FaultSwitches } from './fault-switches.tsx';
import { readBars, type ShownBar } from './read-bars.ts';
import { SimulatorCard } from './simulator-card.tsx';
import { placeOf, useSimulator, type Simulator, type SimulatorSource } from './use-simulator.ts';

const source: SimulatorSource = { name: 'led', listPath: null, pollMs: 1_000 };
const general: readonly BarFault[] = ['unplugged'];

/** `powerCycle` is no state but a press: it has its own button. */
type BarFault = Exclude<LedFault, 'powerCycle'>;

/** A picture of each bar with its window and its address, and everything the line can be made to do wrong. */
export function BarsPanel({ config }: { readonly config: HubConfig | null }): ReactNode {
  const t = useTexts();
  const line = useSimulator(source);
  /** The window below a bar. */
  const nameOf = (address: number): string => {
    const below = config?.hall.windows.find(({ led }) => led?.address === address);
    return below === undefined ? t.hall.spareBar : t.common.windowLabel({ label: below.label });
  };
  const bars = readBars(line.state);
  const words: Readonly<Record<BarFault, string>> = t.ledFault;
  const switches = (
    <FaultSwitches
      title={t.hall.barFaults} hint={t.hall.barFaultHint} simulator={line} words={words} general={general} hasPower testId="led-faults"
      targets={bars.map(({ address }) => ({ address, name: `${nameOf(address)} · ${t.hall.barAddress({ address })}` }))}
    />
  );
  return (
    <SimulatorCard title={t.hall.bars} simulator={line} lost={t.hall.barsLost} faults={switches}>
      {bars.length === 0 ? <EmptyState icon={RectangleHorizontal} title={t.hall.noBars} /> : null}
      <ul className="hall-bars grid gap-x-1.5 gap-y-0.5 px-1.5 py-1" data-testid="bars">
        {bars.map((bar) => (
          <Bar key={bar.address} bar={bar} name={nameOf(bar.address)} isSilent={isSilent(line, bar.address)} />
        ))}
      </ul>
    </SimulatorCard>
  );
}

function Bar({ bar, name, isSilent: silent }: { readonly bar: ShownBar; readonly name: string; readonly isSilent: boolean }): ReactNode {
  const t = useTexts().hall;
  const words = bar.text === '' ? t.barDark : bar.text;
  return (
    <li className="flex min-w-0 flex-col gap-0.5" data-testid={`bar-${bar.address}`}>
      <img src={`/sim/led/bars/${bar.address}.png?still&version=${bar.version}`} alt={words} title={words} className="hall-bar w-full rounded-small" />
      <span className="flex flex-wrap items-baseline justify-between gap-x-1 text-small leading-tight">
        <strong className="whitespace-nowrap">{name}</strong>
        <span className="whitespace-nowrap text-soft">{t.barAddress({ address: bar.address })}</span>
      </span>
      {bar.isOn ? null : <span><StatusChip tone="paused">{t.barOff}</StatusChip></span>}
      {bar.isOn && silent ? <span><StatusChip tone="fault">{t.barSilent}</StatusChip></span> : null}
    </li>
  );
}

/** The bar hears nothing and goes on showing what it showed. */
function isSilent({ faults }: Simulator, address: number): boolean {
  return [...faults].map(placeOf).some(({ fault, address: struck }) => fault === 'unplugged' || (fault === 'silentAddress' && (struck ?? address) === address));
}
