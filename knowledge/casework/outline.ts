import type { CorpusReader } from '../corpus-model/corpus-reader.ts';
import type { Bilingual } from '../language.ts';
import type { Condition } from './condition.ts';
import {
  type IdentityField,
  OutlineFile,
  type OutlinePart,
  type OutlineRecord,
  type OutlineWords,
  resolvedPart,
  SharedFile,
  type SharedRecord,
  type Statement,
} from './outline-files.ts';

/** The outline of a document to be filed: what stands in it, in which order, and when. */
export interface Outline {
  readonly id: string;
  readonly title: Bilingual;
  /** The cases for which the document makes sense. Composing does not look at it. */
  readonly when?: Condition;
  readonly addressee: Bilingual;
  /** What is asked only when the document is made. */
  readonly identity: readonly IdentityField[];
  readonly sections: readonly OutlineSection[];
  readonly words: OutlineWords;
}

export interface OutlineSection {
  readonly id: string;
  readonly heading?: Bilingual;
  readonly when?: Condition;
  readonly parts: readonly OutlinePart[];
}

const FOLDER = 'documents/';
const SHARED = `${FOLDER}shared.yaml`;

/**
 * The outlines by id, from the YAML files of the rules folder.
 *
 * @param problems - What does not fit is added, each beginning with its file; such outlines are left out.
 */
export function outlinesOf(reader: CorpusReader, problems: string[]): ReadonlyMap<string, Outline> {
  const shared = reader.one(SHARED, SharedFile);
  const names = reader.names(FOLDER).filter((name) => name !== SHARED);
  if (!shared) {
    if (names.length > 0) problems.push(`${SHARED}: missing or wrong, so no document can be read`);
    return new Map();
  }
  const outlines = names.flatMap((file) => {
    const record = reader.one(file, OutlineFile);
    if (!record) return [];
    const before = problems.length;
    const outline = resolved(record, shared, (what) => problems.push(`${file}: ${what}`));
    if (file !== `${FOLDER}${record.id}.yaml`) {
      problems.push(`${file}: the id ${record.id} differs from the file name`);
    }
    return problems.length === before ? [outline] : [];
  });
  return new Map(outlines.map((outline) => [outline.id, outline]));
}

function resolved(
  { id, title, when, addressee, identity, sections }: OutlineRecord,
  shared: SharedRecord,
  problem: (what: string) => void,
): Outline {
  const fields = new Set(identity.map((field) => field.id));
  const outline: Outline = {
    id,
    title,
    ...(when && { when }),
    addressee,
    identity,
    words: shared.words,
    sections: sections.map(({ heading, when, parts, ...section }) => ({
      ...section,
      ...(heading && { heading }),
      ...(when && { when }),
      parts: parts.flatMap((part) => resolvedPart(part, shared, problem)),
    })),
  };
  for (const part of partsOf(outline)) {
    if (part.kind !== 'fields') continue;
    for (const { identity } of part.rows) {
      if (identity && !fields.has(identity)) problem(`no identity field is called ${identity}`);
    }
  }
  return outline;
}

/** Every part, in order. */
export const partsOf = ({ sections }: Outline): readonly OutlinePart[] =>
  sections.flatMap(({ parts }) => parts);

/** Every sentence of ours that the outline may put into a document. */
export const statementsOf = (outline: Outline): readonly Statement[] =>
  partsOf(outline).flatMap(statementsIn);

function statementsIn(part: OutlinePart): readonly Statement[] {
  switch (part.kind) {
    case 'sentences':
    case 'list':
    case 'provisions':
      return part.says;
    case 'wishes':
      return [...part.lead, part.otherwise];
    case 'fields':
      return part.rows.flatMap(({ says }) => says);
    case 'said':
    case 'own-words':
    case 'exhibits':
    case 'signature':
    case 'addressee':
      return [];
  }
}

/** Every citation of the outline, once. */
export const citationsIn = (outline: Outline): readonly string[] => [
  ...new Set([...outline.identity, ...statementsOf(outline)].flatMap(({ cite }) => cite)),
];

/** Every condition of the outline. */
export function conditionsIn(outline: Outline): readonly Condition[] {
  const conditions = [
    outline.when,
    ...outline.sections.map(({ when }) => when),
    ...partsOf(outline).flatMap((part) => [part.when, ...conditionsInPart(part)]),
    ...statementsOf(outline).map(({ when }) => when),
  ];
  return conditions.filter((one) => one !== undefined);
}

function conditionsInPart(part: OutlinePart): readonly (Condition | undefined)[] {
  if (part.kind === 'fields') return part.rows.map(({ when }) => when);
  return part.kind === 'said' ? part.questions.map(({ gapUnless }) => gapUnless) : [];
}
