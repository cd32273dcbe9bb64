import type {Post} from '@mattermost/types/posts';
import type {GlobalState} from '@mattermost/types/store';
import {act, render} from '@testing-library/react';
import React from 'react';
import * as ReactIntl from 'react-intl';
import {Provider} from 'react-redux';
import {legacy_createStore as createStore, type Reducer, type UnknownAction} from 'redux';
import {vi} from 'vitest';

import {Plugin} from '../../src/entry/plugin';
import {webClient} from '../../src/mattermost/globals';
import type {ClientStore, Registry} from '../../src/mattermost/registry';
import {Modal} from './modal';
import {stateOf} from './state';

interface OpenedModal {
    modalId: string;
    dialogType: React.ElementType;
    dialogProps?: object;
}

/** The plugin's registrations: for each method of the registry, the arguments of its last call. */
type Registered = {[Method in keyof Registry]: Parameters<Registry[Method]>} & {registerCallButtonAction?: undefined};

/** Replaces the web client. It loads the plugin, keeps its registrations, and shows its components and modals. */
export class WebClient {
    readonly registered = {} as Registered;
    readonly plugin = new Plugin();
    readonly store: ClientStore;

    /** The registrations that are still valid, by the returned id. */
    readonly entries = new Map<string, {method: keyof Registry; args: unknown[]}>();

    /** The plugin's settings in the System Console, by key. */
    readonly adminSettings = new Map<string, Registered['registerAdminConsoleCustomSetting'][1]>();

    private reducer: Reducer = (state = null) => state;

    constructor(
        state: GlobalState = stateOf(),
        readonly locale = 'en',
    ) {
        this.store = createStore((current: GlobalState = state, action: UnknownAction) => this.reduce(current, action));
        Object.assign(webClient, {
            basename: '',
            PostUtils: {
                formatText: (text: string) => text,
                messageHtmlToComponent: (html: string) => <p className="plain">{html}</p>,
            },
            ReactBootstrap: {Modal},
            ReactIntl,
            WebappUtils: {modals: {openModal: (modal: OpenedModal) => ({type: 'OPEN_MODAL', modal})}},
        });
        this.plugin.initialize(this.registry(), this.store);
    }

    /** Loads the plugin in a web client that shows nothing but the modals that are opened. */
    static async empty(): Promise<WebClient> {
        const client = new WebClient();
        await client.settle();
        client.show(<main />);
        return client;
    }

    /** Waits for the answers to the plugin's requests, for its modules, and for the rendering. */
    async settle() {
        await act(async () => {
            await vi.dynamicImportSettled();
            await new Promise((resolve) => setTimeout(resolve));
        });
    }

    /** Waits for the pause after typing, and for the server's check. */
    async checked() {
        await act(async () => {
            await new Promise((resolve) => setTimeout(resolve, 350));
        });
        await this.settle();
    }

    /** Shows a component of the plugin, and the modals that it opens. */
    show(part: React.ReactElement) {
        const page = (shown: React.ReactElement) => (
            <Provider store={this.store}>
                <this.Page>{shown}</this.Page>
            </Provider>
        );
        const {container, rerender} = render(page(part));
        return {container, update: (changed: React.ReactElement) => rerender(page(changed))};
    }

    /** Changes the web client's state, as the client does when something arrives. */
    change(state: GlobalState) {
        act(() => {
            this.store.dispatch({type: 'CHANGE', state});
        });
    }

    private Page = ({children}: {children: React.ReactNode}) => {
        const [state, setState] = React.useState(this.store.getState());
        React.useEffect(() => this.store.subscribe(() => setState(this.store.getState())), []);
        const {modal} = state as unknown as {modal?: OpenedModal | null};
        return (
            <ReactIntl.IntlProvider locale={this.locale} messages={{}} timeZone="UTC">
                {children}
                {modal && (
                    <modal.dialogType
                        key={modal.modalId}
                        {...modal.dialogProps}
                        onExited={() => this.store.dispatch({type: 'OPEN_MODAL', modal: null})}
                    />
                )}
            </ReactIntl.IntlProvider>
        );
    };

    private reduce(state: GlobalState, action: UnknownAction): GlobalState {
        const plugin = 'plugins-blizz' as keyof GlobalState;
        switch (action.type) {
            case 'CHANGE':
                return {...state, ...(action.state as GlobalState)};
            case 'OPEN_MODAL':
                return {...state, modal: action.modal} as GlobalState;
            case 'RECEIVED_POST': {
                const post = action.data as Post;
                const posts = {...state.entities.posts, posts: {[post.id]: post}};
                if (post.metadata) {
                    // Reactions that the metadata lacks are forgotten, as in Mattermost's own reducer.
                    const reactions = (post.metadata.reactions ?? []).map((r) => [`${r.user_id}-${r.emoji_name}`, r]);
                    posts.reactions = {...posts.reactions, [post.id]: Object.fromEntries(reactions)};
                }
                return {...state, entities: {...state.entities, posts}};
            }
            default:
                return {...state, [plugin]: this.reducer(state[plugin], action)};
        }
    }

    private registry(): Registry {
        return new Proxy({} as Registry, {
            get:
                (_, method: keyof Registry) =>
                (...args: unknown[]) => {
                    Object.assign(this.registered, {[method]: args});
                    if (method === 'unregisterComponent') {
                        this.entries.delete(args[0] as string);
                    }
                    if (method === 'registerAdminConsoleCustomSetting') {
                        this.adminSettings.set(args[0] as string, args[1] as Registered[typeof method][1]);
                    }
                    if (method === 'registerReducer') {
                        this.reducer = args[0] as Reducer;
                        this.store.dispatch({type: 'REDUCER'});
                    }
                    const id = crypto.randomUUID();
                    this.entries.set(id, {method, args});
                    return id;
                },
        });
    }
}
