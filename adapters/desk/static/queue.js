// Comfort only: the queue by keyboard. Everything here can be done without this file.

import { isOurs, keyOf, remembered, switchBy } from './keys.js';

/** The case to which the focus goes back when the page comes anew after something was done by keyboard. */
const HERE = 'desk-queue-here';
/** Of a shortcut of two keys: how long the second one is waited for. */
const SECOND_KEY_MS = 1500;

const dialog = document.querySelector('#keyboard');
const toggle = document.querySelector('#shortcuts-on');
const says = document.querySelector('#queue-says');
const form = document.querySelector('#queue-act');
const rows = [...document.querySelectorAll('tr[data-case]')];

const isOff = switchBy(toggle);
const say = (line = '', values = {}) => {
  if (says) says.textContent = line.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
};

const rowAt = (node) => node?.closest?.('tr[data-case]');
const linkOf = (row) => row?.querySelector('th a');
const boxOf = (row) => row?.querySelector('input[name="case"]');
const current = () => rowAt(document.activeElement);

function focusRow(row) {
  const link = linkOf(row);
  if (!link) return;
  link.focus();
  row.scrollIntoView({ block: 'nearest' });
}

/** From nowhere: down to the first, up to the last. */
function move(by) {
  const at = rows.indexOf(current());
  if (at < 0) focusRow(rows.at(by > 0 ? 0 : -1));
  else focusRow(rows[Math.min(Math.max(at + by, 0), rows.length - 1)]);
}

const selected = () => rows.filter((row) => boxOf(row)?.checked);

function select() {
  const row = current();
  const box = boxOf(row);
  if (!box) return;
  box.checked = !box.checked;
  const { textContent: reference } = linkOf(row);
  const line = box.checked ? says?.dataset.selected : says?.dataset.unselected;
  say(line, { reference, count: selected().length });
}

/** With what is selected, or else with the case that has the focus. */
function doWith(what) {
  const button = form?.querySelector(`button[name="do"][value="${what}"]`);
  const box = boxOf(current());
  if (!button) return;
  if (selected().length === 0 && box) box.checked = true;
  if (selected().length === 0) return say(says?.dataset.none);
  const here = current() ?? selected()[0];
  remembered(sessionStorage, HERE, here.dataset.case);
  form.requestSubmit(button);
}

function goTo(link) {
  if (link) link.click();
}

function showShortcuts() {
  if (dialog && !dialog.open) dialog.showModal();
}

function toFilters() {
  const filters = document.querySelector('#queue-filters');
  if (!filters) return;
  filters.open = true;
  filters.querySelector('summary').focus();
}

function toSearch() {
  const box = document.querySelector('#q');
  box?.focus();
  box?.select();
}

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  o: () => goTo(linkOf(current())),
  x: select,
  a: () => doWith('take'),
  s: () => doWith('snooze'),
  '/': toSearch,
  f: toFilters,
  n: () => goTo(document.querySelector('a[rel="next"]')),
  p: () => goTo(document.querySelector('a[rel="prev"]')),
  '?': showShortcuts,
};
const AFTER_G = {
  q: () => location.assign('/desk/queue'),
  f: () => location.assign('/desk/figures'),
};

let pressedGAt = Number.NEGATIVE_INFINITY;

document.addEventListener('keydown', (event) => {
  if (!isOurs(event) || isOff()) return;
  const key = keyOf(event);
  const isSecond = event.timeStamp - pressedGAt < SECOND_KEY_MS;
  pressedGAt = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY;
  const table = isSecond ? AFTER_G : KEYS;
  // Only a key of our own is taken away from the browser.
  if (!Object.hasOwn(table, key)) return;
  event.preventDefault();
  table[key]();
});

for (const part of document.querySelectorAll('[data-needs-script]')) part.hidden = false;
for (const part of document.querySelectorAll('[data-without-script]')) part.hidden = true;

if (dialog) {
  const openers = [...document.querySelectorAll('[data-opens-shortcuts]')];
  const help = document.querySelector('#keyboard-help');
  if (help) {
    help.hidden = false;
    openers.push(help);
  }
  for (const opener of openers) {
    opener.addEventListener('click', (event) => {
      event.preventDefault();
      showShortcuts();
    });
  }
}

const here = remembered(sessionStorage, HERE);
if (here) {
  remembered(sessionStorage, HERE, '');
  // What was snoozed has left the table: then one begins at the top.
  focusRow(rows.find((row) => row.dataset.case === here) ?? rows[0]);
}
