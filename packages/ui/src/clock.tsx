import { formatDate, formatTime, formatTimeSeconds } from '@hallcall/text';
import type { ReactNode } from 'react';
import { useLanguage } from './language.tsx';

/** Hub time in the hall's zone; `at` epoch ms, null while unknown. Its width does not change as it runs. */
export function Clock(props: {
  readonly at: number | null;
  readonly timeZone: string;
  readonly withSeconds?: boolean;
  readonly withDate?: boolean;
  readonly className?: string;
}): ReactNode {
  const { language } = useLanguage();
  const { at, timeZone } = props;
  const format = props.withSeconds === true ? formatTimeSeconds : formatTime;
  return (
    <span className={`whitespace-nowrap ${props.className ?? ''}`} data-testid="clock">
      {props.withDate === true && at !== null ? <span className="mr-[0.75em]">{formatDate(at, language, timeZone)}</span> : null}
      <time className="hc-tabular font-strong" dateTime={at === null ? undefined : new Date(at).toISOString()}>
        {at === null ? '--:--' : format(at, language, timeZone)}
      </time>
    </span>
  );
}
