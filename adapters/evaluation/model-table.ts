import { COLUMNS, shown } from './mark-all.ts';
import type {
  ModelComparisonFigures,
  PlaceShares,
  Spread,
  SupportShares,
} from './model-figures.ts';
import type { ModelTrial } from './model-trial.ts';

/** What models made of one set of questions. */
export interface ModelComparison {
  readonly set: string;
  readonly models: readonly { readonly model: string; readonly figures: ModelComparisonFigures }[];
}

interface Line {
  readonly name: string;
  readonly with: (figures: ModelComparisonFigures) => string;
  /** Only what there is without a model too. */
  readonly without?: (figures: ModelComparisonFigures) => string;
}

const LINES: readonly Line[] = [
  ...COLUMNS.map(
    (column): Line => ({
      name: `${column}, %`,
      without: ({ marks }) => shown(marks.without[column]),
      with: ({ marks }) => shown(marks.with[column]),
    }),
  ),
  { name: 'kind, verdict, citations changed by wording', with: ({ moved }) => String(moved) },
  {
    name: 'understanding: asked / used',
    with: ({ understanding: { asked, used } }) => `${asked} / ${used}`,
  },
  {
    name: 'understanding: made right / made wrong',
    with: ({ understanding: { mended, spoilt } }) => `${mended} / ${spoilt}`,
  },
  { name: 'answers put to the model', with: ({ wording }) => String(wording.asked) },
  { name: 'answers worded, n (%)', with: ({ wording: { asked, worded } }) => part(worded, asked) },
  { name: 'sentences written', with: ({ sentences }) => String(sentences.written) },
  { name: 'kept, n (%)', with: ({ sentences: { kept, written } }) => part(kept, written) },
  {
    name: 'replaced, n (%)',
    with: ({ sentences: { replaced, written } }) => part(replaced, written),
  },
  { name: 'dropped, n (%)', with: ({ sentences: { dropped, written } }) => part(dropped, written) },
  ...(['written', 'sent'] as const).flatMap((which): Line[] => [
    {
      name: `${which}: supported by the verifier, %`,
      with: ({ support }) => supported(support[which]),
    },
    {
      name: `${which}: content words in the passages, %`,
      with: ({ support }) => shown(support[which].coverage),
    },
    {
      name: `${which}: all figures in the passages, %`,
      with: ({ support }) => shown(support[which].knownFigures),
    },
  ]),
  {
    name: 'places behind sentences: precision / recall / hits, %',
    with: ({ places }) => placed(places.behind),
  },
  {
    name: 'places of those answers whole: precision / recall / hits, %',
    with: ({ places }) => placed(places.whole),
  },
  {
    name: 'characters of worded answers, median',
    without: ({ characters }) => whole(characters.without.whole),
    with: ({ characters }) => whole(characters.with.whole),
  },
  {
    name: 'characters of their plain answer, median',
    without: ({ characters }) => whole(characters.without.plain),
    with: ({ characters }) => whole(characters.with.plain),
  },
  { name: 'first words, ms, p50 / p95', with: ({ ms }) => spreadOf(ms.firstWords) },
  {
    name: 'whole answer, ms, p50 / p95',
    without: ({ ms }) => spreadOf(ms.without),
    with: ({ ms }) => spreadOf(ms.with),
  },
  { name: 'overhead, ms, p50 / p95', with: ({ ms }) => spreadOf(ms.overhead) },
  { name: 'tokens in / out', with: ({ tokens: { input, output } }) => `${input} / ${output}` },
  {
    name: 'cost, all / a question',
    with: ({ microCost, questions }) =>
      microCost === 0 ? '-' : `${cost(microCost)} / ${cost(microCost / questions)}`,
  },
];

/** One row a figure, one column a model; what is answered without a model before them. */
function modelRows({ models }: ModelComparison): readonly (readonly string[])[] {
  const [first] = models;
  const row = (line: Line) => [
    line.name,
    first && line.without ? line.without(first.figures) : '',
    ...models.map(({ figures }) => line.with(figures)),
  ];
  return [
    ['', 'without', ...models.map(({ model }) => model)],
    ...LINES.map(row),
    ...COUNTS.flatMap(([name, of]) =>
      [...new Set(models.flatMap(({ figures }) => Object.keys(of(figures))))]
        .sort()
        .map((one) =>
          row({ name: `${name}: ${one}`, with: (figures) => countOf(of(figures), one) }),
        ),
    ),
  ];
}

/** What has a row only where it occurs. */
const COUNTS: readonly (readonly [string, (figures: ModelComparisonFigures) => Counts])[] = [
  ['refused whole', ({ wording }) => wording.refused],
  ['fault', ({ sentences }) => sentences.faults],
  ['failure', ({ failures }) => failures],
];
type Counts = Readonly<Record<string, number>>;

const countOf = (counts: Counts, name: string): string => String(counts[name] ?? 0);

/** Sentences of the model that were not let through, and why; and of what was sent, those with figures from elsewhere. */
export const sentenceLines = (trials: readonly ModelTrial[]): readonly string[] =>
  trials.flatMap(({ row, wording }) => [
    ...(wording?.written ?? [])
      .filter(({ faults }) => faults.length > 0)
      .map(
        ({ faults, rests, text }) => `${row.id} ${faults.join(', ')}: [${rests.join()}] ${text}`,
      ),
    ...(wording?.sent ?? [])
      .filter(({ hasKnownFigures }) => !hasKnownFigures)
      .map(
        ({ rests, text }) =>
          `${row.id} sent with figures from elsewhere: [${rests.join()}] ${text}`,
      ),
  ]);

export const modelTable = (comparison: ModelComparison): readonly string[] => {
  const rows = modelRows(comparison);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
};

export function modelMarkdown({ set, ...comparison }: ModelComparison): string {
  const [head = [], ...rows] = modelRows({ set, ...comparison });
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const questions = comparison.models[0]?.figures.questions ?? 0;
  return [
    `## ${set}: ${questions} questions`,
    '',
    line(head),
    line(head.map((_, at) => (at === 0 ? '---' : '---:'))),
    ...rows.map(line),
  ].join('\n');
}

const part = (count: number, of: number): string =>
  of === 0 ? String(count) : `${count} (${shown((100 * count) / of)})`;

const supported = ({ sentences, supported: share }: SupportShares): string =>
  sentences === 0 ? '-' : `${shown(share)} of ${sentences}`;

const placed = ({ precision, recall, hits }: PlaceShares): string =>
  [precision, recall, hits].map(shown).join(' / ');

const spreadOf = ({ p50, p95 }: Spread): string => `${whole(p50)} / ${whole(p95)}`;

const whole = (value: number | undefined): string => (value === undefined ? '-' : value.toFixed(0));

const cost = (micro: number): string => (micro / 1e6).toFixed(5);
