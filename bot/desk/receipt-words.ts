import type { Words } from '../words.ts';
import type { CheckedReceipt } from './receipt.ts';

/** What came of checking a receipt against the key of the institution, in one sentence. */
export function checkedLine(checked: CheckedReceipt, { filing }: Pick<Words, 'filing'>): string {
  if (checked.isSound) return filing.checkSound;
  switch (checked.why) {
    case 'no-receipt':
      return filing.checkNoReceipt;
    case 'other-key':
      return filing.checkOtherKey;
    case 'signature':
      return filing.checkSignature;
    case 'text':
      return filing.checkTextAltered;
  }
}
