import type {Post} from '@mattermost/types/posts';
import React from 'react';
import {useIntl} from 'react-intl';

import {addReaction, removeReaction} from '../client';
import {type Answer, answerEmoji, answerKinds, answersIn} from '../schedule/answers';
import {Button} from '../ui/button';
import {ErrorNote} from '../ui/error_note';
import type {CardState} from './use_card_state';
import {WhoAnswered} from './who_answered';

interface Props {
    post: Post;
    card: CardState;
    /** Whether the viewer can still answer. */
    isOpen: boolean;
}

const icons: Record<Answer, string> = {
    going: 'check',
    maybe: 'help-circle-outline',
    cant: 'close',
};

/**
 * The answers to a planned invitation: three buttons for the viewer's own, and a list of everybody's. Renders nothing
 * in a preview of a post that isn't loaded.
 */
export function Answers({post, card, isOpen}: Props) {
    const {reactions, settings, userId} = card;
    const answering = useAnswering(post.id, userId);
    const [isListed, setIsListed] = React.useState(false);
    const {formatMessage} = useIntl();
    const answers = React.useMemo(
        () => reactions && answersIn(reactions, settings?.bot_user_id ?? ''),
        [reactions, settings],
    );
    if (!answers) {
        return null;
    }

    const mine = answerKinds.filter((kind) => answers[kind].includes(userId));
    const hasAnswers = answerKinds.some((kind) => answers[kind].length > 0);
    if (!isOpen && !hasAnswers) {
        return null;
    }
    return (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset has its own looks
        <div className="blizz-answers" role="group" aria-label={formatMessage({id: 'blizz.answers'})}>
            {isOpen &&
                answerKinds.map((kind) => (
                    <Button
                        key={kind}
                        label={`blizz.answer.${kind}`}
                        icon={icons[kind]}
                        look="btn-tertiary btn-sm"
                        aria-pressed={mine.includes(kind)}
                        onClick={() => answering.answer(kind, mine)}
                    />
                ))}
            {hasAnswers && (
                <button
                    type="button"
                    className="btn btn-quaternary btn-sm blizz-quiet"
                    aria-expanded={isListed}
                    onClick={() => setIsListed(!isListed)}
                >
                    {answerKinds
                        .filter((kind) => answers[kind].length > 0)
                        .map((kind) => formatMessage({id: `blizz.${kind}.count`}, {count: answers[kind].length}))
                        .join(' · ')}
                </button>
            )}
            {isListed && hasAnswers && <WhoAnswered answers={answers} channelId={post.channel_id} />}
            <ErrorNote error={answering.error} />
        </div>
    );
}

/** Answers by a reaction. A new answer replaces the former one. The same answer again removes it. */
function useAnswering(postId: string, userId: string) {
    const [error, setError] = React.useState<unknown>(null);
    const underWay = React.useRef(false);

    const answer = async (kind: Answer, mine: Answer[]) => {
        if (underWay.current) {
            return;
        }
        underWay.current = true;
        setError(null);
        try {
            if (!mine.includes(kind)) {
                await addReaction(userId, postId, answerEmoji[kind]);
            }
            await Promise.all(mine.map((other) => removeReaction(userId, postId, answerEmoji[other])));
        } catch (refusal) {
            setError(refusal);
        }
        underWay.current = false;
    };

    return {error, answer};
}
