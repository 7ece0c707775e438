import type { Language } from '../language.ts';
import type { Exhibit } from './compose-exhibits.ts';
import { partBlocks } from './compose-parts.ts';
import { dayText, withoutControls } from './compose-words.ts';
import type { Composing, FormalAnswer } from './composing.ts';
import { type Condition, factsIn, holds } from './condition.ts';
import type { DocumentBlock, DocumentContent } from './document.ts';
import { type Facts, UNKNOWN } from './facts.ts';
import { conditionsIn, type Outline, type OutlineSection } from './outline.ts';
import type { Answers, Question } from './questions.ts';

export interface ComposeInput {
  readonly outline: Outline;
  readonly language: Language;
  readonly answers: Answers;
  /** What follows from the answers: `factsOf`. */
  readonly facts: Facts;
  readonly questions: readonly Question[];
  /** By the id of the field. Left out, or a field of it: a blank line to be filled in by hand. */
  readonly identity?: Readonly<Record<string, string>>;
  readonly exhibits: readonly Exhibit[];
  /** Formal sentences that take the place of a typed answer, as the person confirmed them. */
  readonly formal?: FormalAnswer;
  /** The day of the document in Korea, YYYY-MM-DD. */
  readonly day: string;
  /** `pipa 제23조제1항` as a reader of the language writes it. */
  readonly citationText: (cite: string, language: Language) => string;
  /** False of what the official text at hand disproves, or of what cannot be looked up at all. */
  readonly isProven: (cite: string) => boolean;
}

export interface ComposedDocument extends DocumentContent {
  /** What would have been cited and could not be proven: it does not stand in the document. */
  readonly unproven: readonly string[];
  /** The questions whose answers are missing; the document names each gap. */
  readonly gaps: readonly string[];
}

/**
 * A document out of what a person said. Adds nothing: each sentence is one that they typed, one that stands for what they chose,
 * or one of the outline. Their own words are as they typed them, but for control characters.
 */
export function composeDocument(input: ComposeInput): ComposedDocument {
  const { outline, language, questions, day, answers } = input;
  const facts = withUnknowns(input);
  const unproven = new Set<string>();
  const gaps = new Set<string>();
  const composing: Composing = {
    ...input,
    answers: withAnswersThatApply(answers, questions, facts),
    identity: input.identity ?? {},
    dayText: dayText(day, language),
    asked: new Map(questions.map((question) => [question.id, question])),
    applies: (when) => !when || holds(when, facts) === 'yes',
    isProven: (cite) => {
      const isProven = input.isProven(cite);
      if (!isProven) unproven.add(cite);
      return isProven;
    },
    isNewGap: (question) => !gaps.has(question) && Boolean(gaps.add(question)),
  };
  const sections = outline.sections
    .filter(({ when }) => composing.applies(when))
    .map((section) => ({ section, blocks: sectionBlocks(section, composing) }))
    .filter(({ blocks }) => blocks.length > 0);
  return {
    id: outline.id,
    language,
    title: outline.title[language],
    ...(language === 'en' && { subtitle: outline.words.readingCopy }),
    blocks: withHeadings(sections, language),
    unproven: [...unproven],
    gaps: [...gaps],
  };
}

const sectionBlocks = ({ parts }: OutlineSection, composing: Composing) =>
  parts
    .filter(({ when }) => composing.applies(when))
    .flatMap((part) => partBlocks(part, composing));

interface Filled {
  readonly section: OutlineSection;
  readonly blocks: readonly DocumentBlock[];
}

/** Numbered as they come, so that a section left out leaves no hole. */
function withHeadings(sections: readonly Filled[], language: Language): readonly DocumentBlock[] {
  const headed = sections.filter(({ section }) => section.heading);
  return sections.flatMap(({ section, blocks }) => {
    if (!section.heading) return blocks;
    const number = headed.findIndex((one) => one.section === section) + 1;
    return [{ kind: 'heading', text: `${number}. ${section.heading[language]}` }, ...blocks];
  });
}

/** What nobody has said counts as said to be unknown: a rule can then name it. */
function withUnknowns({ outline, questions, facts }: ComposeInput): Facts {
  const conditions: readonly Condition[] = [
    ...conditionsIn(outline),
    ...questions.map(({ when }) => when).filter((when) => when !== undefined),
  ];
  const names = [
    ...questions.map(({ id }) => id),
    ...conditions.flatMap(factsIn).map(([name]) => name),
  ];
  return { ...Object.fromEntries(names.map((name) => [name, [UNKNOWN]])), ...facts };
}

/** Without answers to questions that do not arise any more. */
const withAnswersThatApply = (
  answers: Answers,
  questions: readonly Question[],
  facts: Facts,
): Answers =>
  Object.fromEntries(
    questions.flatMap(({ id, when }) => {
      const given = answers[id];
      const isMoot = when && holds(when, facts) === 'no';
      return given && !isMoot ? [[id, given.map(withoutControls)] as const] : [];
    }),
  );
