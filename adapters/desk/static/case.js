/** Comfort on the page of a case: everything works without it. */

import { isOurs, keyOf, switchBy } from './keys.js';

const help = document.getElementById('keyboard');
const helpButton = document.getElementById('keyboard-help');
const isOff = switchBy(document.getElementById('keyboard-on'));

/** Where a key leads: to a field, to a part of the page, or to a button or link that is pressed. */
const TARGETS = {
  r: { focus: 'message-text' },
  n: { focus: 'note-text' },
  t: { focus: 'task-text' },
  m: { focus: 'decide', inside: 'summary' },
  '.': { press: 'case-assign-me' },
  '[': { press: 'case-previous' },
  ']': { press: 'case-next' },
};

function goTo({ focus, inside, press }) {
  const place = document.getElementById(focus ?? press);
  if (!place) return false;
  if (press) {
    place.click();
    return true;
  }
  const target = inside ? place.querySelector(inside) : place;
  (target ?? place).focus();
  (target ?? place).scrollIntoView({ block: 'center' });
  return true;
}

document.addEventListener('keydown', (event) => {
  if (!isOurs(event) || isOff()) return;
  const key = keyOf(event);
  if (key === '?') {
    event.preventDefault();
    help?.showModal();
    return;
  }
  const target = TARGETS[key];
  if (target && goTo(target)) event.preventDefault();
});

if (help && helpButton) {
  helpButton.hidden = false;
  helpButton.addEventListener('click', (event) => {
    event.preventDefault();
    help.showModal();
  });
}

// Whoever was refused hears why, and is where they have to go on.
document.getElementById('case-problem')?.focus();

// A double click sends a form once; the desk would know it anyhow.
document.addEventListener('submit', ({ target, submitter }) => {
  if (!(target instanceof HTMLFormElement) || target.method !== 'post') return;
  setTimeout(() => {
    for (const button of target.querySelectorAll('button[type="submit"]')) button.disabled = true;
    submitter?.setAttribute('aria-busy', 'true');
  });
});
// A page that comes back from the memory of the browser can be used again.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  for (const button of document.querySelectorAll('button[disabled]')) button.disabled = false;
});
