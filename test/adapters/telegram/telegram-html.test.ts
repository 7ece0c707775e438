import { describe, expect, it } from 'vitest';
import { cleanText, parseHtml, visibleText } from '../../servers/telegram/html.ts';

const error = (html: string, isStrict = false): string => {
  try {
    parseHtml(html, isStrict);
    return '';
  } catch (thrown) {
    return (thrown as Error).message;
  }
};

/** Our own Telegram must be as strict as the real one, or the tests of the layout prove nothing. */
describe('the HTML of Telegram', () => {
  it.each([
    { html: 'a <b>b</b>', text: 'a b', entities: [{ type: 'bold', offset: 2, length: 1 }] },
    { html: '&lt;&gt;&amp;&quot;&#44032;&#xAC01;', text: '<>&"가각', entities: [] },
    { html: '&nbsp; & &apos;', text: '&nbsp; & &apos;', entities: [] },
    {
      html: '<b><i>x</i></b>',
      text: 'x',
      entities: [
        { type: 'bold', offset: 0, length: 1 },
        { type: 'italic', offset: 0, length: 1 },
      ],
    },
    {
      html: '<a href="https://a.kr/?x=1&amp;y=2">law</a>',
      text: 'law',
      entities: [{ type: 'text_link', offset: 0, length: 3, url: 'https://a.kr/?x=1&y=2' }],
    },
    {
      html: "<A HREF='https://a.kr'>👍</A>",
      text: '👍',
      entities: [{ type: 'text_link', offset: 0, length: 2, url: 'https://a.kr' }],
    },
    { html: '<a href="javascript:x">x</a>', text: 'x', entities: [] },
    { html: '<a href="http://localhost/">x</a>', text: 'x', entities: [] },
    {
      html: '<blockquote expandable>q</blockquote>',
      text: 'q',
      entities: [{ type: 'expandable_blockquote', offset: 0, length: 1 }],
    },
    {
      html: '<blockquote>q</blockquote>',
      text: 'q',
      entities: [{ type: 'blockquote', offset: 0, length: 1 }],
    },
    { html: '<b>x</>', text: 'x', entities: [{ type: 'bold', offset: 0, length: 1 }] },
    { html: '<b></b>x', text: 'x', entities: [] },
    {
      html: '<span class="tg-spoiler">s</span><u>u</u><s>s</s><code>c</code>',
      text: 'susc',
      entities: [
        { type: 'spoiler', offset: 0, length: 1 },
        { type: 'underline', offset: 1, length: 1 },
        { type: 'strikethrough', offset: 2, length: 1 },
        { type: 'code', offset: 3, length: 1 },
      ],
    },
  ])('reads $html', ({ html, text, entities }) => {
    expect(parseHtml(html)).toEqual({ text, entities });
  });

  it.each([
    { html: '가<b', message: 'Unclosed start tag at byte offset 3' },
    { html: '<b   ', message: 'Unclosed start tag "b" at byte offset 0' },
    { html: '<br>', message: 'Unsupported start tag "br" at byte offset 0' },
    { html: '1 < 2', message: 'Unsupported start tag "" at byte offset 2' },
    { html: '<i =x>y</i>', message: 'Empty attribute name in the tag "i" at byte offset 0' },
    {
      html: '<i x>y</i>',
      message: 'Expected equal sign in declaration of an attribute of the tag "i" at byte offset 0',
    },
    { html: '<span>x</span>', message: 'Tag "span" must have class "tg-spoiler" at byte offset 0' },
    {
      html: '<tg-emoji emoji-id="x">y</tg-emoji>',
      message: 'Invalid custom emoji identifier specified',
    },
    { html: 'x</b>', message: 'Unexpected end tag at byte offset 1' },
    { html: '<b>x</b', message: 'Unclosed end tag at byte offset 4' },
    {
      html: '<b>x</i>',
      message: 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    },
    {
      html: '<b><i>x</b></i>',
      message: 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
    },
    { html: '<b>x', message: 'Can\'t find end tag corresponding to start tag "b"' },
    {
      html: '&#xD800;',
      message:
        'Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units',
    },
  ])('refuses $html', ({ html, message }) => {
    expect(error(html)).toBe(message);
  });

  it.each([
    { html: 'a & b' },
    { html: 'a > b' },
    { html: '<b></b>' },
    { html: '<b class="x">x</b>' },
    { html: '<a href="/a">x</a>' },
    { html: '<a href="https://a.kr/&x">x</a>' },
    { html: '<b><b>x</b></b>' },
    { html: '<code><b>x</b></code>' },
    { html: '<b><blockquote>x</blockquote></b>' },
    { html: '<a href="https://a.kr">x<a href="https://a.kr">y</a></a>' },
    { html: '<b>x</>' },
  ])('taken strictly refuses also $html', ({ html }) => {
    expect(error(html)).toBe('');
    expect(error(html, true)).not.toBe('');
  });

  it('is trimmed, rid of control characters and of what is beyond a hundred entities', () => {
    const html = `  \u0007<b>x</b>${'<i>y</i>'.repeat(120)} \r\n`;
    const { text, entities } = cleanText(parseHtml(html));
    expect(text).toBe(`x${'y'.repeat(120)}`);
    expect(entities).toHaveLength(100);
    expect(entities[0]).toEqual({ type: 'bold', offset: 0, length: 1 });
  });

  it.each(['', ' \n', '\u200b\u2060', '\u3164', '\u2800', '\ufe0f\u200d'])(
    'sees nothing in %j',
    (text) => {
      expect(visibleText(text)).toBe('');
    },
  );
});
