import type { Entry } from '../corpus-model/corpus.ts';
import type { EntrySearch } from './entry-search.ts';
import { marks, type Readers, readQuestion } from './question.ts';

/** What somebody chose, by the ids of slots.yaml. */
export interface ChosenSituation {
  readonly place: string;
  readonly operator: string;
  readonly mode: string;
}

/**
 * The situation of the corpus that is about what was chosen. One that mentions the place among others is not: it is about
 * something else that may happen there as well. The same choice finds the same in every language.
 *
 * @param wording - The choice as a Korean question: it decides between those that fit equally well.
 * @param isSpecial - Entries about a special case are passed over.
 * @returns Undefined where no situation is about that place, operator and mode.
 */
export async function findSituation(
  chosen: ChosenSituation,
  wording: string,
  { search, readers }: { readonly search: EntrySearch; readonly readers: Readers },
  isSpecial: (entry: string) => boolean = () => false,
): Promise<Entry | undefined> {
  const read = readQuestion(wording, readers);
  const { place, operator, mode } = chosen;
  const slots = { ...read.slots, place: [place], operator: [operator], mode: [mode] };
  const terms = [...read.terms, ...marks([], slots)];
  const candidates = await search.search({ ...read, slots, terms });
  return candidates.find(({ entry }) => entry && !isSpecial(entry.id) && isAbout(entry, chosen))
    ?.entry;
}

function isAbout({ kind, slots }: Entry, { place, operator, mode }: ChosenSituation): boolean {
  const allows = (about: readonly string[] | undefined, wanted: string) =>
    !about?.length || about.includes(wanted);
  return (
    kind === 'situation' &&
    slots.place?.[0] === place &&
    allows(slots.operator, operator) &&
    allows(slots.mode, mode)
  );
}
