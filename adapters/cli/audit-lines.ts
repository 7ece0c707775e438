import type { AuditVerdict } from '../../bot/desk/audit.ts';

/** What a look through the audit log came to, for an operator. */
export const problemLines = ({ lines, head, problems }: AuditVerdict): readonly string[] => [
  `The audit log has ${lines} lines; its head is ${head ? `${head.no}:${head.hash}` : 'not there'}.`,
  ...problems.map(({ no, problem }) => `line ${no}: ${problem}`),
  problems.length === 0
    ? 'Nothing was removed, added, altered or moved.'
    : `${problems.length} problems: somebody changed the database past the program, or it is damaged.`,
];
