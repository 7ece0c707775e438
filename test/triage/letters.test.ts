import { describe, expect, it } from 'vitest';
import { checkTriage } from '../../knowledge/check/triage.ts';
import { citationText, resolveCitation } from '../../knowledge/corpus-model/citation.ts';
import { LANGUAGES } from '../../knowledge/language.ts';
import { hasBlank, lettersOf } from '../../knowledge/triage/letters.ts';
import type { LetterInput } from '../../knowledge/triage/triage.ts';
import { LettersFile } from '../../knowledge/triage/triage-files.ts';
import { casework, corpus } from '../casework/real-casework.ts';
import { triageFiles } from './real-triage.ts';

const letters = lettersOf(triageFiles.letters, casework);
const NHRCK_GROUNDS = casework.grounds.filter(({ item }) => item !== undefined);

const input = (more: Partial<LetterInput> = {}): LetterInput => ({
  language: 'ko',
  reference: '2026-AB12C-D34EF',
  receivedOn: '2026-09-01',
  today: '2026-11-28',
  institution: '국가인권위원회',
  citationText: (cite, language) => {
    const found = resolveCitation(corpus, cite);
    if ('problem' in found) throw new Error(found.problem);
    return citationText(found, language);
  },
  isProven: () => true,
  ...more,
});

function written(id: string, more: Partial<LetterInput> = {}) {
  const letter = letters.get(id);
  if (!letter) throw new Error(`no letter is called ${id}`);
  return letter.write(input(more));
}

describe('every letter', () => {
  const each = [...letters.keys()].flatMap((id) => LANGUAGES.map((language) => ({ id, language })));

  it.each(each)('$id in $language names the case, the day and who writes', ({ id, language }) => {
    const { text, unproven } = written(id, { language });
    expect(text).toContain('2026-AB12C-D34EF');
    expect(text).toContain(language === 'ko' ? '2026년 9월 1일' : '1 September 2026');
    expect(text).toMatch(
      language === 'ko' ? /2026년 11월 28일\n국가인권위원회$/ : /28 November 2026\n국가인권위원회$/,
    );
    expect(text).not.toMatch(/[{}]|undefined/);
    expect(unproven).toEqual([]);
  });

  it.each(each)('$id in $language is in that language alone', ({ id, language }) => {
    const { text } = written(id, { language, institution: 'NHRCK', ground: 'nhrck-anonymous' });
    const korean = text.replace(/2013헌마214/g, '').match(/[가-힣]/g) ?? [];
    if (language === 'en') expect(korean).toEqual([]);
    else expect(korean.length).toBeGreaterThan(40);
  });

  it.each([...letters.keys()])('%s says as much in one language as in the other', (id) => {
    const paragraphs = (language: 'ko' | 'en') =>
      written(id, { language }).text.split('\n\n').length;
    expect(paragraphs('ko')).toBe(paragraphs('en'));
  });
});

describe('a notice of dismissal', () => {
  it.each(NHRCK_GROUNDS.map(({ id, item }) => ({ id, item })))(
    'on $id names item $item of Article 32(1), in both languages',
    ({ id, item }) => {
      expect(written('dismissal', { ground: id }).text).toContain(
        `국가인권위원회법 제32조제1항제${item}호`,
      );
      const english = written('dismissal', { ground: id, language: 'en' }).text;
      expect(english).toMatch(new RegExp(`Article 32\\(1\\), item ${item}\\b`));
    },
  );

  it('has a sentence of its own for each item', () => {
    const said = NHRCK_GROUNDS.map(({ id, item }) => ({
      item,
      sentence: /1\. 각하 사유\n\n(.+)/.exec(written('dismissal', { ground: id }).text)?.[1],
    }));
    expect(new Set(said.map(({ item }) => item)).size).toBe(10);
    expect(new Set(said.map(({ sentence }) => sentence)).size).toBe(10);
  });

  it('is not finished while nobody wrote why it was so decided in this case', () => {
    const { text } = written('dismissal', { ground: 'nhrck-anonymous' });
    expect(text).toContain('[[이 사건에서 그렇게 판단한 까닭을 구체적으로 적으세요]]');
    expect(hasBlank(text)).toBe(true);
    expect(hasBlank(text.replace(/\[\[.*?\]\]/g, '이름 없이 내셨습니다.'))).toBe(false);
  });

  it.each([undefined, 'pipc-again', 'nhrck-meant-elsewhere'])(
    'leaves the ground open where the one chosen is none of Article 32(1): %s',
    (ground) => {
      const { text } = written('dismissal', ground ? { ground } : {});
      expect(text).toContain('[[각하 사유를 고르고 해당 조문을 적으세요]]');
    },
  );

  it('says how it can be challenged, until when, and what of that is not settled', () => {
    const { text } = written('dismissal', { ground: 'nhrck-court' });
    expect(text).toMatch(/90일.*180일.*행정심판법 제27조제1항/);
    expect(text).toMatch(/90일.*1년.*행정소송법 제20조제1항/);
    expect(text).toContain('정해진 판례를 확인하지 못하였으며');
  });
});

describe('what cannot be proven', () => {
  it('falls away with its whole sentence, and is named', () => {
    const isProven = (cite: string) => !cite.startsWith('administrative-litigation');
    const { text, unproven } = written('dismissal', { ground: 'nhrck-court', isProven });
    expect(text).not.toContain('취소소송');
    expect(text).toContain('행정심판을 청구하시려면');
    expect(unproven).toEqual([
      'administrative-litigation 제20조제1항',
      'administrative-litigation 제20조제2항',
    ]);
  });

  it('takes a ground along: staff have to look again', () => {
    const isProven = (cite: string) => cite !== 'nhrck-act 제32조제1항제6호';
    const { text, unproven } = written('dismissal', { ground: 'nhrck-anonymous', isProven });
    expect(text).toContain('[[각하 사유를 고르고');
    expect(text).not.toContain('가명');
    expect(unproven).toEqual(['nhrck-act 제32조제1항제6호']);
  });

  it('takes the heading along when nothing is left under it, and the numbers close up', () => {
    const isProven = (cite: string) => !/^(administrative|cc-2015)/.test(cite);
    const { text } = written('rejection', { ground: 'rejected-unproven', isProven });
    expect(text).not.toContain('불복하는 방법');
    expect(text.match(/^\d\. .+$/gm)).toEqual(['1. 기각 사유', '2. 다시 진정하는 경우']);
  });

  it('leaves no sentence of law in any letter when nothing is proven', () => {
    for (const id of letters.keys()) {
      const { text } = written(id, { isProven: () => false, ground: 'nhrck-court' });
      expect(text).not.toMatch(/제\d+조/);
    }
  });
});

describe('a letter with values', () => {
  it('names the body of a route in the language of the letter, and one that was typed as it is', () => {
    expect(written('transfer', { body: 'pipc' }).text).toContain(
      `보낸 기관: ${casework.routes.find(({ id }) => id === 'pipc')?.body.ko}`,
    );
    expect(written('transfer', { body: 'pipc', language: 'en' }).text).toContain(
      `Passed on to: ${casework.routes.find(({ id }) => id === 'pipc')?.body.en}`,
    );
    expect(written('transfer', { body: ' 서울특별시 ' }).text).toContain('보낸 기관: 서울특별시\n');
  });

  it('asks for a supplement by a day', () => {
    const { text } = written('supplement', { missing: '일시\n장소', due: '2026-12-08' });
    expect(text).toContain('보완할 내용: 일시\n장소\n보완 기한: 2026년 12월 8일');
    expect(hasBlank(text)).toBe(false);
  });

  it('leaves a blank for what is not known', () => {
    const { text } = written('supplement', { missing: '  ' });
    expect(text).toContain('보완할 내용: [[보완할 내용]]\n보완 기한: [[기한]]');
  });

  it('takes what staff typed as it is: neither as a place for a value nor as a pattern', () => {
    const missing = '{due} $& $1';
    expect(written('supplement', { missing, due: '2026-12-08' }).text).toContain(
      `보완할 내용: ${missing}\n`,
    );
  });
});

describe('reasons of which one has to be chosen', () => {
  it.each([
    ['rejection', ['제39조제1항제1호', '제39조제1항제2호', '제39조제1항제3호']],
    ['transfer', ['제33조제1항', '제33조제2항']],
  ])('stand below each other in a %s without one', (id, places) => {
    const { text } = written(id);
    for (const place of places) expect(text).toContain(`(국가인권위원회법 ${place})`);
    expect(text).toContain('하나만 남기세요]]');
  });

  it.each([
    ['rejection', 'rejected-remedied', '제39조제1항제3호', '제39조제1항제1호'],
    ['transfer', 'nhrck-meant-elsewhere', '제33조제1항', '제33조제2항'],
    ['transfer', 'transfer-investigation', '제33조제2항', '제33조제1항'],
  ])('%s with %s keeps that one alone', (id, ground, kept, left) => {
    const { text } = written(id, { ground });
    expect(text).toContain(`(국가인권위원회법 ${kept})`);
    expect(text).not.toContain(`(국가인권위원회법 ${left})`);
    expect(text).not.toContain('하나만 남기세요]]');
  });
});

describe('the form of letters.yaml', () => {
  const withPart = (part: object) => ({
    ...triageFiles.letters,
    letters: [{ id: 'one', for: 'received', name: { ko: '하나', en: 'One' }, parts: [part] }],
  });

  it.each([
    ['a value inside a sentence', { says: { ko: '{body}에 보냈습니다.', en: 'Sent to {body}.' } }],
    ['a particle after a value', { lines: [{ ko: '기관: {body}에', en: 'Body: {body}' }] }],
    ['different values', { lines: [{ ko: '기관: {body}', en: 'Day: {due}' }] }],
    ['a value that nobody gives', { lines: [{ ko: '이름: {name}', en: 'Name: {name}' }] }],
    ['a group of reasons that is not there', { reason: 'closing' }],
    ['one language', { says: { ko: '보냈습니다.' } }],
  ])('refuses %s', (_what, part) => {
    expect(LettersFile.safeParse(withPart(part)).success).toBe(false);
  });
});

describe('the check of the letters', () => {
  const messages = (change: Partial<LettersFile>) =>
    checkTriage({ ...triageFiles, letters: { ...triageFiles.letters, ...change } }, casework).map(
      ({ about, message }) => `${about}: ${message}`,
    );
  const { reasons } = triageFiles.letters;
  const [receipt] = triageFiles.letters.letters;
  if (!receipt) throw new Error('there are no letters');

  it('names an item without a sentence', () => {
    const dismissal = reasons.dismissal.filter(({ item }) => item !== 7);
    expect(messages({ reasons: { ...reasons, dismissal } })).toEqual([
      'rules/desk/letters reasons: no sentence for item 7 of Article 32(1)',
    ]);
  });

  it('names a letter that no move offers, and one that is there twice', () => {
    const spare = { ...receipt, id: 'spare', for: 'closed' };
    const found = messages({ letters: [...triageFiles.letters.letters, spare, receipt] });
    expect(found).toEqual([
      'rules/desk/letters: receipt is there twice',
      'rules/desk/letters spare: no move offers this letter',
    ]);
  });

  it('names a sentence in the tone of the chat', () => {
    const casual = {
      ...receipt,
      parts: [{ says: { ko: '접수했어요.', en: 'Received.' }, cite: [] }],
    };
    const rest = triageFiles.letters.letters.slice(1);
    expect(messages({ letters: [casual, ...rest] })).toEqual([
      'rules/desk/letters receipt: not in 합쇼체: 접수했어요.',
    ]);
  });
});
