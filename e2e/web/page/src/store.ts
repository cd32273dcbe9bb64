import type {GlobalState as HostState} from '@mattermost/types/store';
import configureStore from 'mattermost-redux/store';
import type {DispatchFunc} from 'mattermost-redux/types/actions';
import {useDispatch, useSelector} from 'react-redux';

import {type PluginsState, plugins} from './plugin/state';
import {type ViewsState, views} from './view_state';

/** Mattermost's own state (`entities` …), and the two slices of its web client that plugins read. */
export type State = HostState & {plugins: PluginsState; views: ViewsState};

export const store = configureStore({appReducers: {plugins, views}});

export const useAppSelector = useSelector.withTypes<State>();
export const useAppDispatch: () => DispatchFunc = useDispatch;

export const getState = () => store.getState() as State;
