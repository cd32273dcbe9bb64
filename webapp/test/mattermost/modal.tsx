import React from 'react';

interface Props {
    show: boolean;
    onHide(): void;
    onExited(): void;
    children: React.ReactNode;
    'aria-labelledby': string;
}

/** Replaces React-Bootstrap's modal: shown or gone, without transitions. */
export function Modal({show, onHide, onExited, children, 'aria-labelledby': labelledBy}: Props) {
    React.useEffect(() => {
        if (!show) {
            onExited();
        }
    });
    if (!show) {
        return null;
    }
    return (
        <div role="dialog" aria-labelledby={labelledBy}>
            {children}
            <button type="button" onClick={onHide}>
                Close
            </button>
        </div>
    );
}

Modal.Header = Part;
Modal.Body = Part;
Modal.Footer = Part;

function Part({children}: {children: React.ReactNode}) {
    return <div>{children}</div>;
}
