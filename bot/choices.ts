import { createHash } from 'node:crypto';
import { LANGUAGES, type Language } from '../knowledge/language.ts';
import { COMMANDS, type CommandName } from './commands.ts';

/** Everything that a button of ours can mean. */
export type ChoiceValue =
  | { readonly do: 'entry'; readonly id: string }
  /** The words of the law behind an entry. */
  | { readonly do: 'official'; readonly id: string }
  | { readonly do: 'example'; readonly number: number }
  | { readonly do: 'command'; readonly command: CommandName }
  | { readonly do: 'language'; readonly language: Language }
  | { readonly do: 'forget'; readonly isSure: boolean }
  | { readonly do: 'evidence'; readonly isKept: boolean }
  | { readonly do: 'guide'; readonly step: GuideStep; readonly value: string }
  | { readonly do: 'stop-guide' }
  | { readonly do: 'resume' }
  | { readonly do: 'export' };

export const GUIDE_STEPS = ['place', 'operator', 'mode'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

export const EXAMPLES = [1, 2, 3, 4] as const;

/** Characters of a token: 60 bits, so that two of a few thousand values never share one. */
const TOKEN_LENGTH = 10;

/**
 * The opaque token of a value: the same in every version of the program, so that a button pressed a year later still means
 * what it said. Nothing about a person is in it.
 */
export function tokenOf(value: ChoiceValue): string {
  const key = Object.entries(value)
    .map(([name, part]) => `${name}=${part}`)
    .sort()
    .join('&');
  return createHash('sha256').update(key).digest('base64url').slice(0, TOKEN_LENGTH);
}

/** What tokens mean; undefined for those of buttons that we do not send any more. */
export type ChoiceBook = (token: string) => ChoiceValue | undefined;

export interface ChoiceSources {
  readonly entries: Iterable<string>;
  readonly guide: readonly { readonly step: GuideStep; readonly values: readonly string[] }[];
}

/** Knows every token that there can be. */
export function choiceBook({ entries, guide }: ChoiceSources): ChoiceBook {
  const ids = [...entries];
  const values: readonly ChoiceValue[] = [
    ...ids.map((id) => ({ do: 'entry', id }) as const),
    ...ids.map((id) => ({ do: 'official', id }) as const),
    ...EXAMPLES.map((number) => ({ do: 'example', number }) as const),
    ...COMMANDS.map((command) => ({ do: 'command', command }) as const),
    ...LANGUAGES.map((language) => ({ do: 'language', language }) as const),
    ...[true, false].map((isSure) => ({ do: 'forget', isSure }) as const),
    ...[true, false].map((isKept) => ({ do: 'evidence', isKept }) as const),
    ...guide.flatMap(({ step, values: of }) =>
      of.map((value) => ({ do: 'guide', step, value }) as const),
    ),
    { do: 'stop-guide' },
    { do: 'resume' },
    { do: 'export' },
  ];
  const byToken = new Map(values.map((value) => [tokenOf(value), value]));
  if (byToken.size < values.length) throw new Error('Two buttons share a token.');
  return (token) => byToken.get(token);
}
