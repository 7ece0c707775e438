import { type Field, inputsOf, type ModalView } from './block-kit.ts';

/** What a person puts into a field: words, a day, a time, or the values of options. */
export type Filled = string | readonly string[];

/** The state of a form as Slack sends it: every field is in it, the empty ones too. @throws where nobody could fill it so. */
export function stateOf(view: ModalView, given: Readonly<Record<string, Filled>>) {
  const inputs = inputsOf(view.blocks);
  const strange = Object.keys(given).filter(
    (block) => !inputs.some(({ block_id }) => block_id === block),
  );
  if (strange.length > 0) throw new Error(`The form has no field ${strange.join(', ')}.`);
  return Object.fromEntries(
    inputs.map(({ block_id: block = '', element }) => [
      block,
      { [element.action_id]: { type: element.type, ...filledIn(element, given[block]) } },
    ]),
  );
}

function filledIn(element: Field, filled: Filled | undefined): Readonly<Record<string, unknown>> {
  const values = [filled ?? []].flat();
  const [first = null] = values;
  switch (element.type) {
    case 'plain_text_input':
      if ((first?.length ?? 0) > (element.max_length ?? 3_000)) throw new Error('Too long.');
      return { value: first || null };
    case 'datepicker':
      return { selected_date: matching(first, /^\d{4}-\d{2}-\d{2}$/) };
    case 'timepicker':
      return { selected_time: matching(first, /^\d{2}:\d{2}$/) };
    case 'static_select':
      return { selected_option: chosenFrom(element, values.slice(0, 1))[0] ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: chosenFrom(element, values) };
  }
}

function matching(value: string | null, form: RegExp): string | null {
  if (value !== null && !form.test(value)) throw new Error(`Nobody can pick ${value}.`);
  return value;
}

function chosenFrom({ options }: Extract<Field, { options: unknown }>, values: readonly string[]) {
  return values.map((value) => {
    const option = options.find((one) => one.value === value);
    if (!option) throw new Error(`There is no option ${value}.`);
    return option;
  });
}

/** Whether an answer keeps the form open, with words under its fields. @throws where Slack would show only that something failed. */
export function isFaulted(answer: unknown, view: ModalView): boolean {
  if (typeof answer !== 'object' || answer === null || !('response_action' in answer)) return false;
  const { response_action: action, errors } = answer as {
    response_action: unknown;
    errors?: Readonly<Record<string, unknown>>;
  };
  const blocks = new Set(inputsOf(view.blocks).map(({ block_id }) => block_id));
  const under = Object.entries(errors ?? {});
  const isSound = under.every(([block, line]) => blocks.has(block) && line);
  if (action !== 'errors' || under.length === 0 || !isSound) {
    throw new Error('Slack cannot show this answer to a form.');
  }
  return true;
}
