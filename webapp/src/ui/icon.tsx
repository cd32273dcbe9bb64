import React from 'react';

/** An icon of the web client's own font. It says nothing to screen readers: the text beside it does. */
export function Icon({name}: {name: string}) {
    return <i className={`icon icon-${name} blizz-icon`} aria-hidden="true" />;
}
