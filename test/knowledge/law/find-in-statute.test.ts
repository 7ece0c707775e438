import { describe, expect, it } from 'vitest';
import { articleDigest, findInStatute } from '../../../knowledge/law/find-in-statute.ts';
import type { Pinpoint } from '../../../knowledge/law/pinpoint.ts';
import { readStatute } from '../../../knowledge/law/read-statute.ts';
import { lawText } from '../../factories.ts';

const STATUTE = readStatute(
  lawText(`##### 제1조 (공)

공은 다음 각 호와 같다.

  1\\. 큰 공
  2\\. 작은 공. 다만, 다음 각 목의 것은 제외한다.
    가\\. 유리 공

##### 제2조

삭제 <2020.2.2>

##### 제3조의2 (인형)

**①** 인형은 앉는다.

  1\\. 의자에 앉는다.

**②** 삭제 <2021.3.3>

**③** 인형은 다음과 같이 눕는다.

  1\\. 침대에 눕는다.
  2\\. 삭제 <2021.3.3>

**㉟** 삭제 <2021.3.3>`),
);

describe('findInStatute', () => {
  it.each<{ at: Pinpoint; text: string }>([
    { at: { article: '1', item: '1' }, text: '1. 큰 공' },
    { at: { article: '1', item: '2', subitem: '가' }, text: '가. 유리 공' },
    { at: { article: '3-2', paragraph: '1' }, text: '① 인형은 앉는다.' },
    { at: { article: '3-2', paragraph: '3', item: '1' }, text: '1. 침대에 눕는다.' },
  ])('finds $at', ({ at, text }) => {
    expect(findInStatute(STATUTE, at)).toMatchObject({ kind: 'found', text });
  });

  it('gives the whole article when only the article is named', () => {
    const article = STATUTE.articles.get('1');
    expect(findInStatute(STATUTE, { article: '1' })).toEqual({
      kind: 'found',
      article,
      text: article?.text,
    });
  });

  it.each<{ at: Pinpoint; kind: string }>([
    { at: { article: '2' }, kind: 'deleted' },
    { at: { article: '2', paragraph: '1' }, kind: 'deleted' },
    { at: { article: '3' }, kind: 'no-such-article' },
    { at: { article: '99', paragraph: '1' }, kind: 'no-such-article' },
  ])('says $kind of $at', ({ at, kind }) => {
    expect(findInStatute(STATUTE, at)).toEqual({ kind });
  });

  it.each<{ at: Pinpoint; missing: string }>([
    { at: { article: '3-2', paragraph: '4' }, missing: '제4항' },
    { at: { article: '1', paragraph: '1' }, missing: '제1항' },
    { at: { article: '1', item: '3' }, missing: '제3호' },
    { at: { article: '3-2', paragraph: '1', item: '2' }, missing: '제2호' },
    { at: { article: '1', item: '2', subitem: '나' }, missing: '나목' },
    { at: { article: '1', item: '1', subitem: '가' }, missing: '가목' },
    { at: { article: '1', subitem: '가' }, missing: '가목' },
  ])('misses $missing in $at', ({ at, missing }) => {
    expect(findInStatute(STATUTE, at)).toMatchObject({ kind: 'no-such-part', missing });
  });

  it.each<{ at: Pinpoint }>([
    { at: { article: '3-2', paragraph: '2' } },
    { at: { article: '3-2', paragraph: '3', item: '2' } },
    { at: { article: '3-2', paragraph: '35' } },
  ])('does not find the deleted part $at', ({ at }) => {
    expect(findInStatute(STATUTE, at).kind).not.toBe('found');
  });
});

const digestOf = (text: string, title = '공') => {
  const article = readStatute(lawText(`##### 제1조 (${title})\n\n${text}`)).articles.get('1');
  return article && articleDigest(article);
};

describe('articleDigest', () => {
  const plain = digestOf('공은 둥글다.');

  it.each([
    { change: 'an amendment note', text: '공은 둥글다. <개정 2026.3.10>' },
    { change: 'several dates', text: '공은 둥글다. <개정 2020.2.4, 2023.3.14>' },
    { change: 'a note on insertion', text: '공은 둥글다.\n\n\\[본조신설 2020.2.4\\]' },
    { change: 'a note on the date of effect', text: '공은 둥글다.\n\n[시행일: 2027.1.1]' },
    { change: 'a note on moving', text: '공은 둥글다.\n\n[제3조에서 이동 <2020.2.4>]' },
    { change: 'other white space', text: '공은  둥글 다.\n' },
    { change: 'decomposed Hangul', text: '공은 둥글다.'.normalize('NFD') },
  ])('stays the same with $change', ({ text }) => {
    expect(digestOf(text)).toBe(plain);
  });

  it.each([
    { change: 'word', digest: digestOf('공은 네모나다.') },
    { change: 'negation', digest: digestOf('공은 둥글지 아니하다.') },
    { change: 'title', digest: digestOf('공은 둥글다.', '큰 공') },
    { change: 'second sentence', digest: digestOf('공은 둥글다. 다만, 럭비공은 제외한다.') },
    { change: 'deletion', digest: digestOf('삭제 <2026.1.1>') },
  ])('notices another $change', ({ digest }) => {
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(digest).not.toBe(plain);
  });
});
