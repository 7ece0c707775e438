import { beforeAll, describe, expect, it } from 'vitest';
import { writeState } from '../../../../bot/state.ts';
import type { BotParts } from '../../../../bot/talk.ts';
import { picture } from '../../../evidence/making.ts';
import { BASE_URL, choicesOf, Person, realParts, textsOf } from '../../../talking.ts';
import { answerOpen, askedFor, finished, METRO, offers } from './interviewed.ts';

let parts: BotParts;
let JPEG: Uint8Array;
beforeAll(async () => {
  parts = await realParts();
  JPEG = await picture().jpeg().toBuffer();
});
const words = () => parts.settings.words.ko;

/** What the store lends to another conversation: the state as it is kept. */
function lend(from: Person, to: Person): string {
  const { offers: offered } = from.last ?? {};
  if (!offered) throw new Error('Nothing was offered.');
  to.offers.set(offered.code, { state: writeState(from.state), files: [] });
  return offered.code;
}
const takes = (person: Person, code: string) => person.send({ kind: 'handover', code });

/** Somebody in Telegram who has offered their draft, and the same person in a browser. */
async function offered(question = 'victim') {
  const telegram = await askedFor(parts, question);
  const link = await telegram.pressOld({ do: 'case', to: 'to-web' });
  const web = new Person(parts, { platform: 'web' });
  return { telegram, web, link, code: lend(telegram, web) };
}

describe('a draft that is to go on in a browser', () => {
  it('is offered by a link whose secret no server between is told', async () => {
    const { link, code, telegram } = await offered();
    expect(link.outcome).toBe('case-offered');
    expect(textsOf(link, parts)).toEqual([words().interview.webLink]);
    expect(choicesOf(link)).toEqual([
      { label: words().interview.webLinkButton, url: `${BASE_URL}/continue?lang=ko#${code}` },
    ]);
    expect(code.length).toBeGreaterThanOrEqual(20);
    expect(link.offers?.until).toBe(telegram.now + 10 * 60 * 1000);
    // Until somebody takes it, it stays where it is.
    expect(telegram.state.case).toBeDefined();
  });

  it('has another secret each time', async () => {
    const { telegram, code } = await offered();
    await telegram.pressOld({ do: 'case', to: 'to-web' });
    expect(telegram.last?.offers?.code).not.toBe(code);
  });

  it('goes on there where it was: nothing is typed again', async () => {
    const { telegram, web, code } = await offered();
    const taken = await takes(web, code);
    expect(taken.takesOver).toBe(code);
    expect(taken.outcome).toBe('interview-victim');
    expect(textsOf(taken, parts)[0]).toBe(words().interview.takenOver);
    expect(web.state.case).toEqual(telegram.state.case);
    let last = taken;
    while (last.outcome.startsWith('interview-')) last = await answerOpen(web, METRO);
    expect(last.outcome).toBe('case-routes');
    expect(web.state.case?.answers).toEqual(METRO);
  });

  it('takes its exhibits, its language and what was said in /guide along', async () => {
    const telegram = new Person(parts, { language: 'ko' });
    await telegram.command('guide');
    while (telegram.state.dialogue) await answerOpen(telegram, METRO);
    await telegram.pressOld({ do: 'language', language: 'en' });
    telegram.putFile('photo', JPEG);
    await telegram.send({
      kind: 'file',
      file: { ref: 'photo', mediaType: 'image/jpeg' },
      caption: 'exit 3',
    });
    await telegram.say('yes');
    await telegram.pressOld({ do: 'case', to: 'consent-all' });
    await telegram.pressOld({ do: 'case', to: 'to-web' });
    const web = new Person(parts, { platform: 'web' });
    const taken = await takes(web, lend(telegram, web));
    expect(taken.outcome).toBe('interview-when');
    expect(web.state.exhibits).toEqual(telegram.state.exhibits);
    expect(web.state.assessed).toEqual(telegram.state.assessed);
    expect(web.state.language).toBe('en');
  });

  it('once finished shows there where to go', async () => {
    const telegram = await finished(parts);
    await telegram.pressOld({ do: 'case', to: 'to-web' });
    const web = new Person(parts, { platform: 'web' });
    const taken = await takes(web, lend(telegram, web));
    expect(taken.outcome).toBe('case-routes');
    expect(offers(taken, { do: 'draft', document: 'nhrck' })).toBe(true);
    const drafted = await web.pressOld({ do: 'draft', document: 'nhrck' });
    expect(choicesOf(drafted)[0]).toEqual({
      label: words().interview.complete,
      page: '/document?document=nhrck',
    });
    expect(textsOf(drafted, parts).join()).toContain(METRO['story']?.[0]);
  });

  it('is taken by one only: a second use is refused, and takes nothing', async () => {
    const { web, code } = await offered();
    await takes(web, code);
    const again = new Person(parts, { platform: 'web' });
    again.offers = web.offers;
    const refused = await takes(again, code);
    expect(refused.outcome).toBe('offer-gone');
    expect(textsOf(refused, parts)).toEqual([words().interview.offerGone]);
    expect(refused.takesOver).toBeUndefined();
    expect(again.state.case).toBeUndefined();
  });

  it.each(['', 'x', '../../etc/passwd', '__proto__'])(
    'is not had by the code "%s"',
    async (code) => {
      const web = new Person(parts, { platform: 'web' });
      expect((await takes(web, code)).outcome).toBe('offer-gone');
    },
  );

  it('that is gone in the meantime is not taken', async () => {
    const { telegram, web, code } = await offered();
    const { case: _gone, ...rest } = telegram.state;
    web.offers.set(code, { state: writeState(rest), files: [] });
    const refused = await takes(web, code);
    expect(refused.outcome).toBe('offer-empty');
    expect(refused.takesOver).toBeUndefined();
    expect(web.state.case).toBeUndefined();
  });

  it('leaves what was talked about there as it was', async () => {
    const { web, code } = await offered();
    await web.say('헬스장이 얼굴 등록을 강제해도 되나요?');
    const { history } = web.state;
    await takes(web, code);
    expect(web.state.history).toEqual(history);
  });
});

describe('the link into a browser', () => {
  it('is not given in the browser itself', async () => {
    const web = await finished(parts, { platform: 'web' });
    const answered = await web.pressOld({ do: 'case', to: 'to-web' });
    expect(answered.outcome).toBe('no-web');
    expect(answered.offers).toBeUndefined();
  });

  it('is not given where we have no pages', async () => {
    const bare = { ...parts, settings: { ...parts.settings, baseUrl: '' } };
    const person = await finished(bare);
    const drafted = await person.pressOld({ do: 'draft', document: 'nhrck' });
    expect(offers(drafted, { do: 'case', to: 'to-web' })).toBe(false);
    const answered = await person.pressOld({ do: 'case', to: 'to-web' });
    expect(textsOf(answered, bare)).toEqual([words().interview.noWeb]);
  });
});
