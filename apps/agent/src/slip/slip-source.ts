// What the paper of a window is made from besides its order, and how it names a window.
import type { SlipOrder } from '@hallcall/domain';
import { texts } from '@hallcall/text';
import type { Published } from '../published.ts';
import type { SlipSource } from './ticket-slip.ts';

export type WindowSlipSource = SlipSource & Pick<Published, 'itemFacts' | 'material'>;

/** 3号窗口. */
export function windowName({ language, windowId }: Pick<SlipOrder, 'language' | 'windowId'>, hall: SlipSource['hall']): string {
  return texts(language).common.windowLabel({ label: hall.windows.find(({ id }) => id === windowId)?.label ?? windowId });
}
