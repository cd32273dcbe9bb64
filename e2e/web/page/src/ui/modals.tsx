import React from 'react';

import {useAppDispatch, useAppSelector} from '../store';
import {closeModal} from '../view_state';

/** All open modals. */
export function Modals() {
    const modals = useAppSelector((state) => state.views.modals);
    const dispatch = useAppDispatch();
    return (
        <>
            {modals.map(({modalId, dialogType: Component, dialogProps}) => (
                <Component key={modalId} {...dialogProps} onExited={() => dispatch(closeModal(modalId))} />
            ))}
        </>
    );
}
