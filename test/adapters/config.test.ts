import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, SETTINGS } from '../../adapters/config.ts';

const BAD = {
  PORT: '70000',
  PUBLIC_URL: 'ftp://leaked-host',
  LAW_API_URL: 'leaked-database',
  LOG_LEVEL: 'leaked-level',
  EMBEDDINGS: 'leaked-provider',
  EMBEDDINGS_URL: 'leaked-address',
  TRUST_PROXY: '-77',
};

const refusal = (env: Readonly<Record<string, string>>): string => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'nothing was refused';
};

describe('readConfig', () => {
  it('starts with nothing set', () => {
    expect(readConfig({})).toEqual({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      LOG_LEVEL: 'info',
      EMBEDDINGS: 'builtin',
      TRUST_PROXY: 0,
      LEASE_SECONDS: 30,
      RETENTION_DAYS: 30,
      INTAKE: 'off',
      INTAKE_INSTITUTION: 'FaceRights',
      DESK_LANGUAGE: 'ko',
      DESK_SECOND_PERSON: 'on',
      DESK_SILENT_DAYS: 7,
      CASE_RETENTION_DAYS: 100,
      CHAT_MODEL_SECONDS: 8,
      CHAT_MODEL_TOKENS_PER_DAY: 2_000_000,
      CHAT_MODEL_TOKENS_PER_PERSON: 100_000,
      LOCAL_MODELS_ONLY: 'off',
    });
  });

  it('takes a setting that is set to nothing for one that is not set', () => {
    const empty = Object.fromEntries(SETTINGS.map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('reads numbers and leaves strangers alone', () => {
    const config = readConfig({ PORT: '8080', TRUST_PROXY: '1', HOME: '/root' });
    expect(config).toMatchObject({ PORT: 8080, TRUST_PROXY: 1 });
    expect(config).not.toHaveProperty('HOME');
  });

  it('names every bad setting at once', () => {
    const message = refusal(BAD);
    for (const name of Object.keys(BAD)) expect(message).toContain(`\n  ${name}: `);
    expect(message).toContain('.env.example');
  });

  it.each(Object.entries(BAD).map(([name, value]) => ({ name, value })))(
    'never echoes the value of $name',
    ({ name, value }) => {
      const message = refusal({
        [name]: value,
        EMBEDDINGS_API_KEY: 'leaked-key',
        LAW_API_KEY: 'leaked-law-key',
        PORT: 'leaked-port',
      });
      expect(message).toContain('PORT');
      expect(message).not.toContain('leaked');
      expect(message).not.toContain(value);
    },
  );

  it.each(['builtin', 'none', 'openai:text-embedding-3-small', 'ollama:bge-m3'])(
    'knows the embeddings %s',
    (EMBEDDINGS) => {
      expect(readConfig({ EMBEDDINGS }).EMBEDDINGS).toBe(EMBEDDINGS);
    },
  );

  it.each([
    { env: { CHAT_MODEL: 'gpt-5' }, says: 'CHAT_MODEL: use openai:' },
    { env: { CHAT_MODEL: 'openai:gpt-5' }, says: 'CHAT_MODEL_API_KEY: is needed' },
    { env: { CHAT_MODEL: 'anthropic:claude' }, says: 'CHAT_MODEL_API_KEY: is needed' },
    { env: { CHAT_MODEL_PRICE: '0.25' }, says: 'CHAT_MODEL_PRICE: write input/output' },
    {
      env: { CHAT_MODEL: 'openai:x', CHAT_MODEL_API_KEY: 'k', LOCAL_MODELS_ONLY: 'on' },
      says: 'CHAT_MODEL: is not on this machine',
    },
    {
      env: { CHAT_MODEL: 'ollama:x', CHAT_MODEL_URL: 'https://m.example', LOCAL_MODELS_ONLY: 'on' },
      says: 'CHAT_MODEL: is not on this machine',
    },
    {
      env: { EMBEDDINGS: 'openai:x', LOCAL_MODELS_ONLY: 'on' },
      says: 'EMBEDDINGS: is not on this machine',
    },
  ])('refuses $env: $says', ({ env, says }) => {
    expect(refusal(env)).toContain(`\n  ${says}`);
  });

  it.each([
    { CHAT_MODEL: 'ollama:qwen3:8b', LOCAL_MODELS_ONLY: 'on' },
    {
      CHAT_MODEL: 'openai:x',
      CHAT_MODEL_URL: 'http://127.0.0.1:8080/v1',
      LOCAL_MODELS_ONLY: 'on',
    },
    { EMBEDDINGS: 'openai:x', EMBEDDINGS_URL: 'http://10.0.0.7/v1', LOCAL_MODELS_ONLY: 'on' },
    { CHAT_MODEL: 'openai:gpt-5', CHAT_MODEL_API_KEY: 'k', CHAT_MODEL_PRICE: '0.25/2' },
  ])('takes the models %s', (env) => {
    expect(readConfig(env)).toMatchObject(env);
  });

  const SLACK = {
    SLACK_SIGNING_SECRET: 'signing-secret-value',
    SLACK_BOT_TOKEN: 'xoxb-token-value',
    SLACK_CLIENT_ID: 'client-value',
    SLACK_CLIENT_SECRET: 'client-secret-value',
    SLACK_APP_TOKEN: 'xapp-token-value',
    PUBLIC_URL: 'https://faces.example',
  } as const;
  const only = (...names: readonly (keyof typeof SLACK)[]) =>
    Object.fromEntries(names.map((name) => [name, SLACK[name]]));

  it.each([
    { set: only('SLACK_BOT_TOKEN'), missing: 'SLACK_SIGNING_SECRET' },
    { set: only('SLACK_SIGNING_SECRET'), missing: 'SLACK_BOT_TOKEN' },
    { set: only('SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID'), missing: 'SLACK_BOT_TOKEN' },
    {
      set: only('SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'),
      missing: 'PUBLIC_URL',
    },
    {
      set: only('SLACK_APP_TOKEN', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'PUBLIC_URL'),
      missing: 'SLACK_BOT_TOKEN',
    },
  ])('asks for $missing where only $set is set, and echoes nothing', ({ set, missing }) => {
    const message = refusal(set);
    expect(message).toContain(`\n  ${missing}: `);
    expect(message).not.toContain('-value');
  });

  it.each([
    { OIDC_ISSUER: 'https://login.example' },
    { OIDC_ISSUER: 'https://login.example', OIDC_CLIENT_ID: 'client-value' },
    { SLACK_DESK_CHANNEL: 'C0123456789' },
    { SLACK_DESK_CHANNEL: 'the-staff' },
    { DESK_SILENT_DAYS: '0' },
    { CASE_RETENTION_DAYS: 'for ever' },
    { INTAKE: 'yes' },
  ])('does not start a desk with $OIDC_ISSUER $SLACK_DESK_CHANNEL alone, nor with %o', (set) => {
    const message = refusal(set);
    expect(message).toContain(`\n  ${Object.keys(set)[0]}: `);
    expect(message).not.toContain('-value');
  });

  it.each([
    { set: only('SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN') },
    { set: only('SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN') },
    {
      set: only('SLACK_SIGNING_SECRET', 'SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'PUBLIC_URL'),
    },
  ])('takes Slack as $set', ({ set }) => {
    expect(readConfig(set)).toMatchObject(set);
  });
});
