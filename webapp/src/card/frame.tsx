import React from 'react';

import {Icon} from '../ui/icon';

interface Props {
    ended?: boolean;
    /** What the invitation is for. */
    summary: React.ReactNode;
    /** What is to be done first, where there is something to do. */
    primary?: React.ReactNode;
    /** What is below. */
    children?: React.ReactNode;
}

/** The look of an invitation, as a card. */
export function CardFrame({ended, summary, primary, children}: Props) {
    return (
        <section className={ended ? 'blizz-card blizz-card--ended' : 'blizz-card'}>
            <div className="blizz-card__main">
                <span className="blizz-card__tile">
                    <Icon name={ended ? 'video-off-outline' : 'video-outline'} />
                </span>
                {summary}
                {primary}
            </div>
            {children}
        </section>
    );
}
