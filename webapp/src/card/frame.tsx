import React from 'react';

interface Props {
    ended?: boolean;
    /** Receives the element. */
    control?: React.Ref<HTMLElement>;
    children: React.ReactNode;
}

/** The frame of a card. */
export function Frame({ended, control, children}: Props) {
    return (
        <section className={ended ? 'blizz-card blizz-card--ended' : 'blizz-card'} ref={control}>
            <span
                className={`blizz-card__tile blizz-icon icon-${ended ? 'video-off-outline' : 'video-outline'}`}
                aria-hidden="true"
            />
            {children}
        </section>
    );
}
