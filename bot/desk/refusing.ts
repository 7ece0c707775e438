import type { Refusal } from './case-actions.ts';

export const refuse = (why: Refusal): { readonly isDone: false; readonly why: Refusal } => ({
  isDone: false,
  why,
});
