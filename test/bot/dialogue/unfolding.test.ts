import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../bot/talk.ts';
import { LANGUAGES } from '../../../knowledge/language.ts';
import { BASE_URL, labelsOf, Person, realParts, textsOf } from '../../talking.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});

async function previewsOf(paths: readonly string[], language?: 'ko' | 'en') {
  const person = new Person(parts, { audience: 'group', ...(language && { language }) });
  const links = paths.map((path) => ({ url: `${BASE_URL}${path}`, path }));
  const { messages, outcome } = await person.send({ kind: 'links', links });
  expect(outcome).toBe('links');
  expect(messages.length).toBeLessThanOrEqual(1);
  return messages.flatMap((message) => (message.kind === 'previews' ? message.previews : []));
}

describe('a link to a page of ours', () => {
  it.each(LANGUAGES)('to an answer unfolds in the language of the page, %s', async (language) => {
    const path = `/a/workplace-timeclock-private?lang=${language}`;
    const [preview] = await previewsOf([path], language === 'ko' ? 'en' : 'ko');
    const entry = parts.settings.corpus.entries.get('workplace-timeclock-private');
    expect(preview).toMatchObject({ url: `${BASE_URL}${path}`, title: entry?.title[language] });
    expect(JSON.stringify(preview?.blocks)).toContain(
      parts.settings.words[language].answer.notAdvice,
    );
  });

  it.each(LANGUAGES)('to an article unfolds with what it says, in %s', async (language) => {
    const [preview] = await previewsOf([`/p/pipa/23?lang=${language}`]);
    const law = parts.settings.corpus.sources.get('pipa');
    expect(preview?.title).toContain(law?.title[language]);
    expect(preview?.blocks.length).toBeGreaterThan(1);
  });

  it('is in the language that we speak where the page names none', async () => {
    const [preview] = await previewsOf(['/a/subway-live?lang=fr'], 'en');
    expect(preview?.title).toBe(parts.settings.corpus.entries.get('subway-live')?.title.en);
  });

  it.each([
    '/',
    '//',
    '///',
    '',
    '/a',
    '/a/',
    '/a/no-such-entry',
    '/a/%E0%A4%A',
    '/a/__proto__',
    '/p/pipa',
    '/p/pipa/',
    '/p/pipa/9999',
    '/p/pipa/얼굴인식 해도 되나요',
    '/p/no-such-law/1',
    '/p/constructor/1',
    '/law/개인정보보호법/제23조',
    '/s/pipa',
    'https://[',
    'javascript:alert(1)',
  ])('stays folded where there is nothing at "%s"', async (path) => {
    expect(await previewsOf([path])).toEqual([]);
  });

  it('keeps its place among others, those without a page left out', async () => {
    const paths = ['/a/subway-live', '/nowhere', '/a/workplace-timeclock-private'];
    const urls = (await previewsOf(paths)).map(({ url }) => url);
    expect(urls).toEqual([
      `${BASE_URL}/a/subway-live`,
      `${BASE_URL}/a/workplace-timeclock-private`,
    ]);
  });

  it('leaves nothing of who shared it', async () => {
    const person = new Person(parts, { audience: 'group' });
    await person.send({ kind: 'links', links: [{ url: 'x', path: '/a/subway-live' }] });
    expect(person.state).toMatchObject({ history: [], isGreeted: false });
  });
});

describe('our home page inside a platform', () => {
  it.each(LANGUAGES)('says what we do and where to begin, in %s', async (language) => {
    const person = new Person(parts, { platform: 'slack', language });
    const home = await person.send({ kind: 'home' });
    expect(home.messages.map(({ kind }) => kind)).toEqual(['home']);
    expect(textsOf(home, parts)[0]).toContain(parts.settings.words[language].chat.homeIntro);
    expect(labelsOf(home)).toHaveLength(6);
    for (const label of labelsOf(home)) {
      expect((await person.press(label)).outcome).toMatch(/^(?:answered|guide-place|privacy)$/);
    }
  });
});
