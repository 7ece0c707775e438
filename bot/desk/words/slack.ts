/** Keys of what is said to staff in Slack; the words are in `bot/words/desk/slack.yaml`. */
export const SLACK_WORDS = ['title'] as const;
