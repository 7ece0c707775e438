import { describe, expect, it } from 'vitest';
import { citedPlacesExist } from '../../../knowledge/check/official-text.ts';
import { languagesAreRight } from '../../../knowledge/check/wording.ts';
import {
  corpusOf,
  entry,
  intent,
  lawReason,
  provision,
  TOY_LAW,
  toyLawFolder,
} from '../../factories.ts';

const today = '2026-06-01';
const messagesOf = (findings: readonly { readonly message: string }[]) =>
  findings.map(({ message }) => message);

describe('citedPlacesExist', () => {
  it('names the part that is deleted', () => {
    const law = toyLawFolder(TOY_LAW.replace('이 법은 장난감을 지킨다.', '삭제 <2025.1.1>'));
    const corpus = corpusOf({ entries: [entry({ reasons: [lawReason('toy-law 제1조제1항')] })] });
    expect(messagesOf(citedPlacesExist({ corpus, law, today }))).toEqual([
      '장난감 보호법 제1조제1항 is deleted (text in force from 2025-07-03)',
    ]);
  });
});

describe('languagesAreRight', () => {
  const english = { ko: 'Yes.', en: 'Yes.' };

  it.each([
    { where: 'a digest', parts: { provisions: [provision({ digest: english })] } },
    { where: 'what an article is for', parts: { provisions: [provision({ matters: english })] } },
    { where: 'a note on an article', parts: { provisions: [provision({ note: english })] } },
    { where: 'the reply of an intent', parts: { intents: [intent({ reply: english })] } },
  ])('reads $where too', ({ parts }) => {
    expect(messagesOf(languagesAreRight({ corpus: corpusOf(parts), today }))).toEqual([
      'not Korean: Yes.',
    ]);
  });
});
