// Makes the chat page answer without reloading. Without this file the page works all the same.
const form = document.querySelector('form.ask');
const log = document.querySelector('#conversation');

if (form && log) {
  const box = form.querySelector('textarea');
  const button = form.querySelector('button.primary');
  const status = document.querySelector('#status');

  form.addEventListener('submit', async (event) => {
    const { submitter } = event;
    // Other pages are opened, and files saved, by the browser itself.
    if (submitter?.hasAttribute('formaction')) return;
    event.preventDefault();
    const isChoice = submitter?.name === 'choice';
    if ((!isChoice && !box.value.trim()) || button.disabled) return;
    button.disabled = true;
    status.textContent = form.dataset.thinking;
    try {
      await answer(submitter);
      if (!isChoice) box.value = '';
      status.textContent = '';
    } catch {
      // The page answers as a whole; what was sent already is not answered twice.
      if (isChoice) {
        const chosen = document.createElement('input');
        Object.assign(chosen, { type: 'hidden', name: 'choice', value: submitter.value });
        form.append(chosen);
      }
      form.submit();
    } finally {
      button.disabled = false;
    }
  });

  /** The turn comes in lines of JSON: `soFar` while it is written, where we can see that, and at last `turn`. */
  async function answer(submitter) {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/html; stream=1',
      },
      body: new URLSearchParams(new FormData(form, submitter)),
    });
    if (!response.headers.get('content-type')?.includes('ndjson')) throw new Error('no answer');
    let standing;
    let isWhole = false;
    await readLines(response.body, (line) => {
      const { content } = Object.assign(document.createElement('template'), {
        innerHTML: line.turn ?? line.soFar,
      });
      if (line.turn) showTurn(content, standing);
      else standing = showSoFar(content, standing);
      isWhole ||= Boolean(line.turn);
    });
    if (!isWhole) throw new Error('no whole answer');
  }

  async function readLines(body, take) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value = '' } = await reader.read();
      const lines = (rest + value).split('\n');
      rest = lines.pop();
      for (const line of lines) take(JSON.parse(line));
      if (done) return;
    }
  }

  /** No live region holds the turn, and it is marked as busy: it is read out once, when it is whole and takes the focus. */
  function showSoFar(content, standing) {
    const turn = content.querySelector('.turn');
    if (standing) {
      standing.replaceChildren(...turn.childNodes);
      return standing;
    }
    log.append(turn);
    turn.scrollIntoView({ block: 'start' });
    return turn;
  }

  function showTurn(content, standing) {
    const turn = content.querySelector('.turn');
    // It has fields of its own, which must not be taken for those of the chat.
    const tools = content.querySelector('#case-tools');
    if (tools) document.querySelector('#case-tools').replaceWith(tools);
    for (const field of form.querySelectorAll('input[type="hidden"]')) field.remove();
    form.prepend(...content.querySelectorAll('input[type="hidden"]'));
    if (standing) standing.replaceWith(turn);
    else log.append(turn);
    for (const starter of document.querySelectorAll('.starter')) starter.remove();
    document.querySelector('#new-chat').hidden = false;
    readyCopyButtons();
    turn.querySelector('.answer')?.focus({ preventScroll: true });
    turn.scrollIntoView({ block: 'start' });
  }

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

/** An address, or what stands in the field that is named. */
function readyCopyButtons() {
  for (const button of document.querySelectorAll('button[data-copy], button[data-copy-of]')) {
    // Browsers offer the clipboard to secure pages only.
    button.hidden = !navigator.clipboard;
    button.onclick = async () => {
      const { copy, copyOf, done } = button.dataset;
      const text = copyOf
        ? document.getElementById(copyOf).value
        : new URL(copy, location.href).href;
      await navigator.clipboard.writeText(text);
      button.textContent = done;
    };
  }
}

readyCopyButtons();
