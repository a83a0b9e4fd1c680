// Random commands of a hall in which windows hand papers over and people come back with them, beside the ordinary ones.
import fc from 'fast-check';
import { anyAttempt, callNextAt, comeBack, issueAny, lack, orderSlip, reportSlip, undoAt, type Attempt } from './random-commands.ts';

export const paperAttempt: fc.Arbitrary<Attempt> = fc.oneof(
  { weight: 8, arbitrary: issueAny },
  { weight: 12, arbitrary: callNextAt },
  { weight: 14, arbitrary: lack },
  { weight: 14, arbitrary: comeBack },
  { weight: 5, arbitrary: undoAt },
  { weight: 4, arbitrary: orderSlip },
  { weight: 5, arbitrary: reportSlip },
  { weight: 15, arbitrary: anyAttempt },
);
