import { z } from 'zod';
import { parseEvent } from './parse-event.ts';
import { parseInteraction } from './parse-interaction.ts';
import { NOTHING, type Parsed, type ParseSettings } from './parsed.ts';
import { commanded, incomingAt } from './said.ts';

/** The one slash command. What stands behind it is a command of the bot or a question. */
export const SLASH_COMMAND = '/facerights';

const Kind = z.object({ type: z.string().optional(), command: z.string().optional() });

const Slash = z.object({
  command: z.string(),
  text: z.string().default(''),
  user_id: z.string().min(1),
  team_id: z.string().min(1),
  enterprise_id: z.string().optional(),
  api_app_id: z.string().optional(),
  trigger_id: z.string().min(1),
});

/**
 * Reads one delivery, which HTTP and Socket Mode bring in the same form. Pure.
 *
 * @throws {z.ZodError} when it is not what Slack documents.
 */
export function parse(body: unknown, settings: ParseSettings): Parsed {
  const { type, command } = Kind.parse(body);
  if (command !== undefined && type === undefined) return slash(body, settings);
  return type === 'event_callback'
    ? parseEvent(body, settings)
    : parseInteraction(type ?? '', body, settings);
}

/**
 * Answered in the person's messages, not with `response_url`: that expires after half an hour and five uses, shows no files
 * and takes no typed answer, and an answer in the channel would need us to be in it. Only a line in place says so.
 */
function slash(body: unknown, { now }: ParseSettings): Parsed {
  const { command, text, user_id, team_id, enterprise_id, api_app_id, trigger_id } =
    Slash.parse(body);
  if (command !== SLASH_COMMAND) return NOTHING;
  const place = {
    team: team_id,
    user: user_id,
    ...(enterprise_id && { enterprise: enterprise_id }),
    ...(api_app_id && { app: api_app_id }),
  };
  const incoming = incomingAt(place, {
    deliveryId: `slash:${trigger_id}`,
    // Slack does not say when; its clock and ours differ by less than people type.
    order: now() * 1000,
    content: commanded(text),
  });
  return { kind: 'said', incoming: [incoming], isAnsweredElsewhere: true };
}
