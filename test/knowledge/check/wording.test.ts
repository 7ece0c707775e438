import { describe, expect, it } from 'vitest';
import {
  asksAreUnique,
  languagesAreRight,
  nothingForbidden,
  wordsAreOurs,
} from '../../../knowledge/check/wording.ts';
import { corpusOf, entry, intent, lawText, provision, toyLawFolder } from '../../factories.ts';

type EntryParts = Parameters<typeof entry>[0];

const today = '2026-06-01';
const withEntry = (parts: EntryParts) => ({ corpus: corpusOf({ entries: [entry(parts)] }), today });
const errorOn = (about: string, message: string) => ({ level: 'error', about, message });

describe('languagesAreRight', () => {
  it('accepts Korean with English names and English with Korean names', () => {
    const answer = { ko: 'CCTV는 됩니다.', en: 'CCTV (폐쇄회로) is fine.' };
    expect(languagesAreRight(withEntry({ answer }))).toEqual([]);
  });

  it.each<{ where: string; parts: EntryParts; message: string }>([
    {
      where: 'answer',
      parts: { answer: { ko: 'Yes.', en: 'Yes.' } },
      message: 'not Korean: Yes.',
    },
    {
      where: 'title',
      parts: { title: { ko: '가게', en: '가게' } },
      message: 'not English: 가게',
    },
    {
      where: 'step',
      parts: { steps: [{ ko: '묻기', en: '…' }] },
      message: 'not English: …',
    },
  ])('reports the wrong language in a $where', ({ parts, message }) => {
    expect(languagesAreRight(withEntry(parts))).toEqual([errorOn('shop-camera', message)]);
  });
});

describe('nothingForbidden', () => {
  it.each([
    { ko: '완전히 합법입니다.', en: 'Fine.', why: 'overstates' },
    { ko: '전혀 문제가 없습니다.', en: 'Fine.', why: 'overstates' },
    { ko: '아무런 법적 제한이 없어요.', en: 'Fine.', why: 'overstates' },
    { ko: '됩니다.', en: 'It is completely legal.', why: 'overstates' },
    { ko: '승소합니다. 이길 수 있어요.', en: 'Fine.', why: 'promises an outcome' },
    { ko: '됩니다.', en: 'You will win.', why: 'promises an outcome' },
    {
      ko: '인권위가 얼굴인식을 금지했습니다.',
      en: 'Fine.',
      why: 'the commission recommended; it did not ban',
    },
  ])('reports "$ko" / "$en"', ({ ko, en, why }) => {
    expect(nothingForbidden(withEntry({ answer: { ko, en } }))).toEqual([
      errorOn('shop-camera', `forbidden wording (${why}): ${ko}`),
    ]);
  });

  it.each([
    { ko: '문제가 없는지 살펴보세요.', en: 'It may be lawful.' },
    { ko: '인권위는 멈추라고 권고했습니다.', en: 'The commission advised a halt.' },
  ])('accepts "$ko"', ({ ko, en }) => {
    expect(nothingForbidden(withEntry({ answer: { ko, en } }))).toEqual([]);
  });

  const promise = { ko: '됩니다.', en: 'You will win.' };

  it.each([
    { where: 'the digest of an article', parts: { provisions: [provision({ digest: promise })] } },
    { where: 'what an article is for', parts: { provisions: [provision({ matters: promise })] } },
    { where: 'the reply of an intent', parts: { intents: [intent({ reply: promise })] } },
  ])('reads $where too', ({ parts }) => {
    expect(nothingForbidden({ corpus: corpusOf(parts), today })).toHaveLength(1);
  });
});

describe('asksAreUnique', () => {
  const asking = (id: string, ko: string) => ({
    id,
    asks: { ko: [ko, `${id} 2`, `${id} 3`], en: [`${id} a`, `${id} b`, `${id} c`] },
  });

  it('accepts questions that differ', () => {
    const entries = [
      entry(asking('first', '가게 카메라 돼요?')),
      entry(asking('second', '학교는?')),
    ];
    expect(asksAreUnique({ corpus: corpusOf({ entries }), today })).toEqual([]);
  });

  it.each([
    { ask: '가게 카메라 돼요?' },
    { ask: '가게카메라 돼요' },
    { ask: '가게 카메라 돼요??!~' },
  ])('reports "$ask" in a second entry', ({ ask }) => {
    const entries = [entry(asking('first', '가게 카메라 돼요?')), entry(asking('second', ask))];
    expect(asksAreUnique({ corpus: corpusOf({ entries }), today })).toEqual([
      errorOn('second', `"${ask}" is also asked in first`),
    ]);
  });

  it('compares entries with intents', () => {
    const corpus = corpusOf({
      entries: [entry(asking('first', 'Who are you'))],
      intents: [intent(asking('second', 'who are you?'))],
    });
    expect(asksAreUnique({ corpus, today })).toEqual([
      errorOn('second', '"who are you?" is also asked in first'),
    ]);
  });
});

describe('wordsAreOurs', () => {
  // 48 characters without spaces: longer than a run in common may be.
  const sentence =
    '장난감을 만드는 자는 어린이가 삼킬 수 없는 크기로 만들고 그 크기를 겉에 적어 누구나 읽을 수 있게 하여야 한다';
  const official = toyLaw();

  function toyLaw() {
    return lawText(`##### 제1조 (목적)\n\n${sentence}.`);
  }

  it.each([
    {
      where: 'an answer',
      parts: { entries: [entry({ answer: { ko: sentence, en: 'Yes.' } })] },
      about: 'shop-camera',
    },
    {
      where: 'a digest',
      parts: { provisions: [provision({ digest: { ko: sentence, en: 'Yes.' } })] },
      about: 'toy-law 제1조',
    },
    {
      where: 'an answer with other spaces',
      parts: { entries: [entry({ answer: { ko: sentence.replaceAll(' ', ''), en: 'Yes.' } })] },
      about: 'shop-camera',
    },
  ])('reports statute text in $where once', ({ parts, about }) => {
    const context = { corpus: corpusOf(parts), law: toyLawFolder(official), today };
    expect(wordsAreOurs(context)).toEqual([
      errorOn(about, expect.stringMatching(/^copies the statute: …/)),
    ]);
  });

  it('accepts a few words in common', () => {
    const answer = { ko: `${sentence.slice(0, 30)} 것을 뜻합니다.`, en: 'Yes.' };
    const context = { ...withEntry({ answer }), law: toyLawFolder(official) };
    expect(wordsAreOurs(context)).toEqual([]);
  });

  it('says that it could not check without the official text', () => {
    expect(wordsAreOurs(withEntry({}))).toEqual([
      { level: 'unchecked', about: 'corpus', message: 'own words: no official text' },
    ]);
  });
});
