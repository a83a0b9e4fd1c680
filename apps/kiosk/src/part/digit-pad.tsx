// Digits of our own: no system keyboard opens over a kiosk.
import { Button } from '@hallcall/ui';
import { Delete } from 'lucide-react';
import type { ReactNode } from 'react';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

type Props = { readonly isDisabled: boolean; readonly deleteKey: string; readonly onDigit: (digit: string) => void; readonly onDelete: () => void };

export function DigitPad({ isDisabled, deleteKey, onDigit, onDelete }: Props): ReactNode {
  const digit = (value: string): ReactNode => (
    <Button key={value} size="kiosk" isWide isDisabled={isDisabled} onPress={() => onDigit(value)} testId={`digit-${value}`}>
      <span className="hc-tabular text-title">{value}</span>
    </Button>
  );
  return (
    <div className="kiosk-digits">
      {digits.map(digit)}
      <span />
      {digit('0')}
      <Button size="kiosk" isWide icon={Delete} isDisabled={isDisabled} onPress={onDelete} testId="digit-delete">
        {deleteKey}
      </Button>
    </div>
  );
}
