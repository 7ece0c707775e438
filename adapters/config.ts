import { z } from 'zod';
import { isLocalModel } from './model/provider-facts.ts';

const isSet = (...names: readonly (string | undefined)[]) => names.every(Boolean);

const Settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  LAW_DIR: z.string().optional(),
  LAW_API_KEY: z.string().optional(),
  LAW_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().default('./data'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  EMBEDDINGS: z
    .string()
    .regex(
      /^(builtin|none|openai:.+|ollama:.+)$/,
      'use builtin, none, openai:<model> or ollama:<model>',
    )
    .default('builtin'),
  EMBEDDINGS_URL: z.url({ protocol: /^https?$/ }).optional(),
  EMBEDDINGS_API_KEY: z.string().optional(),
  EMBEDDINGS_DIMENSIONS: z.coerce.number().int().min(8).max(4096).optional(),
  CHAT_MODEL: z
    .string()
    .regex(
      /^(?:openai|anthropic|ollama):.+$/,
      'use openai:<model>, anthropic:<model> or ollama:<model>',
    )
    .optional(),
  CHAT_MODEL_URL: z.url({ protocol: /^https?$/ }).optional(),
  CHAT_MODEL_API_KEY: z.string().optional(),
  CHAT_MODEL_PROVIDER: z.string().min(1).max(60).optional(),
  CHAT_MODEL_SECONDS: z.coerce.number().min(1).max(60).default(8),
  CHAT_MODEL_TOKENS_PER_DAY: z.coerce.number().int().min(1000).default(2_000_000),
  CHAT_MODEL_TOKENS_PER_PERSON: z.coerce.number().int().min(1000).default(100_000),
  CHAT_MODEL_PRICE: z
    .string()
    .regex(
      /^\d+(?:\.\d+)?\/\d+(?:\.\d+)?$/,
      'write input/output per million tokens, such as 0.25/2',
    )
    .optional(),
  LOCAL_MODELS_ONLY: z.enum(['off', 'on']).default('off'),
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  DATABASE_URL: z.url({ protocol: /^postgres(?:ql)?$/ }).optional(),
  DATA_KEY: z
    .string()
    .regex(
      /^(?:[0-9a-f]{64}|[A-Za-z0-9+/]{43}=?)$/i,
      'must be 32 bytes in hexadecimal digits or base64; `openssl rand -hex 32` makes one',
    )
    .optional(),
  LEASE_SECONDS: z.coerce.number().int().min(3).max(600).default(30),
  RETENTION_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  INTAKE: z.enum(['off', 'on']).default('off'),
  INTAKE_INSTITUTION: z.string().min(1).default('FaceRights'),
  DESK_LANGUAGE: z.enum(['ko', 'en']).default('ko'),
  DESK_SECOND_PERSON: z.enum(['off', 'on']).default('on'),
  DESK_SILENT_DAYS: z.coerce.number().int().min(1).max(60).default(7),
  CASE_RETENTION_DAYS: z.coerce.number().int().min(1).max(3650).default(100),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  SLACK_DESK_CHANNEL: z
    .string()
    .regex(/^[CG][A-Z0-9]+$/, 'must be the id of a channel, such as C0123456789')
    .optional(),
  TELEGRAM_BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'must look like 123456:ABC, as @BotFather gave it')
    .optional(),
  TELEGRAM_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'must begin with xapp-; make one under Basic Information, App-Level Tokens')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'must begin with xoxb-; it stands under OAuth & Permissions')
    .optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** What one setting says is checked above; here, what they say together. */
const Env = Settings.superRefine((env, { addIssue }) => {
  for (const [name, message] of modelProblems(env)) {
    addIssue({ code: 'custom', path: [name], message });
  }
}).superRefine((env, { addIssue }) => {
  const missing = (name: keyof typeof Settings.shape, why: string) =>
    addIssue({ code: 'custom', path: [name], message: why });
  const { SLACK_BOT_TOKEN: token, SLACK_CLIENT_ID: client, SLACK_CLIENT_SECRET: secret } = env;
  const { SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: signing } = env;
  const isSlack = [token, client, secret, app, signing].some(Boolean);
  if (isSlack && !isSet(app) && !isSet(signing)) {
    missing(
      'SLACK_SIGNING_SECRET',
      'is needed for Slack over HTTP (or SLACK_APP_TOKEN for Socket Mode)',
    );
  }
  if (isSlack && !isSet(token) && !isSet(client, secret)) {
    missing(
      'SLACK_BOT_TOKEN',
      'is needed for Slack (or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for several workspaces)',
    );
  }
  if (isSet(client) && !isSet(token) && !isSet(env.PUBLIC_URL)) {
    missing(
      'PUBLIC_URL',
      'is needed for SLACK_CLIENT_ID: workspaces are sent back there after the installation',
    );
  }
  if (
    isSet(env.OIDC_ISSUER) &&
    !isSet(env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET, env.PUBLIC_URL)
  ) {
    missing('OIDC_ISSUER', 'needs OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and PUBLIC_URL as well');
  }
  if (isSet(env.SLACK_DESK_CHANNEL) && !isSet(token)) {
    missing('SLACK_DESK_CHANNEL', 'needs SLACK_BOT_TOKEN: the channel is one of its workspace');
  }
  if (isSet(app, client) && !isSet(token)) {
    missing(
      'SLACK_BOT_TOKEN',
      'is needed with SLACK_APP_TOKEN: Socket Mode serves one workspace; for several use SLACK_SIGNING_SECRET',
    );
  }
});

type Problem = readonly [name: keyof typeof Settings.shape, why: string];

/** What keeps a model from being asked, or must keep it from being asked. */
function modelProblems(env: z.infer<typeof Settings>): readonly Problem[] {
  const { CHAT_MODEL: chat, CHAT_MODEL_URL: chatUrl, EMBEDDINGS: embeddings } = env;
  const isEmbedding = embeddings !== 'builtin' && embeddings !== 'none';
  const isHosted = chat && !chat.startsWith('ollama:') && !chatUrl;
  const isOnlyLocal = env.LOCAL_MODELS_ONLY === 'on';
  const abroad = 'is not on this machine or a private network, and LOCAL_MODELS_ONLY is on';
  return [
    ...(isHosted && !env.CHAT_MODEL_API_KEY
      ? [['CHAT_MODEL_API_KEY', 'is needed for this CHAT_MODEL'] as const]
      : []),
    ...(isOnlyLocal && chat && !isLocalModel(chat, chatUrl)
      ? [['CHAT_MODEL', abroad] as const]
      : []),
    ...(isOnlyLocal && isEmbedding && !isLocalModel(embeddings, env.EMBEDDINGS_URL)
      ? [['EMBEDDINGS', abroad] as const]
      : []),
  ];
}

export type Config = Readonly<z.infer<typeof Env>>;

/** Every setting there is: `.env.example` explains the same ones, and a test compares the two. */
export const SETTINGS: readonly string[] = Object.keys(Settings.shape);

/** Settings are missing or malformed. Lists all of them at once, so that one restart is enough. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'CONFIG';

  constructor(problems: readonly string[]) {
    super(
      `Cannot start:\n  ${problems.join('\n  ')}\nSet these in the environment or in .env; .env.example explains each.`,
    );
  }
}

/**
 * Checks the environment. Unset and set to nothing are the same.
 *
 * @throws {ConfigError} naming every bad setting, never its value: some of them are secrets.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = Env.safeParse(
    Object.fromEntries(Object.entries(env).filter(([, value]) => value)),
  );
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  );
}
