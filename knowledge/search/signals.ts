import type { Entry } from '../corpus-model/corpus.ts';
import type { FoundSlots } from './slots.ts';
import type { Signals } from './weights.ts';

const overlaps = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
  a.some((value) => b.includes(value));

/** How what the question says about place, operator, mode and purpose fits an entry. */
export function slotSignals(
  slots: Entry['slots'] | undefined,
  asked: FoundSlots,
): Omit<Signals, 'entryWords' | 'wording' | 'vector'> {
  const place = compare(slots?.place, asked.place);
  const operator = compare(slots?.operator, asked.operator);
  const mode = compare(slots?.mode, asked.mode);
  return {
    placeMatch: Number(place === 'match'),
    placeConflict: Number(place === 'conflict'),
    placeUnsaid: Number(place === 'unsaid'),
    placeExtra: Number(place === 'extra'),
    operatorMatch: Number(operator === 'match'),
    operatorConflict: Number(operator === 'conflict'),
    impliedOperatorMatch: Number(
      asked.operator.length === 0 && overlaps(slots?.operator, asked.impliedOperator),
    ),
    modeMatch: Number(mode === 'match'),
    modeConflict: Number(mode === 'conflict'),
    purposeMatch: Number(overlaps(slots?.purpose, asked.purpose)),
  };
}

function compare(
  entry: readonly string[] | undefined,
  asked: readonly string[],
): 'match' | 'conflict' | 'unsaid' | 'extra' | 'silent' {
  if (!entry?.length) return asked.length > 0 ? 'extra' : 'silent';
  if (asked.length === 0) return 'unsaid';
  return overlaps(entry, asked) ? 'match' : 'conflict';
}
