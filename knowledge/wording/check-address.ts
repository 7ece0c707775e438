import type { Evidence } from './evidence.ts';
import type { Fault } from './faults.ts';
import type { Reading } from './text-reader.ts';

const ADDRESSES = [
  /https?:\/\/\S*|www\.\S+/g,
  /[\w.+-]+\s?(?:@|\(at\)|\[at\]| at (?=\w+\.))\s?[\w-]+(?:\.[\w-]+)+/g,
  /(?<![\w.])(?:[a-z0-9-]+\.)+(?:com|net|org|kr|io|gov|edu|info|biz|me|co|ai|app|xyz|link|site|ru|cn|us|eu|uk|dev|gg|to|ly|be|page|online|shop|info|tv)(?![a-z0-9.-]*[a-z0-9])(?:\/\S*)?/g,
  /(?<![\w.])[a-z0-9-]+\.[a-z]{2,10}\/\S+/g,
  /[a-z0-9가-힣-]+\s?(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)| dot | 닷 )\s?[a-z]{2,}/g,
  /(?:닷컴|점컴)/g,
  /(?<!\w)@[a-z0-9_]{2,}/g,
  /\+?\d{1,4}[-.\s)]{1,2}\d{3,4}[-.\s]\d{4}(?!\d)/g,
  /(?<![\d,.])0\d{1,2}[-.\s)]?\s?\d{3,4}[-.\s]?\d{4}(?!\d)/g,
  /(?<![\d,.-])1[568]\d{2}[-.\s]\d{4}(?!\d)/g,
  /(?<!\d)(?!(?:19|20)\d{2}-\d{2}-\d{2}(?!\d))\d{2,6}-\d{2,6}-\d{2,8}(?!\d)/g,
  /(?:카카오톡|카톡|텔레그램|라인|인스타그램|인스타|오픈채팅|kakaotalk|telegram|whatsapp|instagram|line|discord)(?:\s?(?:아이디|채널|방|오픈채팅|id|channel|handle|account))\s*[:은는이가]?\s*\S+/g,
] as const;
/** Short numbers that people call; what a sentence calls by telephone a passage gives. */
const CALLED = [
  /(?<![\d,.-])(1\d{2,3})(?=\s?(?:번|으?로\s?(?:전화|신고|문의|연락|상담)|에\s?(?:전화|신고|문의|연락|상담)))/g,
  /\b(?:call|dial|phone|ring|on)\s(1\d{2,3})\b/g,
];

/** Addresses, accounts and telephone numbers come from the passages. */
export function addressFaults({ folded: plain }: Reading, { cited }: Evidence): readonly Fault[] {
  const given = cited.replace(/[\s.()-]/g, '');
  const isGiven = (address: string) =>
    cited.includes(address.replace(/[.,;:!?)'"]+$/, '')) ||
    (/^[\d\s.+()-]+$/.test(address) && given.includes(address.replace(/[\s.+()-]/g, '')));
  const found = ADDRESSES.flatMap((pattern) => [...plain.matchAll(pattern)].map(([all]) => all));
  const called = CALLED.flatMap((pattern) =>
    [...plain.matchAll(pattern)].map(([, one = '']) => one),
  );
  const isWrong =
    found.some((address) => !isGiven(address)) ||
    called.some((one) => !new RegExp(`(?<!\\d)${one}(?!\\d)`).test(cited));
  return isWrong ? ['address'] : [];
}
