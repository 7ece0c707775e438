import type { LawFolder } from './law-folder.ts';
import type { NoText } from './proof.ts';
import type { Statute } from './statute.ts';

/** A Korean law as the sources of the corpus, or the catalogue of a folder, name it. */
export interface NamedLaw {
  readonly id: string;
  /** Below the folder of official text. */
  readonly file: string;
  readonly title: { readonly ko: string };
}

/** The official text of a law, and the file it stands in. */
export interface LawAtHand {
  readonly file: string;
  readonly statute: Statute;
}

/** Why a law's text is not at hand; `detail` is what the reader of the file said. */
export interface LawNotAtHand {
  readonly why: Extract<NoText, 'no-folder' | 'no-file' | 'unreadable'>;
  readonly detail?: string;
}

/**
 * The text of a law in a folder.
 *
 * @param lawId - Its 법령ID where we know it. A law may be renamed and keep its number; a file under the
 *   law's name that has neither its title nor its number holds another law.
 */
export function textOfLaw(
  folder: LawFolder | undefined,
  { file, title }: NamedLaw,
  lawId?: string,
): LawAtHand | LawNotAtHand {
  if (!folder) return { why: 'no-folder' };
  const reading = folder.read(file);
  switch (reading.kind) {
    case 'absent':
      return { why: 'no-file' };
    case 'unreadable':
      return { why: 'unreadable', detail: reading.why };
    case 'read': {
      const { statute } = reading;
      const isOurs = statute.lawId === lawId || isSameTitle(statute.title, title.ko);
      return isOurs ? { file, statute } : { why: 'no-file', detail: statute.title };
    }
  }
}

/** Titles that differ only in spaces and middle dots name one law, or one article. */
export const isSameTitle = (a: string, b: string): boolean => squash(a) === squash(b);

const squash = (title: string): string => title.normalize('NFC').replace(/[\s·ㆍ‧・•]/g, '');
