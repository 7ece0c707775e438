import type { TriageFiles } from '../triage/read-triage.ts';
import { error, type Finding } from './finding.ts';

/** Whatever is said in two languages in the files of the desk: Korean is Korean and polite in its place, English is English. */
export const checkDeskWords = ({ statuses, clocks, letters }: TriageFiles): readonly Finding[] => [
  ...spoken('rules/desk/statuses', statuses),
  ...spoken('rules/desk/clocks', clocks),
  ...spoken('rules/desk/letters', letters),
  ...statuses.statuses
    .filter(({ tells }) => !/요[.?]$/.test(tells.ko))
    .map(({ id }) => error(`rules/desk/statuses ${id}`, 'what people are told ends in 해요체')),
  ...letters.letters.flatMap(({ id, parts }) =>
    parts
      .flatMap((part) => ('says' in part ? [part.says.ko] : []))
      .filter((said) => !/니다\.$/.test(said))
      .map((said) => error(`rules/desk/letters ${id}`, `not in 합쇼체: ${said.slice(0, 30)}`)),
  ),
];

function spoken(about: string, value: unknown): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  const fields = new Map<string, unknown>(Object.entries(value));
  const ko = fields.get('ko');
  const en = fields.get('en');
  const own = fields.get('id');
  const record = typeof own === 'string' && !about.includes(' ') ? `${about} ${own}` : about;
  return [
    ...(typeof ko === 'string' && !/[가-힣]/.test(ko) ? [error(record, `not Korean: ${ko}`)] : []),
    ...(typeof en === 'string' && (/[가-힣]/.test(en) || !/[a-z]/i.test(en))
      ? [error(record, `not English: ${en}`)]
      : []),
    ...[...fields.values()].flatMap((one) => spoken(record, one)),
  ];
}
