/** What the pages with shortcuts share: which keys are ours, and whether somebody wants them at all. */

/** Where it is remembered that somebody wants no shortcuts (WCAG 2.1.4), on any page. */
const OFF = 'desk-shortcuts-off';

/** Storage can be forbidden: nothing is remembered then. An empty value forgets; without a value what is there is read. */
export function remembered(store, name, value) {
  try {
    if (value === undefined) return store.getItem(name);
    if (value === '') store.removeItem(name);
    else store.setItem(name, value);
  } catch {
    // Nothing to do: it is only comfort.
  }
  return null;
}

const isOff = () => remembered(localStorage, OFF) === '1';

/** A box by which shortcuts are switched on and off; where nothing can be remembered it counts until the page is left. */
export function switchBy(toggle) {
  if (!toggle) return isOff;
  toggle.checked = !isOff();
  toggle.addEventListener('change', () => {
    remembered(localStorage, OFF, toggle.checked ? '' : '1');
  });
  return () => !toggle.checked;
}

/** With a Hangul keyboard the same key gives another letter: then the key itself counts. */
export function keyOf({ key, code, shiftKey }) {
  if (/^[!-~]$/.test(key)) return key.toLowerCase();
  if (code === 'Slash') return shiftKey ? '?' : '/';
  return /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : '';
}

const TICKED = ['checkbox', 'radio'];

/** Whoever types, or chooses in a list by letters, keeps every key. */
function isTyping({ target }) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('textarea, select') || target.isContentEditable) return true;
  return target instanceof HTMLInputElement && !TICKED.includes(target.type);
}

/** A key that no field, no window and no part of the browser wants for itself. */
export const isOurs = (event) =>
  !event.defaultPrevented &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.isComposing &&
  !isTyping(event) &&
  !document.querySelector('dialog[open]');
