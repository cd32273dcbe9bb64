import type {Reaction} from '@mattermost/types/reactions';

/** The answers to an invitation, by their reactions. Reactions work on phones too. */
export const answerEmoji = {going: 'white_check_mark', maybe: 'grey_question', cant: 'x'};

export type Answer = keyof typeof answerEmoji;

export const answerKinds = Object.keys(answerEmoji) as Answer[];

/** Who gave which answer, the earliest first. The plugin's own reactions don't count. */
export function answersIn(reactions: Record<string, Reaction>, botUserId: string): Record<Answer, string[]> {
    const sorted = Object.values(reactions)
        .filter(({user_id}) => user_id !== botUserId)
        .sort((a, b) => a.create_at - b.create_at);
    const whoGave = (kind: Answer) =>
        sorted.filter(({emoji_name}) => emoji_name === answerEmoji[kind]).map(({user_id}) => user_id);
    return {going: whoGave('going'), maybe: whoGave('maybe'), cant: whoGave('cant')};
}
