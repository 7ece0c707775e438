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
  /** Where the camera noted that it was taken, in degrees; left out unless the person agreed that it be said. */
  readonly place?: { readonly latitude: number; readonly longitude: number };
  /** Of the file as it came, in hexadecimal. */
  readonly sha256: string;
}

export function exhibitTable(
  exhibits: readonly Exhibit[],
  { exhibit, exhibitColumns }: OutlineWords,
  language: Language,
): DocumentBlock {
  const isNoted = exhibits.some(({ takenAt, place }) => takenAt ?? place);
  const { number, shows, kind, taken, sha256 } = exhibitColumns;
  const columns = [number, shows, kind, ...(isNoted ? [taken] : []), sha256];
  return {
    kind: 'table',
    head: columns.map((column) => column[language]),
    rows: exhibits.map((one, index) => [
      exhibit[language].replace('{number}', `${index + 1}`),
      withoutControls(one.caption),
      one.kind[language],
      ...(isNoted ? [notedText(one, language)] : []),
      one.sha256,
    ]),
  };
}

/** About ten metres: as exact as a telephone is. */
const DECIMALS = 4;

function notedText({ takenAt, place }: Exhibit, language: Language): string {
  const time = takenAt ? [takenText(takenAt, language)] : [];
  const degrees = place
    ? [`${place.latitude.toFixed(DECIMALS)}, ${place.longitude.toFixed(DECIMALS)}`]
    : [];
  return [...time, ...degrees].join('\n');
}
