import React from 'react';

interface Props extends React.ComponentPropsWithoutRef<'section'> {
    ended?: boolean;
}

/** The look of an invitation, as a card. All other props are those of the element. */
export function Frame({ended, children, ...props}: Props) {
    return (
        <section className={ended ? 'blizz-card blizz-card--ended' : 'blizz-card'} {...props}>
            <span
                className={`blizz-card__tile icon-${ended ? 'video-off-outline' : 'video-outline'}`}
                aria-hidden="true"
            />
            {children}
        </section>
    );
}
