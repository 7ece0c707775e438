import { expect, it } from 'vitest';
import { isLocalAddress, providerFacts } from '../../../adapters/model/provider-facts.ts';

const LIMITS = { seconds: 1, tokensPerDay: 1, tokensPerPerson: 1 };

it.each([
  [{ model: 'openai:gpt-5-mini' }, 'OpenAI', false],
  [{ model: 'anthropic:claude-sonnet-4-5' }, 'Anthropic', false],
  [{ model: 'ollama:qwen3:8b' }, '127.0.0.1', true],
  [{ model: 'ollama:qwen3:8b', url: 'https://ollama.example.kr' }, 'ollama.example.kr', false],
  [{ model: 'openai:exaone', url: 'https://llm.example.kr/v1' }, 'llm.example.kr', false],
  [{ model: 'openai:exaone', url: 'http://10.0.3.4:8000/v1' }, '10.0.3.4', true],
  [
    { model: 'openai:exaone', url: 'http://10.0.3.4/v1', providerName: '우리 서버' },
    '우리 서버',
    true,
  ],
  [{ model: 'openai:gpt-5-mini', providerName: 'Seoul proxy' }, 'Seoul proxy', false],
])('%o is run by %s; local: %s', (settings, provider, isLocal) => {
  expect(providerFacts({ ...LIMITS, ...settings })).toEqual({
    name: settings.model,
    provider,
    isLocal,
  });
});

it.each(['mistral:large', 'gpt-5-mini', 'openai:', ''])('"%s" is no model', (model) => {
  expect(() => providerFacts({ ...LIMITS, model })).toThrow(TypeError);
});

it.each([
  'http://localhost:11434',
  'http://api.localhost',
  'http://LOCALHOST.',
  'http://127.0.0.1',
  'http://127.255.0.9',
  'http://2130706433',
  'http://0x7f.1',
  'http://[::1]:8000',
  'http://[fd12:3456::1]',
  'http://[::ffff:10.1.2.3]',
  'http://10.255.255.255',
  'http://172.16.0.1',
  'http://172.31.255.255',
  'http://192.168.0.7/v1',
  'http://gpu.local',
  'https://llm.corp.internal',
])('%s is local', (url) => {
  expect(isLocalAddress(url)).toBe(true);
});

it.each([
  'https://api.openai.com/v1',
  'http://11.0.0.1',
  'http://172.15.255.255',
  'http://172.32.0.1',
  'http://192.169.0.1',
  'http://169.254.169.254',
  'http://0.0.0.0',
  'http://[2001:db8::1]',
  'http://[fe80::1]',
  'http://[::ffff:8.8.8.8]',
  'http://127.0.0.1.example.com',
  'http://localhost.example.com',
  'http://mylocalhost',
  'http://local',
  'http://.internal.example.com',
  'http://internal.example.com',
  'http://user:localhost@example.com',
  'http://example.com/?localhost',
  'http://notlocal.com#.local',
])('%s is not local', (url) => {
  expect(isLocalAddress(url)).toBe(false);
});
