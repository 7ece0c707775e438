import { beforeAll, describe, expect, it } from 'vitest';
import type { BotParts } from '../../../../bot/talk.ts';
import { labelsOf, type Person, pathsOf, realParts, textsOf } from '../../../talking.ts';
import { askedFor, asking, isAskedFor, wordsOf } from './interviewed.ts';

let parts: BotParts;
beforeAll(async () => {
  parts = await realParts();
});
const interview = () => parts.settings.words.ko.interview;
const atStory = () => askedFor(parts, 'story');
const story = (person: Person) => person.state.case?.answers['story']?.[0];

/** Longer than a text that could be meant as a choice. */
const MORE =
  '그다음 날에도 같은 자리에서 직원이 다시 저를 불러 세웠고, 저는 왜 그러는지 물었지만 아무 설명도 듣지 못했어요.';

describe('the story', () => {
  it.each([
    { what: 'one sentence', told: '개찰구에서 화면에 제 얼굴이 떴어요.' },
    { what: 'emoji', told: '카메라가 저를 찍었어요 😡👨‍👩‍👧‍👦🏳️‍🌈' },
    { what: '한자', told: '2號線 驛에서 職員이 저를 制止했어요. 顔認識이래요.' },
    { what: 'mixed direction', told: 'دخلت المحطة 3번 출구 وصوروني שלום' },
    { what: 'only a link', told: 'https://blog.example/posts/2026-11-01?id=7#face' },
    { what: 'lines and spaces', told: '첫째, 찍혔어요.\n\n  둘째,  불렸어요.\n- 끝 -' },
    { what: 'what looks like markup', told: '<b>화면</b>에 *이름*이 [떴어요](x) & {name} $& $1' },
    { what: 'ten thousand characters', told: '가'.repeat(10_000) },
    { what: 'a number of the buttons', told: '3' },
    { what: 'the label of another question', told: '지하철' },
    { what: 'one lone half of an emoji', told: '화면 \ud83d 깨짐' },
  ])('is kept to the letter: $what', async ({ told }) => {
    const person = await atStory();
    const next = await person.say(told);
    expect(next.outcome).toBe('interview-wish');
    expect(story(person)).toBe(told);
  });

  it('of a hundred thousand characters is refused with the numbers, and the draft stays', async () => {
    const person = await atStory();
    const before = person.state.case;
    const again = await person.say('가나다 '.repeat(25_000).trim());
    expect(textsOf(again, parts)).toEqual([
      interview().storyTooLong.replace('{length}', '99999').replace('{most}', '10000'),
      `11. ${asking(parts, 'story')}`,
    ]);
    expect(person.state.case).toEqual(before);
    expect((await person.say('짧게 줄였어요. 화면에 얼굴이 떴어요.')).outcome).toBe(
      'interview-wish',
    );
  });

  it.each([
    { told: '제 번호 900101-1234567을 적으래요.', hidden: '1234567' },
    { told: '외국인등록번호 9001015234567 을 물었어요.', hidden: '5234567' },
  ])('loses a registration number, which is said: "$told"', async ({ told, hidden }) => {
    const person = await atStory();
    const next = await person.say(told);
    expect(textsOf(next, parts)[0]).toBe(interview().numberMasked);
    expect(story(person)).not.toContain(hidden);
    expect(person.stored).not.toContain(hidden);
  });

  it('keeps a telephone number, which belongs to what happened', async () => {
    const person = await atStory();
    await person.say('02-1234-5678에서 전화가 왔어요.');
    expect(story(person)).toContain('02-1234-5678');
  });

  it('goes on with a second and a third message', async () => {
    const person = await atStory();
    await person.say('개찰구에서 화면에 제 얼굴이 떴어요.');
    const second = await person.say(MORE);
    expect(textsOf(second, parts)[0]).toBe(interview().storyContinued);
    expect(isAskedFor(person, 'wish')).toBe(true);
    await person.say(`${MORE} 900101-1234567`);
    expect(story(person)?.split('\n')).toHaveLength(3);
    expect(story(person)).not.toContain('1234567');
    expect((await person.say('중지')).outcome).toBe('case-routes');
  });

  it('that grows too long by a second message stays as it was', async () => {
    const person = await atStory();
    await person.say('가'.repeat(9_990));
    const again = await person.say(MORE);
    expect(textsOf(again, parts)[0]).toContain('10000');
    expect(story(person)).toBe('가'.repeat(9_990));
    expect(isAskedFor(person, 'wish')).toBe(true);
  });

  it('does not go on once something else was answered', async () => {
    const person = await atStory();
    await person.say('개찰구에서 화면에 제 얼굴이 떴어요.');
    await person.press('그만 쓰게');
    await person.press(interview().done);
    await person.say(MORE);
    expect(story(person)).toBe('개찰구에서 화면에 제 얼굴이 떴어요.');
  });

  it('that was skipped is not gone on with', async () => {
    const person = await atStory();
    await person.press(interview().skip);
    await person.say(MORE);
    expect(person.state.case?.answers['story']).toEqual(['unknown']);
  });

  it('does not take a question for a story: it is answered, and the story asked for again', async () => {
    const person = await atStory();
    const answered = await person.say('진정하면 얼마나 걸리나요?');
    expect(pathsOf(answered)[0]).toMatch(/^\/a\//);
    expect(textsOf(answered, parts).at(-1)).toBe(`11. ${asking(parts, 'story')}`);
    expect(story(person)).toBeUndefined();
  });

  it('keeps a question that ends a long story', async () => {
    const person = await atStory();
    const told = `${MORE} ${MORE} ${MORE} 왜 저한테만 그러는 걸까요?`;
    expect((await person.say(told)).outcome).toBe('interview-wish');
    expect(story(person)).toBe(told);
  });
});

describe('a story with danger in it', () => {
  it.each([
    '스토커가 제 얼굴을 찾아내서 지금 집 앞에 와 있어요. 죽이겠다고 했어요.',
    '너무 힘들어서 죽고 싶어요. 그 영상이 퍼졌어요.',
  ])('has help said first, and is kept: "%s"', async (told) => {
    const person = await atStory();
    const next = await person.say(told);
    expect(textsOf(next, parts)[0]).toBe(interview().helpFirst);
    expect(wordsOf(next, parts)).toContain('112');
    expect(next.outcome).toBe('interview-wish');
    expect(story(person)).toBe(told);
  });

  it('has help said in its second message too', async () => {
    const person = await atStory();
    await person.say('개찰구에서 화면에 제 얼굴이 떴어요.');
    const told =
      '그리고 스토커가 제 얼굴을 찾아내서 지금 집 앞에 와 있어요. 죽이겠다고 했어요. 무서워요.';
    const next = await person.say(told);
    expect(textsOf(next, parts).slice(0, 2)).toEqual([
      interview().helpFirst,
      interview().storyContinued,
    ]);
    expect(story(person)).toContain('죽이겠다고');
  });

  it('at any other question has the whole answer about help, and the question again', async () => {
    const person = await askedFor(parts, 'victim');
    const answered = await person.say('도와주세요 스토커가 제 아이를');
    expect(answered.outcome).toBe('emergency');
    expect(textsOf(answered, parts).at(-1)).toBe(`9. ${asking(parts, 'victim')}`);
    expect(person.state.case?.answers['victim']).toBeUndefined();
  });
});

describe('a text that was typed to a question in words', () => {
  it.each(['respondent', 'exact-place'])(
    'of the further question for the %s is kept too',
    async (id) => {
      const person = await atStory();
      const asked = await person.pressOld({ do: 'change', question: id });
      expect(textsOf(asked, parts)).toEqual([asking(parts, id)]);
      expect(labelsOf(asked)).toContain(interview().skip);
      await person.say('○○교통공사 3번 출구 900101-1234567');
      expect(person.state.case?.answers[id]?.[0]).toMatch(/^○○교통공사 3번 출구 [^1]*$/);
      // What was left open is asked on.
      expect(isAskedFor(person, 'story')).toBe(true);
    },
  );
});
