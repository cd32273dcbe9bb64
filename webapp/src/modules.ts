/**
 * What is loaded when somebody first needs it: each is the index of a feature's folder, and all are parts of one module
 * graph. vite.config.ts builds the graph apart from the entry, so the entry shares no module with it.
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
