import { z } from 'zod';
import type { Content } from '../../bot/message.ts';
import { CHOICE_ACTION } from './buttons.ts';
import { readCaseForm } from './case-answers.ts';
import { CASE_FORM, CASE_FORM_TOKEN, readOrigin } from './case-form.ts';
import { FORM, questionIn } from './form.ts';
import { NOTHING, type Parsed, type ParseSettings } from './parsed.ts';
import { orderOf, type Place, type Workspace } from './place.ts';
import { incomingAt, typed } from './said.ts';

const id = z.string().min(1);

const Sender = z.object({
  user: z.object({ id, team_id: z.string().optional() }),
  team: z.object({ id, enterprise_id: z.string().optional() }).nullish(),
  enterprise: z.object({ id }).nullish(),
  api_app_id: z.string().nullish(),
});

const Pressed = Sender.extend({
  trigger_id: z.string().optional(),
  container: z.object({ type: z.string().optional(), is_ephemeral: z.boolean().optional() }),
  channel: z.object({ id }).optional(),
  message: z.object({ ts: id, thread_ts: id.optional() }).optional(),
  actions: z.array(
    z.object({
      action_id: z.string(),
      value: z.string().optional(),
      text: z.object({ text: z.string() }).optional(),
      action_ts: id,
    }),
  ),
});
const Shortcut = Sender.extend({
  callback_id: z.string(),
  trigger_id: id,
  action_ts: id,
  message: z.object({ text: z.string().nullish() }).optional(),
});
const Submitted = Sender.extend({
  view: z.object({
    id,
    hash: z.string().default(''),
    callback_id: z.string(),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.unknown() }),
  }),
});

/** "Ask about this", in the menu of a message. */
export const MESSAGE_SHORTCUT = 'ask_about_this';
/** "Ask", from anywhere in Slack. */
export const GLOBAL_SHORTCUT = 'ask_facerights';

type InteractionParser = (body: unknown, settings: ParseSettings) => Parsed;

const PARSERS: Readonly<Record<string, InteractionParser>> = {
  block_actions: pressed,
  message_action: askedAbout,
  shortcut: askedForForm,
  view_submission: submitted,
};

/** Something done in our buttons, menus and forms; whatever else Slack may report is nothing. @throws {z.ZodError} */
export const parseInteraction = (type: string, body: unknown, settings: ParseSettings): Parsed =>
  PARSERS[type]?.(body, settings) ?? NOTHING;

/** In an organisation Slack may leave out the workspace, or name it only beside the person. */
function workspaceOf(sender: z.infer<typeof Sender>): Workspace {
  const { team, user, enterprise, api_app_id: app } = sender;
  const organisation = enterprise?.id ?? team?.enterprise_id;
  return {
    team: team?.id ?? user.team_id ?? '',
    ...(organisation && { enterprise: organisation }),
    ...(app && { app }),
  };
}

/** Buttons that open a page are reported too; they carry no value. */
function pressed(body: unknown): Parsed {
  const press = Pressed.parse(body);
  const [action] = press.actions;
  if (!action?.value || !action.action_id.startsWith(CHOICE_ACTION)) return NOTHING;
  const deliveryId = [
    'press',
    press.trigger_id ?? '',
    action.action_ts,
    press.user.id,
    action.action_id,
  ];
  const place = placeOfPress(press);
  const incoming = incomingAt(place, {
    deliveryId: deliveryId.join(':'),
    order: orderOf(action.action_ts),
    content: { kind: 'choice', token: action.value },
  });
  const { trigger_id: trigger } = press;
  if (action.value !== CASE_FORM_TOKEN || !trigger) return { kind: 'said', incoming: [incoming] };
  const label = action.text?.text;
  return { kind: 'case-form', trigger, place, press: incoming, ...(label && { label }) };
}

/** The answer goes where the button stood; from the home page and from what only one person saw, to their messages. */
function placeOfPress(press: z.infer<typeof Pressed>): Place {
  const { user, channel, message, container } = press;
  const here = { ...workspaceOf(press), user: user.id };
  if (!channel || !message || container.is_ephemeral) return here;
  const isPrivate = channel.id.startsWith('D');
  const thread = message.thread_ts ?? (isPrivate ? undefined : message.ts);
  return { ...here, channel: channel.id, ...(thread && { thread }) };
}

/** The words of somebody's message become the question; the answer is for the one who asks, not for those who read there. */
function askedAbout(body: unknown): Parsed {
  const shortcut = Shortcut.parse(body);
  if (shortcut.callback_id !== MESSAGE_SHORTCUT) return NOTHING;
  const place = { ...workspaceOf(shortcut), user: shortcut.user.id };
  const read = typed(shortcut.message?.text ?? '');
  // What somebody else wrote is never a command of the person who asks about it.
  const content = read.kind === 'command' ? { kind: 'unreadable' as const } : read;
  const deliveryId = `shortcut:${shortcut.trigger_id}`;
  const order = orderOf(shortcut.action_ts);
  return { kind: 'said', incoming: [incomingAt(place, { deliveryId, order, content })] };
}

function askedForForm(body: unknown): Parsed {
  const shortcut = Shortcut.parse(body);
  if (shortcut.callback_id !== GLOBAL_SHORTCUT) return NOTHING;
  return { kind: 'form', workspace: workspaceOf(shortcut), trigger: shortcut.trigger_id };
}

type Submission = z.infer<typeof Submitted>;

function submitted(body: unknown, { now }: ParseSettings): Parsed {
  const submission = Submitted.parse(body);
  switch (submission.view.callback_id) {
    case FORM:
      return asked(submission, now);
    case CASE_FORM:
      return interviewed(submission, now);
    default:
      return NOTHING;
  }
}

function asked(submission: Submission, now: ParseSettings['now']): Parsed {
  const text = questionIn(submission.view.state.values);
  return text ? sent(submission, now, { kind: 'text', text }) : { kind: 'empty-form' };
}

/** The talk goes on where the form was opened. */
function interviewed(submission: Submission, now: ParseSettings['now']): Parsed {
  const { content, faults } = readCaseForm(submission.view.state.values);
  const { language, channel, thread } = readOrigin(submission.view.private_metadata);
  if (faults.length > 0) return { kind: 'faulty-form', faults, ...(language && { language }) };
  const isPrivate = channel?.startsWith('D');
  const place = isPrivate ? { channel, ...(thread && { thread }) } : {};
  return sent(submission, now, content, place);
}

function sent(
  submission: Submission,
  now: ParseSettings['now'],
  content: Content,
  where: Pick<Place, 'channel' | 'thread'> = {},
): Parsed {
  const { view, user } = submission;
  const incoming = incomingAt(
    { ...workspaceOf(submission), user: user.id, ...where },
    {
      // A form that was not taken the first time comes back with the same id and hash.
      deliveryId: `form:${view.id}:${view.hash}`,
      order: now() * 1000,
      content,
    },
  );
  return { kind: 'said', incoming: [incoming] };
}
