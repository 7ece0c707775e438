import type { FigureNames } from '../../bot/desk/figure-names.ts';
import type { Sheet } from '../../bot/desk/figures.ts';
import { accessTo } from '../../bot/desk/permissions.ts';
import type { CaseHead } from '../../bot/desk/queue.ts';
import type { Staff } from '../../bot/desk/staff.ts';
import type { DeskWords } from '../../bot/desk/words/desk-words.ts';

interface Labels {
  readonly words: DeskWords;
  readonly names: FigureNames;
  /** Of the leaf. */
  readonly name: string;
}

interface Column {
  readonly id: string;
  readonly label: string;
  readonly value: (head: CaseHead) => string | number;
  /** True: known of a case that one may not read, too. */
  readonly isOpen?: boolean;
}

/**
 * Heads of cases as rows, the oldest first: reference, days, categories, status and clocks, and not a word that anybody
 * typed. Of a case that this member of staff may not read there is no more than everybody at the desk knows.
 */
export function caseSheet(heads: readonly CaseHead[], staff: Staff, labels: Labels): Sheet {
  const columns = columnsFor(labels);
  const oldestFirst = [...heads].sort(
    (a, b) => a.receivedAt - b.receivedAt || (a.id < b.id ? -1 : 1),
  );
  return {
    name: labels.name,
    columns: columns.map(({ id, label }) => ({ id, label })),
    rows: oldestFirst.map((head) => {
      const isFull = accessTo(staff, head.access) === 'full';
      return columns.map(({ value, isOpen }) => (isFull || isOpen ? value(head) : ''));
    }),
  };
}

function columnsFor({ words: { figures, shared }, names }: Labels): readonly Column[] {
  const named = (kind: keyof FigureNames, id: string) => names[kind].get(id) ?? id;
  return [
    { id: 'reference', label: figures.reference, value: (head) => head.reference, isOpen: true },
    { id: 'receivedOn', label: figures.receivedOn, value: (head) => head.receivedOn, isOpen: true },
    { id: 'status', label: `${figures.status} (id)`, value: (head) => head.status, isOpen: true },
    {
      id: 'statusName',
      label: figures.status,
      value: (head) => named('outcome', head.status),
      isOpen: true,
    },
    { id: 'kind', label: figures.kind, value: (head) => shared[`kind-${head.kind}`] },
    { id: 'route', label: `${figures.by} (id)`, value: (head) => head.document },
    { id: 'routeName', label: figures.by, value: (head) => named('route', head.document) },
    { id: 'place', label: `${figures.placeColumn} (id)`, value: (head) => head.place },
    { id: 'placeName', label: figures.placeColumn, value: (head) => named('place', head.place) },
    { id: 'operator', label: `${figures.operatorColumn} (id)`, value: (head) => head.operator },
    {
      id: 'operatorName',
      label: figures.operatorColumn,
      value: (head) => named('operator', head.operator),
    },
    { id: 'mode', label: `${figures.mode} (id)`, value: (head) => head.mode },
    { id: 'region', label: `${figures.region} (id)`, value: (head) => head.region },
    { id: 'language', label: figures.language, value: (head) => head.language },
    { id: 'level', label: figures.level, value: (head) => shared[`level-${head.level}`] },
    { id: 'reports', label: figures.reports, value: (head) => head.reports },
    {
      id: 'merged',
      label: figures.merged,
      value: (head) => (head.mergedInto === undefined ? figures.no : figures.yes),
    },
    { id: 'due', label: figures.due, value: (head) => head.due?.due ?? '' },
    {
      id: 'dueState',
      label: figures.dueState,
      value: (head) => (head.due ? shared[`clock-${head.due.state}`] : ''),
    },
    { id: 'clocks', label: `${figures.clocks} (id)`, value: clocksText },
  ];
}

const clocksText = ({ clocks }: CaseHead): string =>
  clocks.map(({ id, due, state }) => `${id} ${due} ${state}`).join('; ');
