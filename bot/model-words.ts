/** Keys of what is said about the language model; the words are in `words/`. */
export const MODEL_WORDS = [
  'notice',
  'noticeLocal',
  'label',
  'away',
  'understood',
  'privacy',
  'privacyLocal',
  'privacyOff',
  'turnOff',
  'turnOn',
  'isOff',
  'isOn',
] as const;
