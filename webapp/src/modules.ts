/**
 * The features that are loaded when somebody first needs them. Each is the index of a folder. All belong to one module
 * graph. vite.config.ts builds the graph separately from the entry, so the entry shares no module with it.
 */
export const modules = {
    card: () => import('./card/index'),
    dialog: () => import('./dialog/index'),
    join_row: () => import('./join_row/index'),
    live: () => import('./live/index'),
    preferences: () => import('./preferences/index'),
    room_dialog: () => import('./room_dialog/index'),
    settings_page: () => import('./settings_page/index'),
};
