import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CASE_FORM_TOKEN } from '../../adapters/slack/case-form.ts';
import { AS_SLACK, Courier } from '../servers/slack/deliver.ts';
import { SlackServer } from '../servers/slack/slack-server.ts';
import type { Heard } from './heard.ts';
import { type App, openApp } from './open-app.ts';
import { SlackTalker } from './slack-talker.ts';

const TEAM = 'T00000001';
const BOT_TOKEN = 'xoxb-test-token';
const DAY_MS = 24 * 60 * 60 * 1000;
/** In Korea too a day that has come, and less than a year ago. */
const LAST_WEEK = new Date(Date.now() - 7 * DAY_MS).toISOString().slice(0, 10);
const STORY = '개찰구를 지나는데 화면에 제 얼굴이 떴고, 직원이 제 이름을 불렀습니다.';

/** Everything that is asked about a gate of a metro that knows who passes. */
const METRO = {
  consent: ['agreed'],
  sensitive: ['agreed'],
  'answer:place': 'subway',
  'answer:operator': 'public-corporation',
  'answer:seen': ['gate', 'screen', 'staff'],
  'answer:people': 'passers-by',
  'answer:timing': 'live',
  'answer:list': 'alert',
  'answer:told': 'nothing',
  'answer:when': LAST_WEEK,
  'answer:when:time': '19:00',
  'answer:victim': 'self',
  'answer:elsewhere': ['none'],
  'answer:story': STORY,
  'answer:wish': ['stop', 'delete'],
  'answer:named': 'yes',
} as const;

let server: SlackServer;
let app: App;
let courier: Courier;
let people = 100;
beforeAll(async () => {
  server = await new SlackServer().listen();
  server.world.addTeam(TEAM, BOT_TOKEN);
  app = await openApp({
    env: () => ({
      SLACK_APP_TOKEN: server.appToken,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: server.apiUrl,
    }),
  });
  courier = new Courier(server, { kind: 'socket' }, AS_SLACK);
});
afterAll(async () => {
  await app?.stop();
  await server?.close();
});

function somebody(): SlackTalker {
  people += 1;
  return new SlackTalker(app, server, courier, TEAM, `U${people}`);
}

const interview = () => app.words.ko.interview;

/** Opens the form by the newest button for it. */
async function opensForm({ person }: SlackTalker): Promise<void> {
  expect(await person.press(CASE_FORM_TOKEN)).toMatchObject({ isAcknowledged: true });
  expect(person.form.callback_id).toBe('facerights_case');
}

const fills = (talker: SlackTalker, given: Parameters<typeof talker.person.fillIn>[0]) =>
  talker.does(() => talker.person.fillIn(given));

const labelWith = ({ labels }: Heard, part: string): string => {
  const label = labels.find((one) => one.includes(part));
  if (!label) throw new Error(`No button says "${part}": ${labels.join(', ')}`);
  return label;
};

const bytesOf = (heard: Heard): Buffer =>
  server.world.files.get(heard.file?.id ?? '')?.bytes ?? Buffer.alloc(0);

describe('in Slack, a person', () => {
  it('fills in the whole interview in a window, and gets the routes, a draft and a file in their messages', async () => {
    const talker = somebody();
    const asked = await talker.says('진정서 쓰고 싶어요');
    const consent = asked.labels.includes(interview().consentAll)
      ? asked
      : await talker.says('/complaint');
    expect(consent.labels).toEqual([
      interview().consentAll,
      interview().consentBasic,
      interview().openForm,
      interview().consentNo,
    ]);
    await opensForm(talker);
    expect(talker.person.form.title.text).toBe(app.words.ko.slack.caseTitle);
    const routes = await fills(talker, METRO);
    expect(routes.text).toContain(interview().formTaken);
    expect(routes.text).toContain(interview().routesTitle);
    expect(routes.text).toContain('국가인권위원회');
    expect(routes.labels).toContain(interview().openForm);
    const draft = await talker.presses(labelWith(routes, '진정'));
    expect(draft.text).toContain(STORY);
    const file = await talker.presses('DOCX');
    expect(file.file?.name).toMatch(/\.docx$/);
    expect(bytesOf(file).subarray(0, 2).toString()).toBe('PK');
    expect(bytesOf(file).length).toBeGreaterThan(4_000);
  });

  it('who sends the form off once is answered once, though Slack brings it twice', async () => {
    const talker = somebody();
    await talker.says('/complaint');
    await opensForm(talker);
    await fills(talker, METRO);
    const before = talker.transcript();
    expect(await talker.person.sendAgain()).toMatchObject({ isAcknowledged: true });
    await talker.settled();
    expect(talker.transcript()).toBe(before);
  });

  it('who agrees to nothing is told so in the window, and nothing is kept', async () => {
    const talker = somebody();
    await talker.says('/complaint');
    await opensForm(talker);
    const { consent: _, ...unconsented } = METRO;
    const refused = await talker.person.fillIn(unconsented);
    expect(refused.answer).toMatchObject({
      errors: { consent: app.words.ko.slack.caseNoConsent },
    });
    await talker.settled();
    const { states } = await app.store.kept('slack', `${TEAM}:${talker.person.user}`);
    expect(states.join()).not.toContain(STORY);
  });

  it('is asked in their messages about what they left empty, and what they fill in later changes only that', async () => {
    const talker = somebody();
    await talker.says('/complaint');
    await opensForm(talker);
    const { 'answer:elsewhere': _, ...some } = METRO;
    const next = await fills(talker, some);
    expect(next.text).toContain(interview().formTaken);
    expect(next.text).toContain(questionAsked('elsewhere'));
    const again = await talker.says('/complaint');
    expect(again.labels).toContain(interview().openForm);
    await opensForm(talker);
    await fills(talker, {
      consent: ['agreed'],
      'answer:elsewhere': ['asked-operator'],
      'answer:wish': ['apology'],
    });
    const review = await talker.presses(interview().toReview);
    expect(review.text).toContain(STORY);
    expect(review.text).toContain(optionSaid('elsewhere', 'asked-operator'));
    expect(review.text).toContain(optionSaid('wish', 'apology'));
    expect(review.text).not.toContain(optionSaid('wish', 'stop'));
  });

  it('who agrees without what is sensitive has no reason for different treatment kept', async () => {
    const talker = somebody();
    await talker.says('/complaint');
    await opensForm(talker);
    const { sensitive: _, ...basic } = METRO;
    await fills(talker, {
      ...basic,
      'answer:place': 'gym',
      'answer:operator': 'private-business',
      'answer:matter': ['disability'],
    });
    const { states } = await app.store.kept('slack', `${TEAM}:${talker.person.user}`);
    expect(states.join()).toContain('private-business');
    expect(states.join()).not.toContain('disability');
  });

  it('reads the form in English, and in the thread of the pane where they opened it goes on', async () => {
    const talker = somebody();
    const { thread } = await talker.person.openAssistant();
    await talker.settled();
    await talker.says('/language', thread);
    await talker.presses('English');
    await talker.says('/complaint', thread);
    await opensForm(talker);
    expect(talker.person.form.title.text).toBe(app.words.en.slack.caseTitle);
    const routes = await fills(talker, METRO);
    expect(routes.text).toContain(app.words.en.interview.routesTitle);
    expect(new Set(routes.messages.map(({ answers }) => answers))).toEqual(new Set([thread]));
  });

  it('goes on question by question where Slack opens no window', async () => {
    const talker = somebody();
    await talker.says('/complaint');
    await talker.presses(interview().consentAll);
    await talker.says('/complaint');
    server.faults.push({
      method: 'views.open',
      how: { kind: 'error', error: 'expired_trigger_id' },
    });
    const next = await talker.does(() => talker.person.press(CASE_FORM_TOKEN));
    expect(next.text).toContain(questionAsked('place'));
  });

  it('sees every answer with a button to change it, and a draft of a story as long as it may be, in whole', async () => {
    const talker = somebody();
    await talker.says('/complaint');
    await opensForm(talker);
    const { 'answer:story': _, ...untold } = METRO;
    const asked = await fills(talker, untold);
    expect(asked.text).toContain(questionAsked('story'));
    const sentence = (at: number) => `${at}번째로 지나갈 때 화면에 제 얼굴이 떴습니다.`;
    const story = Array.from({ length: 400 }, (_at, at) => sentence(at)).join(' ');
    expect(story.length).toBeGreaterThan(9_500);
    const routes = await talker.says(story.slice(0, 10_000));
    const review = await talker.presses(interview().toReview);
    const changes = review.labels.filter((label) => label.startsWith('고치기'));
    expect(changes.length).toBeGreaterThan(12);
    await talker.presses(interview().toRoutes);
    const draft = await talker.presses(labelWith(routes, '진정'));
    expect(draft.messages.length).toBeGreaterThan(3);
    const told = draft.texts.join('').replaceAll(/\s/g, '');
    expect(told).toContain(story.slice(0, 10_000).replaceAll(/\s/g, ''));
    for (const [label, magic] of [
      ['PDF', '%PDF'],
      ['HWPX', 'PK'],
    ] as const) {
      const file = await talker.presses(label);
      expect(bytesOf(file).subarray(0, magic.length).toString()).toBe(magic);
    }
  });
});

const questionAsked = (id: string): string =>
  app.bot.casework.questions.find((question) => question.id === id)?.ask.ko ?? '?';

const optionSaid = (id: string, value: string): string =>
  app.bot.casework.questions
    .find((question) => question.id === id)
    ?.options.find((option) => option.id === value)?.label.ko ?? '?';
