/**
 * What Slack takes, from docs.slack.dev/reference/block-kit and chat.postMessage, in characters.
 * We count UTF-16 units, of which there are never fewer than characters.
 */

/** Slack asks for no more in `text`, which is what notifications show and screen readers read: all words of a message fit in. */
export const LONGEST_FALLBACK = 3_900;
/** A text object takes 3,000. Rich text has no documented limit; the same is kept there. */
export const LONGEST_PIECE = 2_900;
/**
 * All blocks of one message as JSON. Slack refuses beyond some 13,000 with `msg_blocks_too_long` and does not document how
 * it counts (slackapi/bolt-js issues 2509 and 2867).
 */
export const LARGEST_BLOCKS = 12_000;
/** A block as JSON: three quarters of a message, so that a heading and buttons find room beside it. */
export const LARGEST_PIECE = 9_000;
export const BLOCKS_IN_MESSAGE = 50;
export const BLOCKS_IN_HOME = 100;
/** Of an unfurled link; what people share should not bury their words. */
export const BLOCKS_IN_PREVIEW = 10;
export const LONGEST_HEADER = 150;
export const LONGEST_BUTTON = 75;
export const BUTTONS_IN_BLOCK = 25;
export const LONGEST_URL = 3_000;
export const LONGEST_TEXT_OBJECT = 3_000;
export const BLOCKS_IN_MODAL = 100;
/** The label of a field, and what is said under it. */
export const LONGEST_LABEL = 2_000;
/** What one field for text takes. */
export const LONGEST_INPUT = 3_000;
export const LONGEST_OPTION = 75;
export const OPTIONS_IN_SELECT = 100;
export const OPTIONS_IN_CHECKBOXES = 10;
