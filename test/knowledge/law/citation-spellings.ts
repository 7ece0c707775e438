import fc from 'fast-check';
import { englishCitation, reversedCitation } from './citation-spellings/english.ts';
import { koreanCitation } from './citation-spellings/korean.ts';
import type { Spelling } from './citation-spellings/spelling.ts';

/** One citation in one spelling. */
export const citationSpelling: fc.Arbitrary<Spelling> = fc.oneof(
  { arbitrary: koreanCitation, weight: 6 },
  { arbitrary: englishCitation, weight: 3 },
  { arbitrary: reversedCitation, weight: 1 },
);
