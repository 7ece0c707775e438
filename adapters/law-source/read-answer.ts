import { readXml } from './read-xml.ts';

/** What a body of the national law database turned out to be. Errors come with status 200, too. */
export type Answer =
  | { readonly kind: 'data'; readonly value: Readonly<Record<string, unknown>> }
  | { readonly kind: 'bad-key'; readonly said: string }
  /** It has nothing under what we asked for. */
  | { readonly kind: 'nothing' }
  /** An error page, a maintenance notice, a cut answer. */
  | { readonly kind: 'unusable'; readonly why: string };

const BAD_KEY = /사용자\s*정보\s*검증|IP주소\s*및\s*도메인|인증키|미신청|신청하지\s*않은/;
const NOTHING = /일치하는\s+\S+\s*없습니다/;

/** Reads JSON or XML, whichever came, into the same shape; tells the known errors apart from it. */
export function readAnswer(body: string): Answer {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (!text) return unusable('its answer was empty');
  if (/^<(?:!doctype\s+html|html)\b/i.test(text)) return readPage(text);
  const value = text.startsWith('<') ? readXml(text) : readJson(text);
  if (!isRecord(value)) return unusable('its answer was neither JSON nor XML, or was cut off');
  return readData(value);
}

function readPage(page: string): Answer {
  const words = page
    .replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (BAD_KEY.test(words)) return { kind: 'bad-key', said: shortened(words) };
  return unusable(`it sent a web page instead of data ("${shortened(words)}")`);
}

function readData(data: Readonly<Record<string, unknown>>): Answer {
  const value = isRecord(data['Response']) ? data['Response'] : data;
  if (Object.keys(value).length === 0) return unusable('its answer held nothing');
  const said = [value['result'], value['msg'], value['Law']]
    .filter((part) => typeof part === 'string')
    .join(' ');
  if (BAD_KEY.test(said)) return { kind: 'bad-key', said: shortened(said) };
  if (NOTHING.test(said)) return { kind: 'nothing' };
  if (said) return unusable(`it answered "${shortened(said)}"`);
  return { kind: 'data', value };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const unusable = (why: string): Answer => ({ kind: 'unusable', why });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Enough to recognise a notice by; a page may be long. */
const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
};
