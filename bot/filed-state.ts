import { z } from 'zod';

const sent = {
  /** Of the case. */
  id: z.string(),
  document: z.string(),
  documentSha256: z.string(),
  /** False: answers to sensitive questions stay out of it. */
  withSensitive: z.boolean(),
};

/** What was shown last to be sent in: confirmed twice it becomes one case. */
export const Submitting = z.strictObject(sent);
export type Submitting = Readonly<z.infer<typeof Submitting>>;

/** A case that was sent in from a conversation. Its code is not kept. */
export const Filed = z.strictObject({
  ...sent,
  /** When it was sent, or corrected last. */
  at: z.number(),
});
export type Filed = Readonly<z.infer<typeof Filed>>;
