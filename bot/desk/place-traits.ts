import { isDay } from '../../knowledge/calendar/day.ts';
import { UNKNOWN } from '../../knowledge/casework/facts.ts';
import type { PlaceTraits } from '../../knowledge/triage/same-place.ts';
import { type CaseFile, statementOf } from './case-file.ts';

/** What a case says of where it was and about whom. */
export function placeTraitsOf(file: CaseFile): PlaceTraits {
  const { answers } = statementOf(file);
  const said = (question: string): string =>
    answers[question]?.find((value) => value !== UNKNOWN) ?? '';
  const [place, operator] = [said('place'), said('operator')];
  const happenedOn = answers['when']?.map((value) => value.slice(0, 10)).find(isDay);
  const spot = file.exhibits.find((exhibit) => exhibit.place)?.place;
  return {
    id: file.id,
    ...(place && { place }),
    ...(operator && { operator }),
    exactPlace: said('exact-place'),
    respondent: said('respondent'),
    account: said('story'),
    ...(happenedOn && { happenedOn }),
    ...(spot && { spot }),
  };
}
