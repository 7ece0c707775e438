import { beforeAll, describe, expect, it } from 'vitest';
import {
  answerBlocks,
  blocksAsText,
  linkMaker,
  paragraph,
  plain,
} from '../../bot/answer-blocks.ts';
import { answerView } from '../../bot/answer-view.ts';
import { EMPTY_VIEW, entryView } from '../../bot/entry-view.ts';
import type { Block, Run } from '../../bot/message.ts';
import type { BotParts } from '../../bot/talk.ts';
import type { AnswerView } from '../../bot/view.ts';
import type { Entry } from '../../knowledge/corpus-model/corpus.ts';
import { LANGUAGES, type Language } from '../../knowledge/language.ts';
import { answerTo } from '../factories.ts';
import { BASE_URL, realParts } from '../talking.ts';

let parts: BotParts;
let entries: readonly Entry[];
beforeAll(async () => {
  parts = await realParts();
  entries = [...parts.settings.corpus.entries.values()];
});

const runsOf = (blocks: readonly Block[]): readonly Run[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'heading') return [{ text: block.text }];
    return block.kind === 'list' ? block.items.flat() : block.runs;
  });

const layOut = (entry: Entry, language: Language, baseUrl = BASE_URL) => {
  const view = entryView(entry, language, parts.settings);
  return { view, blocks: answerBlocks(view, { ...parts.settings, baseUrl }) };
};

/** Made once: what laws say is looked up for every citation. */
const made = new Map<string, ReturnType<typeof layOut>>();
function laidOut(entry: Entry, language: Language): ReturnType<typeof layOut> {
  const key = `${entry.id} ${language}`;
  const known = made.get(key) ?? layOut(entry, language);
  made.set(key, known);
  return known;
}

/** The entries of which something does not hold. */
const failing = (holds: (entry: Entry, language: Language) => boolean): readonly string[] =>
  entries.flatMap((entry) =>
    LANGUAGES.filter((language) => !holds(entry, language)).map(
      (language) => `${entry.id} (${language})`,
    ),
  );

describe('every entry of the corpus as blocks, in both languages,', () => {
  it('is there to be looked at', () => {
    expect(entries.length).toBeGreaterThanOrEqual(336);
  });

  it('has every citation with its dates', () => {
    const lost = failing((entry, language) => {
      const { view, blocks } = laidOut(entry, language);
      const words = blocksAsText(blocks);
      return view.reasons
        .flatMap(({ citations }) => citations)
        .every(({ text, dates }) => words.includes(dates ? `${text}, ${dates}` : text));
    });
    expect(lost).toEqual([]);
  });

  it('has every reason under its bold label, law told from recommendation', () => {
    const lost = failing((entry, language) => {
      const { view, blocks } = laidOut(entry, language);
      const reasons = blocks.flatMap((block) =>
        block.kind === 'list' ? block.items.filter(([first]) => first?.isBold) : [],
      );
      return (
        reasons.length === view.reasons.length &&
        view.reasons.every(
          ({ label, text }, at) =>
            reasons[at]?.[0]?.text === `[${label}] ` && reasons[at]?.[1]?.text === text,
        )
      );
    });
    expect(lost).toEqual([]);
  });

  it('has its verdict in bold, and the plain answer, the changes and the steps', () => {
    const lost = failing((entry, language) => {
      const { view, blocks } = laidOut(entry, language);
      const bold = runsOf(blocks).filter(({ isBold }) => isBold);
      const words = blocksAsText(blocks);
      const said = [
        ...view.lead.split('\n'),
        ...view.changes,
        ...view.steps.map(({ text }) => text),
      ];
      return (
        (!view.verdict || bold.some(({ text }) => text === view.verdict?.label)) &&
        said.every((line) => words.includes(line))
      );
    });
    expect(lost).toEqual([]);
  });

  it('has only absolute addresses, those of ours in its language', () => {
    const wrong = failing((entry, language) =>
      runsOf(laidOut(entry, language).blocks).every(({ url }) => {
        if (url === undefined) return true;
        if (!URL.canParse(url) || !/^https?:\/\//.test(url)) return false;
        const { origin, searchParams } = new URL(url);
        return origin !== BASE_URL || searchParams.get('lang') === language;
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('links nothing of ours where our pages have no public address', () => {
    const wrong = failing((entry, language) =>
      runsOf(answerBlocks(laidOut(entry, language).view, { ...parts.settings, baseUrl: '' })).every(
        ({ url }) => url === undefined || /^https?:\/\//.test(url),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('has no empty run, list or paragraph, and no hole', () => {
    const wrong = failing((entry, language) => {
      const { blocks } = laidOut(entry, language);
      return (
        runsOf(blocks).every(({ text }) => text !== '' && !/undefined|\{\w+[|}]/.test(text)) &&
        blocks.every((block) => {
          if (block.kind === 'heading') return block.text.trim() !== '';
          const lines = block.kind === 'list' ? block.items : [block.runs];
          return lines.length > 0 && lines.every((runs) => runs.some(({ text }) => text.trim()));
        })
      );
    });
    expect(wrong).toEqual([]);
  });

  it('has the same structure in Korean and in English', () => {
    const shapeOf = (entry: Entry, language: Language) =>
      laidOut(entry, language).blocks.map((block) =>
        block.kind === 'list'
          ? `list ${block.items.map((runs) => runs.filter(({ isBold }) => isBold).length)}`
          : block.kind,
      );
    const different = entries
      .filter(
        (entry) => JSON.stringify(shapeOf(entry, 'ko')) !== JSON.stringify(shapeOf(entry, 'en')),
      )
      .map(({ id }) => id);
    expect(different).toEqual([]);
  });

  it('ends with the day of its review, its page, and that it is no legal advice', () => {
    const wrong = failing((entry, language) => {
      const { view, blocks } = laidOut(entry, language);
      const last = blocks.at(-1);
      if (last?.kind !== 'note') return false;
      const words = last.runs.map(({ text }) => text).join('');
      return (
        words.includes(parts.settings.words[language].answer.notAdvice) &&
        (!view.reviewed || words.includes(view.reviewed)) &&
        last.runs.some(({ url }) => url === `${BASE_URL}/a/${entry.id}?lang=${language}`)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('is the same each time', () => {
    for (const entry of entries.slice(0, 20)) {
      expect(layOut(entry, 'ko').blocks).toEqual(laidOut(entry, 'ko').blocks);
    }
  });
});

const view = (over: Partial<AnswerView> = {}): AnswerView => ({
  ...EMPTY_VIEW,
  language: 'ko',
  kind: 'answer',
  outcome: 'answered',
  ...over,
});
const blocksOf = (over: Partial<AnswerView>, baseUrl = BASE_URL) =>
  answerBlocks(view(over), { ...parts.settings, baseUrl });

describe('answerBlocks', () => {
  it('makes nothing of nothing', () => {
    expect(blocksOf({})).toEqual([]);
  });

  it('says help in danger before everything else', () => {
    const [first] = blocksOf({
      notices: [{ tone: 'emergency', text: '112에 전화하세요.' }],
      verdict: { id: 'prohibited', label: '안 돼요', meaning: '' },
      lead: '답이에요.',
    });
    expect(first).toEqual({
      kind: 'paragraph',
      runs: [
        { text: `${parts.settings.words.ko.web.emergencyTitle}: `, isBold: true },
        { text: '112에 전화하세요.' },
      ],
    });
  });

  it('says a note in passing, and links the law that a notice is about', () => {
    expect(
      blocksOf({ notices: [{ tone: 'note', text: '알림', officialUrl: 'https://law.go.kr/1' }] }),
    ).toEqual([
      {
        kind: 'note',
        runs: [
          { text: '알림' },
          { text: ' ' },
          { text: parts.settings.words.ko.answer.official, url: 'https://law.go.kr/1' },
        ],
      },
    ]);
  });

  const TEXT = {
    title: '장난감 보호법 제1조',
    text: '① 이 법은\n② 그리고',
    isCut: false,
    inForce: '2025-07-03',
    promulgated: '2025-01-02',
    isUpcoming: false,
    dates: '2025-07-03 시행',
    officialUrl: 'https://law.go.kr/toy',
    lawPath: '/law/toy/1',
  };

  it('quotes the words of the law as they are', () => {
    expect(blocksOf({ texts: [TEXT] })).toEqual([
      {
        kind: 'paragraph',
        runs: [{ text: TEXT.title, isBold: true }, { text: ` (${TEXT.dates})` }],
      },
      { kind: 'quote', runs: [{ text: TEXT.text }] },
    ]);
  });

  it.each([
    { where: 'on our page', baseUrl: BASE_URL, url: `${BASE_URL}/law/toy/1?lang=ko` },
    { where: 'at the official one without ours', baseUrl: '', url: TEXT.officialUrl },
  ])('links the whole of what is cut $where', ({ baseUrl, url }) => {
    const note = blocksOf({ texts: [{ ...TEXT, isCut: true }] }, baseUrl).at(-1);
    expect(note).toMatchObject({ kind: 'note', runs: [{}, { url }] });
  });

  it('gives the official address where the text is not at hand', () => {
    expect(blocksOf({ texts: [{ ...TEXT, text: '' }] })).toEqual([
      {
        kind: 'paragraph',
        runs: [
          { text: `${TEXT.title} ` },
          { text: parts.settings.words.ko.answer.official, url: TEXT.officialUrl },
        ],
      },
    ]);
  });

  it.each([
    { path: '/a/x', link: `${BASE_URL}/a/x?lang=en` },
    { path: '/law?q=1', link: `${BASE_URL}/law?q=1&lang=en` },
    { path: '/law?q=1&lang=ko', link: `${BASE_URL}/law?q=1&lang=ko` },
  ])('makes $link of $path', ({ path, link }) => {
    expect(linkMaker(BASE_URL, 'en')(path)).toBe(link);
    expect(linkMaker('', 'en')(path)).toBeUndefined();
  });

  it('breaks a text into paragraphs at its line breaks', () => {
    expect(paragraph('하나\n\n둘\n \n셋')).toEqual(
      ['하나', '둘', '셋'].map((text) => ({ kind: 'paragraph', runs: plain(text) })),
    );
    expect(paragraph('')).toEqual([]);
    expect(paragraph(' \n ')).toEqual([]);
  });

  it.each([
    { text: '개인정보 보호법 제23조', outcome: 'answered-article' },
    { text: '원문 보여줘', outcome: 'which-text' },
    { text: '안녕하세요', outcome: 'about-bot' },
    { text: '잘 모르겠어요', outcome: 'out-of-scope' },
    { text: '오늘 점심 뭐 먹지 추천해 줘', outcome: 'declined' },
    { text: '', outcome: 'empty' },
  ])('lays out "$text" ($outcome)', async ({ text, outcome }) => {
    const answer = await parts.answer({ text });
    expect(answer.outcome).toBe(outcome);
    const blocks = answerBlocks(answerView(answer, parts.settings), parts.settings);
    expect(blocks.length).toBeGreaterThan(0);
    for (const { text: run, url } of runsOf(blocks)) {
      expect(run).not.toBe('');
      if (url !== undefined) expect(url).toMatch(/^https?:\/\//);
    }
  });

  it('carries the right that goes along with its own reasons', () => {
    const [first, second] = entries.filter(({ reasons }) => reasons.length > 0);
    if (!first || !second) throw new Error('The corpus has no entries.');
    const both = answerView(
      answerTo({ subject: { type: 'entry', entry: first }, companion: second }),
      parts.settings,
    );
    const words = blocksAsText(answerBlocks(both, parts.settings));
    expect(words).toContain(second.title.ko);
    for (const { text } of both.companion?.reasons ?? []) expect(words).toContain(text);
  });
});
