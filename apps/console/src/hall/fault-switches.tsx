import { Button, SelectField, useTexts } from '@hallcall/ui';
import { Power } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components';
import { placeOf, type Simulator } from './use-simulator.ts';

/** One of several devices of a simulator that can be struck alone. */
export type FaultTarget = { readonly address: number; readonly name: string };

export type FaultSwitchesProps<F extends string> = {
  readonly title: string;
  readonly hint: string;
  readonly simulator: Simulator;
  /** A word for each fault, in the order of the switches. */
  readonly words: Readonly<Record<F, string>>;
  /** Empty where there is one device only. */
  readonly targets: readonly FaultTarget[];
  /** Faults that strike all targets at once, whichever is chosen. */
  readonly general: readonly F[];
  readonly hasPower: boolean;
  readonly testId: string;
};

/** Everything a simulator can be made to do wrong, folded away until somebody wants to try it. */
export function FaultSwitches<F extends string>(props: FaultSwitchesProps<F>): ReactNode {
  const t = useTexts();
  const { simulator, words, targets } = props;
  const [address, setAddress] = useState<number | null>(null);
  const count = simulator.faults.size;
  return (
    <details className="border-t border-line px-2 py-1" data-testid={props.testId}>
      <summary className="cursor-default">
        <span className="font-strong">{props.title}</span>
        <span className={`ml-1 text-small ${count > 0 ? 'font-strong text-called' : 'text-soft'}`}>{count > 0 ? t.hall.faultsNow({ count }) : t.hall.noFaults}</span>
      </summary>
      <p className="py-0.5 text-small text-soft">{props.hint}</p>
      {targets.length === 0 ? null : (
        <div className="max-w-40 py-0.5">
          <TargetField targets={targets} address={address} onChange={setAddress} />
        </div>
      )}
      <div className="flex flex-wrap gap-0.5 py-1">
        {namesOf(words).map((fault) => (
          <FaultSwitch key={fault} fault={fault} word={words[fault]} simulator={simulator} address={props.general.includes(fault) ? null : address} />
        ))}
      </div>
      <div className="flex flex-wrap gap-1 pb-0.5">
        <Button size="small" isDisabled={count === 0} onPress={simulator.clearFaults} label={`${t.printer.allFaultsOff} · ${props.title}`}>
          {t.printer.allFaultsOff}
        </Button>
        {props.hasPower ? (
          <Button size="small" icon={Power} onPress={() => simulator.powerCycle(address)} label={`${t.hall.powerCycle} · ${props.title}`}>
            {t.hall.powerCycle}
          </Button>
        ) : null}
      </div>
    </details>
  );
}

const everywhere = 'all';

function TargetField(props: {
  readonly targets: readonly FaultTarget[];
  readonly address: number | null;
  readonly onChange: (address: number | null) => void;
}): ReactNode {
  const t = useTexts();
  const options = [{ id: everywhere, name: t.hall.allBars }, ...props.targets.map((target) => ({ id: String(target.address), name: target.name }))];
  return (
    <SelectField
      label={t.hall.faultTarget}
      placeholder={t.hall.allBars}
      options={options}
      value={props.address === null ? everywhere : String(props.address)}
      onChange={(id) => props.onChange(id === everywhere ? null : Number(id))}
    />
  );
}

/** Pressed where the fault is on for what is chosen; beside its word stand the devices that it struck alone. */
function FaultSwitch(props: { readonly fault: string; readonly word: string; readonly simulator: Simulator; readonly address: number | null }): ReactNode {
  const { fault, simulator, address } = props;
  const struck = [...simulator.faults].map(placeOf).filter((place) => place.fault === fault);
  const isGeneral = struck.some((place) => place.address === null);
  const isOn = isGeneral || (address !== null && struck.some((place) => place.address === address));
  const alone = struck.flatMap((place) => (place.address === null ? [] : [place.address]));
  return (
    <ToggleButton
      isSelected={isOn}
      // A fault of all devices can only be taken from all of them.
      onChange={(on) => simulator.setFault(fault, on, isGeneral ? null : address)}
      className="min-h-3.5 rounded-full border border-edge bg-paper px-1 text-small data-hovered:bg-tint data-selected:border-called data-selected:bg-called-fill data-selected:font-strong data-selected:text-on-called-fill"
    >
      {alone.length === 0 ? props.word : `${props.word} (${alone.join(', ')})`}
    </ToggleButton>
  );
}

/** The keys of a text table, in its order. */
function namesOf<F extends string>(words: Readonly<Record<F, string>>): F[] {
  // Object.keys forgets the type of its argument.
  return Object.keys(words) as F[];
}
