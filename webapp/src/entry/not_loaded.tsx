import React from 'react';

import {webClient} from '../mattermost/globals';
import type {ClientStore} from '../mattermost/registry';
import {currentLocale} from '../mattermost/state';
import {entryText} from './texts';

/** Says that a dialog couldn't be loaded. */
export function openNotLoaded(store: ClientStore) {
    const text = entryText('blizz.not_loaded', currentLocale(store.getState()));
    const {openModal} = webClient.WebappUtils.modals;
    store.dispatch(openModal({modalId: 'blizz_not_loaded', dialogType: NotLoaded, dialogProps: {text}}));
}

function NotLoaded({text, onExited}: {text: string; onExited(): void}) {
    const {Modal} = webClient.ReactBootstrap;
    const [shown, setShown] = React.useState(true);
    return (
        <Modal
            show={shown}
            onHide={() => setShown(false)}
            onExited={onExited}
            role="none"
            dialogClassName="a11y__modal GenericModal GenericModal__compassDesign GenericModal__location--center"
            aria-labelledby="blizz-not-loaded"
        >
            <Modal.Header closeButton={true} />
            <Modal.Body>
                <p id="blizz-not-loaded" role="alert">
                    {text}
                </p>
            </Modal.Body>
        </Modal>
    );
}
