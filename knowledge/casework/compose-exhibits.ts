import type { Bilingual, Language } from '../language.ts';
import { takenText, withoutControls } from './compose-words.ts';
import type { DocumentBlock } from './document.ts';
import type { OutlineWords } from './outline-files.ts';

/** A piece of evidence to go with a document, in the order of its number. */
export interface Exhibit {
  /** What it shows, in the person's words; may be empty. */
  readonly caption: string;
  /** What it is: a photograph, a recording, a document. */
  readonly kind: Bilingual;
  /** `YYYY-MM-DDTHH:MM`; left out unless the person agreed that it be said. */
  readonly takenAt?: string;
  /** Of the file as it came, in hexadecimal. */
  readonly sha256: string;
}

export function exhibitTable(
  exhibits: readonly Exhibit[],
  { exhibit, exhibitColumns }: OutlineWords,
  language: Language,
): DocumentBlock {
  const isTimed = exhibits.some(({ takenAt }) => takenAt !== undefined);
  const { number, shows, kind, taken, sha256 } = exhibitColumns;
  const columns = [number, shows, kind, ...(isTimed ? [taken] : []), sha256];
  return {
    kind: 'table',
    head: columns.map((column) => column[language]),
    rows: exhibits.map((one, index) => [
      exhibit[language].replace('{number}', `${index + 1}`),
      withoutControls(one.caption),
      one.kind[language],
      ...(isTimed ? [takenText(one.takenAt ?? '', language)] : []),
      one.sha256,
    ]),
  };
}
