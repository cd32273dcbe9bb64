import type {ComponentType} from 'react';

/** The content of the right-hand sidebar. */
export type Rhs =
    | {kind: 'closed'}
    | {kind: 'thread'; postId: string}
    | {kind: 'search'; terms: string; postIds: string[]};

export type Modal = {modalId: string; dialogType: ComponentType<any>; dialogProps?: object};

export type ViewsState = {
    /** Whether somebody is logged in, and the data that every page needs are loaded. */
    sessionLoaded: boolean;
    rhs: Rhs;
    modals: Modal[];
    /** The post that the person is editing, if any. */
    editing: string;
};

export const sessionLoaded = () => ({type: 'SESSION_LOADED'}) as const;
export const showThread = (postId: string) => ({type: 'SHOW_RHS', rhs: {kind: 'thread', postId}}) as const;
export const showSearch = (terms: string, postIds: string[]) =>
    ({type: 'SHOW_RHS', rhs: {kind: 'search', terms, postIds}}) as const;
export const closeRhs = () => ({type: 'SHOW_RHS', rhs: {kind: 'closed'}}) as const;
export const openModal = (modal: Modal) => ({type: 'OPEN_MODAL', modal}) as const;
export const closeModal = (modalId: string) => ({type: 'CLOSE_MODAL', modalId}) as const;
export const editPost = (postId: string) => ({type: 'EDIT_POST', postId}) as const;

type Action = ReturnType<
    | typeof sessionLoaded
    | typeof showThread
    | typeof showSearch
    | typeof closeRhs
    | typeof openModal
    | typeof closeModal
    | typeof editPost
>;

const initial: ViewsState = {sessionLoaded: false, rhs: {kind: 'closed'}, modals: [], editing: ''};

export function views(state = initial, action: Action): ViewsState {
    switch (action.type) {
        case 'SESSION_LOADED':
            return {...state, sessionLoaded: true};
        case 'SHOW_RHS':
            return {...state, rhs: action.rhs};
        case 'OPEN_MODAL':
            return {
                ...state,
                modals: [...state.modals.filter((m) => m.modalId !== action.modal.modalId), action.modal],
            };
        case 'CLOSE_MODAL':
            return {...state, modals: state.modals.filter((m) => m.modalId !== action.modalId)};
        case 'EDIT_POST':
            return {...state, editing: action.postId};
        default:
            return state;
    }
}
