import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../../adapters/project-root.ts';
import { SLASH_COMMAND } from '../../../adapters/slack/parse.ts';
import { EVENTS } from '../../../adapters/slack/parse-event.ts';
import { GLOBAL_SHORTCUT, MESSAGE_SHORTCUT } from '../../../adapters/slack/parse-interaction.ts';
import { SCOPES, WITHOUT_SCOPE } from '../../../adapters/slack/scopes.ts';

const folder = join(projectRoot(), 'adapters/slack');
const yaml = readFileSync(join(folder, 'manifest.yaml'), 'utf8');

/** The parts that we rely on, with the lengths that Slack allows. */
const Manifest = z.object({
  display_information: z.object({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4_000),
  }),
  features: z.object({
    app_home: z.object({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
    }),
    bot_user: z.object({ display_name: z.string().max(80) }),
    assistant_view: z.object({
      assistant_description: z.string().max(300),
      suggested_prompts: z.array(z.object({ title: z.string(), message: z.string() })).max(4),
    }),
    shortcuts: z.array(
      z.object({
        name: z.string().max(24),
        type: z.enum(['global', 'message']),
        callback_id: z.string().max(255),
        description: z.string().max(150),
      }),
    ),
    slash_commands: z.array(
      z.object({
        command: z.string().max(32),
        description: z.string().max(2_000),
        usage_hint: z.string().max(1_000),
      }),
    ),
    unfurl_domains: z.array(z.string()).max(5),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({
    event_subscriptions: z.object({ bot_events: z.array(z.string()) }),
    interactivity: z.object({ is_enabled: z.literal(true) }),
    socket_mode_enabled: z.literal(true),
  }),
});
const manifest = Manifest.parse(parse(yaml));

const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const methods = new Set(
  [...sources.matchAll(/\bweb\.((?:\w+\.)+\w+)\(/g)].map(([, method]) => method ?? ''),
);

describe('the manifest', () => {
  it('subscribes to the events that we read, and to no others', () => {
    const events = EVENTS.map((name) => (name === 'message' ? 'message.im' : name));
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(events.toSorted());
  });

  it('has the shortcuts and the command that we read, and no others', () => {
    const { shortcuts, slash_commands } = manifest.features;
    expect(shortcuts.map(({ type, callback_id }) => [type, callback_id])).toEqual([
      ['global', GLOBAL_SHORTCUT],
      ['message', MESSAGE_SHORTCUT],
    ]);
    expect(slash_commands.map(({ command }) => command)).toEqual([SLASH_COMMAND]);
  });

  it('asks for the scopes that we know a reason for, and for each says it', () => {
    const { bot } = manifest.oauth_config.scopes;
    expect(bot.toSorted()).toEqual(Object.keys(SCOPES).toSorted());
    for (const scope of bot) expect(yaml).toMatch(new RegExp(`- ${scope} # \\w`));
  });

  it('covers every method of the Web API that we call, and no scope is left over', () => {
    const covered = Object.values(SCOPES).flat();
    expect(methods.size).toBeGreaterThan(8);
    for (const method of methods) expect([...covered, ...WITHOUT_SCOPE]).toContain(method);
    const { event_subscriptions } = manifest.settings;
    const inUse = new Set([
      ...methods,
      ...event_subscriptions.bot_events,
      SLASH_COMMAND,
      MESSAGE_SHORTCUT,
      GLOBAL_SHORTCUT,
    ]);
    for (const [scope, reasons] of Object.entries(SCOPES)) {
      expect({ scope, unused: reasons.filter((reason) => !inUse.has(reason)) }).toEqual({
        scope,
        unused: [],
      });
    }
  });
});
