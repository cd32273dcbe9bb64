import type React from 'react';
import type {Action} from 'redux';

/** The parts of the web client's globals that are used here. It sets them before it loads a plugin. */
interface HostGlobals {
    /** The path Mattermost is served under: empty, or such as "/chat". */
    basename?: string;
    /** Not promised to plugins. */
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
    /** The outer element's: the inner one is the dialog. */
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

export const host = window as unknown as HostGlobals;
