import React from 'react';

export function Avatar({username = '?'}: {username?: string}) {
    return (
        <span className="Avatar Avatar-md" aria-hidden="true">
            {username.slice(0, 2)}
        </span>
    );
}
