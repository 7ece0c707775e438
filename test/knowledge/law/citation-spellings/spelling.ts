import type { Pinpoint } from '../../../../knowledge/law/pinpoint.ts';
import { type Group, NO_PLACE } from './groups.ts';

/** A citation as it is meant, and one of the many ways to write it in a sentence. For the fuzz test of references. */
export interface Spelling {
  readonly text: string;
  /** What ought to be read, in order. `law`: id, `?` for one that nobody knows, `` for none. */
  readonly meant: readonly Meant[];
  /** Where in the text the numbers of each stand. */
  readonly spans: readonly { readonly start: number; readonly end: number }[];
}

/** One reference that ought to be read. */
export interface Meant {
  readonly law: string;
  readonly from: Pinpoint;
  readonly to?: Pinpoint;
}

/** A piece of the sentence; `of` is the citation whose numbers it holds. */
export interface Piece {
  readonly text: string;
  readonly of?: number;
}

/** Made-up laws and the names that people give them. */
export const FUZZ_LAWS = [
  {
    law: 'toy',
    title: '장난감 보호 및 놀이ㆍ안전 등에 관한 법률',
    names: ['장보법', '장난감법', 'Toy Protection Act', 'TPA'],
  },
  {
    law: 'toy-ed',
    title: '장난감 보호 및 놀이ㆍ안전 등에 관한 법률 시행령',
    names: ['Enforcement Decree of the Toy Protection Act'],
  },
  { law: 'game', title: '보드게임법', names: ['게임법', 'Board Game Act'] },
  { law: 'game-ed', title: '보드게임법 시행령', names: [] },
  { law: 'charter', title: '놀이 헌장', names: ['헌장법', 'Play Charter'] },
] as const;

/** The law as it is meant, and how it is written before (or behind) the number. */
export interface NamedAs {
  readonly law: string;
  /** A sentence before it that it refers to. */
  readonly earlier?: string;
  readonly before?: string;
  readonly behind?: string;
}

/** What a group of places of a law ought to be read as; the law named in the sentence before with its own article first. */
export function meantBy({ kind, places }: Group, { law, earlier }: NamedAs): Meant[] {
  const [first = NO_PLACE, last = NO_PLACE] = places;
  const asked =
    kind === 'range' ? [{ law, from: first, to: last }] : places.map((from) => ({ law, from }));
  const named = { law: 'game', from: { article: '9', paragraph: '1' } };
  return earlier?.includes('제9조') ? [named, ...asked] : asked;
}

/** Puts the pieces of a sentence together, and notes where the numbers stand. */
export function spelling(pieces: readonly Piece[], meant: readonly Meant[]): Spelling {
  let text = '';
  const spans: { start: number; end: number }[] = [];
  for (const piece of pieces) {
    const start = text.length;
    text += piece.text;
    if (piece.of !== undefined) spans.push({ start, end: text.length });
  }
  return { text, meant, spans };
}
