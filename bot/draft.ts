import { allCitations, isSound } from '../knowledge/answer/citations.ts';
import {
  type ComposedDocument,
  type ComposeInput,
  composeDocument,
} from '../knowledge/casework/compose.ts';
import type { Answers } from '../knowledge/casework/questions.ts';
import { citationText, resolveCitation } from '../knowledge/corpus-model/citation.ts';
import type { Bilingual, Language } from '../knowledge/language.ts';
import { koreanDay } from '../knowledge/law/korean-day.ts';
import { type Formal, fitsAnswer } from './formal-state.ts';
import type { Exhibit } from './state.ts';
import type { BotParts } from './talk.ts';

export interface DraftOf {
  readonly document: string;
  readonly language: Language;
  readonly answers: Answers;
  readonly exhibits: readonly Exhibit[];
  /** An answer in formal sentences that the person confirmed; it counts for that answer, in its language. */
  readonly formal?: Formal | undefined;
  /** Who files it: only at export, never kept. */
  readonly identity?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A document as it would be filed now, every citation proven at this moment. Undefined for a document that we do not have. */
export function draftOf(
  { casework, settings }: Pick<BotParts, 'casework' | 'settings'>,
  { document, language, answers, exhibits, formal, identity, now }: DraftOf,
): ComposedDocument | undefined {
  const outline = casework.outlines.get(document);
  if (!outline) return undefined;
  const day = koreanDay(new Date(now));
  return composeDocument({
    outline,
    language,
    answers,
    facts: casework.interview(day).factsOf(answers),
    questions: casework.questions,
    exhibits: exhibits.map(({ caption, mediaType, sha256, takenAt, place, usesNoted }) => ({
      caption,
      kind: kindOf(mediaType),
      sha256,
      ...(usesNoted && takenAt && { takenAt }),
      ...(usesNoted && place && { place }),
    })),
    day,
    ...citing(settings),
    ...(formal?.language === language && fitsAnswer(formal, answers) && { formal }),
    ...(identity && { identity }),
  });
}

/** How a document writes what it cites, and whether that stands at this moment. */
export const citing = (
  settings: BotParts['settings'],
): Pick<ComposeInput, 'citationText' | 'isProven'> => ({
  citationText: (cite, of) => {
    const found = resolveCitation(settings.corpus, cite);
    return 'problem' in found ? cite : citationText(found, of);
  },
  isProven: (cite) => {
    const found = allCitations([{ cite: [cite] }], settings, 'ko');
    return found.length > 0 && found.every(isSound);
  },
});

const kindOf = (mediaType: string): Bilingual => {
  if (mediaType.startsWith('image/')) return { ko: '사진', en: 'photograph' };
  if (mediaType === 'application/json') return { ko: '위치', en: 'location' };
  return { ko: '문서', en: 'document' };
};
