// Shows only the questions that apply to what was answered so far. Without this file the page shows all of them, and says when
// each is to be answered. The conditions are those of knowledge/rules: the server decides by the same ones.
const form = document.querySelector('#interview');

if (form) {
  const derived = JSON.parse(form.dataset.derived);
  const questions = [...form.querySelectorAll('fieldset[data-question]')].map((box) => ({
    box,
    id: box.dataset.question,
    field: box.dataset.field,
    when: box.dataset.when && JSON.parse(box.dataset.when),
  }));
  const sensitive = form.querySelector('#consent-sensitive');

  for (const hint of form.querySelectorAll('.only-if')) hint.hidden = true;
  form.addEventListener('change', showWhatApplies);
  // What the browser remembers of a form is there only once the page is shown.
  window.addEventListener('pageshow', showWhatApplies);
  showWhatApplies();

  function showWhatApplies() {
    let counted = questions;
    // What goes may take along another that stood on it.
    for (let before = -1; before !== counted.length; ) {
      before = counted.length;
      counted = counted.filter(appliesTo(factsOf(counted)));
    }
    const asked = questions.filter(appliesTo(factsOf(counted)));
    for (const question of questions) {
      const isHeldBack = 'sensitive' in question.box.dataset && sensitive && !sensitive.checked;
      question.box.hidden = !asked.includes(question) || Boolean(isHeldBack);
    }
  }

  function factsOf(counted) {
    const given = new FormData(form);
    const facts = Object.assign(
      {},
      ...counted.map(({ id, field }) => {
        const values = given.getAll(`q-${id}`).filter((value) => value.trim());
        return values.length > 0 ? factsIn(id, field, values) : {};
      }),
    );
    for (const { when, sets } of derived) {
      if (holds(when, facts) !== 'yes') continue;
      for (const [name, value] of Object.entries(sets)) facts[name] ??= [value];
    }
    return facts;
  }

  function factsIn(id, field, values) {
    if (field === 'text' || field === 'long-text') return { [id]: ['given'] };
    if (field !== 'date') return { [id]: values };
    const days = values.filter((value) => value !== 'ongoing');
    return { [id]: days, ongoing: [days.length < values.length ? 'yes' : 'no'] };
  }
}

function appliesTo(facts) {
  return ({ when }) => !when || holds(when, facts) === 'yes';
}

/** 'yes', 'no', or 'unknown' where what would decide it is not known. */
function holds(condition, facts) {
  if (condition.all) return all(condition.all.map((one) => holds(one, facts)));
  if (condition.any) return opposite(all(condition.any.map((one) => opposite(holds(one, facts)))));
  if (condition.not) return opposite(holds(condition.not, facts));
  return all(Object.entries(condition).map(([name, wanted]) => hasOne(facts[name], wanted)));
}

function hasOne(given = [], wanted) {
  if (given.some((value) => wanted.includes(value))) return 'yes';
  return given.length === 0 || given.includes('unknown') ? 'unknown' : 'no';
}

function all(truths) {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

function opposite(truth) {
  return { yes: 'no', no: 'yes', unknown: 'unknown' }[truth];
}
