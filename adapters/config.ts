import { z } from 'zod';

const Env = z.object({
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
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
});

export type Config = Readonly<z.infer<typeof Env>>;

/** Every setting there is: `.env.example` explains the same ones, and a test compares the two. */
export const SETTINGS: readonly string[] = Object.keys(Env.shape);

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
