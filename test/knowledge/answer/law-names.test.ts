import { describe, expect, it } from 'vitest';
import { LawNames } from '../../../knowledge/answer/law-names.ts';
import { law } from '../../factories.ts';

const named = (id: string, ko: string, en: string, ...aliases: string[]) =>
  law({ id, title: { ko, en }, aliases });

const NAMES = new LawNames([
  named('pipa', '개인정보 보호법', 'Personal Information Protection Act', 'Data Protection Act'),
  named('civil-act', '민법', 'Civil Act'),
  named('rights-act', '인권위원회법', 'Rights Commission Act', '인권위법'),
  named(
    'constitution',
    '대한민국헌법',
    'Constitution of the Republic of Korea',
    '헌법',
    'Constitution',
  ),
  named('police-act', '경찰관 직무집행법', 'Act on the Performance of Duties by Police Officers'),
  named('mining-decree', '광산법 시행령', 'Enforcement Decree of the Mining Act'),
]);

const beside = (before: string, after = '') => {
  const found = NAMES.beside(before, after);
  return typeof found === 'object' ? found.id : found;
};

describe('LawNames', () => {
  it.each([
    { before: '민법 ', id: 'civil-act' },
    { before: '「개인정보 보호법」 ', id: 'pipa' },
    { before: '개인정보보호법의 ', id: 'pipa' },
    { before: '민법에 따르면 ', id: 'civil-act' },
    { before: '국가인권위법 ', id: 'rights-act' },
    { before: '우리 헌법 ', id: 'constitution' },
    { before: '개인정보보호법 시행령의 ', id: 'pipa' },
    { before: '개인정보보호법 말고 민법 ', id: 'civil-act' },
    { before: "the Civil Act's ", id: 'civil-act' },
    { before: 'Act on the Performance of Duties by Police Officers, ', id: 'police-act' },
  ])('finds $id before the number in "$before"', ({ before, id }) => {
    expect(beside(before)).toBe(id);
  });

  it.each([
    { after: ' of the Civil Act', id: 'civil-act' },
    { after: ' of the Korean Civil Act', id: 'civil-act' },
    { after: '(민법)', id: 'civil-act' },
    { after: ' of the enforcement decree of the Civil Act', id: 'civil-act' },
    { after: ' of the Enforcement Decree of the Mining Act', id: 'mining-decree' },
    { after: ' of the Act on the Performance of Duties by Police Officers', id: 'police-act' },
  ])('finds $id after the number in "$after"', ({ after, id }) => {
    expect(beside('', after)).toBe(id);
  });

  it.each([
    '난민법 ',
    '난민법 시행령 ',
    '응급의료에 관한 법률 ',
    '시청 조례 ',
    '대통령령 ',
    '미국 헌법 ',
    'UK Data Protection Act ',
    'US Constitution, ',
    'GDPR ',
    'AI Act ',
    'AI 법 ',
    'Regulation (EU) 2016/679 ',
    'Act on Refugees ',
  ])('takes "%s" before the number for a law we lack', (before) => {
    expect(beside(before)).toBe('another-law');
  });

  it.each([
    ' GDPR',
    ' of the GDPR',
    ' AI Act',
    ' of the European Convention on Human Rights',
    ' of the UK Data Protection Act',
    ' of the Act on Refugees',
  ])('takes "%s" after the number for a law we lack', (after) => {
    expect(beside('', after)).toBe('another-law');
  });

  it.each([
    { before: '', after: '가 뭐예요?' },
    { before: '법 ', after: '' },
    { before: '이 법 ', after: '' },
    { before: '신고 방법 ', after: '' },
    { before: '시정명령 ', after: ' 기준' },
    { before: '시행령 ', after: '' },
    { before: 'the Act, ', after: '' },
    { before: '', after: ' of this Act' },
    { before: 'what does ', after: ' say about the dress code' },
  ])('finds no law in "$before | $after"', ({ before, after }) => {
    expect(beside(before, after)).toBeUndefined();
  });

  it.each([
    { text: '민법이 궁금해요', id: 'civil-act' },
    { text: 'the constitutional basis', id: 'constitution' },
    { text: 'the constitutional court', id: undefined },
    { text: '난민법이 궁금해요', id: undefined },
    { text: 'uncivil actions', id: undefined },
  ])('finds $id anywhere in "$text"', ({ text, id }) => {
    expect(NAMES.within(text)?.id).toBe(id);
  });
});
