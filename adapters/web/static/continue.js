// Takes the code of a link out of the address, where the history would keep it, and sends it in the form. Without this file the
// person pastes it.
const form = document.querySelector('#continue');
const code = location.hash.slice(1);

if (form && code) {
  history.replaceState(null, '', location.pathname + location.search);
  form.querySelector('#code').value = code;
  form.requestSubmit();
}
