import { afterEach, describe, expect, it } from 'vitest';
import {
  CASE_FORM_TOKEN,
  type CaseFormSource,
  caseForm,
  languageOfLabel,
  readOrigin,
} from '../../../adapters/slack/case-form.ts';
import { layOut } from '../../../adapters/slack/layout.ts';
import type { Question, QuestionOption } from '../../../knowledge/casework/questions.ts';
import type { Language } from '../../../knowledge/language.ts';
import { casework } from '../../casework/real-casework.ts';
import { inputsOf, ModalView, wordsInBlock } from '../../servers/slack/block-kit.ts';
import { INTERVIEW, type OpenOptions, type OpenSlack, openSlack, WORDS } from './open-slack.ts';

const formIn = (language?: Language, source: CaseFormSource = INTERVIEW) =>
  ModalView.parse(caseForm(source, WORDS, { channel: 'D1', thread: '1.2' }, language));

const fieldsOf = (view: ModalView, question: string) =>
  inputsOf(view.blocks).filter(({ block_id: block = '' }) =>
    [`answer:${question}`, `answer:${question}:`].some((one) =>
      one.endsWith(':') ? block.startsWith(one) : block === one,
    ),
  );

const wordsOf = (view: ModalView): string =>
  view.blocks
    .map((block) =>
      block.type === 'input'
        ? [block.label.text, block.hint?.text].join('\n')
        : wordsInBlock(block),
    )
    .join('\n');

/** The kind of field that a kind of question becomes. */
const ELEMENTS: Readonly<Record<Question['kind'], readonly string[]>> = {
  choice: ['static_select'],
  several: ['multi_static_select'],
  date: ['datepicker', 'timepicker', 'checkboxes'],
  text: ['plain_text_input'],
};

describe.each([
  { name: 'Korean', language: 'ko' },
  { name: 'English', language: 'en' },
  { name: 'both languages', language: undefined },
] as const)('the interview as a form in $name', ({ language }) => {
  const view = formIn(language);

  it('keeps to what Slack takes, with room to grow', () => {
    expect(view.blocks.length).toBeLessThan(60);
    expect(JSON.stringify(view).length).toBeLessThan(60_000);
  });

  it.each(casework.questions)(
    'has the fields of $id, none of which must be filled in',
    (question) => {
      const fields = fieldsOf(view, question.id);
      expect(fields.map(({ element }) => element.type)).toEqual(ELEMENTS[question.kind]);
      expect(fields.every(({ optional }) => optional)).toBe(true);
      for (const one of language ? [language] : (['ko', 'en'] as const)) {
        expect(fields[0]?.label.text).toContain(question.ask[one]);
      }
    },
  );

  it('offers every value that can be answered, and to one choice that one does not know', () => {
    for (const { id, kind, options } of casework.questions) {
      const offered = fieldsOf(view, id).flatMap(({ element }) =>
        'options' in element ? element.options.map(({ value }) => value) : [],
      );
      const unknown = kind === 'choice' ? ['unknown'] : [];
      expect(offered, id).toEqual([...options.map((option) => option.id), ...unknown]);
    }
  });

  it('cuts no label of an option', () => {
    const labels = inputsOf(view.blocks).flatMap(({ element }) =>
      'options' in element ? element.options.map(({ text }) => text.text) : [],
    );
    expect(labels.filter((label) => label.endsWith('…'))).toEqual([]);
  });

  it('says what is kept, what for, how long and that one may refuse, and asks for what is sensitive by itself', () => {
    for (const one of language ? [language] : (['ko', 'en'] as const)) {
      const { consentItems, consentPurpose, consentRefusal, consentSensitive } =
        WORDS[one].interview;
      for (const line of [consentItems, consentPurpose, consentRefusal, consentSensitive]) {
        expect(wordsOf(view)).toContain(line);
      }
      expect(wordsOf(view)).toContain(INTERVIEW.consentCited(one));
      expect(wordsOf(view)).toContain(WORDS[one].slack.caseIntro);
    }
    expect(wordsOf(view)).toContain('30');
    expect(wordsOf(view)).not.toMatch(/\{\w+\}/);
    const boxes = inputsOf(view.blocks).filter(({ block_id }) => !block_id?.startsWith('answer:'));
    expect(boxes.map(({ block_id, optional }) => [block_id, optional])).toEqual([
      ['consent', false],
      ['sensitive', true],
    ]);
  });

  it('remembers where it was opened, and in which language', () => {
    expect(readOrigin(view.private_metadata ?? '')).toEqual({
      channel: 'D1',
      thread: '1.2',
      ...(language && { language }),
    });
  });
});

describe('the interview as a form', () => {
  it('says how much of a story fits in, and where a longer one goes', () => {
    const [story] = fieldsOf(formIn('ko'), 'story');
    expect(story?.hint?.text).toContain('3,000자');
    expect(story?.hint?.text).toContain('10,000자');
    expect(story?.element).toMatchObject({ multiline: true, max_length: 3_000 });
    const [name] = fieldsOf(formIn('ko'), 'respondent');
    expect(name?.element).toMatchObject({ multiline: false });
  });

  it('tells of a question that is not for everybody that it may be left out', () => {
    const line = WORDS.en.slack.caseIfApplies;
    const view = formIn('en');
    for (const { id, when } of casework.questions) {
      expect(fieldsOf(view, id)[0]?.hint?.text === line, id).toBe(when !== undefined);
    }
  });

  it('of far more than Slack takes is cut rather than refused', () => {
    const [question] = casework.questions.filter(({ id }) => id === 'victim');
    if (!question) throw new Error('no question');
    const options = Array.from(
      { length: 120 },
      (_, at): QuestionOption => ({
        id: `o${at}`,
        isAlone: false,
        isOffered: true,
        label: { ko: `${at} ${'나'.repeat(80)}`, en: `${at}` },
        said: { ko: '', en: '' },
        phrases: { ko: [], en: [] },
      }),
    );
    const long = { ...question, ask: { ko: '가'.repeat(3_000), en: 'a' }, options };
    const many = Array.from({ length: 150 }, (_, at) => ({ ...question, id: `q${at}` }));
    const view = formIn('ko', { ...INTERVIEW, questions: [long, ...many] });
    expect(view.blocks).toHaveLength(100);
    const [field] = fieldsOf(view, question.id);
    expect(field?.label.text).toHaveLength(2_000);
    const offered = field?.element.type === 'static_select' ? field.element.options : [];
    expect(offered).toHaveLength(100);
    // Whatever is left out, that one does not know can always be said.
    expect(offered.at(-1)?.value).toBe('unknown');
  });

  it.each([
    { label: WORDS.ko.interview.openForm, language: 'ko' },
    { label: WORDS.en.interview.openForm, language: 'en' },
    { label: 'An older label', language: undefined },
    { label: undefined, language: undefined },
  ])('opened by a button that says "$label" is in $language', ({ label, language }) => {
    expect(languageOfLabel(WORDS, label)).toBe(language);
  });
});

const opened: OpenSlack[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});
async function open(mode: 'http' | 'socket', options: OpenOptions = {}) {
  const one = await openSlack(mode, options);
  opened.push(one);
  return one;
}

/** A message of ours with the button, in somebody's messages or a thread of them. */
async function offered(slack: OpenSlack, language: Language, thread?: string): Promise<void> {
  const { user, messages } = slack.person();
  const choices = [{ label: WORDS[language].interview.openForm, token: CASE_FORM_TOKEN }];
  const [call] = layOut(
    { kind: 'message', blocks: [{ kind: 'paragraph', runs: [{ text: '?' }] }], choices },
    { words: WORDS, baseUrl: '' } as Parameters<typeof layOut>[1],
  );
  const address = { team: 'T00000001', user, channel: messages, ...(thread && { thread }) };
  await slack.channel.send(address, call ?? {}, {
    id: `offer-${language}`,
    mayBeRepeat: false,
    readFile: async () => new Uint8Array(),
  });
}

describe.each(['http', 'socket'] as const)('over %s, the button for the form', (mode) => {
  it('opens it while it is pressed, in the language of the button, and is nothing said', async () => {
    const slack = await open(mode);
    await offered(slack, 'en');
    const person = slack.person();
    expect(await person.press(CASE_FORM_TOKEN)).toMatchObject({ isAcknowledged: true });
    expect(person.form.title.text).toBe(WORDS.en.slack.caseTitle);
    expect(slack.inbox.received).toEqual([]);
  });

  it.each([
    { kind: 'error', error: 'expired_trigger_id' },
    { kind: 'error', error: 'invalid_arguments' },
    { kind: 'rate-limit', seconds: 1 },
    { kind: 'status', status: 500 },
    { kind: 'hang' },
  ] as const)('is an ordinary choice where Slack opens none: $kind', async (how) => {
    const slack = await open(mode, { sendTimeoutMs: 20_000 });
    await offered(slack, 'ko');
    slack.server.faults.push({ method: 'views.open', how });
    const person = slack.person();
    expect(await person.press(CASE_FORM_TOKEN)).toMatchObject({ isAcknowledged: true });
    expect(slack.inbox.received.map(({ content }) => content)).toEqual([
      { kind: 'choice', token: CASE_FORM_TOKEN },
    ]);
    expect(slack.log.lines.map(({ message }) => message)).toContain('slack: form not opened');
  });

  it('that opens nothing and cannot be stored is shown as failed', async () => {
    const slack = await open(mode, { deliver: { waitMs: 500 } });
    await offered(slack, 'ko');
    slack.server.faults.push({ method: 'views.open', how: { kind: 'error', error: 'x' } });
    slack.inbox.failNext();
    expect(await slack.person().press(CASE_FORM_TOKEN)).toMatchObject({ isAcknowledged: false });
  });

  it('brings what was filled in to where it stood, once, however often Slack sends it', async () => {
    const slack = await open(mode);
    const person = slack.person();
    const { thread } = await person.openAssistant();
    await offered(slack, 'ko', thread);
    await person.press(CASE_FORM_TOKEN);
    const done = await person.fillIn({
      consent: ['agreed'],
      'answer:place': 'subway',
      'answer:when': '2026-11-20',
      'answer:when:time': '19:00',
    });
    expect(done).toMatchObject({ isAcknowledged: true });
    await person.sendAgain();
    const [arrival, form, ...others] = slack.inbox.received;
    expect(others).toEqual([]);
    expect(form?.conversation).toBe(arrival?.conversation);
    expect(form?.address).toMatchObject({ channel: person.messages, thread });
    expect(form?.content).toEqual({
      kind: 'form',
      consent: 'basic',
      answers: { place: ['subway'], when: ['2026-11-20T19:00'] },
    });
  });

  it('leads to a form that stays open without consent, and without the day of a time', async () => {
    const slack = await open(mode);
    await offered(slack, 'ko');
    const person = slack.person();
    await person.press(CASE_FORM_TOKEN);
    const refused = await person.fillIn({ 'answer:when:time': '19:00' });
    expect(refused.answer).toEqual({
      response_action: 'errors',
      errors: {
        consent: WORDS.ko.slack.caseNoConsent,
        'answer:when': WORDS.ko.slack.caseNoDay,
      },
    });
    expect(slack.inbox.received).toEqual([]);
    await person.fillIn({ consent: ['agreed'], 'answer:when': '2026-11-20' });
    expect(slack.inbox.received).toHaveLength(1);
  });

  it('leads to a form that is not taken while it cannot be stored, and then is the same delivery', async () => {
    const slack = await open(mode, { deliver: { waitMs: 500 } });
    await offered(slack, 'ko');
    const person = slack.person();
    await person.press(CASE_FORM_TOKEN);
    const filled = { consent: ['agreed'], 'answer:story': '개찰구가 얼굴을 찍었어요.' };
    slack.inbox.failNext();
    expect(await person.fillIn(filled)).toMatchObject({ isAcknowledged: false });
    expect(await person.fillIn(filled)).toMatchObject({ isAcknowledged: true });
    expect(slack.inbox.received).toHaveLength(1);
  });
});
