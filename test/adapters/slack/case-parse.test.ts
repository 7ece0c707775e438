import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { projectRoot } from '../../../adapters/project-root.ts';
import { CASE_FORM_TOKEN } from '../../../adapters/slack/case-form.ts';
import { parse } from '../../../adapters/slack/parse.ts';
import type { Parsed } from '../../../adapters/slack/parsed.ts';
import { BASE_URL } from './open-slack.ts';

const FOLDER = join(projectRoot(), 'test/replay/slack-case');
const recorded = (name: string): unknown =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
const NOW = 1_760_000_099_000;
const read = (body: unknown): Parsed => parse(body, { baseUrl: BASE_URL, now: () => NOW });

const [TEAM, USER, DIRECT, HALL] = ['T0FACE0001', 'U0ASKER001', 'D0FACE0001', 'C0HALL0001'];
const PANE = '1760000014.001400';
const here = { team: TEAM, app: 'A0FACE0001', user: USER };

const pressed = (
  place: object,
  conversation: string,
  label: string,
  audience = 'private',
): object => ({
  kind: 'case-form',
  trigger: '1111.2222.made-up',
  place: { ...here, ...place },
  label,
  press: {
    platform: 'slack',
    conversation,
    audience,
    content: { kind: 'choice', token: CASE_FORM_TOKEN },
  },
});

const ALL = {
  place: ['subway'],
  seen: ['gate', 'sign'],
  when: ['2025-10-08T19:00', 'ongoing'],
  story: [' 개찰구가 제 얼굴을 찍었어요.\n두 번이에요. '],
};
const sent = (
  answers: object,
  { consent = 'all', address = {}, conversation = `${TEAM}:messages::${USER}` } = {},
): object => ({
  kind: 'said',
  incoming: [
    {
      platform: 'slack',
      deliveryId: 'form:V0FACE0003:1760000023.made-up',
      conversation,
      person: `${TEAM}:${USER}`,
      address: { ...here, ...address },
      order: NOW * 1000,
      audience: 'private',
      content: { kind: 'form', answers, consent },
    },
  ],
});
const inMessages = { address: { channel: DIRECT } };

/** What a recorded payload comes to. */
const CASES: Readonly<Record<string, object>> = {
  press: pressed({ channel: DIRECT }, `${TEAM}:messages::${USER}`, '양식으로 쓰기'),
  'press-in-english': pressed({ channel: DIRECT }, `${TEAM}:messages::${USER}`, 'Use the form'),
  'press-in-pane': pressed(
    { channel: DIRECT, thread: PANE },
    `${TEAM}:messages:${PANE}:${USER}`,
    '양식으로 쓰기',
  ),
  'press-in-channel': pressed(
    { channel: HALL, thread: '1760000009.000900' },
    `${TEAM}:${HALL}:1760000009.000900:${USER}`,
    '양식으로 쓰기',
    'group',
  ),
  'press-without-trigger': {
    kind: 'said',
    incoming: [{ content: { kind: 'choice', token: CASE_FORM_TOKEN } }],
  },
  form: sent(ALL, inMessages),
  'form-basic': sent(ALL, { ...inMessages, consent: 'basic' }),
  'form-from-pane': sent(ALL, {
    address: { channel: DIRECT, thread: PANE },
    conversation: `${TEAM}:messages:${PANE}:${USER}`,
  }),
  // What somebody writes in a form is never answered where others read.
  'form-from-channel': sent(ALL),
  'form-of-another-version': sent(ALL),
  'form-only-ongoing': sent({ when: ['ongoing'] }, { ...inMessages, consent: 'basic' }),
  'form-only-day': sent({ when: ['2025-10-08'] }, { ...inMessages, consent: 'basic' }),
  'form-only-consent': sent({}, { consent: 'basic' }),
  'form-without-consent': {
    kind: 'faulty-form',
    language: 'ko',
    faults: [{ block: 'consent', fault: 'no-consent' }],
  },
  'form-only-time': {
    kind: 'faulty-form',
    language: 'ko',
    faults: [{ block: 'answer:when', fault: 'no-day' }],
  },
  'form-empty': { kind: 'faulty-form', faults: [{ block: 'consent', fault: 'no-consent' }] },
};

describe('a recorded payload about the interview as a form', () => {
  it.each(Object.entries(CASES))('%s is read as what the person did', (name, expected) => {
    const parsed = read(recorded(name));
    expect(parsed).toMatchObject(expected);
    if (parsed.kind !== 'said' || parsed.incoming[0]?.content.kind !== 'form') return;
    // Nothing beside what was filled in, and no address beside where it was opened.
    const [wanted] = (expected as { incoming: readonly unknown[] }).incoming;
    expect(parsed.incoming[0]).toEqual(wanted);
  });

  it('is in this table, each of them', () => {
    const files = readdirSync(FOLDER).map((name) => name.replace(/\.json$/, ''));
    expect(files.sort()).toEqual(Object.keys(CASES).sort());
  });

  it('whose fields are not as Slack documents them is refused, with no word of it in the error', () => {
    const { view, ...rest } = recorded('form') as { view: object };
    const values = { 'answer:story': { field: { value: ['개찰구가'] } } };
    const body = { ...rest, view: { ...view, state: { values } } };
    expect(() => read(body)).toThrow(ZodError);
    expect(() => read(body)).not.toThrow('개찰구');
  });
});
