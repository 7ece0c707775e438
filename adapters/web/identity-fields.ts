import { z } from 'zod';
import { fill, type Words } from '../../bot/words.ts';
import { maskPersonalData } from '../../knowledge/answer/personal-data.ts';
import { dayText, withoutControls } from '../../knowledge/casework/compose-words.ts';
import type { Outline } from '../../knowledge/casework/outline.ts';
import type { Language } from '../../knowledge/language.ts';

/** As long as an address in Korea gets. */
const LONGEST = 200;

/** What browsers may fill in by themselves, and what keyboard a phone shows. */
const FIELD_KINDS: Readonly<Record<string, { type: string; autocomplete: string }>> = {
  name: { type: 'text', autocomplete: 'name' },
  birth: { type: 'date', autocomplete: 'bday' },
  address: { type: 'text', autocomplete: 'street-address' },
  phone: { type: 'tel', autocomplete: 'tel' },
  email: { type: 'email', autocomplete: 'email' },
};

/** Birth date and the first digit after it, as people hide the rest of a registration number. */
const HALF_HIDDEN =
  /(?<!\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s?[-–—.]?\s?[1-8](?:[*•●○xX]+|(?<=[-–—]\s?\d)(?!\d))/;

export type Identity = Readonly<Record<string, string>>;

const Body = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** What was typed into the fields of this outline: only that. */
export function identityIn(body: unknown, { identity }: Outline): Identity {
  const parsed = Body.safeParse(body ?? {});
  const fields = parsed.success ? parsed.data : {};
  return Object.fromEntries(
    identity.flatMap(({ id }) => {
      const [typed = ''] = [fields[`identity-${id}`] ?? ''].flat();
      const value = withoutControls(typed).replace(/\s+/g, ' ').trim();
      return value ? [[id, value] as const] : [];
    }),
  );
}

export interface IdentityProblem {
  readonly field: string;
  readonly text: string;
}

/** What keeps the document from being made. A registration number is refused wherever it stands. */
export function identityProblems(
  typed: Identity,
  { identity }: Outline,
  { web }: Words,
  language: Language,
): readonly IdentityProblem[] {
  return identity.flatMap((field): readonly IdentityProblem[] => {
    const value = typed[field.id];
    const label = field.label[language];
    const problem = (line: string) => [
      { field: `identity-${field.id}`, text: fill(line, { label, most: LONGEST }) },
    ];
    if (value === undefined) return field.required ? problem(web.identityMissing) : [];
    if (isRegistrationNumber(value)) return problem(web.identityNumber);
    return value.length > LONGEST ? problem(web.identityTooLong) : [];
  });
}

const isRegistrationNumber = (value: string): boolean =>
  maskPersonalData(value, ['resident-number']).kinds.length > 0 || HALF_HIDDEN.test(value);

/** As a document writes it: a birth date as a day. */
export const identityFor = (typed: Identity, language: Language): Identity =>
  Object.fromEntries(
    Object.entries(typed).map(([id, value]) => [
      id,
      id === 'birth' ? dayText(value, language) : value,
    ]),
  );

/** The fields as the template lays them out. A registration number is not shown again. */
export const identityViews = (
  { identity }: Outline,
  typed: Identity,
  problems: readonly IdentityProblem[],
  language: Language,
) =>
  identity.map(({ id, label, why, required }) => {
    const value = typed[id] ?? '';
    return {
      id: `identity-${id}`,
      label: label[language],
      why: why[language],
      isRequired: required,
      value: isRegistrationNumber(value) ? '' : value,
      problem: problems.find(({ field }) => field === `identity-${id}`)?.text ?? '',
      ...(FIELD_KINDS[id] ?? { type: 'text', autocomplete: 'off' }),
    };
  });
