import React from 'react';

import type {Places} from '../plugin/state';
import {useAppSelector} from '../store';

type Name = 'PostMessageAttachment' | 'ChannelToast' | 'SidebarChannelLinkLabel';

/** The components that plugins have registered for a place. */
export function Pluggable({name, ...props}: {name: Name & keyof Places; [prop: string]: unknown}) {
    const registered = useAppSelector((state) => state.plugins.components[name]);
    return (
        <>
            {registered.map(({id, component: Component}) => (
                <Component key={id} {...props} />
            ))}
        </>
    );
}
