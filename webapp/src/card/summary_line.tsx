import React from 'react';

/** A line of an invitation. It begins where the page's lines do, and reads in the direction of its own text. */
export function SummaryLine({children}: {children: React.ReactNode}) {
    return (
        <div className="blizz-summary__line">
            <bdi>{children}</bdi>
        </div>
    );
}
