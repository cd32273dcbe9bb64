import React from 'react';

export function Avatar({username = '?', size = 'md'}: {username?: string; size?: 'sm' | 'md'}) {
    return (
        <span className={`Avatar Avatar-${size}`} aria-hidden="true">
            {username.slice(0, 2)}
        </span>
    );
}
