import React from 'react';
import {useIntl} from 'react-intl';

import {webClient} from '../mattermost/globals';
import {matchTheme} from '../style';

interface Props {
    title: string;
    /** Whether it is open. It stays mounted until it has faded. */
    shown: boolean;
    /** Closed by Escape or the cross. */
    onHide(): void;
    onExited(): void;
    onSubmit(): void;
    form?: React.RefObject<HTMLFormElement | null>;
    foot: React.ReactNode;
    children: React.ReactNode;
}

/** A dialog that looks like the web client's. Its form scrolls, so that the buttons are in reach at every size. */
export function Dialog({title, shown, onHide, onExited, onSubmit, form, foot, children}: Props) {
    const {Modal} = webClient.ReactBootstrap;
    const {formatMessage} = useIntl();
    const titleId = React.useId();
    const own = React.useRef<HTMLFormElement>(null);
    const ref = form ?? own;
    React.useEffect(() => matchTheme(ref.current), [ref]);

    const submit = (event: React.FormEvent) => {
        event.preventDefault();
        // In React's tree, these dialogs are inside the web client's own forms.
        event.stopPropagation();
        onSubmit();
    };

    return (
        <Modal
            show={shown}
            onHide={onHide}
            onExited={onExited}
            backdrop="static"
            role="none"
            dialogClassName="a11y__modal GenericModal GenericModal__compassDesign GenericModal__location--center blizz-dialog"
            aria-labelledby={titleId}
        >
            <form onSubmit={submit} noValidate={true} ref={ref as React.RefObject<HTMLFormElement>}>
                <Modal.Header closeButton={true} closeLabel={formatMessage({id: 'blizz.close'})}>
                    <div className="GenericModal__header__text_container">
                        <div className="GenericModal__header">
                            <h1 id={titleId} className="modal-title">
                                {title}
                            </h1>
                        </div>
                    </div>
                </Modal.Header>
                <Modal.Body>
                    <div className="GenericModal__body padding blizz-dialog__body">{children}</div>
                </Modal.Body>
                <Modal.Footer>{foot}</Modal.Footer>
            </form>
        </Modal>
    );
}
