import type { Bilingual } from '../language.ts';
import { exhibitTable } from './compose-exhibits.ts';
import {
  citationsText,
  firstOf,
  provenOf,
  statements,
  statementText,
} from './compose-statements.ts';
import { happenedText, isInOtherLanguage, withoutControls } from './compose-words.ts';
import type { Composing } from './composing.ts';
import type { DocumentBlock } from './document.ts';
import { UNKNOWN } from './facts.ts';
import type { OutlinePart, Row } from './outline-files.ts';
import { ONGOING, type Question } from './questions.ts';

type Part<K extends OutlinePart['kind']> = Extract<OutlinePart, { readonly kind: K }>;

/** A line to be filled in by hand, where no table draws one. */
const BLANK = '_'.repeat(20);

/** Empty where the case gives the part nothing to say. */
export function partBlocks(part: OutlinePart, composing: Composing): readonly DocumentBlock[] {
  switch (part.kind) {
    case 'fields':
      return fieldBlocks(part, composing);
    case 'said':
      return saidBlocks(part, composing);
    case 'own-words':
      return ownWords(part, composing);
    case 'sentences':
      return sentenceBlocks(part, composing);
    case 'list':
      return listBlock(statements(part.says, composing), part.numbered);
    case 'provisions':
      return provisionBlocks(part, composing);
    case 'wishes':
      return wishBlocks(part, composing);
    case 'exhibits':
      return exhibitBlocks(part, composing);
    case 'signature':
      return [signature(part, composing)];
    case 'addressee':
      return [{ kind: 'addressee', text: addressee(composing) }];
  }
}

function fieldBlocks({ rows }: Part<'fields'>, composing: Composing): readonly DocumentBlock[] {
  const shown = rows
    .filter(({ when }) => composing.applies(when))
    .map((row) => ({ row, value: rowValue(row, composing) }));
  if (shown.length === 0) return [];
  const gaps = shown.flatMap(({ row, value }) =>
    row.answer && value === '' ? gapBlock(row.answer, composing) : [],
  );
  const { language } = composing;
  const cells = shown.map(({ row, value }) => ({ label: row.label[language], value }));
  return [{ kind: 'fields', rows: cells }, ...gaps];
}

function rowValue({ identity, answer, says }: Row, composing: Composing): string {
  if (identity) return withoutControls(composing.identity[identity] ?? '');
  if (says.length > 0) return firstOf(says, composing) ?? '';
  return answer ? answerText(answer, composing) : '';
}

/** What was chosen or written; empty where nothing was. */
function answerText(id: string, { asked, answers, language }: Composing): string {
  const question = asked.get(id);
  const given = known(answers[id]);
  if (!question) return '';
  if (question.kind === 'text') return given.join('\n').trim() === '' ? '' : given.join('\n');
  if (question.kind === 'date') {
    const days = given.filter((value) => value !== ONGOING);
    return days.map((day) => happenedText(day, language)).join(', ');
  }
  return chosen(question, given)
    .map(({ label }) => label[language])
    .join(', ');
}

const known = (given: readonly string[] | undefined): readonly string[] =>
  given && !given.includes(UNKNOWN) ? given : [];

const chosen = ({ options }: Question, given: readonly string[]) =>
  options.filter(({ id }) => given.includes(id));

/** What the document says of a question that nobody answered, once. Nothing where the question does not arise. */
function gapBlock(id: string, composing: Composing): readonly DocumentBlock[] {
  const question = composing.asked.get(id);
  if (!question || !composing.applies(question.when) || !composing.isNewGap(id)) return [];
  return [{ kind: 'paragraph', style: 'gap', text: question.gap[composing.language] }];
}

function saidBlocks(
  { lead, questions }: Part<'said'>,
  composing: Composing,
): readonly DocumentBlock[] {
  const { language, asked, answers } = composing;
  const said = questions.map(({ id, gapUnless }) => {
    const question = asked.get(id);
    const options = question ? chosen(question, known(answers[id])) : [];
    const sentences = options.map((option) => option.said[language]);
    const isSilent = gapUnless !== undefined && composing.applies(gapUnless);
    return { id, sentences, isGap: sentences.length === 0 && !isSilent };
  });
  const sentences = said.flatMap((one) => one.sentences);
  const gaps = said.flatMap(({ id, isGap }) => (isGap ? gapBlock(id, composing) : []));
  return [...listOrParagraph(sentences, lead?.[language]), ...gaps];
}

function listOrParagraph(
  sentences: readonly string[],
  lead: string | undefined,
): readonly DocumentBlock[] {
  if (sentences.length < 2) return sentences.map(plain);
  return [...(lead ? [plain(lead)] : []), ...listBlock(sentences, false)];
}

const plain = (text: string): DocumentBlock => ({ kind: 'paragraph', style: 'plain', text });

const listBlock = (items: readonly string[], isNumbered: boolean): readonly DocumentBlock[] =>
  items.length > 0 ? [{ kind: 'list', items, isNumbered }] : [];

function ownWords({ question }: Part<'own-words'>, composing: Composing): readonly DocumentBlock[] {
  const { language, outline, formal } = composing;
  const text = answerText(question, composing);
  if (text === '') return gapBlock(question, composing);
  const { ownWords, otherLanguage, formalWords } = outline.words;
  if (formal?.question === question) {
    const sentences = formal.sentences.map((one) => withoutControls(one.text));
    return [
      { kind: 'paragraph', style: 'note', text: formalWords[language] },
      plain(sentences.join(' ')),
    ];
  }
  const note = isInOtherLanguage(text, language) ? otherLanguage : ownWords;
  return [
    { kind: 'paragraph', style: 'note', text: note[language] },
    { kind: 'paragraph', style: 'own-words', text },
  ];
}

function sentenceBlocks(part: Part<'sentences'>, composing: Composing): readonly DocumentBlock[] {
  const text =
    part.pick === 'first'
      ? firstOf(part.says, composing)
      : statements(part.says, composing).join(' ');
  return text ? [{ kind: 'paragraph', style: part.style, text }] : [];
}

function provisionBlocks({ says }: Part<'provisions'>, composing: Composing) {
  const { language } = composing;
  const items = says.flatMap((statement) => {
    const cited = provenOf(statement, composing);
    if (!cited) return [];
    // An English provision is one sentence with its citation, a Korean one stands behind it.
    const colon = language === 'ko' ? ':' : '';
    return `${citationsText(cited, composing)}${colon} ${statement[language]}`;
  });
  return listBlock(items, false);
}

function wishBlocks(part: Part<'wishes'>, composing: Composing): readonly DocumentBlock[] {
  const { language, asked, answers } = composing;
  const question = asked.get(part.question);
  const given = known(answers[part.question]);
  if (!question || chosen(question, given).length === 0) return gapBlock(part.question, composing);
  const wishes = chosen(question, given).filter(({ id }) => part.only.includes(id));
  if (wishes.length > 0) {
    const lead = firstOf(part.lead, composing);
    const items = wishes.map(({ said }) => said[language]);
    return [...(lead ? [plain(lead)] : []), ...listBlock(items, true)];
  }
  const { style, ...otherwise } = part.otherwise;
  const text = statementText(otherwise, composing, new Set());
  return text ? [{ kind: 'paragraph', style, text }] : [];
}

function exhibitBlocks({ none }: Part<'exhibits'>, composing: Composing): readonly DocumentBlock[] {
  const { exhibits, outline, language } = composing;
  if (exhibits.length === 0) return [plain(none[language])];
  return [exhibitTable(exhibits, outline.words, language)];
}

function signature({ role }: Part<'signature'>, composing: Composing): DocumentBlock {
  const { dayText, identity, language, outline } = composing;
  const name = withoutControls(identity['name'] ?? '') || BLANK;
  const seal = outline.words.seal[language];
  return { kind: 'signature', lines: [dayText, `${role[language]}: ${name} ${seal}`] };
}

function addressee(composing: Composing): string {
  const text: Bilingual = composing.outline.addressee;
  return text[composing.language].replace(
    '{respondent}',
    () => answerText('respondent', composing) || BLANK,
  );
}
