// How the screen is shown: size, tone and reach, as data attributes of the root that the tokens hang on.
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

export type Modes = {
  readonly size: 'normal' | 'elder';
  readonly tone: 'paper' | 'contrast' | 'dark';
  readonly reach: 'normal' | 'low';
};
export const normalModes: Modes = { size: 'normal', tone: 'paper', reach: 'normal' };

type ModesHeld = { readonly modes: Modes; readonly setModes: (change: Partial<Modes>) => void };
const ModesContext = createContext<ModesHeld>({ modes: normalModes, setModes: () => undefined });

export type ModesProviderProps = {
  readonly initial: Modes;
  /** `kiosk`: read standing, 24 px body; `desk`: 16 px. */
  readonly scale: 'kiosk' | 'desk';
  readonly onChange: ((modes: Modes) => void) | null;
  readonly children: ReactNode;
};

/** Holds the modes and writes them to the root element. */
export function ModesProvider({ initial, scale, onChange, children }: ModesProviderProps): ReactNode {
  const [modes, setOwn] = useState(initial);
  useEffect(() => {
    const root = document.documentElement;
    root.dataset['scale'] = scale;
    root.dataset['size'] = modes.size;
    root.dataset['tone'] = modes.tone;
    root.dataset['reach'] = modes.reach;
  }, [modes, scale]);
  const held = useMemo(
    () => ({
      modes,
      setModes(change: Partial<Modes>) {
        const next = { ...modes, ...change };
        setOwn(next);
        onChange?.(next);
      },
    }),
    [modes, onChange],
  );
  return <ModesContext value={held}>{children}</ModesContext>;
}

/** The modes and how to change some of them. */
export const useModes = (): ModesHeld => useContext(ModesContext);
