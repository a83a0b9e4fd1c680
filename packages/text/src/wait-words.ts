import type { Texts } from './texts.ts';

/** An estimate as views and tickets carry it, in words: `不到 1 分钟`, `about 25 minutes`, `约 1 小时 5 分钟`. */
export function waitWords({ wait }: Pick<Texts, 'wait'>, minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (minutes < 1) return wait.soon;
  if (hours === 0) return wait.minutes({ count: minutes });
  return rest === 0 ? wait.hours({ count: hours }) : wait.hoursAndMinutes({ hours, minutes: rest });
}
