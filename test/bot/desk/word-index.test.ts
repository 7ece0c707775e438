import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stemsOf } from '../../../bot/desk/case-words.ts';
import { PostingLists } from '../../../bot/desk/posting-lists.ts';
import { WordIndex } from '../../../bot/desk/word-index.ts';
import { WordList } from '../../../bot/desk/word-list.ts';

function indexOf(texts: Readonly<Record<string, string>>): WordIndex {
  const index = new WordIndex();
  for (const [id, text] of Object.entries(texts)) index.put(id, stemsOf([text]));
  return index;
}

const found = (index: WordIndex, text: string) => [...index.find(text)].sort();

describe('a search for words', () => {
  const index = indexOf({
    gate: '역무원이 얼굴인식 게이트에서만 통과할 수 있다고 했습니다.',
    spaced: '학교가 얼굴 인식 단말기를 놓았습니다.',
    shop: '무인매장 카메라가 저를 따라 움직였습니다. 카메라는 두 대였습니다.',
    english: 'Two cameras followed the crowd; a guard stopped 12 students.',
    chinese: '商店使用人脸识别系统。',
  });

  it.each([
    { text: '카메라', is: ['shop'], why: 'a word before any particle' },
    { text: '카메라를', is: ['shop'], why: 'a word with another particle than in the text' },
    { text: '게이트', is: ['gate'], why: 'a word with a particle that is in no list' },
    { text: '인식', is: ['gate', 'spaced'], why: 'a part of a compound' },
    { text: '얼굴 인식', is: ['gate', 'spaced'], why: 'a compound written apart' },
    { text: '얼굴인식', is: ['gate', 'spaced'], why: 'words apart written together' },
    { text: '얼굴인식 학교', is: ['spaced'], why: 'two words, both of which must be there' },
    { text: '학교 얼굴인식', is: ['spaced'], why: 'the same in another order' },
    { text: '얼굴 카메라', is: [], why: 'two words that no case has together' },
    { text: '카메', is: ['shop'], why: 'a word that is still being typed' },
    { text: 'camera', is: ['english'], why: 'one for many' },
    { text: 'CAMERAS', is: ['english'], why: 'capitals' },
    { text: 'followed camera', is: ['english'], why: 'English words in any order' },
    { text: 'stud', is: ['english'], why: 'the last English word while it is typed' },
    { text: 'stud camera', is: [], why: 'a half word that was left behind' },
    { text: '12', is: ['english'], why: 'a number' },
    { text: '1', is: [], why: 'a part of a number' },
    { text: '人脸识别', is: ['chinese'], why: 'a script without spaces' },
    { text: 'ｃａｍｅｒａ', is: ['english'], why: 'full-width letters' },
    { text: '?!', is: [], why: 'no word at all' },
    { text: '', is: [], why: 'nothing' },
  ])('finds $is for "$text": $why', ({ text, is }) => {
    expect(found(index, text)).toEqual(is);
  });
});

describe('a case that changes', () => {
  it('is found by its new words and no more by those that are gone', () => {
    const index = indexOf({ one: '지하철 승강장', two: '지하철 개찰구' });
    index.put('one', stemsOf(['공항 출국장']));
    expect(found(index, '지하철')).toEqual(['two']);
    expect(found(index, '공항')).toEqual(['one']);
  });

  it('is found by nothing when it is removed', () => {
    const index = indexOf({ one: '지하철', two: '지하철' });
    index.remove('one');
    index.remove('unknown');
    expect(found(index, '지하철')).toEqual(['two']);
  });

  it('leaves no word behind when the index is compacted', () => {
    const index = indexOf({ one: '비밀스러운 낱말', two: '흔한 낱말' });
    index.remove('one');
    index.compact();
    expect([index.words, index.emptySlots]).toEqual([stemsOf(['흔한 낱말']).size, 0]);
    expect(found(index, '낱말')).toEqual(['two']);
  });
});

const word = fc.constantFrom('가', '나', '가나', '나가', '가나다', '다라', 'ab', 'abc', 'bc', '12');
const texts = fc.array(fc.array(word, { maxLength: 6 }), { maxLength: 40 });

describe('an index after many changes', () => {
  it('finds what a look through all texts finds', () => {
    const change = fc.record({ id: fc.nat(9), words: fc.array(word, { maxLength: 6 }) });
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 60 }),
        word,
        fc.boolean(),
        (changes, sought, isCompacted) => {
          const [index, naive] = [new WordIndex(), new Map<string, ReadonlySet<string>>()];
          for (const { id, words } of changes) {
            const stems = new Set(words);
            index.put(String(id), stems);
            naive.set(String(id), stems);
          }
          if (isCompacted) index.compact();
          const has = (stems: ReadonlySet<string>) =>
            [...stems].some((stem) =>
              /^[가-힣]{2,}$/.test(sought)
                ? stem.includes(sought)
                : stem === sought || (sought.length >= 3 && stem.startsWith(sought)),
            );
          const expected = [...naive].flatMap(([id, stems]) => (has(stems) ? [id] : [])).sort();
          expect(found(index, sought)).toEqual(expected);
        },
      ),
    );
  });
});

describe('posting lists', () => {
  it('give back what was added, however the lists grow among each other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 5_000 }), (order) => {
        const lists = new PostingLists();
        const naive = new Map<number, number[]>();
        order.forEach((list, value) => {
          lists.add(list, value);
          naive.set(list, [...(naive.get(list) ?? []), value]);
        });
        for (const [list, values] of naive) {
          const read: number[] = [];
          lists.each(list, (value) => read.push(value));
          expect(read).toEqual(values);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('keep a list that is longer than any block', () => {
    const lists = new PostingLists();
    for (let value = 0; value < 10_000; value++) lists.add(value % 2, value);
    let count = 0;
    lists.each(1, (value) => {
      expect(value).toBe(2 * count + 1);
      count += 1;
    });
    expect(count).toBe(5_000);
  });
});

describe('a list of words', () => {
  it('finds by part, beginning and end what a look at each word finds', () => {
    fc.assert(
      fc.property(texts, word, (all, part) => {
        const list = new WordList();
        const words = [...new Set(all.flat())];
        for (const one of words) list.numberOf(one);
        const ending = (numbers: readonly number[]) => numbers.map((number) => words[number]);
        expect(ending(list.containing(part))).toEqual(words.filter((one) => one.includes(part)));
        expect(ending(list.beginningWith(part))).toEqual(
          words.filter((one) => one.startsWith(part)),
        );
        expect(ending(list.endingWith(part))).toEqual(words.filter((one) => one.endsWith(part)));
        expect(ending(list.exactly(part))).toEqual(words.filter((one) => one === part));
      }),
    );
  });
});
