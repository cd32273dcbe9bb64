import type React from 'react';
import type {Action} from 'redux';

/** The globals of the web client that are used here. They exist before a plugin is loaded. */
interface WebClientGlobals {
    /** Mattermost's path: empty, or for example "/chat". */
    basename?: string;
    /** Not documented for plugins. */
    Components?: {
        Avatar?: React.ComponentType<{size: 'sm'; username: string; url: string}>;
        imageURLForUser?: (userId: string, lastPictureUpdate?: number) => string;
    };
    PostUtils: {
        formatText(text: string, options?: Record<string, unknown>): string;
        messageHtmlToComponent(html: string, options?: Record<string, unknown>): React.ReactNode;
    };
    ReactBootstrap: {
        Modal: ModalComponent;
    };
    ReactIntl: {
        useIntl(): {locale: string};
    };
    WebappUtils: {
        modals: {
            openModal(modal: {modalId: string; dialogType: React.ElementType; dialogProps?: object}): Action;
        };
    };
    registerPlugin(id: string, plugin: object): void;
}

interface ModalProps {
    show: boolean;
    onHide(): void;
    onExited(): void;
    backdrop?: 'static';
    dialogClassName: string;
    /** For the outer element; the inner one is the dialog. */
    role: 'none';
    'aria-labelledby': string;
    children: React.ReactNode;
}

/** React-Bootstrap 0.33's modal, as the web client shares it. */
type ModalComponent = React.ComponentType<ModalProps> & {
    Header: React.ComponentType<{closeButton: boolean; closeLabel?: string; children?: React.ReactNode}>;
    Body: React.ComponentType<{children: React.ReactNode}>;
    Footer: React.ComponentType<{children: React.ReactNode}>;
};

export const webClient = window as unknown as WebClientGlobals;
