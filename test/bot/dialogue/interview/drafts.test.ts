import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import { DOCUMENT_FORMATS, MEDIA_TYPES } from '../../../../knowledge/casework/document.ts';
import { LANGUAGES, type Language } from '../../../../knowledge/language.ts';
import { hwpxText, readDocx, readPdf, squeezed } from '../../../documents/readers.ts';
import { labelsOf, realParts, textsOf } from '../../../talking.ts';
import { agreed, answerOpen, finished, GYM, METRO, offers, wordsOf } from './interviewed.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const words = (language: Language = 'ko') => parts.settings.words[language];
const documents = () => [...parts.casework.outlines.keys()];
const TOLD = METRO['story']?.[0] ?? '';

describe('the end of the interview', () => {
  it.each(LANGUAGES)('says what it is, where to go and in which order, in %s', async (language) => {
    const person = await finished(parts, { language });
    const said = textsOf(await person.pressOld({ do: 'case', to: 'routes' }), parts);
    const strong = parts.casework.assessment.results.find(({ id }) => id === 'strong');
    expect(said[0]).toContain(strong?.title[language]);
    expect(said[1]).toContain(words(language).interview.routesTitle);
    expect(said[1]).toMatch(/^1\. |\n1\. /);
    expect(said[1]).toContain(words(language).interview.routesNote);
    if (language === 'en') expect(said.join('')).not.toMatch(/[가-힣]{3}/);
  });

  it('offers no draft for a route that would dismiss it, and says why', async () => {
    const person = await finished(parts, { given: { ...METRO, elsewhere: ['court'] } });
    const routes = await person.pressOld({ do: 'case', to: 'routes' });
    expect(wordsOf(routes, parts)).toContain(words().interview.routeDismissed);
    expect(offers(routes, { do: 'draft', document: 'nhrck' })).toBe(false);
    expect(offers(routes, { do: 'draft', document: 'request' })).toBe(true);
  });

  it('tells law, recommendation and our own analysis apart', async () => {
    const person = await finished(parts, { given: { ...METRO, elsewhere: ['report'] } });
    const [assessed = '', routes = ''] = textsOf(
      await person.pressOld({ do: 'case', to: 'routes' }),
      parts,
    );
    const { basis } = words();
    expect(assessed).toContain(`[${basis.recommendation}] 인권위는 2023년에`);
    expect(assessed).toContain(`[${basis.law}] 얼굴 특징정보를 다루려면`);
    expect(routes).toContain(`[${basis.analysis}] `);
  });

  it('says so where a provision has fallen since, and drops what stood on it alone', async () => {
    const failed = { state: 'failed', why: 'deleted', file: 'x', inForce: '2026-11-01' } as const;
    const prover = { prove: () => failed, officialText: () => undefined };
    const fallen = { ...parts, settings: { ...parts.settings, prover } };
    const person = await finished(fallen);
    const said = textsOf(await person.pressOld({ do: 'case', to: 'routes' }), fallen).join('\n');
    expect(said).toContain(words().interview.basisFell);
    expect(said).not.toContain('얼굴 특징정보를 다루려면');
    expect(said).not.toContain('국가인권위원회법 제30조');
  });

  it('has a draft for every document that a route of a case leads to', async () => {
    const person = await finished(parts);
    const routes = await person.pressOld({ do: 'case', to: 'routes' });
    const offered = documents().filter((document) => offers(routes, { do: 'draft', document }));
    expect(offered.toSorted()).toEqual([
      'disclosure',
      'mediation',
      'nhrck',
      'ombudsman',
      'pipc',
      'request',
    ]);
    for (const document of offered) {
      const drafted = await person.pressOld({ do: 'draft', document });
      expect(drafted.outcome).toBe(`draft-${document}`);
    }
  });

  it('shows of a gym no draft to the commission, for nobody claims discrimination', async () => {
    const person = await finished(parts, { given: GYM });
    const routes = await person.pressOld({ do: 'case', to: 'routes' });
    expect(offers(routes, { do: 'draft', document: 'nhrck' })).toBe(false);
    expect(offers(routes, { do: 'draft', document: 'pipc' })).toBe(true);
  });
});

describe('a draft', () => {
  it.each(LANGUAGES)('is shown in %s with the person’s own words as they are', async (language) => {
    const person = await finished(parts, { language });
    const drafted = await person.pressOld({ do: 'draft', document: 'nhrck' });
    const said = wordsOf(drafted, parts);
    expect(said).toContain(TOLD);
    expect(said).toContain('__________');
    const outline = parts.casework.outlines.get('nhrck');
    expect(said).toContain(outline?.title[language]);
    expect(said).toContain(words(language).interview.draftNext);
    expect(said).toContain(words(language).interview.routeDeadlines);
    const [draft = ''] = textsOf(drafted, parts);
    if (language === 'en') expect(draft.replace(TOLD, '')).not.toMatch(/[가-힣]/);
  });

  it('names what is missing rather than filling it in', async () => {
    const person = await finished(parts, {
      given: { ...METRO, operator: ['unknown'], when: ['unknown'], story: ['unknown'] },
    });
    const said = wordsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }), parts);
    const gap = (id: string) => parts.casework.questions.find((one) => one.id === id)?.gap.ko;
    expect(said).toContain(`▢ ${gap('story')}`);
    expect(said).toContain(`▢ ${gap('when')}`);
  });

  it('follows a change at once', async () => {
    const person = await finished(parts);
    await person.pressOld({ do: 'change', question: 'respondent' });
    await person.say('○○교통공사 개찰구 관리팀');
    const said = wordsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }), parts);
    expect(said).toContain('○○교통공사 개찰구 관리팀');
  });

  it('says how, where and until when it is filed', async () => {
    const person = await finished(parts);
    const said = textsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }), parts);
    expect(said).toHaveLength(3);
    expect(said[1]).toContain('국가인권위원회');
    expect(said[1]).toMatch(/2027년 10월 \d+일/);
  });

  it('has buttons for every format, for a copy in English, and for what was never asked', async () => {
    const person = await finished(parts);
    const labels = labelsOf(await person.pressOld({ do: 'draft', document: 'nhrck' }));
    expect(labels).toEqual([
      words().interview.completeOnWeb,
      'PDF',
      'DOCX',
      'HWPX',
      words().interview.asText,
      words().interview.readingCopy,
      '적기: 상대방 이름',
      '적기: 정확한 장소',
      words().interview.toReview,
      words().interview.destroy,
    ]);
  });

  it('that there is none of is answered with the way to begin', async () => {
    const person = await agreed(parts);
    await answerOpen(person, METRO);
    expect((await person.pressOld({ do: 'draft', document: 'gone' as 'nhrck' })).outcome).toBe(
      'old-button',
    );
  });
});

const READ = {
  pdf: readPdf,
  docx: readDocx,
  hwpx: (bytes: Uint8Array) => Promise.resolve(hwpxText(bytes)),
  txt: (bytes: Uint8Array) => Promise.resolve(new TextDecoder().decode(bytes)),
};
const BEGINS = { pdf: '%PDF-', docx: 'PK', hwpx: 'PK', txt: '' };

describe('a file of a draft', () => {
  it.each(
    DOCUMENT_FORMATS.flatMap((format) => LANGUAGES.map((language) => ({ format, language }))),
  )(
    'as $format in $language is of that kind, says what the draft says, and names nobody',
    async ({ format, language }) => {
      const person = await finished(parts);
      const sent = await person.pressOld({ do: 'file', document: 'nhrck', format, language });
      const [file] = sent.files ?? [];
      const copy = language === 'en' ? '-reading-copy' : '';
      expect(file).toMatchObject({
        purpose: 'document',
        name: `facerights-nhrck${copy}.${format}`,
        mediaType: MEDIA_TYPES[format],
      });
      expect(sent.messages).toMatchObject([{ kind: 'file', file: file?.id }]);
      expect(textsOf(sent, parts)).toEqual([words().interview.fileReady]);
      const bytes = file?.bytes ?? new Uint8Array();
      expect(new TextDecoder('latin1').decode(bytes).startsWith(BEGINS[format])).toBe(true);
      const text = squeezed(await READ[format](bytes));
      expect(text).toContain(squeezed(TOLD));
      expect(text).toContain(squeezed(parts.casework.outlines.get('nhrck')?.title[language] ?? ''));
      expect(text).not.toMatch(/홍길동|undefined|\{/);
    },
    60_000,
  );

  it.each(['disclosure', 'mediation', 'ombudsman', 'pipc', 'request'])(
    'of the document "%s" can be had as well',
    async (document) => {
      const person = await finished(parts);
      const sent = await person.pressOld({ do: 'file', document, format: 'txt', language: 'ko' });
      const text = new TextDecoder().decode(sent.files?.[0]?.bytes);
      expect(text).toContain(parts.casework.outlines.get(document)?.title.ko);
    },
  );

  it('is the same file when it is asked for again: nothing of the moment is in it', async () => {
    const person = await finished(parts);
    const file = { do: 'file', document: 'nhrck', format: 'hwpx', language: 'ko' } as const;
    const first = await person.pressOld(file);
    const second = await person.pressOld(file);
    expect(Buffer.from(second.files?.[0]?.bytes ?? [])).toEqual(
      Buffer.from(first.files?.[0]?.bytes ?? []),
    );
  });

  it('changes nothing of the draft', async () => {
    const person = await finished(parts);
    const { state } = person;
    await person.pressOld({ do: 'file', document: 'nhrck', format: 'txt', language: 'ko' });
    expect(person.state).toEqual(state);
  });
});
