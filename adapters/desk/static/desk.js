// Comfort only: says in good time that a session is about to end, and lets it go on.
const SILENT_MS = 25 * 60 * 1000;
const warning = document.querySelector('#idle');

if (warning) {
  let timer = 0;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      warning.hidden = false;
    }, SILENT_MS);
  };
  document.querySelector('#stay').addEventListener('click', async () => {
    const answer = await fetch('/desk/account/awake', { redirect: 'manual' });
    if (answer.status !== 204) location.reload();
    warning.hidden = true;
    wait();
  });
  wait();
}
