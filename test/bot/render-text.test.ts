import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../adapters/project-root.ts';
import { renderText } from '../../bot/render-text.ts';
import { loadWords } from '../../bot/words.ts';
import { LONGEST_QUESTION } from '../../knowledge/answer/pipeline.ts';
import { createProver } from '../../knowledge/law/prover.ts';
import {
  answerTo,
  corpusOf,
  document,
  entry,
  intent,
  law,
  lawReason,
  provision,
  stamp,
} from '../factories.ts';

const words = loadWords(join(projectRoot(), 'bot/words'));
const shop = entry({
  reasons: [
    lawReason('toy-law 제1조'),
    {
      basis: 'analysis',
      confidence: 'analysis',
      cite: [],
      ko: '저희 생각입니다.',
      en: 'We think so.',
    },
  ],
  changes: [{ ko: '알리지 않았다면.', en: 'Without notice.' }],
  steps: [{ ko: '안내판을 찾으세요.', en: 'Look for the sign.' }],
  related: ['park-camera'],
});
const park = entry({ id: 'park-camera', title: { ko: '공원 카메라', en: 'A camera in a park' } });
const danger = intent({
  id: 'danger',
  outcome: 'emergency',
  reply: { ko: '112에 전화하세요.', en: 'Call 112.' },
});
const corpus = corpusOf({
  entries: [shop, park],
  intents: [danger],
  stamps: {
    laws: {
      'toy-law': {
        lawId: '000001',
        promulgationNumber: '00042',
        promulgated: '2025-01-02',
        inForce: '2025-07-03',
        checkedOn: '2026-01-15',
      },
    },
    articles: { 'toy-law 제1조': stamp() },
  },
});
const prover = createProver({ stamps: corpus.stamps, today: () => '2026-01-15' });
const settings = { corpus, prover, words, baseUrl: 'https://face.example' };
const about = { type: 'entry', entry: shop } as const;
const read = (over: Parameters<typeof answerTo>[0]) => renderText(answerTo(over), settings);

describe('an entry as plain text', () => {
  it('puts the verdict first, then the answer, reasons, changes, steps and what is near', () => {
    expect(read({ subject: about }).split('\n\n')).toEqual([
      `판단: ${words.ko.verdict.conditional}`,
      '알리면 됩니다.',
      '근거\n- [법령] 법에 그렇게 있습니다. (장난감 보호법 제1조, 2025-07-03 시행, 2026-01-15 대조)\n- [저희 분석] 저희 생각입니다.',
      '답이 달라지는 경우\n- 알리지 않았다면.',
      '할 수 있는 일\n- 안내판을 찾으세요.',
      '함께 보기\n- 공원 카메라',
      '이 답의 주소: https://face.example/a/shop-camera?lang=ko · 2026-01-15 검토\n법률 정보이며 법률 자문은 아니에요.',
    ]);
  });

  it('says the same in English', () => {
    const text = read({ subject: about, language: 'en' });
    expect(text).toContain(`Assessment: ${words.en.verdict.conditional}`);
    expect(text).toContain(
      '(Toy Protection Act, Article 1, in force 2025-07-03, compared 2026-01-15)',
    );
    expect(text).toContain('https://face.example/a/shop-camera?lang=en');
    expect(text).not.toMatch(/[가-힣]/);
  });

  it('gives no verdict where an entry only explains', () => {
    const entryOnly = entry({ kind: 'concept', verdict: 'information' });
    const text = read({ subject: { type: 'entry', entry: entryOnly } });
    expect(text).not.toContain(words.ko.web.verdictLabel);
  });

  it('leaves no hole unfilled', () => {
    expect(read({ subject: about, masked: ['phone', 'email'] })).not.toMatch(/\{\w+\}/);
  });
});

describe('what is read before the answer', () => {
  it.each([
    {
      what: 'help in danger',
      over: { emergency: danger },
      first: '지금 위험하다면 먼저: 112에 전화하세요.',
    },
    {
      what: 'what was masked',
      over: { masked: ['phone', 'email'] as const },
      first:
        '전화번호, 이메일 주소처럼 보이는 내용은 가렸어요. 여기에는 그런 정보를 적지 않아도 돼요.',
    },
    {
      what: 'a false premise set right',
      over: { correction: { ko: '그런 법은 없어요.', en: 'There is no such law.' } },
      first: '먼저 바로잡을게요. 그런 법은 없어요.',
    },
  ])('is $what', ({ over, first }) => {
    expect(read({ subject: about, ...over }).split('\n\n')[0]).toBe(first);
  });

  it('does not say help in danger twice when that is the whole answer', () => {
    const text = read({
      outcome: 'emergency',
      subject: { type: 'intent', intent: danger },
      emergency: danger,
    });
    expect(text.match(/112/g)).toHaveLength(1);
  });
});

describe('an article as plain text', () => {
  const at = { article: '1' };
  const rows = [
    provision(),
    provision({ at: '제1조제2항', digest: { ko: '나무는 아니에요.', en: 'Not wood.' } }),
  ];

  it('gives the digest, why it matters and the official address', () => {
    const text = read({
      outcome: 'answered-article',
      subject: { type: 'article', law: law(), at, provisions: rows.slice(0, 1) },
    });
    expect(text).toContain('장난감을 지킵니다.');
    expect(text).toContain(
      '[얼굴인식과의 관계] 출발점입니다. (장난감 보호법 제1조, 2025-07-03 시행, 2026-01-15 대조)',
    );
    expect(text).toContain('공식 원문: https://example.org/toy-law/제1조');
    expect(text).toContain('https://face.example/p/toy-law/1?lang=ko');
  });

  it('lists the paragraphs of an article that has several digests, under its name', () => {
    const subject = { type: 'article', law: law(), at, provisions: rows } as const;
    const [title, digests] = read({ outcome: 'answered-article', subject }).split('\n\n');
    expect(title).toBe('장난감 보호법 제1조 (목적)');
    expect(digests).toBe('- 제1조: 장난감을 지킵니다.\n- 제1조제2항: 나무는 아니에요.');
  });

  it('names an article we have no digest of and where to read it', () => {
    const subject = { type: 'article', law: law(), at: { article: '9' }, provisions: [] } as const;
    expect(read({ outcome: 'article-not-digested', subject })).toBe(
      '장난감 보호법 제9조의 요약은 아직 없어요. 공식 원문에서 확인해 주세요.\n\n공식 원문: https://example.org/toy-law/제9조',
    );
  });
});

describe('an answer without a subject', () => {
  it.each([
    { outcome: 'empty', text: words.ko.reply.empty },
    {
      outcome: 'too-long',
      text: words.ko.reply.tooLong.replace('{limit}', String(LONGEST_QUESTION)),
    },
    { outcome: 'out-of-scope', text: words.ko.reply.outOfScope },
  ] as const)('says what to do when it is $outcome', ({ outcome, text }) => {
    expect(read({ outcome })).toBe(text);
  });

  it('asks back with choices that can be followed', () => {
    const text = read({ outcome: 'asked-back', choices: [shop, park] });
    expect(text).toContain(words.ko.reply.askBack);
    expect(text).toContain('- 가게 카메라 (https://face.example/a/shop-camera)');
    expect(text).toContain('- 공원 카메라 (https://face.example/a/park-camera)');
  });
});

it('a document is cited with the dates it has', () => {
  const guide = document({ dates: { decided: '2023-01-12', announced: '2023-01-25' } });
  const record = entry({
    reasons: [
      {
        basis: 'recommendation',
        confidence: 'verified',
        cite: ['toy-guide'],
        ko: '그랬습니다.',
        en: 'It did.',
      },
    ],
  });
  const text = renderText(answerTo({ subject: { type: 'entry', entry: record } }), {
    ...settings,
    corpus: corpusOf({ sources: [guide], entries: [record] }),
  });
  expect(text).toContain('(장난감 안내서, 2023-01-12 결정, 2023-01-25 공개)');
});
