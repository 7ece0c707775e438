// Makes the chat page answer without reloading. Without this file the page works all the same.
const form = document.querySelector('form.ask');
const log = document.querySelector('#conversation');

if (form && log) {
  const box = form.querySelector('textarea');
  const button = form.querySelector('button.primary');
  const status = document.querySelector('#status');

  form.addEventListener('submit', async (event) => {
    const { submitter } = event;
    // A file is saved by the browser itself.
    if (submitter?.name === 'file') return;
    event.preventDefault();
    const isChoice = submitter?.name === 'choice';
    if ((!isChoice && !box.value.trim()) || button.disabled) return;
    button.disabled = true;
    status.textContent = form.dataset.thinking;
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'text/html; fragment=1',
        },
        body: new URLSearchParams(new FormData(form, submitter)),
      });
      const fragment = document.createElement('template');
      fragment.innerHTML = await response.text();
      const turn = fragment.content.querySelector('.turn');
      if (!turn) throw new Error('no answer');
      for (const field of form.querySelectorAll('input[type="hidden"]')) field.remove();
      for (const field of fragment.content.querySelectorAll('input[type="hidden"]'))
        form.prepend(field);
      log.append(turn);
      document.querySelector('#examples')?.remove();
      document.querySelector('#new-chat').hidden = false;
      if (!isChoice) box.value = '';
      status.textContent = '';
      turn.querySelector('.answer')?.focus({ preventScroll: true });
      turn.scrollIntoView({ block: 'start' });
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

  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });
}

for (const button of document.querySelectorAll('button[data-copy]')) {
  // Browsers offer the clipboard to secure pages only.
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(new URL(button.dataset.copy, location.href).href);
    button.textContent = button.dataset.done;
  });
}
