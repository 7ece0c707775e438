import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snippetOf } from '../../../knowledge/law/snippet.ts';

const shown = (text: string, query: string): string =>
  snippetOf(text, query)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join('');

const FILLER = '장난감을 다루는 사람은 다음을 지킨다. '.repeat(12);

describe('a snippet', () => {
  it.each([
    {
      what: 'the wording as typed',
      query: '생체정보',
      text: '생체정보를 쓴다.',
      is: '[생체정보]를 쓴다.',
    },
    { what: 'spaces aside', query: '생체 정보', text: '그 생체정보와', is: '그 [생체정보]와' },
    {
      what: 'the spaces of the law',
      query: '생체정보',
      text: '그 생체 정보와',
      is: '그 [생체 정보]와',
    },
    { what: 'every place', query: '얼굴', text: '얼굴과 얼굴', is: '[얼굴]과 [얼굴]' },
    {
      what: 'a word without its particle',
      query: '홍채를 지문으로',
      text: '지문, 홍채',
      is: '[지문], [홍채]',
    },
    { what: 'other letters', query: 'cctv', text: '이 CCTV는', is: '이 [CCTV]는' },
    { what: 'signs as signs', query: '(가.*', text: '장난감(가.*나)', is: '장난감[(가.*]나)' },
    { what: 'a dash as a dash', query: 'a-b/c', text: 'x a-b/c', is: 'x [a-b/c]' },
    { what: 'nothing where nothing fits', query: '헬스장', text: '장난감', is: '장난감' },
    { what: 'nothing for one letter', query: '이', text: '이 법은', is: '이 법은' },
    { what: 'nothing for nothing', query: '', text: '이 법은', is: '이 법은' },
  ])('marks $what', ({ query, text, is }) => {
    expect(shown(text, query)).toBe(is);
  });

  it('is cut around the hit, at a word', () => {
    const text = `${FILLER}홍채는 생체정보이다. ${FILLER}`;
    const snippet = shown(text, '홍채');
    expect(snippet).toMatch(/^…\S.*\[홍채\]는 생체정보이다\..*…$/);
    expect(snippet.length).toBeLessThan(160);
  });

  it('begins where most words of the query stand together', () => {
    const text = `지문 하나. ${FILLER}지문과 홍채와 정맥. ${FILLER}`;
    expect(shown(text, '지문 홍채 정맥')).toContain('[지문]과 [홍채]와 [정맥]');
  });

  it('has nothing that the text has not, for any text and query', () => {
    const string = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(FILLER, '①②', '홍채'));
    fc.assert(
      fc.property(fc.array(string), fc.array(string), (texts, words) => {
        const text = texts.join(' ');
        const parts = snippetOf(text, words.join(' '));
        const own = parts.filter((part) => part.text !== '…').map((part) => part.text);
        expect(text).toContain(own.join(''));
        expect(own.join('').isWellFormed() || !text.isWellFormed()).toBe(true);
      }),
    );
  });
});
