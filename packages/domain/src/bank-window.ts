import type { HallConfig } from './config.ts';

/** True for a window that serves the bank's queue: nowhere else is money taken. */
export const isBankWindow = ({ windows, payment }: Pick<HallConfig, 'windows' | 'payment'>, windowId: string): boolean =>
  payment !== null && windows.some(({ id, queues }) => id === windowId && queues.some(({ queue }) => queue === payment.queue));
