// Makes the chat page answer without reloading. Without this file the page works all the same.
const form = document.querySelector('form.ask');
const log = document.querySelector('#conversation');

if (form && log) {
  const box = form.querySelector('textarea');
  const button = form.querySelector('button.primary');
  const status = document.querySelector('#status');

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!box.value.trim() || button.disabled) return;
    button.disabled = true;
    status.textContent = form.dataset.thinking;
    try {
      const response = await fetch(form.action, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          accept: 'text/html; fragment=1',
        },
        body: new URLSearchParams(new FormData(form)),
      });
      const fragment = document.createElement('template');
      fragment.innerHTML = await response.text();
      const turn = fragment.content.querySelector('.turn');
      if (!turn) throw new Error('no answer');
      for (const field of form.querySelectorAll('input[name="history"]')) field.remove();
      for (const field of fragment.content.querySelectorAll('input[name="history"]'))
        form.prepend(field);
      log.append(turn);
      document.querySelector('#examples')?.remove();
      document.querySelector('#new-chat').hidden = false;
      box.value = '';
      status.textContent = '';
      turn.querySelector('.answer')?.focus({ preventScroll: true });
      turn.scrollIntoView({ block: 'start' });
    } catch {
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
