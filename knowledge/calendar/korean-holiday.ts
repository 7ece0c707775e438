import { phrase, withoutSpaces, YEAR, yearSaid } from './korean-phrase.ts';
import { type DatePhrase, holidayReading, type Moment } from './reading.ts';

/** 설 begins many words: 설치, 설명. */
const FOLLOWED =
  '(?=\\s*(?:[^가-힣]|$|에|은|는|이|때|연휴|당일|전날|다음|이튿|날|쯤|즈음|이브|부터|까지|명절|아침|점심|저녁|밤|낮|오전|오후|새벽|요))';
const RUN_OF_HOLIDAY = /^(?:때|연휴|쯤|즈음|명절)/;

/** Holidays by name, where the calendar knows them: 추석 때, 작년 설날, 추석 전날. */
export function koreanHolidays({ holidays }: Moment): readonly DatePhrase[] {
  const names = [...(holidays?.names.keys() ?? [])]
    .filter((name) => /[가-힣]/.test(name))
    .sort((one, other) => other.length - one.length)
    .map((name) => name.replaceAll('.', '\\.').replaceAll(' ', '\\s*'));
  if (names.length === 0) return [];
  const after = '\\s*(?<after>전날|이브|다음\\s*날|이튿날|당일|날|때|연휴|명절|쯤|즈음)?';
  return [
    phrase(
      `(?<![가-힣])(?:${YEAR})?(?<name>${names.join('|')})${FOLLOWED}${after}`,
      (groups, moment) => {
        const name = nameIn(groups['name'] ?? '', moment);
        const said = withoutSpaces(groups['after']);
        const isNamedDay = said === '당일' || said === '날' || /날$/.test(name);
        const year = yearSaid(groups, moment);
        return holidayReading(name, moment, {
          ...(year !== undefined && { year }),
          offset: /^(?:전날|이브)$/.test(said) ? -1 : /^(?:다음날|이튿날)$/.test(said) ? 1 : 0,
          isRun: RUN_OF_HOLIDAY.test(said) || (!said && !isNamedDay),
        });
      },
    ),
  ];
}

/** The name as the calendar has it, which spaces differently from people. */
const nameIn = (said: string, { holidays }: Moment): string =>
  [...(holidays?.names.keys() ?? [])].find((name) => withoutSpaces(name) === withoutSpaces(said)) ??
  said;
