import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../adapters/project-root.ts';
import { type ComposedDocument, composeDocument } from '../../knowledge/casework/compose.ts';
import type { Exhibit } from '../../knowledge/casework/compose-exhibits.ts';
import type { DocumentBlock } from '../../knowledge/casework/document.ts';
import type { Facts } from '../../knowledge/casework/facts.ts';
import { type Outline, outlinesOf } from '../../knowledge/casework/outline.ts';
import { DerivedRow, QuestionRow } from '../../knowledge/casework/question-files.ts';
import { type Answers, factsOf, questionsOf } from '../../knowledge/casework/questions.ts';
import { citationText, resolveCitation } from '../../knowledge/corpus-model/citation.ts';
import { CorpusReader } from '../../knowledge/corpus-model/corpus-reader.ts';
import { loadCorpus, readCorpusFiles } from '../../knowledge/corpus-model/load-corpus.ts';
import type { Language } from '../../knowledge/language.ts';

/** The rules as they are in the repository, and documents composed by them. */

const RULES = join(projectRoot(), 'knowledge/rules');

const rows = <T>(name: string, row: z.ZodType<T>): readonly T[] =>
  z.array(row).parse(parse(readFileSync(join(RULES, name), 'utf8')));

export const corpus = loadCorpus(readCorpusFiles(join(projectRoot(), 'knowledge/corpus')));
export const questions = questionsOf(rows('questions.yaml', QuestionRow), corpus.slots);
export const derived = rows('facts.yaml', DerivedRow);

/** The documents folder under the names by which a loader of all rules knows its files. */
export const documentFiles = new Map(
  [...readCorpusFiles(join(RULES, 'documents'))].map(([name, text]) => [`documents/${name}`, text]),
);

const problems: string[] = [];
export const outlines = outlinesOf(new CorpusReader(documentFiles, problems), problems);
export const outlineFaults: readonly string[] = problems;

export function outlineCalled(id: string): Outline {
  const outline = outlines.get(id);
  if (!outline) throw new Error(`no outline ${id}: ${outlineFaults.join('; ')}`);
  return outline;
}

export function citeText(cite: string, language: Language): string {
  const found = resolveCitation(corpus, cite);
  if ('problem' in found) throw new Error(`${cite}: ${found.problem}`);
  return citationText(found, language);
}

const factsFor = (answers: Answers): Facts => factsOf(answers, questions, derived);

export interface Composed {
  readonly language?: Language;
  readonly identity?: Readonly<Record<string, string>>;
  readonly exhibits?: readonly Exhibit[];
  readonly isProven?: (cite: string) => boolean;
}

export function compose(
  outline: string,
  answers: Answers,
  { language = 'ko', identity, exhibits = [], isProven = () => true }: Composed = {},
): ComposedDocument {
  return composeDocument({
    outline: outlineCalled(outline),
    language,
    answers,
    facts: factsFor(answers),
    questions,
    ...(identity && { identity }),
    exhibits,
    day: '2026-11-22',
    citationText: citeText,
    isProven,
  });
}

/** A document as plain text, a block a line or more. */
export function plainText({ title, subtitle, blocks }: ComposedDocument): string {
  return [title, ...(subtitle ? [subtitle] : []), ...blocks.flatMap(linesOf)].join('\n');
}

function linesOf(block: DocumentBlock): readonly string[] {
  if (block.kind === 'heading') return ['', `## ${block.text}`];
  if (block.kind === 'paragraph' && block.style !== 'plain') {
    return [`[${block.style}] ${block.text}`];
  }
  if (block.kind === 'list') {
    return block.items.map((item, at) => `${block.isNumbered ? `${at + 1})` : '-'} ${item}`);
  }
  if (block.kind === 'fields') return block.rows.map(({ label, value }) => `${label} | ${value}`);
  if (block.kind === 'table') return [block.head, ...block.rows].map((row) => row.join(' | '));
  return textsIn(block);
}

function textsIn(block: DocumentBlock): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'addressee':
      return [block.text];
    case 'list':
      return block.items;
    case 'fields':
      return block.rows.flatMap(({ label, value }) => [label, value]);
    case 'table':
      return [block.head, ...block.rows].flat();
    case 'signature':
      return block.lines;
  }
}

/** Every text that stands in a document, each by itself. */
export const textsOf = ({ blocks }: ComposedDocument): readonly string[] => blocks.flatMap(textsIn);

/** The texts under each heading, by the heading without its number; what comes after the last is under it too. */
export function sectionsOf(document: ComposedDocument): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let heading = '';
  for (const block of document.blocks) {
    if (block.kind === 'heading') {
      heading = block.text.replace(/^\d+\. /, '');
      sections.set(heading, '');
      continue;
    }
    const text = textsIn(block).join('\n');
    sections.set(heading, `${sections.get(heading) ?? ''}${text}\n`);
  }
  return sections;
}
