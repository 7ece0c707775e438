import { describe, expect, it } from 'vitest';
import { PremiseRules } from '../../../knowledge/answer/premise-rules.ts';
import { corpusOf, entry } from '../../factories.ts';

describe('PremiseRules', () => {
  const trap = entry({ id: 'banned-by-law', kind: 'trap', premise: ['법으로 * 금지됐'] });
  const rules = new PremiseRules(corpusOf({ entries: [entry(), trap] }));

  it('notices the belief that a trap lists', () => {
    expect(rules.falseBelief('법으로 얼굴인식이 금지됐는데 왜 써요?')).toBe(trap);
  });

  it('notices nothing else', () => {
    expect(rules.falseBelief('가게에서 써도 되나요?')).toBeUndefined();
  });
});
