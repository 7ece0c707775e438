import { expect, it } from 'vitest';
import { z } from 'zod';
import { modelFields } from '../../../adapters/model/model-fields.ts';
import { modelForm } from '../../../adapters/model/model-form.ts';
import { estimateTokens, microCost } from '../../../adapters/model/tokens.ts';

const LIMITS = { seconds: 1, tokensPerDay: 1, tokensPerPerson: 1, apiKey: 'k' };
const fieldsOf = (model: string) => modelFields({ ...LIMITS, model }, 400, fetch);

it.each([
  ['openai:gpt-4o-mini', 'jsonSchema', { maxTokens: 400, temperature: 0.2 }],
  ['openai:gpt-4', 'functionCalling', { maxTokens: 400, temperature: 0.2 }],
  ['openai:gpt-5-chat-latest', 'jsonSchema', { maxTokens: 400, temperature: 0.2 }],
  ['openai:gpt-5-mini', 'jsonSchema', { maxTokens: 2400, reasoning: { effort: 'low' } }],
  ['openai:o4-mini', 'jsonSchema', { maxTokens: 2400, reasoning: { effort: 'low' } }],
  [
    'openai:gpt-6',
    'jsonSchema',
    { modelKwargs: { max_completion_tokens: 2400, reasoning_effort: 'low' } },
  ],
  ['openai:LGAI-EXAONE/EXAONE-4.0', 'jsonSchema', { maxTokens: 400, temperature: 0.2 }],
  ['anthropic:claude-3-5-haiku-latest', 'functionCalling', { maxTokens: 400, temperature: 0.2 }],
  ['anthropic:claude-haiku-4-5', 'functionCalling', { maxTokens: 400, temperature: 0.2 }],
  ['anthropic:claude-sonnet-4-20250514', 'functionCalling', { maxTokens: 400, temperature: 0.2 }],
  ['anthropic:claude-opus-4-8', 'functionCalling', { maxTokens: 400 }],
  ['anthropic:claude-sonnet-5', 'jsonSchema', { maxTokens: 2400, outputConfig: { effort: 'low' } }],
  ['anthropic:claude-opus-5-5', 'jsonSchema', { maxTokens: 2400, outputConfig: { effort: 'low' } }],
  [
    'ollama:qwen3:8b',
    'jsonSchema',
    { numPredict: 400, temperature: 0.2, think: false, numCtx: 8192 },
  ],
])('%s is asked by %s with the settings it takes', (model, method, wanted) => {
  const asked = fieldsOf(model);
  const {
    maxTokens,
    numPredict,
    temperature,
    reasoning,
    modelKwargs,
    outputConfig,
    think,
    numCtx,
  } = asked.fields;
  const limits = {
    maxTokens,
    numPredict,
    temperature,
    reasoning,
    modelKwargs,
    outputConfig,
    think,
    numCtx,
  };
  expect(asked.method).toBe(method);
  expect(JSON.parse(JSON.stringify(limits))).toEqual(wanted);
  expect(asked.fields['maxRetries']).toBe(0);
});

it('a form is closed, without the keywords that some providers refuse', () => {
  const form = z.object({
    query: z.string().min(2).max(80).describe('What to look for'),
    topics: z.array(z.enum(['face', 'plate'])).max(3),
    where: z.object({ properties: z.string().nullable(), age: z.int().min(0).max(120) }),
  });
  expect(modelForm(form)).toEqual({
    isStrict: true,
    schema: {
      type: 'object',
      properties: {
        query: { type: 'string', description: 'What to look for' },
        topics: { type: 'array', items: { type: 'string', enum: ['face', 'plate'] } },
        where: {
          type: 'object',
          properties: {
            properties: { anyOf: [{ type: 'string' }, { type: 'null' }] },
            age: { type: 'integer' },
          },
          required: ['properties', 'age'],
          additionalProperties: false,
        },
      },
      required: ['query', 'topics', 'where'],
      additionalProperties: false,
    },
  });
});

it.each([
  ['a property that may be left out', z.object({ a: z.string().optional() })],
  ['one deep inside', z.object({ a: z.array(z.object({ b: z.string().optional() })) })],
  ['names that are free', z.object({ a: z.record(z.string(), z.string()) })],
])('%s makes a form that is not strict', (_, form) => {
  expect(modelForm(form).isStrict).toBe(false);
});

it('choices between forms are told apart by one keyword', () => {
  const form = z.object({
    answer: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('a') }),
      z.object({ kind: z.literal('b'), n: z.number() }),
    ]),
  });
  expect(JSON.stringify(modelForm(form).schema)).toMatch(/"anyOf":\[.*"const":"a"/);
  expect(JSON.stringify(modelForm(form).schema)).not.toContain('oneOf');
});

it.each([
  ['', 0],
  ['얼굴인식', 3],
  ['face recognition', 6],
  ['CCTV 영상', 3],
])('"%s" is estimated at %i tokens', (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});

it('costs are in millionths, rounded up', () => {
  const tokens = { input: 1000, output: 333 };
  expect(microCost(tokens, { input: 0.25, output: 2 })).toBe(916);
  expect(microCost(tokens, { input: 0.0001, output: 0.0001 })).toBe(1);
  expect(microCost(tokens, undefined)).toBe(0);
});
