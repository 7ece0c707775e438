import type { Casework } from '../casework/casework.ts';
import type { TriageFiles } from '../triage/read-triage.ts';
import type { MoveRow, StatusesFile } from '../triage/triage-files.ts';
import { checkDeskWords } from './desk-words.ts';
import { error, type Finding } from './finding.ts';

type Table = StatusesFile['tables'][number];

/** The person can withdraw at any time, whatever the table says. */
const WITHDRAWN = 'withdrawn';
/** NHRCK Act 32(1) has ten. */
const ITEMS = Array.from({ length: 10 }, (_, index) => index + 1);

/** What is wrong with the rules of the desk beyond their form and their citations. */
export const checkTriage = (files: TriageFiles, casework: Casework): readonly Finding[] => [
  ...idsAreUnique(files),
  ...everyDocumentHasOneTable(files, casework),
  ...movesAreSound(files),
  ...statusesAreReached(files),
  ...everyCaseCanEnd(files),
  ...everyGroundIsSaid(files, casework),
  ...lettersAreUsed(files),
  ...clocksAreSound(files, casework),
  ...checkDeskWords(files),
];

const STATUSES = 'rules/desk/statuses';
const CLOCKS = 'rules/desk/clocks';
const LETTERS = 'rules/desk/letters';

function idsAreUnique({ statuses, clocks, letters }: TriageFiles): Finding[] {
  const clockIds = clocks.clocks.flatMap(({ id, documents }) =>
    documents.map((document) => `${id} of ${document}`),
  );
  const reasons = Object.values(letters.reasons).flatMap((rows) =>
    rows.flatMap(({ id, item }) => id ?? String(item)),
  );
  return [
    ...twice(
      STATUSES,
      statuses.statuses.map(({ id }) => id),
    ),
    ...twice(CLOCKS, clockIds),
    ...twice(
      LETTERS,
      letters.letters.map(({ id }) => id),
    ),
    ...twice(`${LETTERS} reasons`, reasons),
  ];
}

const twice = (about: string, ids: readonly string[]): Finding[] =>
  ids
    .filter((id, index) => ids.indexOf(id) !== index)
    .map((id) => error(about, `${id} is there twice`));

function everyDocumentHasOneTable({ statuses }: TriageFiles, { outlines }: Casework): Finding[] {
  const named = statuses.tables.flatMap(({ documents }) => documents);
  return [
    ...twice(`${STATUSES} tables`, named),
    ...[...outlines.keys()]
      .filter((id) => !named.includes(id))
      .map((id) => error(STATUSES, `no table of moves for the document ${id}`)),
    ...named
      .filter((id) => !outlines.has(id))
      .map((id) => error(STATUSES, `there is no document ${id}`)),
  ];
}

function movesAreSound(files: TriageFiles): Finding[] {
  return files.statuses.tables.flatMap((table) => [
    ...table.moves.flatMap((move) =>
      moveProblems(move, table, files).map((what) => error(`${STATUSES} to ${move.to}`, what)),
    ),
    ...twice(
      `${STATUSES} ${table.documents.join(', ')}`,
      table.moves.flatMap(({ from, to }) => from.map((one) => `${one} to ${to}`)),
    ),
  ]);
}

function moveProblems(
  move: MoveRow,
  { documents }: Table,
  { statuses, letters }: TriageFiles,
): readonly string[] {
  const kinds = new Map(statuses.statuses.map(({ id, kind }) => [id, kind]));
  const meantFor = new Map(letters.letters.map((letter) => [letter.id, letter.for]));
  const isReopening = move.from.some((id) => kinds.get(id) === 'closed');
  return [
    ...[...move.from, move.to]
      .filter((id) => !kinds.has(id))
      .map((id) => `no status is called ${id}`),
    ...move.letters
      .filter((id) => meantFor.get(id) !== move.to)
      .map((id) => `the letter ${id} is ${meantFor.has(id) ? 'for another status' : 'not there'}`),
    ...Object.keys(move.citeFor)
      .filter((id) => !documents.includes(id))
      .map((id) => `the table is not for ${id}`),
    ...(move.basis === 'law' && move.cite.length === 0
      ? ['says that it is law and cites none']
      : []),
    ...(isReopening !== move.reopens
      ? ['`reopens` marks what leads out of an end, and only that']
      : []),
    ...(isReopening && !move.needs.includes('reason')
      ? ['a case is opened again without a reason']
      : []),
  ];
}

const steps = ({ moves }: Table): readonly (readonly [from: string, to: string])[] =>
  moves.flatMap(({ from, to }) => from.map((one) => [one, to] as const));

/** Everything that can be come to from there, itself included. */
function reachedFrom(
  starts: readonly string[],
  pairs: ReturnType<typeof steps>,
): ReadonlySet<string> {
  const reached = new Set(starts);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const [from, to] of pairs) if (reached.has(from)) reached.add(to);
  }
  return reached;
}

function statusesAreReached({ statuses: { first, statuses, tables } }: TriageFiles): Finding[] {
  const reached = new Set(
    tables.flatMap((table) => [...reachedFrom([first, WITHDRAWN], steps(table))]),
  );
  return [
    ...statuses
      .filter(({ id }) => !reached.has(id))
      .map(({ id }) => error(`${STATUSES} ${id}`, 'no move leads to this status')),
    ...[first, WITHDRAWN]
      .filter((id) => !statuses.some((status) => status.id === id))
      .map((id) => error(STATUSES, `no status is called ${id}`)),
  ];
}

function everyCaseCanEnd({ statuses: { first, statuses, tables } }: TriageFiles): Finding[] {
  const ends = statuses.filter(({ kind }) => kind === 'closed').map(({ id }) => id);
  return tables.flatMap((table) => {
    const pairs = steps(table);
    return [...reachedFrom([first, WITHDRAWN], pairs)]
      .filter((id) => ![...reachedFrom([id], pairs)].some((to) => ends.includes(to)))
      .map((id) =>
        error(`${STATUSES} ${id}`, `has no way to an end (${table.documents.join(', ')})`),
      );
  });
}

function everyGroundIsSaid({ letters }: TriageFiles, { grounds }: Casework): Finding[] {
  const said = (letters.reasons.dismissal ?? []).flatMap(({ item }) => item ?? []);
  const wanted = new Set([...ITEMS, ...grounds.flatMap(({ item }) => item ?? [])]);
  return [...wanted]
    .filter((item) => !said.includes(item))
    .map((item) => error(`${LETTERS} reasons`, `no sentence for item ${item} of Article 32(1)`));
}

function lettersAreUsed({ statuses, letters }: TriageFiles): Finding[] {
  const offered = new Set(
    statuses.tables.flatMap(({ moves }) => moves.flatMap((move) => move.letters)),
  );
  return letters.letters
    .filter(({ id, for: meantFor }) => !offered.has(id) && meantFor !== statuses.first)
    .map(({ id }) => error(`${LETTERS} ${id}`, 'no move offers this letter'));
}

function clocksAreSound(
  { statuses, clocks: { clocks } }: TriageFiles,
  { deadlines }: Casework,
): Finding[] {
  const documents = statuses.tables.flatMap((table) => table.documents);
  const asking = statuses.tables
    .filter(({ moves }) => moves.some(({ needs }) => needs.includes('supplement')))
    .flatMap((table) => table.documents);
  const asked = clocks.filter(({ id }) => id === 'supplement').flatMap((clock) => clock.documents);
  return [
    ...clocks.flatMap((clock) => {
      const deadline = deadlines.get(clock.deadline ?? '');
      const about = `${CLOCKS} ${clock.id}`;
      const unknown = clock.documents.filter((id) => !documents.includes(id));
      return [
        ...unknown.map((id) => error(about, `no table of moves for the document ${id}`)),
        ...(clock.deadline && !deadline
          ? [error(about, `no deadline is called ${clock.deadline}`)]
          : []),
        ...(clock.pauses && deadline?.counts !== 'working-days'
          ? [error(about, 'only what is counted in working days can be paused')]
          : []),
      ];
    }),
    ...asking
      .filter((id) => !asked.includes(id))
      .map((id) => error(CLOCKS, `no clock for a supplement of the document ${id}`)),
  ];
}
