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
      showTurn(await answered(submitter));
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

  async function answered(submitter) {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'text/html; fragment=1',
      },
      body: new URLSearchParams(new FormData(form, submitter)),
    });
    const { content } = Object.assign(document.createElement('template'), {
      innerHTML: await response.text(),
    });
    if (!content.querySelector('.turn')) throw new Error('no answer');
    return content;
  }

  function showTurn(content) {
    const turn = content.querySelector('.turn');
    // It has fields of its own, which must not be taken for those of the chat.
    const tools = content.querySelector('#case-tools');
    if (tools) document.querySelector('#case-tools').replaceWith(tools);
    for (const field of form.querySelectorAll('input[type="hidden"]')) field.remove();
    form.prepend(...content.querySelectorAll('input[type="hidden"]'));
    log.append(turn);
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
