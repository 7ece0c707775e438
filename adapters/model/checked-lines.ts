/** Server-sent events, or a JSON value a line. */
export type Lines = 'events' | 'json';

/**
 * Lets a stream of JSON through and breaks it off at the first line that is none. The libraries of OpenAI and Ollama write such
 * a line to the console, and with it what people wrote.
 */
export function checkedLines(lines: Lines): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  let begun = '';
  return new TransformStream({
    transform(chunk, controller) {
      const complete = (begun + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/);
      begun = complete.pop() ?? '';
      if (complete.every((line) => isSound(line, lines))) controller.enqueue(chunk);
      else controller.error(new TypeError('a line that is no JSON'));
    },
    flush(controller) {
      if (!isSound(begun, lines)) controller.error(new TypeError('a last line that is no JSON'));
    },
  });
}

function isSound(line: string, lines: Lines): boolean {
  if (lines === 'events' && !line.startsWith('data:')) return true;
  const data = (lines === 'events' ? line.slice('data:'.length) : line).trim();
  if (data === '' || data === '[DONE]') return true;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}
