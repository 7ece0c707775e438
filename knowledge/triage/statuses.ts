import type { Move, Triage } from './triage.ts';
import type { MoveRow, StatusesFile } from './triage-files.ts';

/** Statuses and the moves between them, ready to be asked for. */
export function statusesOf({
  first,
  statuses,
  tables,
}: StatusesFile): Pick<Triage, 'statuses' | 'first' | 'movesFrom'> {
  const moves = new Map<string, Move[]>();
  for (const { documents, moves: rows } of tables) {
    for (const document of documents) {
      for (const row of rows) {
        for (const from of row.from) {
          const key = keyOf(from, document);
          moves.set(key, [...(moves.get(key) ?? []), moveOf(row, document)]);
        }
      }
    }
  }
  return {
    first,
    statuses: new Map(statuses.map((status) => [status.id, status])),
    movesFrom: (status, document) => moves.get(keyOf(status, document)) ?? [],
  };
}

const keyOf = (status: string, document: string): string => `${document} ${status}`;

const moveOf = ({ to, needs, letters, cite, citeFor, basis }: MoveRow, document: string): Move => ({
  to,
  needs,
  letters,
  cite: [...cite, ...(citeFor[document] ?? [])],
  basis,
});
