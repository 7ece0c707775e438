import { describe, expect, it } from 'vitest';
import {
  actionKey,
  type Fields,
  fieldValue,
  mentionsIn,
  readAction,
  textDigest,
} from '../../../adapters/desk/case-fields.ts';
import type { Staff } from '../../../bot/desk/staff.ts';

const colleague = (id: string, login: string, isActive = true): Staff => ({
  id,
  login,
  name: id,
  role: 'officer',
  language: 'ko',
  recovery: [],
  isActive,
  mustChangePassword: false,
  views: [],
  createdAt: 0,
});
const STAFF = [
  colleague('s-kim', 'kim@example.org'),
  colleague('s-lee', 'lee'),
  colleague('s-gone', 'gone', false),
  colleague('s-park-a', 'park@example.org'),
  colleague('s-park-b', 'park@example.com'),
];

describe('a form of the page of a case', () => {
  it.each<{ fields: Fields; action: object }>([
    { fields: { do: 'assign', to: 's-kim' }, action: { do: 'assign', to: 's-kim' } },
    { fields: { do: 'assign' }, action: { do: 'assign' } },
    { fields: { do: 'assign', to: '' }, action: { do: 'assign' } },
    {
      fields: { do: 'status', to: 'dismissed', ground: 'g', reason: '', transferTo: '' },
      action: { do: 'status', to: 'dismissed', ground: 'g' },
    },
    {
      fields: { do: 'status', to: 'transferred', transferTo: 'pipc', transferOther: '' },
      action: { do: 'status', to: 'transferred', transferTo: 'pipc' },
    },
    {
      fields: { do: 'status', to: 'transferred', transferTo: 'pipc', transferOther: ' 시청 ' },
      action: { do: 'status', to: 'transferred', transferTo: '시청' },
    },
    {
      fields: { do: 'message', text: ' 안녕\r\n하세요 ' },
      action: { do: 'message', text: '안녕\n하세요' },
    },
    { fields: { do: 'message' }, action: { do: 'message', text: '' } },
    {
      fields: { do: 'note', text: '@lee 봐 주세요' },
      action: { do: 'note', text: '@lee 봐 주세요', mentions: ['s-lee'] },
    },
    {
      fields: { do: 'task', text: '전화', owner: '', due: '2026-12-01' },
      action: { do: 'task', text: '전화', due: '2026-12-01' },
    },
    { fields: { do: 'task-done', no: '3' }, action: { do: 'task-done', no: 3 } },
    {
      fields: { do: 'letter', letter: 'dismissal', ground: '', text: '글' },
      action: { do: 'letter', letter: 'dismissal', text: '글' },
    },
    { fields: { do: 'letter-send', no: '1', text: 'x' }, action: { do: 'letter-send', no: 1 } },
    {
      fields: { do: 'restrict', to: ['s-kim', 's-lee'] },
      action: { do: 'restrict', to: ['s-kim', 's-lee'] },
    },
    { fields: { do: 'restrict', to: 's-kim' }, action: { do: 'restrict', to: ['s-kim'] } },
    { fields: { do: 'restrict' }, action: { do: 'restrict', to: [] } },
    {
      fields: { do: 'snooze', until: '2026-12-01' },
      action: { do: 'snooze', until: Date.UTC(2026, 10, 30, 15) },
    },
    { fields: { do: 'read', text: 'ignored' }, action: { do: 'read' } },
  ])('$fields is read as $action', ({ fields, action }) => {
    expect(readAction(fields, STAFF)).toEqual({ action });
  });

  it.each<{ fields: Fields; problem: string }>([
    { fields: {}, problem: 'unreadable' },
    { fields: { do: 'erase' }, problem: 'unreadable' },
    { fields: { do: '__proto__' }, problem: 'unreadable' },
    { fields: { do: 'task-done', no: '0' }, problem: 'unreadable' },
    { fields: { do: 'task-done', no: '1.5' }, problem: 'unreadable' },
    { fields: { do: 'letter-send', no: 'x' }, problem: 'unreadable' },
    { fields: { do: 'task', text: 'x', due: '2026-02-30' }, problem: 'bad-day' },
    { fields: { do: 'snooze', until: '' }, problem: 'bad-day' },
    { fields: { do: 'snooze', until: 'tomorrow' }, problem: 'bad-day' },
  ])('$fields is not read: $problem', ({ fields, problem }) => {
    expect(readAction(fields, STAFF)).toEqual({ problem });
  });

  it('has one value where a field came twice, but for the list of those who may see a case', () => {
    expect(readAction({ do: 'message', text: ['a', 'b'] }, STAFF)).toEqual({
      action: { do: 'message', text: 'a' },
    });
    expect(fieldValue({ to: [] }, 'to')).toBe('');
  });
});

describe('who is mentioned in a note', () => {
  it.each([
    { note: '@kim@example.org 확인', found: ['s-kim'] },
    { note: '@kim 확인', found: ['s-kim'] },
    { note: '(@LEE, @lee.) @kim!', found: ['s-lee', 's-kim'] },
    { note: '@park: 두 사람의 이름', found: [] },
    { note: '@park@example.com', found: ['s-park-b'] },
    { note: '@gone 은 나갔음', found: [] },
    { note: '@nobody', found: [] },
    { note: '주소는 someone@lee 입니다', found: [] },
    { note: '@lee에게, @kim@example.org님이', found: ['s-lee', 's-kim'] },
  ])('"$note": $found', ({ note, found }) => {
    expect(mentionsIn(note, STAFF)).toEqual(found);
  });
});

describe('the key of a form', () => {
  it('is the same for the same form sent twice, and another for other words or another form', () => {
    const action = { do: 'message', text: 'a' };
    expect(actionKey('k', action)).toBe(actionKey('k', { ...action }));
    expect(actionKey('k', { ...action, text: 'b' })).not.toBe(actionKey('k', action));
    expect(actionKey('l', action)).not.toBe(actionKey('k', action));
  });
});

it('a text that came back from its form unchanged has the same digest', () => {
  const shown = '첫 줄\n둘째 줄';
  const sent = fieldValue({ text: `${shown.replaceAll('\n', '\r\n')}` }, 'text');
  expect(textDigest(sent)).toBe(textDigest(shown));
  expect(textDigest(`${sent}.`)).not.toBe(textDigest(shown));
});
