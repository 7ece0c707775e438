import type { LawLibrary } from '../knowledge/answer/law-library.ts';
import type { Corpus } from '../knowledge/corpus-model/corpus.ts';

/** One line for the log of an operator. */
export interface ReportLine {
  readonly level: 'info' | 'warn';
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Of a long list the log names the first; `npm run law:status -- --list` names all. */
const NAMED_AT_MOST = 20;

/** What of the official text is at hand at the start, and exactly what is missing. Start-up goes on whatever it is. */
export function lawReport(laws: LawLibrary | undefined, corpus: Corpus): readonly ReportLine[] {
  if (!laws) {
    return [
      line('info', 'no official text: citations are proven by their stamps (npm run law:fetch)'),
    ];
  }
  const { folder, catalogue } = laws;
  const fault = folder.fault();
  if (fault) {
    return [
      line('warn', 'the official text cannot be read: citations are proven by their stamps', {
        fault,
      }),
    ];
  }
  const missing = missingLaws(laws, corpus);
  const { problems } = catalogue;
  return [
    line('info', 'official text ready', { laws: catalogue.laws.length }),
    ...(problems.length > 0
      ? [line('warn', 'law files that cannot be read', listed(problems))]
      : []),
    ...(missing.length > 0
      ? [
          line(
            'warn',
            'laws that we cite and the folder lacks: proven by their stamps',
            listed(missing),
          ),
        ]
      : []),
  ];
}

const missingLaws = (laws: LawLibrary, { sources }: Corpus): readonly string[] =>
  [...sources.values()].flatMap((source) =>
    source.type === 'law' && !laws.lawIn(source.file) ? [source.title.ko] : [],
  );

const line = (
  level: ReportLine['level'],
  message: string,
  details: ReportLine['details'] = {},
): ReportLine => ({ level, message, details });

const listed = (all: readonly unknown[]) => ({
  count: all.length,
  first: all.slice(0, NAMED_AT_MOST),
});
