import { z } from 'zod';
import { CHOICE_ACTION } from './buttons.ts';
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
    z.object({ action_id: z.string(), value: z.string().optional(), action_ts: id }),
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
  const incoming = incomingAt(placeOfPress(press), {
    deliveryId: deliveryId.join(':'),
    order: orderOf(action.action_ts),
    content: { kind: 'choice', token: action.value },
  });
  return { kind: 'said', incoming: [incoming] };
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

function submitted(body: unknown, { now }: ParseSettings): Parsed {
  const submission = Submitted.parse(body);
  const { view, user } = submission;
  if (view.callback_id !== FORM) return NOTHING;
  const question = questionIn(view.state.values);
  if (!question) return { kind: 'empty-form' };
  const incoming = incomingAt(
    { ...workspaceOf(submission), user: user.id },
    {
      // A form that was not taken the first time comes back with the same id and hash.
      deliveryId: `form:${view.id}:${view.hash}`,
      order: now() * 1000,
      content: { kind: 'text', text: question },
    },
  );
  return { kind: 'said', incoming: [incoming] };
}
